"""Reads the cells of an XLSX that hold words, with the places of these words."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from webapp.formats.markup import Element
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.imported import ImportedBlock, Inline, detail_of
from webapp.text import Detail, Mark, MarkKind, ParagraphKind

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LOOKS: Mapping[str, MarkKind] = {f"{S}b": MarkKind.BOLD, f"{S}i": MarkKind.ITALIC}
#: Columns further to the right count as this one: writers pad each row up to its last column.
_MAX_COLUMN = 100
#: The most digits of the number of a string.
_MAX_DIGITS = 8


@dataclass(frozen=True, slots=True)
class CellText:
    """The words of a cell, their marks and places."""

    text: str
    marks: list[Mark]
    slots: tuple[Slot, ...]


def cell_text(item: Element) -> CellText:
    """The words of a string (si, is) or a comment; readings of ruby are left where they are."""
    inline, slots = Inline(), list[Slot]()
    if not len(item):
        _add(item, inline, slots)
    for child in item:
        if child.tag == f"{S}t":
            _add(child, inline, slots)
        elif child.tag == f"{S}r":
            start = inline.length
            for words in child.iterchildren(f"{S}t"):
                _add(words, inline, slots)
            for look in child.iterfind(f"{S}rPr/*"):
                is_on = look.get("val", "1") in ("1", "true")
                inline.mark(start, inline.length, _LOOKS.get(look.tag, "") if is_on else "")
    text, marks, lead = inline.take()
    places = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in slots)
    return CellText(text, marks, places)


def _add(words: Element, inline: Inline, slots: list[Slot]) -> None:
    start = inline.length
    for number, line in enumerate((words.text or "").splitlines()):
        if number:
            inline.add_break()
        inline.add(line)
    if inline.length > start:
        slots.append(Slot(words, "text", start, inline.length))


def _column(reference: str) -> int:
    """The number of a cell's column by its reference, ``C7``; 0 for none."""
    column = 0
    for letter in reference[:3].upper():
        if "A" <= letter <= "Z":
            column = column * 26 + ord(letter) - ord("A") + 1
    return min(column, _MAX_COLUMN)


@dataclass(slots=True)
class Cells:
    """The cells of a workbook's sheets, sheet by sheet.

    ``named`` has the texts, in lower case, that formulas, filters or tables name: a cell with such
    a text keeps it, or they would not find it any more.
    """

    strings: list[CellText]
    named: Collection[str]
    counts: Counter[str]
    _written: set[int] = field(default_factory=set)
    _tables: int = 0
    _rows: int = 0

    def of_sheet(self, sheet: Element) -> Iterator[Flow]:
        """The cells with words of the next sheet, row by row."""
        self._tables += 1
        for row in sheet.iter(f"{S}row"):
            self._rows += 1
            for number, cell in enumerate(row.iterchildren(f"{S}c"), 1):
                words = self._words(cell)
                if words is not None and words.text:
                    column = _column(cell.get("r", "")) or number
                    place = Detail(table=self._tables, row=self._rows, column=column)
                    detail = detail_of(words.marks, place)
                    block = ImportedBlock(words.text, ParagraphKind.CELL, detail)
                    yield Flow(block, words.slots)

    def _words(self, cell: Element) -> CellText | None:
        """The words of a cell; None where it holds a number or the result of a formula."""
        formula, value = cell.find(f"{S}f"), cell.find(f"{S}v")
        kind, inside = cell.get("t", "n"), cell.find(f"{S}is")
        if formula is not None:
            self.counts["formula cell"] += 1
        elif kind == "inlineStr" and inside is not None:
            return self._unless_named(cell_text(inside))
        elif kind == "s" and value is not None:
            return self._shared(value.text or "")
        elif value is not None:
            self.counts["number"] += 1
        return None

    def _shared(self, number: str) -> CellText | None:
        """The string with that number; it has places where it is read first."""
        is_number = number.isdecimal() and len(number) <= _MAX_DIGITS
        index = int(number) if is_number else len(self.strings)
        if index >= len(self.strings):
            return None
        text = self._unless_named(self.strings[index])
        if index in self._written:
            return CellText(text.text, text.marks, ())
        self._written.add(index)
        return text

    def _unless_named(self, words: CellText) -> CellText:
        """The words, without places where their cell keeps them."""
        if words.text.lower() not in self.named:
            return words
        return CellText(words.text, words.marks, ())
