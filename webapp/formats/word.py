"""The paragraphs of a DOCX in reading order, with the places their words came from.

Read by hand rather than by a converter, because a translation in the document's own layout needs
the places. Only text is taken: macros, pictures, comments and what is deleted are never looked at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from webapp.formats.flow import Flow, Slot
from webapp.formats.imported import Grid, ImportedBlock, Inline, detail_of
from webapp.formats.markup import Element
from webapp.formats.numbering import Numbering, W, value
from webapp.text import Detail, ParagraphKind

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")}
#: The same once more, for programs that do not know a newer element.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED.add(_FALLBACK)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_LEFT_OUT = {
    f"{W}drawing": "picture",
    f"{W}pict": "picture",
    f"{W}object": "object",
    _MATH: "formula",
}
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-6])", re.IGNORECASE)
_QUOTES = ("quote", "citation", "blocktext", "quotations", "intensequote")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: Styles of what goes on in an item or is set like one, without a mark.
_UNMARKED = ("list paragraph", "list continue")
_OFF = ("0", "false", "none", "off")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"((?:https?|mailto):[^"]+)"', re.IGNORECASE)
#: How deep styles are looked for in what they are based on.
_DEPTH = 20


#: The numbers of notes, by the tag and the id of each.
Notes = dict[tuple[str, str], int]


@dataclass
class Styles:
    """What the styles of a document say: by their id, the name, the outline level, the list."""

    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    #: The lists (numPr) of those that make items.
    lists: dict[str, Element] = field(default_factory=dict)
    #: The properties of words (rPr), and the style that it is based on.
    looks: dict[str, tuple[Element | None, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "Styles":
        """The styles of styles.xml."""
        styles = cls()
        for style in root.iter(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            styles.names[key] = value(style.find(f"{W}name"))
            outline = value(style.find(f"{W}pPr/{W}outlineLvl"))
            named = _HEADING.match(styles.names[key])
            if named or (outline.isdigit() and int(outline) < 6):
                styles.levels[key] = int(named[1]) if named else int(outline) + 1
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                styles.lists[key] = numbered
            styles.looks[key] = style.find(f"{W}rPr"), value(style.find(f"{W}basedOn"))
        return styles

    def has(self, run: Element, name: str) -> bool:
        """Whether a run's words have a property ("b"), by themselves or by their own style."""
        properties = run.find(f"{W}rPr")
        key = "" if properties is None else value(properties.find(f"{W}rStyle"))
        for _ in range(_DEPTH):
            said = None if properties is None else properties.find(f"{W}{name}")
            if said is not None:
                return _is_on(said)
            if key not in self.looks:
                return False
            properties, key = self.looks[key]
        return False


def word_flow(
    root: Element,
    styles: Styles,
    numbering: Numbering,
    links: Mapping[str, str],
    counts: Counter[str],
    notes: Notes,
) -> Iterator[Flow]:
    """The paragraphs below ``root``; ``links`` are the addresses by their relation's id.

    ``notes`` learns the numbers of the notes that are referred to, and tells them of those met.
    """
    kinds = _Kinds(styles, numbering, notes)
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        made = _Paragraph(styles, links, counts, notes)
        made.read(paragraph)
        text, marks, lead = made.inline.take()
        if not text:
            continue
        kind, place = kinds.of(paragraph)
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in made.slots)
        yield Flow(ImportedBlock(text, kind, detail_of(marks, place)), slots)


