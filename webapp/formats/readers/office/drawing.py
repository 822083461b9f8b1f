"""Reads the paragraphs of drawings (DrawingML): texts of slides and boxes, titles of charts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from webapp.formats.markup import Element, local_name
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.imported import ImportedBlock, Inline, detail_of
from webapp.formats.readers.office.relations import RELATION
from webapp.formats.readers.symbols import in_unicode, is_drawn
from webapp.text import Detail, Mark, MarkKind, ParagraphKind

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: Repeats a newer element for programs that do not know it.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUTSIDE = ("http:", "https:", "mailto:")
#: How links to another slide act.
_JUMPS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump")
_LOOKS = {"b": MarkKind.BOLD, "i": MarkKind.ITALIC}


class DrawnWords(NamedTuple):
    """The words of a paragraph, their marks, and their places in the tree."""

    text: str
    marks: list[Mark]
    slots: tuple[Slot, ...]

    def flow(self, kind: ParagraphKind, place: Detail) -> Flow:
        """The paragraph as a block of that kind."""
        return Flow(ImportedBlock(self.text, kind, detail_of(self.marks, place)), self.slots)


def drawn_paragraphs(root: Element) -> Iterator[Element]:
    """The paragraphs of ``root`` in their order, each once."""
    for paragraph in root.iter(f"{A}p"):
        if not is_repeated(paragraph):
            yield paragraph


def is_repeated(element: Element) -> bool:
    """Whether an element repeats another one for programs that do not know that."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def drawn_words(
    paragraph: Element, links: Mapping[str, str], counts: Counter[str]
) -> DrawnWords | None:
    """The words of a paragraph; None for none. ``links`` has addresses by their relation's key.

    Adds to ``counts`` what cannot be kept, by its name in the singular.
    """
    inline, slots = Inline(), list[Slot]()
    for child in paragraph:
        name = local_name(child)
        if name == "br":
            inline.add_break()
        elif name in ("r", "fld"):
            before = inline.length
            _add_run(child, inline, slots, counts, is_field=name == "fld")
            if inline.length > before:
                _mark_run(child, inline, before, links, counts)
        counts["formula"] += name in ("alternatecontent", "m")
    text, marks, lead = inline.take()
    places = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in slots)
    return DrawnWords(text, marks, places) if text else None


def _add_run(
    run: Element, inline: Inline, slots: list[Slot], counts: Counter[str], *, is_field: bool
) -> None:
    """Add the words of a run and their slot; a field is drawn by the program."""
    words = run.find(f"{A}t")
    if words is None:
        return
    face = run.find(f"{A}rPr/{A}latin")
    read, unknown = in_unicode(words.text or "", "" if face is None else face.get("typeface", ""))
    counts["symbol"] += unknown
    start = inline.length
    inline.add(read)
    if inline.length > start:
        is_fixed = is_field or is_drawn(words.text or "")
        slots.append(Slot(words, "" if is_fixed else "text", start, inline.length))


def _mark_run(
    run: Element, inline: Inline, start: int, links: Mapping[str, str], counts: Counter[str]
) -> None:
    """Mark the words that were added from ``start`` on as their run looks and leads."""
    look = run.find(f"{A}rPr")
    if look is None:
        return
    for name, kind in _LOOKS.items():
        inline.mark(start, inline.length, kind if look.get(name) in ("1", "true") else "")
    link = look.find(f"{A}hlinkClick")
    if link is None:
        return
    href = links.get(link.get(RELATION, ""), "")
    if href.startswith(_OUTSIDE):
        inline.mark(start, inline.length, MarkKind.LINK, href)
    elif link.get("action", "").startswith(_JUMPS):
        inline.mark(start, inline.length, MarkKind.PLACE)
        counts["inner link"] += 1
