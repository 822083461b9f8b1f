"""What every reader returns, and what readers share: bounds, marks, tables, notes, notices."""

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
from webapp.text.blanks import WHITE
from webapp.text.raising import raised

#: The longest title, author and date, in code points.
MAX_FIELD_CHARS = 300
#: The most paragraphs of a document. However short, each takes 1 or 2 kB until it is stored.
MAX_BLOCKS = 200_000
#: The cells of Word and of OpenDocument, where a wide cell covers others.
_CELLS = ("tc", "table-cell", "covered-table-cell")
T = TypeVar("T")
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_BREAK = re.compile("\n")
#: Code keeps its lines as they are; the lines of cues are folded anew.
_UNLINED = {ParagraphKind.CODE, ParagraphKind.CUE}


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """A block of a document. Its text has line breaks only where the author made them."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    detail: Detail = field(default_factory=Detail)
    #: The names of the places in it to which links of its file can lead.
    anchors: tuple[str, ...] = ()
    note: str = ""  # what the file notes on it for people, of at most LONGEST_NOTE

    @property
    def has_words(self) -> bool:
        """Whether it becomes a paragraph."""
        return bool(storable(self.text).strip(WHITE))


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A document as its reader returns it.

    ``outline`` has the half-open offsets of each block in ``text`` (code points) and its kind;
    ``details`` has its detail at the same index. ``outline`` is empty for plain text, which is cut
    into paragraphs later. ``notices`` are sentences about what was not kept. ``imported_format`` is
    the name of the reader, None for typed text. ``original`` is the file, where a translation in
    its layout needs it. ``notes`` has the indices of blocks and what it notes on them.
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
    notes: tuple[tuple[int, str], ...] = ()


def assembled(blocks: Iterable[ImportedBlock], **fields: object) -> ImportedDocument:
    """A document of ``blocks``, joined by blank lines; ``fields`` are those of ImportedDocument.

    Raises TooLarge beyond MAX_BLOCKS.
    """
    pieces: list[str] = []
    outline: list[tuple[int, int, ParagraphKind]] = []
    details: list[Detail] = []
    notes: list[tuple[int, str]] = []
    start = 0
    for block in bounded(blocks):
        if not block.has_words:
            continue
        text = storable(block.text)
        if block.note:
            notes.append((len(outline), block.note))
        pieces.append(text)
        outline.append((start, start + len(text), block.kind))
        details.append(_with_breaks(block))
        start += len(text) + 2
    return ImportedDocument(
        text="\n\n".join(pieces),
        outline=tuple(outline),
        details=tuple(details),
        notes=tuple(notes),
        **fields,  # type: ignore[arg-type]
    )


def _with_breaks(block: ImportedBlock) -> Detail:
    """The detail of a block with the places of its line breaks, where its kind has lines."""
    if block.kind in _UNLINED or "\n" not in block.text:
        return block.detail
    return block.detail | Detail(breaks=[at.start() for at in _BREAK.finditer(block.text)])


def bounded(blocks: Iterable[T]) -> Iterator[T]:
    """Yields the same blocks; raises TooLarge after MAX_BLOCKS."""
    for number, block in enumerate(blocks):
        if number == MAX_BLOCKS:
            raise TooLarge(f"This document has more than {MAX_BLOCKS:,} paragraphs.")
        yield block


def one_line(text: str | None) -> str:
    """A title, author or date as one line of at most MAX_FIELD_CHARS."""
    return _SPACES.sub(" ", storable(text or "")).strip()[:MAX_FIELD_CHARS]


def written_on(created: str, changed: str) -> str:
    """The date of a document by the times in its file; a moment (ISO 8601) becomes its day.

    It is empty where both are the same moment. Then a program made the file at once, and the moment
    is no date of the text.
    """
    if created[10:11] != "T":
        return created
    return created[:10] if created != changed else ""


class Inline:
    """Collects the text and the marks of one block, and collapses white space as browsers do."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._open: list[tuple[int, str, str]] = []
        self._marks: list[Mark] = []

    @property
    def length(self) -> int:
        """The length of the text so far, in code points."""
        return self._length

    def add(self, text: str) -> None:
        """Append text. A run of white space becomes one space, and none at the beginning."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._text or self._text[-1][-1:] in (" ", "\n")):
            text = text[1:]
        self._append(text)

    def add_kept(self, text: str) -> None:
        """Append text with its white space unchanged."""
        self._append(text.replace("\r\n", "\n"))

    def add_break(self) -> None:
        """Append a line break that the author made."""
        if self._text and self._text[-1].endswith(" "):
            self._text[-1] = self._text[-1][:-1] + "\n"
        elif self._text:
            self._append("\n")

    def _append(self, text: str) -> None:
        if text:
            self._text.append(text)
            self._length += len(text)

    def open(self, kind: str, href: str = "") -> None:
        """Begin a mark at the end of the text."""
        self._open.append((self._length, kind, href))

    def is_open(self, kind: str) -> bool:
        """Whether a mark of that kind is open."""
        return any(name == kind for _, name, _ in self._open)

    def close(self) -> None:
        """End the mark that was opened last."""
        start, kind, href = self._open.pop()
        self.mark(start, self._length, kind, href)

    def mark(self, start: int, end: int, kind: str, href: str = "") -> None:
        """Add a mark on offsets of the text, in code points. An empty kind adds none."""
        if kind and start < end:
            self._marks.append(Mark(start, end, kind, href))

    def take(self) -> tuple[str, list[Mark], int]:
        """The text without outer white space, its marks, and the length of the leading white space.

        Begins the next block, in which open marks go on.
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
    """The marks, where adjacent marks of one kind become one, as programs cut words at will.

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
    """The detail of a block: its ``place`` in the document, and its marks if it has some."""
    detail = place.copy() if place else Detail()
    if marks:
        detail["marks"] = marks
    return detail


class Grid:
    """Counts the tables, rows and cells of a tree of XML, cell by cell in reading order."""

    def __init__(self) -> None:
        self._tables: dict[Element, int] = {}
        self._rows: dict[Element, int] = {}
        self._columns: dict[Element, int] = {}

    def place(self, table: Element, row: Element, cell: Element) -> Detail:
        """The place of ``cell``. Cells without words count too, so that columns stay aligned."""
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
    """Numbers a document's notes in the order of their marks. Any key identifies a note."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._last: Hashable = None

    def mark(self, key: Hashable) -> str:
        """The mark that refers to a note: its number in raised digits."""
        return raised(str(self._numbers.setdefault(key, len(self._numbers) + 1)))

    def detail(self, key: Hashable) -> Detail:
        """The detail of the next paragraph of a note; it has a number if a mark refers to it."""
        detail = Detail(number=self._numbers[key]) if key in self._numbers else Detail()
        if key == self._last:
            detail["goes_on"] = True
        self._last = key
        return detail


