"""Removes running heads, feet, page numbers and watermarks from printed pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from statistics import median
from typing import NamedTuple

from webapp.formats.readers.pdf.footnotes import labels_of, led
from webapp.formats.readers.pdf.lines import PrintedLine, rows_of
from webapp.text import MarkKind

#: A running head stands on at least this part of the pages, and on at least this many.
HEAD_SHARE, HEAD_PAGES = 0.2, 2
#: Its heights differ from their median by less than this many of its sizes. Its letters are at most
#: this many times the median size.
HEAD_DRIFT, HEAD_SIZE = 0.5, 1.12
#: A first line of the text is at least this part of its page's text in width.
HEAD_WIDTH = 0.75
#: Heads are among this many lines from either end of a page, and return within this many pages.
EDGE_LINES, NEAR_PAGES = 2, 2
_NUMBER = re.compile(r"\d+")
_FOLIO = re.compile(
    r"[^\w#]*(?P<name>p(?:age|\.)?\s*)?#(?:\s*(?:/|sur|of)\s*#)?[^\w#]*", re.IGNORECASE
)
_MOST_DIGITS = 4

#: The rows of a page from its top; a row has the pieces at one height.
_Rows = list[list[PrintedLine]]


class _PageLine(NamedTuple):
    page: int
    line: PrintedLine

    @property
    def offsets(self) -> set[int]:
        """The differences between the numbers in the line and the index of its page."""
        numbers = _NUMBER.findall(self.line.text)
        return {int(number) - self.page for number in numbers if len(number) <= _MOST_DIGITS}


def without_heads(pages: Sequence[Sequence[PrintedLine]], body: float) -> list[list[PrintedLine]]:
    """The lines of each page without heads, feet, page numbers and watermarks.

    ``body`` is the median size of the lines, in points.
    """
    rows = [list(rows_of(sorted(page, key=lambda line: -line.base))) for page in pages]
    off = {*_heads(pages, rows, HEAD_SIZE * body), *_folios(rows), *_watermarks(pages)}
    return [
        [line for line in page if (number, line) not in off] for number, page in enumerate(pages)
    ]


def _heads(
    pages: Sequence[Sequence[PrintedLine]], rows: Sequence[_Rows], most: float
) -> Iterator[_PageLine]:
    """Lines at the edges of many pages that differ only in numbers, of size ``most`` or less."""
    groups = defaultdict[str, list[_PageLine]](list)
    for number, page in enumerate(pages):
        for line in _frame(page, rows[number]) if page else ():
            key = _key(line)
            if line.size <= most and not _FOLIO.fullmatch(key):
                groups[key].append(_PageLine(number, line))
    least = max(HEAD_PAGES, HEAD_SHARE * len(pages))
    for placed in groups.values():
        height = median(head.line.base for head in placed)
        alike = [p for p in placed if abs(p.line.base - height) < HEAD_DRIFT * p.line.size]
        if len({head.page for head in alike}) >= least:
            yield from _running(alike)


def _watermarks(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[_PageLine]:
    """Words that are set aslant over several pages, as those of drafts and copies are."""
    groups = defaultdict[str, list[_PageLine]](list)
    for number, page in enumerate(pages):
        for line in page:
            if line.is_all("slanted"):
                groups[line.text].append(_PageLine(number, line))
    for placed in groups.values():
        if len({mark.page for mark in placed}) >= HEAD_PAGES:
            yield from placed


def _running(alike: Sequence[_PageLine]) -> Iterator[_PageLine]:
    """The lines that return on a page near by, or whose numbers count with the pages.

    Bold lines must return: bold headings that count chapters are no heads.
    """
    pages = defaultdict[str, set[int]](set)
    for head in alike:
        pages[head.line.text].add(head.page)
    offsets = _counted(alike)
    for head in alike:
        near = range(head.page - NEAR_PAGES, head.page + NEAR_PAGES + 1)
        stands_again = any(page in pages[head.line.text] for page in near if page != head.page)
        counts = not head.line.is_all(MarkKind.BOLD) and any(offsets[n] > 1 for n in head.offsets)
        if stands_again or counts:
            yield head


def _counted(placed: Iterable[_PageLine]) -> Counter[int]:
    """For each difference between a number and its page's index, the count of its pages."""
    return Counter(
        offset for _, offset in {(p.page, offset) for p in placed for offset in p.offsets}
    )


def _frame(page: Sequence[PrintedLine], rows: _Rows) -> list[PrintedLine]:
    """The lines at the top and bottom of a page that stand apart from all others.

    Notes and the text itself may be alike on several pages, too. A first line that is too short for
    a line of the text need not stand apart.
    """
    labels = labels_of(page)
    width = max(line.right for line in page) - min(line.left for line in page)
    short = [line for line in rows[0] if line.right - line.left < HEAD_WIDTH * width]
    lines = (_apart(rows) or short) + _apart(rows[::-1])
    return [line for line in lines if not led(line, labels)]


def _apart(rows: _Rows) -> list[PrintedLine]:
    """The lines of the first rows, if room follows them; they are fewer than the other rows."""
    for count in range(min(EDGE_LINES, (len(rows) - 1) // 2), 0, -1):
        if rows[count - 1][0].is_apart_from(rows[count][0]):
            return list(chain(*rows[:count]))
    return []


def _key(line: PrintedLine) -> str:
    """The text of a line with ``#`` for each number."""
    return _NUMBER.sub("#", line.text).strip()


def _folios(rows: Sequence[_Rows]) -> Iterator[_PageLine]:
    """Page numbers: they count with the pages, say "page", or stand apart from the text."""
    candidates = list(_lone_numbers(rows))
    offsets = _counted(folio for folio, _ in candidates)
    for folio, is_apart in candidates:
        label = _FOLIO.fullmatch(_key(folio.line))
        counts = any(offsets[offset] > 1 for offset in folio.offsets)
        if counts or is_apart or (label and label["name"]):
            yield folio


def _lone_numbers(rows: Sequence[_Rows]) -> Iterator[tuple[_PageLine, bool]]:
    """Lines that may be page numbers, with whether they are alone on an outer line and apart."""
    for number, page in enumerate(rows):
        for edge in (page, page[::-1]):
            apart = _apart(edge)
            for at, row in enumerate(edge[:EDGE_LINES]):
                for line in row:
                    is_alone = len(row) == 1 or line in apart
                    if is_alone and _FOLIO.fullmatch(_key(line)):
                        yield _PageLine(number, line), at == 0 and len(row) == 1 and line in apart
