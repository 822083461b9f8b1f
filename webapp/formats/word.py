"""The paragraphs of a DOCX in reading order, with the places their words came from.

Read by hand rather than by a converter, because a translation in the document's own layout needs
the places. Only text is taken: macros, pictures, comments and what is deleted are never looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from webapp.formats.flow import Flow, Slot
from webapp.formats.imported import ImportedBlock, Inline, detail_of
from webapp.formats.markup import Element
from webapp.text import ParagraphKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")}
#: The same once more, for programs that do not know a newer element.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED.add(_FALLBACK)
_LEFT_OUT = {f"{_W}drawing": "picture", f"{_W}pict": "picture", f"{_W}object": "object"}
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-6])", re.IGNORECASE)
_QUOTES = ("quote", "citation", "blocktext", "quotations", "intensequote")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OFF = ("0", "false", "none", "off")


@dataclass
class Styles:
    """What the styles of a document say: by their id, the name and the outline level."""

    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "Styles":
        """The paragraph styles of styles.xml."""
        styles = cls()
        for style in root.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId", "")
            styles.names[key] = _value(style.find(f"{_W}name"))
            outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
            named = _HEADING.match(styles.names[key])
            if named or (outline.isdigit() and int(outline) < 6):
                styles.levels[key] = int(named[1]) if named else int(outline) + 1
        return styles


def word_flow(
    root: Element, styles: Styles, links: Mapping[str, str], counts: Counter[str]
) -> Iterator[Flow]:
    """The paragraphs below ``root``; ``links`` are the addresses by their relation's id."""
    rows: dict[Element, int] = {}
    notes = count(1)
    for paragraph in root.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        made = _Paragraph(links, counts, notes)
        made.read(paragraph)
        text, marks, lead = made.inline.take()
        if not text:
            continue
        kind, level, row = _kind(paragraph, styles, rows)
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in made.slots)
        yield Flow(ImportedBlock(text, kind, detail_of(marks, level, row)), slots)


class _Paragraph:
    """The words of one paragraph; those of a text box inside it are paragraphs of their own."""

    def __init__(
        self, links: Mapping[str, str], counts: Counter[str], notes: Iterator[int]
    ) -> None:
        self.links = links
        self.counts = counts
        self.notes = notes
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.href = ""

    def read(self, element: Element) -> None:
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag in _LEFT_OUT:
                self.counts[_LEFT_OUT[child.tag]] += 1
            elif child.tag == f"{_W}r":
                self._run(child)
            elif child.tag == f"{_W}hyperlink":
                self._link(child)
            else:
                self.read(child)

    def _link(self, element: Element) -> None:
        self.href = self.links.get(element.get(f"{_R}id", ""), "")
        self.read(element)
        self.href = ""

    def _run(self, run: Element) -> None:
        start = self.inline.length
        for child in run:
            self._content(child)
        for name, kind in (("b", "bold"), ("i", "italic")):
            if _is_on(run.find(f"{_W}rPr/{_W}{name}")):
                self.inline.mark(start, self.inline.length, kind)
        if self.href:
            self.inline.mark(start, self.inline.length, "link", self.href)

    def _content(self, child: Element) -> None:
        if child.tag == f"{_W}t":
            self._words(child)
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            self.inline.add_break()
        elif child.tag == f"{_W}tab":
            self.inline.add(" ")
        elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            start = self.inline.length
            self.inline.add(str(next(self.notes)).translate(_RAISED))
            self.inline.mark(start, self.inline.length, "note")
        elif child.tag in _LEFT_OUT:
            self.counts[_LEFT_OUT[child.tag]] += 1

    def _words(self, element: Element) -> None:
        start = self.inline.length
        self.inline.add(element.text or "")
        if self.inline.length > start:
            self.slots.append(Slot(element, "text", start, self.inline.length))


def _kind(
    paragraph: Element, styles: Styles, rows: dict[Element, int]
) -> tuple[ParagraphKind, int, int]:
    """The kind, the level and the number of the table's row."""
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    name = styles.names.get(style, style)
    if style in styles.levels or name.lower() == "title":
        return ParagraphKind.HEADING, styles.levels.get(style, 1), 0
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    if row is not None:
        return ParagraphKind.CELL, 0, rows.setdefault(row, len(rows) + 1)
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
    if numbered is not None or name.lower().startswith("list "):
        depth = _value(numbered.find(f"{_W}ilvl")) if numbered is not None else ""
        return ParagraphKind.ITEM, int(depth) + 1 if depth.isdigit() else 1, 0
    if name.lower().replace(" ", "").startswith(_QUOTES):
        return ParagraphKind.QUOTATION, 0, 0
    note = next(paragraph.iterancestors(f"{_W}footnote", f"{_W}endnote"), None)
    return (ParagraphKind.TEXT if note is None else ParagraphKind.NOTE), 0, 0


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "true").lower() not in _OFF
