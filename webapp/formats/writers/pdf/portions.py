"""Cuts what is long into portions that are set below each other.

ReportLab sets the rest of a paragraph anew on each page, and looks at each letter of a word again
for each line that it takes, so its time grows with the square of their lengths.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest
from math import ceil

from webapp.formats.edition import EditionBlock, Pair
from webapp.text import Detail, Mark
from webapp.text.checks import Check
from webapp.text.highlights import Highlight

#: The most characters of a portion, in the longer of its languages: most of a page.
MOST_CHARS = 2_000
#: How many characters before the place that is due a word may begin.
_REACH = 100


@dataclass(frozen=True, slots=True)
class _Block:
    """Some of the pairs of a block."""

    position: int
    kind: str
    detail: Detail
    segments: Sequence[Pair]
    highlights: Mapping[int, Sequence[Highlight]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A part of a pair. Its marks are looked for anew."""

    source: str
    target: str | None
    state: str
    start: int
    end: int
    checks: Sequence[Check] | None
    target_marks: Sequence[Mark] | None = None


def portions(row: Sequence[Sequence[EditionBlock]]) -> list[list[list[EditionBlock]]]:
    """A row of cells as rows of portions; a cell without more of them is empty in a later row."""
    empty: list[EditionBlock] = []
    return [list(cells) for cells in zip_longest(*map(_of_cell, row), fillvalue=empty)]


def _of_cell(blocks: Sequence[EditionBlock]) -> list[list[EditionBlock]]:
    if sum(_chars(pair) for block in blocks for pair in block.segments) <= MOST_CHARS:
        return [list(blocks)]
    return [[portion] for block in blocks for portion in _of_block(block)]


def _of_block(block: EditionBlock) -> Iterator[EditionBlock]:
    group: list[Pair] = []
    chars = 0
    for part in chain.from_iterable(map(_of_pair, block.segments)):
        if group and chars + _chars(part) > MOST_CHARS:
            yield _with(block, group)
            group, chars = [], 0
        group.append(part)
        chars += _chars(part)
    yield _with(block, group)


def _with(block: EditionBlock, pairs: Sequence[Pair]) -> EditionBlock:
    return _Block(block.position, block.kind, block.detail, pairs, block.highlights)


def _of_pair(pair: Pair) -> Iterator[Pair]:
    """The pair, or parts of it of like lengths in each of its languages."""
    if _chars(pair) <= MOST_CHARS:
        yield pair
        return
    count = ceil(_chars(pair) / (MOST_CHARS - _REACH))
    sources, targets = _cuts(pair.source, count), _cuts(pair.target or "", count)
    for (start, end), (low, high) in zip(pairwise(sources), pairwise(targets), strict=True):
        target = None if pair.target is None else pair.target[low:high]
        yield _Pair(
            pair.source[start:end],
            target,
            pair.state,
            pair.start + start,
            pair.start + end,
            pair.checks,
        )


def _cuts(text: str, count: int) -> list[int]:
    """The offsets in ``text`` where its parts begin, at words if these are near, and its end."""
    dues = [len(text) * number // count for number in range(1, count)]
    spaces = (text.rfind(" ", max(0, due - _REACH), due) for due in dues)
    inner = [space + 1 or due for space, due in zip(spaces, dues, strict=True)]
    return [0, *inner, len(text)]


def _chars(pair: Pair) -> int:
    return max(len(pair.source), len(pair.target or ""))
