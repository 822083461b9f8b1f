"""Tables of values (CSV, TSV): the texts of one column. The headings and all other cells stay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import mean, multimode
from typing import NamedTuple

from webapp.errors import BadInput, UnreadableDocument
from webapp.formats.messages.message import Slice, SlicedMessages, has_words

_SEPARATORS = ",;\t|"
#: Spreadsheets write such a first line, which names the separator.
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: So much of a table shows its separator, in code points.
_SAMPLE = 20_000
#: Headings that say by themselves that the first row is one.
_HEADING_NAMES = (
    "id key clé cle code name nom text texte source target cible context contexte fr en term terme "
    "mot word note comment commentaire description titre title question answer réponse url date "
    "french français english anglais"
)
_HEADINGS = frozenset(_HEADING_NAMES.split())
#: Headings of a column with the texts to translate, the surest first.
_SOURCES = ("source", "source text", "texte source", "fr", "fr-fr", "fr_fr", "français", "french")
_LONGEST_HEADING = 40
#: So many rows show which column has the texts.
_SAMPLE_ROWS = 1_000
#: Words, in contrast to keys and addresses: several of them, or letters alone.
_WORDED = re.compile(r"\S\s+\S|\A\s*[^\W\d_]+[.!?…]?\s*\Z")
_DIGIT = re.compile(r"\d")
_ENDS = re.compile(r"[.!?…]\s*\Z|\d\s*\Z")
_LETTERS = 26


class TableCell(NamedTuple):
    """A cell: the place of what it has, with its quotation marks, and that as people read it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of values and the rows of its cells; of its headings, if it has any, the first."""

    source: str
    separator: str
    rows: Sequence[Sequence[TableCell]]

    @property
    def headings(self) -> list[str]:
        """The headings of its columns; none where its first row seems to be a row of values."""
        first = [cell.text.strip() for cell in self.rows[0]]
        if len(self.rows) < 2 or not _may_be_headings(first):
            return []
        return first if _are_known_headings(first) or self._are_unlike(first) else []

    def _are_unlike(self, first: Sequence[str]) -> bool:
        """Whether below a first row there are numbers, or texts that are much longer."""
        for number, heading in enumerate(first):
            texts = [*self._texts(number)]
            if texts and not _DIGIT.search(heading) and all(map(_DIGIT.search, texts)):
                return True
        column = max(range(len(first)), key=self._words)
        lengths = [len(text) for text in self._texts(column)]
        return 2 * len(first[column]) < mean(lengths or [0])

    def number(self, chosen: str) -> int:
        """The number from 1 of the column with that heading, number or letters; raises BadInput.

        An empty choice is the column with the most words, or that which says that it is a source.
        """
        headings = [heading.lower() for heading in self.headings]
        wanted = chosen.strip().lower()
        if wanted in headings:
            return headings.index(wanted) + 1
        width = max(map(len, self.rows))
        number = _number(wanted) if wanted else self._likely(headings, width)
        if 0 < number <= width:
            return number
        columns = "1 column" if width == 1 else f"{width:,} columns"
        raise BadInput(
            f"This table has no such column. It has {columns}: "
            "give the heading of one, or its number from 1."
        )

    def _likely(self, headings: Sequence[str], width: int) -> int:
        named = (headings.index(name) for name in _SOURCES if name in headings)
        column = next(filter(self._words, named), None)
        return (max(range(width), key=self._words) if column is None else column) + 1

    def _texts(self, column: int) -> Iterator[str]:
        """The first texts of a column, counted from 0, without that of the first row."""
        rows = self.rows[1:_SAMPLE_ROWS]
        return (row[column].text for row in rows if column < len(row))

    def _words(self, column: int) -> int:
        """How much of a column is words: their length, and 1 for what may be keys or addresses."""
        texts = (text for text in self._texts(column) if has_words(text))
        return sum(len(text) if _WORDED.search(text) else 1 for text in texts)

    def messages(self, number: int) -> SlicedMessages:
        """The texts of the column of that number."""
        headings = self.headings
        rows = self.rows[1:] if headings else self.rows
        cells = [row[number - 1] for row in rows if number <= len(row)]
        if number == len(headings):
            cells = [self._whole(row[number - 1 :]) for row in rows if number <= len(row)]
        worded = [cell for cell in cells if has_words(cell.text) and not cell.text.startswith("=")]
        return SlicedMessages(
            self.source, [cell.text for cell in worded], [self._slice(cell) for cell in worded]
        )

    def _whole(self, cells: Sequence[TableCell]) -> TableCell:
        """The last cell of a row, with all behind it: a text with separators and no quotes."""
        raw = self.source[cells[0].start : cells[-1].end]
        if len(cells) == 1 or '"' in raw or not all(cell.text.strip() for cell in cells):
            return cells[0]
        return TableCell(cells[0].start, cells[-1].end, raw)

    def _slice(self, cell: TableCell) -> Slice:
        raw = self.source[cell.start : cell.end]
        return Slice(cell.start, cell.end, partial(_written, raw, self.separator))


def table_of(text: str) -> Table:
    """The table that a text is; raises UnreadableDocument where it has no cell with words."""
    named = _NAMED.match(text)
    start = named.end() if named else 0
    separator = named[1] if named else _separator(text[:_SAMPLE])
    rows = [row for row in _rows(text, separator, start) if any(cell.text.strip() for cell in row)]
    if not rows:
        raise UnreadableDocument("This table has no text.")
    return Table(text, separator, rows)


def column_messages(text: str, number: int) -> SlicedMessages:
    """The texts of a table's column of that number; raises BadInput, UnreadableDocument."""
    table = table_of(text)
    return table.messages(table.number(str(number)))


