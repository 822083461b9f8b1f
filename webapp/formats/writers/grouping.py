"""Groups neighbouring blocks: lists, quotations, and the tables, rows and cells."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from webapp.formats.edition import EditionBlock
from webapp.text import ParagraphKind

B = TypeVar("B", bound=EditionBlock)


def structure(block: EditionBlock) -> str:
    """The kind of a block that shares an element with neighbours of its kind, or else "".

    An item of a plain text has its mark among its words, so it shares no list.
    """
    if block.kind == ParagraphKind.ITEM:
        return block.kind if "level" in block.detail else ""
    return block.kind if block.kind in (ParagraphKind.CELL, ParagraphKind.QUOTATION) else ""


def tables(blocks: Iterable[B]) -> Iterator[Iterator[list[list[B]]]]:
    """The tables among neighbouring cells, each as the iterator of its rows."""
    for _, table in groupby(blocks, key=lambda block: block.detail.get("table", 0)):
        yield _rows(table)


def _rows(blocks: Iterable[B]) -> Iterator[list[list[B]]]:
    for _, row in groupby(blocks, key=lambda block: block.detail.get("row", 0)):
        yield row_of(row)


def row_of(blocks: Iterable[B]) -> list[list[B]]:
    """The blocks of each cell of a row; a cell without words between others has none."""
    cells: list[list[B]] = []
    for block in blocks:
        column = block.detail.get("column", len(cells) + 1)
        cells.extend([] for _ in range(column - len(cells)))
        cells[column - 1].append(block)
    return cells


def in_rows(blocks: Iterable[B]) -> Iterator[list[list[B]]]:
    """All blocks in order as rows: the cells of a table's row, or any other block alone."""
    for number, group in groupby(blocks, key=lambda block: block.detail.get("row", 0)):
        if number:
            yield row_of(group)
        else:
            yield from ([[block]] for block in group)
