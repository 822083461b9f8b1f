"""From the printed lines of pages to columns: running heads off, lines whole again."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from statistics import median

from webapp.formats.lines import Line, in_one, joined, rows_of
from webapp.formats.page_notes import labels_of, led

#: A line is a running head when it stands so on this part of the pages, and on no fewer than these,
HEAD_SHARE, HEAD_PAGES = 0.2, 2
#: at heights that differ by less than this against its size, in letters not larger than most by
#: this: chapters have headings that differ by a number only, and begin at the top of a page.
HEAD_DRIFT, HEAD_SIZE = 0.5, 1.12
#: Against the width of its page: a first line of the text is not less wide than that.
HEAD_WIDTH = 0.75
#: Lines looked at for running heads, from either end of a page.
EDGE_LINES = 2
#: Against the size of what stands beside it: how large the first letter of a chapter may be.
CAPITAL = 1.8
#: Against the size of letters: how far from a note its sign is at most.
NEAR = 2.5
BULLET = re.compile(r"[•◦▪‣·●○■]\s*")
#: What begins an item or a speech, if it begins a line.
LEAD = re.compile(r"(?:(?P<number>\d{1,3})[.)]|[a-z]\)|(?P<dash>[–—-]))(?:\s+|$)")
_SIGN = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_NUMBER = re.compile(r"\d+")
_FOLIO = re.compile(r"\W*(?:p(?:age|\.)?\s*)?#(?:\s*(?:/|sur|of)\s*#)?\W*", re.IGNORECASE)


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of most lines."""
    return median(line.size for page in pages for line in page)


def columns_of(pages: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """The columns of each page, none of them empty, without running heads and page numbers."""
    whole = [_whole_lines(list(_with_capitals(page))) for page in pages]
    heads = _running_heads(whole, HEAD_SIZE * body_size(pages))
    return [[column for column in _columns(_without(page, heads)) if column] for page in whole]


def _running_heads(pages: Sequence[Sequence[Line]], most: float) -> set[str]:
    """What stands at the edges of many pages, each number as ``#``, in letters of ``most``."""
    found = defaultdict[str, list[Line]](list)
    for page in filter(None, pages):
        for key, line in {_key(line): line for line in _frame(page)}.items():
            found[key].append(line)
    least = max(HEAD_PAGES, HEAD_SHARE * len(pages))
    return {key for key, lines in found.items() if _stand_alike(lines, most) >= least}


def _stand_alike(lines: Sequence[Line], most: float) -> int:
    height = median(line.base for line in lines)
    return sum(
        1
        for line in lines
        if line.size <= most and abs(line.base - height) < HEAD_DRIFT * line.size
    )


def _frame(page: Sequence[Line]) -> list[Line]:
    """What stands on the first and last lines of a page, apart from all others.

    Notes, and the text itself, may be alike on several pages too. A first line that is too short to
    be one of the text needs no room after it.
    """
    rows, labels = _rows(page), labels_of(page)
    width = max(line.right for line in page) - min(line.left for line in page)
    short = [line for line in rows[0] if line.right - line.left < HEAD_WIDTH * width]
    found = (_apart(rows) or short) + _apart(rows[::-1])
    return [line for line in found if not led(line, labels)]


def _rows(page: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page from its top, its pieces on one line together."""
    return list(rows_of(sorted(page, key=lambda line: -line.base)))


def _apart(rows: Sequence[list[Line]]) -> list[Line]:
    """The lines of the first rows that have room after them; other rows are more than these."""
    for count in range(min(EDGE_LINES, (len(rows) - 1) // 2), 0, -1):
        if rows[count - 1][0].is_apart_from(rows[count][0]):
            return list(chain(*rows[:count]))
    return []


def _key(line: Line) -> str:
    return _NUMBER.sub("#", line.text).strip()


def _without(page: Sequence[Line], heads: set[str]) -> list[Line]:
    if not page:
        return []
    rows = _rows(page)
    edges = chain(*rows[:EDGE_LINES], *rows[-EDGE_LINES:])
    off = {line for line in edges if _FOLIO.fullmatch(_key(line))}
    off |= {line for line in _frame(page) if _key(line) in heads}
    return [line for line in page if line not in off]


def _whole_lines(page: Sequence[Line]) -> list[Line]:
    """Pieces that stand beside each other (before and after a raised mark) as one line.

    So are an item and its bullet or number, however far from it.
    """
    groups: list[list[Line]] = []
    for line in page:
        group = groups[-1] if groups else None
        if group and (group[-1].is_beside(line) or (len(group) == 1 and _leads(group[0], line))):
            group.append(line)
        else:
            groups.append([line])
    return [in_one(group) for group in groups]


def _with_capitals(page: Sequence[Line]) -> Iterator[Line]:
    """Lines with the large letter that one begins with, those beside it as if it were small."""
    capital, is_free = None, False
    for line, following in zip_longest(page, page[1:]):
        if following and _is_capital(line, following):
            if capital and is_free:
                yield capital
            capital, is_free = line, True
        elif capital and _is_capital(capital, line):
            text, marks = joined([(capital.text if is_free else "", ()), (line.text, line.marks)])
            is_free = False
            yield replace(line, text=text, left=capital.left, marks=marks)
        else:
            yield line


def _leads(mark: Line, line: Line) -> bool:
    """Whether a bullet, a number or a dash stands before ``line``, or close to it a note's sign."""
    gap = line.left - mark.right
    if not mark.is_level_with(line) or gap < 0:
        return False
    if BULLET.fullmatch(mark.text) or LEAD.fullmatch(mark.text):
        return True
    return gap < NEAR * line.size and _SIGN.fullmatch(mark.text) is not None


def _is_capital(capital: Line, line: Line) -> bool:
    """Whether ``line`` stands beside a large first letter."""
    return (
        len(capital.text) == 1
        and capital.text.isalpha()
        and capital.size > CAPITAL * line.size
        and capital.right <= line.left + line.size
        and capital.base - line.size / 2 < line.base < capital.base + capital.size
    )


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that go down the page."""
    column: list[Line] = []
    for line in page:
        if column and line.base > column[-1].base + line.size / 2:
            yield column
            column = []
        column.append(line)
    yield column
