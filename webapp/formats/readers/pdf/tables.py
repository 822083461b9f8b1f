"""Finds tables on printed pages: rows of pieces that stand below each other."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from webapp.formats.readers.pdf.lines import PrintedLine, in_one, rows_of

#: Edges that differ by less than this many sizes of letters are one below the other.
STRAIGHT = 0.5
#: A line with nothing in the first column goes on with the row above within this many sizes of it.
CLOSE = 1.35
#: The fewest rows with more than one cell that make a table, and the most cells of a row.
FEWEST_ROWS, MOST_CELLS = 2, 40

#: From this many rows on, pieces with more letters than this on average are no table but prose.
PROSE_ROWS, PROSE_LETTERS = 6, 25
_DIGIT = re.compile(r"\d")

#: The pieces at one height.
Row = list[PrintedLine]
#: For each row of a table, the lines of its cells by column, counted from 1.
Table = list[dict[int, list[PrintedLine]]]


def parted(column: Sequence[PrintedLine]) -> Iterator[tuple[list[PrintedLine], Table]]:
    """Yields lines of text with the table that follows them; either may be empty."""
    rows = list(rows_of(column))
    text: list[PrintedLine] = []
    at = 0
    while at < len(rows):
        end = _end_of_table(rows, at)
        if end > at:
            table = rows[at:end]
            if _is_prose(table):
                yield text, []
                yield from (([row[n] for row in table], []) for n in range(len(table[0])))
            else:
                yield text, _table(table)
            text, at = [], end
        else:
            text.append(in_one(rows[at]))
            at += 1
    yield text, []


def _end_of_table(rows: Sequence[Row], start: int) -> int:
    """The end of the table that begins at ``start``; ``start`` if no table begins there."""
    full, end = rows[start], start + 1
    if not 1 < len(full) <= MOST_CELLS:
        return start
    count = 1
    while end < len(rows):
        row = rows[end]
        if len(row) > MOST_CELLS:
            break
        if len(row) > 1 and _aligned(full, row) >= (2 if count < FEWEST_ROWS else 1):
            full, count = max(full, row, key=len), count + 1
        elif not _goes_on(full, rows[end - 1], row) or not _aligned(full, row):
            break
        end += 1
    return end if count >= FEWEST_ROWS else start


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether rows are lines of neighbouring columns of text, written line by line."""
    count = len(rows[0])
    letters = sum(len(piece.text) for row in rows for piece in row)
    steps = [above[0].base - below[0].base for above, below in pairwise(rows)]
    return (
        len(rows) >= PROSE_ROWS
        and all(len(row) == count for row in rows)
        and letters > PROSE_LETTERS * count * len(rows)
        and max(steps) < CLOSE * rows[0][0].size
    )


def _aligned(above: Row, row: Row) -> int:
    """The count of pieces in a row that stand below a piece of the row above."""
    return sum(1 for piece in row if any(_is_below(other, piece) for other in above))


def _is_below(above: PrintedLine, piece: PrintedLine) -> bool:
    """Whether a piece stands below another, by their left edges, middles or right edges.

    Right edges count for numbers only, because all lines of justified text share them.
    """
    ends = abs(above.right - piece.right) if _DIGIT.search(piece.text) else math.inf
    return min(_middles(above, piece), abs(above.left - piece.left), ends) < STRAIGHT * piece.size


def _middles(one: PrintedLine, other: PrintedLine) -> float:
    return abs(one.left + one.right - other.left - other.right) / 2


def _distance(one: PrintedLine, other: PrintedLine) -> float:
    """The distance between the edges or middles of two pieces, whichever are closest."""
    left, right = abs(one.left - other.left), abs(one.right - other.right)
    return min(left, right, _middles(one, other))


def _goes_on(full: Row, above: Row, row: Row, step: float = math.inf) -> bool:
    """Whether a row goes on with the cells of the row above it.

    ``full`` is a row with all cells, ``step`` the least distance of rows with a first cell. Several
    cells about as far below are a new row whose first cell is empty.
    """
    distance = above[0].base - row[0].base
    is_close = distance <= CLOSE * row[0].size and (len(row) == 1 or distance < 0.9 * step)
    return is_close and _column(full, row[0]) > 1


def _step(full: Row, rows: Sequence[Row]) -> float:
    """The least distance between neighbouring rows that have a first cell."""
    bases = [row[0].base for row in rows if _column(full, row[0]) == 1]
    return min((above - below for above, below in pairwise(bases)), default=math.inf)


def _column(full: Row, piece: PrintedLine) -> int:
    return 1 + min(range(len(full)), key=lambda n: _distance(full[n], piece))


def _table(rows: Sequence[Row]) -> Table:
    full = max(rows, key=len)
    step = _step(full, rows)
    table: Table = []
    for n, row in enumerate(rows):
        if not n or not _goes_on(full, rows[n - 1], row, step):
            table.append({})
        for piece in row:
            table[-1].setdefault(_column(full, piece), []).append(piece)
    return table
