"""Reads the letters of printed lines by PDFium: their size, height, style and link.

Only the process that reads a PDF imports this (``webapp.formats.readers.pdf.process``).
"""

import ctypes
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

from webapp.formats.readers.pdf.lines import GAP, SIGNS, PrintedLine, joined
from webapp.text import Mark, MarkKind
from webapp.text.raising import RAISED

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

#: A gap parts a line if it is this many times the least gap: all are wide in a justified line.
SPREAD = 1.8
#: A line whose least gap is wider than this, in sizes of letters, is parted at each GAP.
WIDE = 3
#: A line is slanted that rises or falls by more than this part of its length (10 degrees).
SLANT = 0.18
#: The most links of a page that are read, and the most bytes of an address.
MAX_LINKS, MAX_ADDRESS = 1_000, 2_000
#: Links are found by rows of the page of this height in points. A link takes at most ROWS rows.
ROW_POINTS, ROWS = 10, 500
#: Names of fonts whose letters are bold, italic or of one width; the CM and SF fonts are TeX's.
_BOLD = re.compile(rb"bold|black|heavy|demi|(?:^|\+)(?:CM|SF)(?:BX|SSBX)", re.IGNORECASE)
_ITALIC = re.compile(rb"ital|obli|(?:^|\+)(?:CM|SF)(?:TI|SL|BXTI)", re.IGNORECASE)
_FIXED = re.compile(rb"mono|courier|consol|(?:^|\+)(?:CM|SF)TT", re.IGNORECASE)
#: The flags of a font descriptor (ISO 32000-1, 9.8.2).
_FIXED_FLAG, _ITALIC_FLAG = 1, 1 << 6
_NAME_BYTES = 200
#: The number of fonts in the cache; a page has a few.
FONTS = 256
_WORD = re.compile(r"[\S\u00a0\u202f]+")


class Letter(NamedTuple):
    """The place of a letter, in points; ``kinds`` has bold, italic, fixed, slanted."""

    left: float
    base: float
    size: float
    kinds: tuple[str, ...]
    href: str


class Word(NamedTuple):
    """A word with the white space after it, its letters, and its right end in points.

    ``letters`` joins alike neighbours: it has their count and the first of them.
    """

    text: str
    letters: list[tuple[int, Letter]]
    right: float

    @property
    def first(self) -> Letter:
        """Its first letter."""
        return self.letters[0][1]


class Links:
    """The links of a page: their boxes, in points, and their addresses."""

    def __init__(self, boxes: Iterable[tuple[pdfium.FS_RECTF, str]]) -> None:
        self._rows = defaultdict[int, list[tuple[float, float, float, float, str]]](list)
        for box, href in boxes:
            edges = (box.left - 1, box.right, box.bottom - 1, box.top)
            for row in range(_row(edges[2]), min(_row(edges[3]), _row(edges[2]) + ROWS) + 1):
                self._rows[row].append((*edges, href))

    @classmethod
    def of(cls, page: "PdfPage") -> "Links":
        """The links of a page that lead out of the document."""
        boxes = list[tuple[pdfium.FS_RECTF, str]]()
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while len(boxes) < MAX_LINKS and pdfium.FPDFLink_Enumerate(page.raw, position, link):
            box = pdfium.FS_RECTF()
            href = _address(page, link)
            if href and pdfium.FPDFLink_GetAnnotRect(link, box):
                boxes.append((box, href))
        return cls(boxes)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def at(self, x: float, y: float) -> str:
        """The address of the link at a place, in points; "" for none."""
        for left, right, bottom, top, href in self._rows.get(_row(y), ()):
            if left <= x < right and bottom <= y < top:
                return href
        return ""


def _row(y: float) -> int:
    return int(y // ROW_POINTS)


def _address(page: "PdfPage", link: object) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(MAX_ADDRESS)
    length = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, MAX_ADDRESS)
    return buffer.value.decode("utf-8", "replace") if length <= MAX_ADDRESS else ""