def _separator(sample: str) -> str:
    """The separator of known headings, or that which cuts most rows into as many cells.

    A single column has none but the line breaks.
    """
    for sign in _SEPARATORS:
        if _are_known_headings([cell.text for cell in next(_rows(sample, sign, 0), ())]):
            return sign
    shares = {sign: _share(_rows(sample, sign, 0)) for sign in _SEPARATORS}
    best = max(shares, key=lambda sign: shares[sign])
    return best if shares[best][0] > 1 / 2 else "\n"


def _share(rows: Iterable[Sequence[TableCell]]) -> tuple[float, int]:
    """The share of the rows that have the usual number of cells, and that number, if it is > 1."""
    widths = [len(row) for row in rows if len(row) > 1 or row[0].text]
    usual = max(multimode(widths), default=1)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 1)


def _rows(text: str, separator: str, start: int) -> Iterator[list[TableCell]]:
    """The rows of a text from ``start`` on."""
    end = re.escape(separator)
    cell = re.compile(
        rf'[ ]*+(?P<quoted>"(?:[^"]|"")*+")[ ]*+(?=[{end}\r\n]|\Z)|(?P<plain>[^{end}\r\n]*+)'
    )
    row: list[TableCell] = []
    at = start
    while at < len(text):
        match = cell.match(text, at)
        assert match  # noqa: S101, a cell may be empty
        row.append(_cell(match))
        at = match.end()
        if text[at : at + 1] == separator != "\n":
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        yield row
        row = []
    if row:
        yield row


def _cell(match: re.Match[str]) -> TableCell:
    quoted = match["quoted"]
    if quoted is None:
        return TableCell(*match.span("plain"), match["plain"])
    text = quoted[1:-1].replace('""', '"').replace("\r\n", "\n")
    return TableCell(*match.span("quoted"), text)


def _may_be_headings(texts: Sequence[str]) -> bool:
    """Whether texts differ, and none is as long as a sentence or ends as one or as a number."""
    names = [text.strip() for text in texts]
    return len(set(names)) == len(names) and all(
        name and len(name) <= _LONGEST_HEADING and not _ENDS.search(name) for name in names
    )


def _are_known_headings(texts: Sequence[str]) -> bool:
    is_known = any(text.strip().lower() in _HEADINGS for text in texts)
    return is_known and len(texts) > 1 and _may_be_headings(texts)


def _number(wanted: str) -> int:
    """The number of a column by itself or by its letters, as spreadsheets name it; 0 for none."""
    if wanted.isascii() and wanted.isdecimal():
        return int(wanted[:9])
    if not (wanted.isascii() and wanted.isalpha() and len(wanted) <= 2):
        return 0
    number = 0
    for letter in wanted:
        number = number * _LETTERS + ord(letter) - ord("a") + 1
    return number


def _written(raw: str, separator: str, words: str) -> str:
    """Words in the place of the cell ``raw``: in quotation marks where it had or needs them."""
    is_quoted = raw.startswith('"') and raw.endswith('"') and len(raw) > 1
    is_plain = not words.startswith('"') and not re.search(r"[\r\n]", words)
    if is_plain and not is_quoted and separator not in words:
        return words
    lines = words.replace("\n", "\r\n") if "\r\n" in raw else words
    return '"' + lines.replace('"', '""') + '"'