#: Things that could be kept, but are not meant to be read in the text.
_ON_PURPOSE = ("comment", "empty cue", "hidden passage", "hidden sheet", "number", "formula cell")
#: The name, in the counts of what is left out, for all headers and footers of pages.
PAGE_FRAME = "header or footer"


def left_out(counts: Counter[str]) -> tuple[str, ...]:
    """Sentences about what was not kept; ``counts`` has names in the singular ("picture")."""
    return tuple(_left_out(name, count) for name, count in sorted(counts.items()) if count and name)


def _left_out(name: str, count: int) -> str:
    if name == PAGE_FRAME:
        return "The headers and footers of its pages are left out."
    why = "" if name in _ON_PURPOSE else "could not be kept and "
    plural, is_or_are = ("", "is") if count == 1 else ("s", "are")
    return f"{count} {name}{plural} {why}{is_or_are} left out."


def paragraphs_of(imported: ImportedDocument, language: str) -> list[TextParagraph]:
    """The paragraphs of a document, at least one, with their details.

    Raises EmptyText, TooLarge.
    """
    if imported.outline:
        paragraphs = split_blocks(imported.text, imported.outline, language)
    else:
        paragraphs = list(bounded(split_text(imported.text, language)))
    if not paragraphs:
        raise EmptyText
    return paragraphs