class Letters:
    """The letters of a line of PDFium; it begins at the offset ``start`` of the page's text."""

    def __init__(self, page: "PdfTextPage", start: int, text: str, links: Links) -> None:
        self._page, self._text, self._links = page, text, links
        self._first: int = max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(page.raw, start))
        self._last: int = page.count_chars() - 1
        self._name = ctypes.create_string_buffer(_NAME_BYTES)

    def words(self) -> list[Word]:
        """The line's words."""
        spans = [match.span() for match in _WORD.finditer(self._text)]
        ends = [*(start for start, _ in spans[1:]), len(self._text)]
        return [self._word(*span, end) for span, end in zip(spans, ends, strict=True)]

    def _word(self, start: int, end: int, until: int) -> Word:
        right = self._page.get_charbox(self._at(end - 1), loose=True)[2]
        return Word(self._text[start:until], self._letters(start, end), right)

    def _letters(self, start: int, end: int) -> list[tuple[int, Letter]]:
        """The letters of a word. If its ends are alike, all count as alike, which saves time."""
        first, last = self._letter(start), self._letter(end - 1)
        is_even = first[1:] == last[1:] and not SIGNS.search(self._text, start + 1, end)
        if is_even and not self._links:
            return [(end - start, first)]
        return [(1, self._letter(at)) for at in range(start, end)]

    def _at(self, offset: int) -> int:
        return min(self._first + offset, self._last)

    def _letter(self, offset: int) -> Letter:
        index = self._at(offset)
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(self._page.raw, index, x, y)
        pdfium.FPDFText_GetMatrix(self._page.raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._page.raw, index) * math.hypot(matrix.c, matrix.d)
        href = self._links.at(x.value, y.value)
        slant = ("slanted",) if _is_slanted(matrix) else ()
        return Letter(x.value, y.value, size, (*self._style(index), *slant), href)

    def _style(self, index: int) -> tuple[str, ...]:
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._page.raw, index, self._name, _NAME_BYTES, flags)
        return _kinds(self._name.value, flags.value)


def _is_slanted(matrix: pdfium.FS_MATRIX) -> bool:
    """Whether letters stand on a line that neither lies nor stands upright."""
    less, more = sorted((abs(matrix.a), abs(matrix.b)))
    return bool(less > SLANT * more)


@lru_cache(FONTS)
def _kinds(name: bytes, flags: int) -> tuple[str, ...]:
    """The kinds of a font's letters, by its name and flags."""
    looks = {
        MarkKind.BOLD: _BOLD.search(name),
        MarkKind.ITALIC: flags & _ITALIC_FLAG or _ITALIC.search(name),
        "fixed": flags & _FIXED_FLAG or _FIXED.search(name),
    }
    return tuple(kind for kind, is_so in looks.items() if is_so)


def pieces(letters: Letters) -> Iterator[PrintedLine]:
    """The pieces of a line, which wide gaps part."""
    words = letters.words()
    gaps = [after.first.left - word.right for word, after in pairwise(words)]
    size = words[0].first.size
    least = max(GAP * size, SPREAD * min(gaps, default=0.0))
    if least > SPREAD * WIDE * size:
        least = GAP * size
    piece: list[Word] = []
    for word, gap in zip(words, [0.0, *gaps], strict=True):
        if piece and gap > least:
            yield _line(piece)
            piece = []
        piece.append(word)
    yield _line(piece)


def _line(words: Sequence[Word]) -> PrintedLine:
    heights = Counter[tuple[float, float]]()
    for word in words:
        for count, letter in word.letters:
            heights[round(letter.size, 1), round(letter.base, 1)] += count
    size, base = heights.most_common(1)[0][0]
    line = PrintedLine("", words[0].first.left, words[-1].right, base, size)
    text, marks = joined((word.text, tuple(_marks(word, line))) for word in words)
    return replace(line, text=text.rstrip(), marks=marks)


def _marks(word: Word, line: PrintedLine) -> Iterator[Mark]:
    """The marks of a word, with offsets in the word."""
    start = 0
    for kinds, group in groupby(_with_kinds(word, line), key=lambda stretch: stretch[1]):
        end = start + sum(count for count, _ in group)
        for kind, href in kinds:
            if kind != "raised" or SIGNS.fullmatch(word.text[start:end]):
                yield Mark(start, end, kind, href)
        start = end


def _with_kinds(word: Word, line: PrintedLine) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Counts of letters, with the kinds and addresses of their marks."""
    at = 0
    for count, letter in word.letters:
        kinds = [(kind, "") for kind in letter.kinds]
        if letter.href:
            kinds.append((MarkKind.LINK, letter.href))
        if line.has_raised(letter.base, letter.size) or word.text[at] in RAISED:
            kinds.append(("raised", ""))
        at += count
        yield count, kinds
