"""From the printed lines of pages to columns: lines whole again, running heads off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from webapp.formats.readers.pdf.lines import PrintedLine, in_one, joined
from webapp.formats.readers.pdf.running_heads import without_heads

#: Against the size of what stands beside it: how large the first letter of a chapter may be.
CAPITAL = 1.8
#: Lines after that letter among which is the first beside it: some programs tell it before.
CAPITAL_REACH = 4
#: Lines looked back over for the row that a cell belongs to.
CELL_LINES = 40
#: Against the size of letters: how far from a note its sign is at most.
NEAR = 2.5
#: Also those of Word, which are signs of its Symbol and Wingdings fonts.
BULLET = re.compile("[•◦▪‣·●○■□❖➢✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06c\uf0a8][ \u00a0\t]*")
#: What begins an item or a speech, if it begins a line.
LEAD = re.compile(r"(?:(?P<number>\d{1,3})[.)]|[a-z]\)|(?P<dash>[–—-]))(?:\s+|$)")
_SIGN = re.compile(r"\d{1,3}|[*†‡]{1,3}")


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The size of most lines."""
    return median(line.size for page in pages for line in page)


def columns_of(
    pages: Sequence[Sequence[PrintedLine]], body: float
) -> list[list[list[PrintedLine]]]:
    """The columns of each page, none of them empty, without running heads and page numbers.

    ``body`` is the size of most lines.
    """
    whole = [_whole_lines(list(_with_capitals(page))) for page in pages]
    kept = without_heads(whole, body)
    return [[column for column in _columns(page) if column] for page in kept]


def _whole_lines(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Pieces that stand beside each other (before and after a raised mark) as one line.

    So are an item and its bullet or number, however far from it.
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
    """Word's second bullet is an o in Courier."""
    first = group[0]
    is_bullet = len(group) > 1 and first.text == "o" and first.is_all("fixed")
    return [replace(first, text="◦", marks=()), *group[1:]] if is_bullet else group


def _with_capitals(page: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Lines with the large letter that one begins with, those beside it as if it were small."""
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
    """Whether a line goes on, beside a large letter, with the one that has it."""
    is_aligned = abs(line.left - beside.left) < beside.size / 2
    return is_aligned and capital.base - capital.size < line.base < beside.base


def _leads(mark: PrintedLine, line: PrintedLine) -> bool:
    """Whether a bullet, a number or a dash stands before ``line``, or close to it a note's sign."""
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


def _columns(page: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Runs of lines that go down the page.

    Some programs write a table cell by cell: what goes up to a row that was begun, and stands
    right of it, belongs there.
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
    yield column


def _place_in_row(column: Sequence[PrintedLine], line: PrintedLine) -> int:
    """Where among the last lines of a column is the end of the row of ``line``, 0 if nowhere.

    A row is one if it has two pieces already, and what follows goes on below the last of these.
    """
    least = max(1, len(column) - CELL_LINES)
    for at in range(len(column) - 1, least - 1, -1):
        cell = column[at]
        if cell.is_level_with(line):
            is_row = column[at - 1].is_level_with(line) and line.left > cell.right
            edge = cell.left - cell.size / 2
            return at + 1 if is_row and all(piece.left > edge for piece in column[at:]) else 0
    return 0
