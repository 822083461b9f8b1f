"""Turns the printed lines of pages into columns: joins pieces, and removes running heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from webapp.formats.readers.pdf.lines import PrintedLine, in_one, joined
from webapp.formats.readers.pdf.running_heads import without_heads

#: The first letter of a chapter is larger than the line beside it by more than this factor.
CAPITAL = 1.8
#: The first line beside that letter is among this many lines after it, as programs order them.
CAPITAL_REACH = 4
#: The row of a cell is searched among this many lines before it.
CELL_LINES = 40
#: The greatest distance of a note from its sign, in sizes of its letters.
NEAR = 2.5
#: Bullets, also those of Word, which are signs of its Symbol and Wingdings fonts.
BULLET = re.compile("[•◦▪‣·●○■□❖➢✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06c\uf0a8][ \u00a0\t]*")
#: A page with more runs of lines than this is read as it was written.
MOST_RUNS = 50
#: The start of an item or a speech at the start of a line.
LEAD = re.compile(r"(?:(?P<number>\d{1,3})[.)]|[a-z]\)|(?P<dash>[–—-]))(?:\s+|$)")
_SIGN = re.compile(r"\d{1,3}|[*†‡]{1,3}")


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The median size of the lines, in points."""
    return median(line.size for page in pages for line in page)


def columns_of(
    pages: Sequence[Sequence[PrintedLine]], body: float
) -> list[list[list[PrintedLine]]]:
    """The columns of each page, without running heads and page numbers. No column is empty.

    ``body`` is the median size of the lines, in points.
    """
    whole = [_whole_lines(list(_with_capitals(page))) for page in pages]
    kept = without_heads(whole, body)
    return [_columns(page) for page in kept]


def _whole_lines(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page, where adjacent pieces (before and after a raised mark) become one line.

    An item and its bullet or number also become one line, whatever their distance.
    """
    groups: list[list[PrintedLine]] = []
    for line in page:
        group = groups[-1] if groups else None
        if group and (group[-1].is_beside(line) or (len(group) == 1 and _leads(group[0], line))):
            group.append(line)
        else:
            groups.append([line])
    return [in_one(_with_bullet(group)) for group in groups]


def _with_bullet(group: list[PrintedLine]) -> list[PrintedLine]:
    """The pieces, where an o in Courier, which is Word's second bullet, becomes a bullet."""
    first = group[0]
    is_bullet = len(group) > 1 and first.text == "o" and first.is_all("fixed")
    return [replace(first, text="◦", marks=()), *group[1:]] if is_bullet else group


def _with_capitals(page: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, where a large first letter joins its line and the lines beside it move left."""
    capital: PrintedLine | None = None
    beside: PrintedLine | None = None
    for number, line in enumerate(page):
        if _begins_paragraph(line, page[number + 1 : number + 1 + CAPITAL_REACH]):
            if capital and not beside:
                yield capital
            capital, beside = line, None
        elif capital and not beside and _is_capital(capital, line):
            beside = line
            text, marks = joined([(capital.text, ()), (line.text, line.marks)])
            yield replace(line, text=text, left=capital.left, marks=marks)
        elif capital and beside and _stands_below(beside, line, capital):
            yield replace(line, left=capital.left)
        else:
            yield line
            capital = None if beside else capital


def _begins_paragraph(capital: PrintedLine, following: Sequence[PrintedLine]) -> bool:
    return len(capital.text) == 1 and any(_is_capital(capital, line) for line in following)


def _stands_below(beside: PrintedLine, line: PrintedLine, capital: PrintedLine) -> bool:
    """Whether a line beside a large letter stands below the line that begins with it."""
    is_aligned = abs(line.left - beside.left) < beside.size / 2
    return is_aligned and capital.base - capital.size < line.base < beside.base


def _leads(mark: PrintedLine, line: PrintedLine) -> bool:
    """Whether ``mark`` is a bullet, number or dash before ``line``, or a note's sign near it."""
    gap = line.left - mark.right
    if not mark.is_level_with(line) or gap < 0:
        return False
    is_o = mark.text == "o" and mark.is_all("fixed")
    if is_o or BULLET.fullmatch(mark.text) or LEAD.fullmatch(mark.text):
        return True
    return gap < NEAR * line.size and _SIGN.fullmatch(mark.text) is not None


def _is_capital(capital: PrintedLine, line: PrintedLine) -> bool:
    """Whether ``line`` stands beside a large first letter."""
    return (
        len(capital.text) == 1
        and capital.text.isalpha()
        and capital.size > CAPITAL * line.size
        and capital.right <= line.left + line.size
        and capital.base - line.size / 2 < line.base < capital.base + capital.size
    )


def _columns(page: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Runs of lines that go down the page.

    Some programs write a title or a foot before or after all else. So a run that has a gap of an
    earlier run to itself belongs there.
    """
    runs = list(_runs(page))
    if len(runs) > MOST_RUNS:
        return runs
    columns: list[list[PrintedLine]] = []
    for run in runs:
        gaps = [(*gap, number) for number, c in enumerate(columns) if (gap := _gap_of(c, run))]
        if gaps:
            _, at, number = min(gaps)
            columns[number][at:at] = run
        else:
            columns.append(run)
    return columns


def _gap_of(column: Sequence[PrintedLine], run: Sequence[PrintedLine]) -> tuple[float, int] | None:
    """How near a run stands to the lines of a column, of which some are below it, and where.

    None for a run that has no gap of the column to itself, or does not stand over or under the
    lines next to the gap.
    """
    at = sum(line.base > run[0].base for line in column)
    if at == len(column) or any(line.base > run[-1].base - line.size for line in column[at:]):
        return None
    near = [*([(column[at - 1], run[0])] if at else []), (run[-1], column[at])]
    is_free = all(
        upper.base > lower.base + lower.size / 2
        and upper.left < lower.right
        and lower.left < upper.right
        for upper, lower in near
    )
    return (min(upper.base - lower.base for upper, lower in near), at) if is_free else None


def _runs(page: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines as they are written, as far as each run of them goes down the page.

    Some programs write a table cell by cell. So a line that goes up to an earlier row, on its right
    side, belongs to that row.
    """
    column: list[PrintedLine] = []
    for line in page:
        if column and line.base > column[-1].base + line.size / 2:
            at = _place_in_row(column, line)
            if at:
                column.insert(at, line)
                continue
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _place_in_row(column: Sequence[PrintedLine], line: PrintedLine) -> int:
    """The index in a column where the row of ``line`` ends, 0 if there is no such row.

    A row has two pieces already, and no later line begins to the left of the last of them.
    """
    least = max(1, len(column) - CELL_LINES)
    for at in range(len(column) - 1, least - 1, -1):
        cell = column[at]
        if cell.is_level_with(line):
            is_row = column[at - 1].is_level_with(line) and line.left > cell.right
            edge = cell.left - cell.size / 2
            return at + 1 if is_row and all(piece.left > edge for piece in column[at:]) else 0
    return 0
