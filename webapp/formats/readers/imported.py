"""What every reader gives: one shape for all documents, and the bounds all readers keep to."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from webapp.errors import EmptyText, TooLarge
from webapp.formats.markup import Element, local_name
from webapp.formats.plain_text import storable
from webapp.text import (
    Detail,
    Mark,
    MarkKind,
    ParagraphKind,
    TextParagraph,
    split_blocks,
    split_text,
)
from webapp.text.raising import raised
from webapp.text.segmentation import WHITE

#: Longest title, author and date kept, in characters.
MAX_FIELD_CHARS = 300
#: Most paragraphs of one document; each takes a kilobyte or two until it is stored, however short.
MAX_BLOCKS = 200_000
#: Cells of Word and of OpenDocument, where one of several columns covers others.
_CELLS = ("tc", "table-cell", "covered-table-cell")
T = TypeVar("T")
_SPACES = re.compile(r"[ \t\r\f\v\n]+")


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """One block as a reader found it; the text has a line break only where the author broke it."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    detail: Detail = field(default_factory=Detail)


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A document read.

    ``outline`` has the half-open offsets in ``text`` (code points) and the kind of each block, with
    its detail at the same place of ``details``. It is empty for plain text, whose paragraphs are
    still to be found. ``notices`` are sentences about what could not be kept. ``imported_format``
    is the name of the reader, None for a text that was typed; ``original`` is the file itself
    where a translation in its own layout is made of it later.
    """

    text: str
    outline: tuple[tuple[int, int, ParagraphKind], ...] = ()
    details: tuple[Detail, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    notices: tuple[str, ...] = ()
    original: bytes | None = None
    imported_format: str | None = None


def assembled(blocks: Iterable[ImportedBlock], **fields: object) -> ImportedDocument:
    """Blocks joined by blank lines, with their offsets; ``fields`` are ImportedDocument's own.

    Raises TooLarge.
    """
    pieces: list[str] = []
    outline: list[tuple[int, int, ParagraphKind]] = []
    details: list[Detail] = []
    start = 0
    for block in bounded(blocks):
        text = storable(block.text)
        if not text.strip(WHITE):
            continue
        pieces.append(text)
        outline.append((start, start + len(text), block.kind))
        details.append(block.detail)
        start += len(text) + 2
    return ImportedDocument(
        text="\n\n".join(pieces),
        outline=tuple(outline),
        details=tuple(details),
        **fields,  # type: ignore[arg-type]
    )


def bounded(blocks: Iterable[T]) -> Iterator[T]:
    """The same, one by one; raises TooLarge after MAX_BLOCKS."""
    for number, block in enumerate(blocks):
        if number == MAX_BLOCKS:
            raise TooLarge(f"This document has more than {MAX_BLOCKS:,} paragraphs.")
        yield block


def one_line(text: str | None) -> str:
    """A title, author or date as one line of bounded length."""
    return _SPACES.sub(" ", storable(text or "")).strip()[:MAX_FIELD_CHARS]


def written_on(created: str, changed: str) -> str:
    """The date of a document by the times in its file, a moment (ISO 8601) as its day.

    Empty where both are the same moment: then a program made that file in one go and tells when,
    which is no date of the text.
    """
    if created[10:11] != "T":
        return created
    return created[:10] if created != changed else ""


class Inline:
    """Gathers the text and the marks of one block, its white space collapsed as browsers do."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._open: list[tuple[int, str, str]] = []
        self._marks: list[Mark] = []

    @property
    def length(self) -> int:
        """Code points gathered so far."""
        return self._length

    def add(self, text: str) -> None:
        """Append text; runs of white space count as one space, at the beginning as none."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._text or self._text[-1][-1:] in (" ", "\n")):
            text = text[1:]
        self._append(text)

    def add_kept(self, text: str) -> None:
        """Append text with its white space as it is."""
        self._append(text.replace("\r\n", "\n"))

    def add_break(self) -> None:
        """A line break that the author made."""
        if self._text and self._text[-1].endswith(" "):
            self._text[-1] = self._text[-1][:-1] + "\n"
        elif self._text:
            self._append("\n")

    def _append(self, text: str) -> None:
        if text:
            self._text.append(text)
            self._length += len(text)

    def open(self, kind: str, href: str = "") -> None:
        """Begin a mark here."""
        self._open.append((self._length, kind, href))

    def is_open(self, kind: str) -> bool:
        """Whether a mark of that kind was opened and not closed."""
        return any(name == kind for _, name, _ in self._open)

    def close(self) -> None:
        """End the mark opened last."""
        start, kind, href = self._open.pop()
        self.mark(start, self._length, kind, href)

    def mark(self, start: int, end: int, kind: str, href: str = "") -> None:
        """A mark on offsets already gathered; one without a kind is none."""
        if kind and start < end:
            self._marks.append(Mark(start, end, kind, href))

    def take(self) -> tuple[str, list[Mark], int]:
        """The text, outer white space off, its marks, and the length of what was taken off before.

        Then it begins again, with open marks going on.
        """
        whole = "".join(self._text)
        text = whole.strip()
        lead = len(whole) - len(whole.lstrip())
        marks = self._marks + [Mark(s, self._length, k, h) for s, k, h in self._open if k]
        self._text, self._length, self._marks = [], 0, []
        self._open = [(0, kind, href) for _, kind, href in self._open]
        return text, _joined(_kept(marks, lead, len(text))), lead


def _kept(marks: Iterable[Mark], lead: int, length: int) -> Iterable[Mark]:
    for mark in marks:
        start, end = max(mark.start - lead, 0), min(mark.end - lead, length)
        if start < end:
            yield mark._replace(start=start, end=end)


def _joined(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of the same kind that meet as one: programs cut words for reasons of their own.

    Marks of notes stay apart, as each leads to another note.
    """
    joined: list[Mark] = []
    last: dict[tuple[str, str], int] = {}
    for mark in sorted(marks):
        at = last.get((mark.kind, mark.href))
        if at is None or joined[at].end < mark.start or mark.kind == MarkKind.NOTE:
            last[mark.kind, mark.href] = len(joined)
            joined.append(mark)
        else:
            joined[at] = joined[at]._replace(end=max(joined[at].end, mark.end))
    return sorted(joined)