class _Paragraph:
    """The words of one paragraph; those of a text box inside it are paragraphs of their own."""

    def __init__(
        self,
        styles: Styles,
        links: Mapping[str, str],
        counts: Counter[str],
        notes: Notes,
    ) -> None:
        self.styles = styles
        self.links = links
        self.counts = counts
        self.notes = notes
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.href = ""
        #: The instructions of the fields that are open, as far as they are read.
        self.fields: list[str] = []

    def read(self, element: Element) -> None:
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag in _LEFT_OUT:
                self.counts[_LEFT_OUT[child.tag]] += 1
            elif child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}hyperlink":
                self._link(child, self.links.get(child.get(f"{_R}id", ""), ""))
            elif child.tag == f"{W}fldSimple":
                self._link(child, _address(child.get(f"{W}instr", "")))
            else:
                self.read(child)

    def _link(self, element: Element, href: str) -> None:
        self.href = href
        self.read(element)
        self.href = ""

    def _run(self, run: Element) -> None:
        if self.styles.has(run, "vanish"):
            self.counts["hidden passage"] += any(words.text for words in run.iter(f"{W}t"))
            return
        start = self.inline.length
        for child in run:
            self._content(child)
        for name, kind in (("b", "bold"), ("i", "italic")):
            if self.styles.has(run, name):
                self.inline.mark(start, self.inline.length, kind)
        if self.href:
            self.inline.mark(start, self.inline.length, "link", self.href)

    def _content(self, child: Element) -> None:
        if child.tag == f"{W}t":
            self._words(child)
        elif child.tag in (f"{W}br", f"{W}cr"):
            self.inline.add_break()
        elif child.tag == f"{W}tab":
            self.inline.add(" ")
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            start = self.inline.length
            kind = child.tag.removesuffix("Reference")
            number = self.notes.setdefault((kind, child.get(f"{W}id", "")), len(self.notes) + 1)
            self.inline.add(str(number).translate(_RAISED))
            self.inline.mark(start, self.inline.length, "note")
        elif child.tag in _LEFT_OUT:
            self.counts[_LEFT_OUT[child.tag]] += 1
        else:
            self._told(child)

    def _told(self, child: Element) -> None:
        """Characters that are elements, and the edges and instructions of fields."""
        if child.tag == f"{W}sym":
            self._symbol(child)
        elif child.tag == f"{W}noBreakHyphen":
            self._write(child, "\N{NON-BREAKING HYPHEN}")
        elif child.tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif child.tag == f"{W}instrText" and self.fields:
            self.fields[-1] += child.text or ""

    def _field(self, edge: str) -> None:
        """What a field shows stands between the "separate" behind its instruction and its "end"."""
        if edge == "begin":
            self.fields.append("")
        elif edge == "separate" and self.fields:
            self.href = _address(self.fields[-1]) or self.href
        elif edge == "end" and self.fields and _address(self.fields.pop()):
            self.href = ""

    def _symbol(self, element: Element) -> None:
        """A character by its number; those of the private area mean something in one font only."""
        try:
            character = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            character = "\0"
        if character.isprintable():
            self._write(element, character)
        else:
            self.counts["symbol"] += 1

    def _write(self, element: Element, words: str) -> None:
        """Read an element as words, and make it some, so that its place is theirs."""
        element.tag, element.text = f"{W}t", words
        element.attrib.clear()
        self._words(element)

    def _words(self, element: Element) -> None:
        start = self.inline.length
        self.inline.add(element.text or "")
        if self.inline.length > start:
            self.slots.append(Slot(element, "text", start, self.inline.length))


class _Kinds:
    """Tells what paragraphs are; asked for each that has words, in reading order."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.note: Element | None = None
        self.grid = Grid()

    def of(self, paragraph: Element) -> tuple[ParagraphKind, Detail]:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        name = self.styles.names.get(style, style).lower()
        if style in self.styles.levels or name == "title":
            return ParagraphKind.HEADING, Detail(level=self.styles.levels.get(style, 1))
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is not None:
            return ParagraphKind.CELL, self._cell(cell)
        item = self._item(paragraph, style, name)
        if item is not None:
            return ParagraphKind.ITEM, item
        if name.replace(" ", "").startswith(_QUOTES):
            return ParagraphKind.QUOTATION, Detail()
        note = next(paragraph.iterancestors(f"{W}footnote", f"{W}endnote"), None)
        return (ParagraphKind.TEXT, Detail()) if note is None else self._note(note)

    def _note(self, note: Element) -> tuple[ParagraphKind, Detail]:
        goes_on, self.note = note is self.note, note
        number = self.notes.get((note.tag, note.get(f"{W}id", "")))
        detail = Detail() if number is None else Detail(number=number)
        return ParagraphKind.NOTE, detail | Detail(goes_on=True) if goes_on else detail

    def _cell(self, cell: Element) -> Detail:
        row = next(cell.iterancestors(f"{W}tr"), cell)
        return self.grid.place(next(row.iterancestors(f"{W}tbl"), row), row, cell)

    def _item(self, paragraph: Element, style: str, name: str) -> Detail | None:
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        numbered = self.styles.lists.get(style) if numbered is None else numbered
        if numbered is not None:
            return self.numbering.item(numbered)
        if name.startswith(_UNMARKED):
            return Detail(level=1, goes_on=True)
        return Detail(level=1) if name.startswith("list ") else None


def _address(instruction: str) -> str:
    """Where a field leads, "" for one that is no link."""
    found = _ADDRESS.match(instruction)
    return found[1] if found else ""


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true").lower() not in _OFF