def detail_of(marks: list[Mark], place: Detail | None = None) -> Detail:
    """The detail of a block: ``place`` in the document, and its marks where it has some."""
    detail = place.copy() if place else Detail()
    if marks:
        detail["marks"] = marks
    return detail


class Grid:
    """Counts the tables, rows and cells of a tree of XML as its cells are met."""

    def __init__(self) -> None:
        self._tables: dict[Element, int] = {}
        self._rows: dict[Element, int] = {}
        self._columns: dict[Element, int] = {}

    def place(self, table: Element, row: Element, cell: Element) -> Detail:
        """Where ``cell`` stands; cells without words count too, so that columns stay in line."""
        if row not in self._rows:
            self._rows[row] = len(self._rows) + 1
            cells = [child for child in row if local_name(child) in _CELLS]
            self._columns |= {child: number for number, child in enumerate(cells, 1)}
        return Detail(
            table=self._tables.setdefault(table, len(self._tables) + 1),
            row=self._rows[row],
            column=self._columns.get(cell, 1),
        )


class Notes:
    """The numbers of a document's notes, which follow their marks; any key names a note."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._last: Hashable = None

    def mark(self, key: Hashable) -> str:
        """What stands for a note where it is referred to."""
        return raised(str(self._numbers.setdefault(key, len(self._numbers) + 1)))

    def detail(self, key: Hashable) -> Detail:
        """The detail of the next paragraph of a note; it has no number if no mark was met."""
        detail = Detail(number=self._numbers[key]) if key in self._numbers else Detail()
        if key == self._last:
            detail["goes_on"] = True
        self._last = key
        return detail


#: What could be kept, but is not meant to be read in the text.
_ON_PURPOSE = ("comment", "hidden passage")
#: In the counts of what is left out: the headers and footers of pages, however many there are.
PAGE_FRAME = "header or footer"


def left_out(counts: Counter[str]) -> tuple[str, ...]:
    """Sentences about what was not kept: ``counts`` by name in the singular ("picture")."""
    return tuple(_left_out(name, count) for name, count in sorted(counts.items()) if count and name)


def _left_out(name: str, count: int) -> str:
    if name == PAGE_FRAME:
        return "The headers and footers of its pages are left out."
    why = "" if name in _ON_PURPOSE else "could not be kept and "
    plural, is_or_are = ("", "is") if count == 1 else ("s", "are")
    return f"{count} {name}{plural} {why}{is_or_are} left out."


def paragraphs_of(imported: ImportedDocument, language: str) -> list[TextParagraph]:
    """Its paragraphs, at least one, each with its detail if it has some.

    Raises EmptyText, TooLarge.
    """
    if imported.outline:
        paragraphs = split_blocks(imported.text, imported.outline, language)
    else:
        paragraphs = list(bounded(split_text(imported.text, language)))
    if not paragraphs:
        raise EmptyText
    return paragraphs
