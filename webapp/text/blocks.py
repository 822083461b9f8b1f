"""Which lines of a text belong together: hard-wrapped ones are joined, all others kept apart.

A block is what stands between blank lines. Its breaks tell which it is:

* *full*: the first word of the next line would not have fitted, within a tolerance; so a program
  breaks at a column, while a poet, an address or a list breaks earlier;
* *running on*: no point, question or colon before it and a small letter after it.

A block is hard-wrapped when breaks that are full and running on outnumber by far those that are
neither full nor after a mark, and its width is one that programs wrap at (``NARROWEST`` to
``WIDEST``). Inside it a short line before a capital, an indentation or the mark of an item still
begins a new paragraph. In any other block every line is a paragraph: verse, addresses, lists, and
texts with a segment or a whole paragraph a line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from webapp.text.segmentation import BLANK, WHITE

# Columns, in code points, that hard-wrapped lines are filled to, and the part that may stay empty.
NARROWEST, WIDEST = 40, 120
SLACK = 8
# Of these breaks one that is purposeful is outweighed by so many that are wrapped.
OUTWEIGHS = 3
# No verse is wider, in code points (a French alexandrine has some 50).
WIDEST_VERSE = 75

MARKER = re.compile(
    rf"(?: [-–—•◦▪‣·*] | \(? (?: \d{{1,3}} | [a-zA-Z] | [ivx]{{1,4}} ) [.)°] ) (?= {BLANK} )",
    re.VERBOSE,
)
_ENDED = tuple(".!?…:;")
_CLOSERS = "»”›)]\"'’ \u00a0\u202f"


class Line(NamedTuple):
    """A line that shows something: its offsets in the text, its indentation, what it shows."""

    start: int
    end: int
    indent: int
    body: str


class Unit(NamedTuple):
    """Half-open offsets in the text of what makes one paragraph."""

    start: int
    end: int
    verse: bool


def units(text: str) -> Iterator[Unit]:
    """The paragraphs of ``text`` in order, without their outer white space."""
    for block in _blocks(text):
        if len(block) == 1:
            yield Unit(block[0].start, block[0].end, verse=False)
        else:
            yield from _units_of_block(block)


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip(WHITE)
        if body:
            indent = line.index(body[0])
            start = at + indent
            block.append(Line(start, start + len(body), indent, body))
        at += len(line)
        if block and (not body or line[-1] in "\f\u2029"):
            yield block
            block = []
    if block:
        yield block


def _units_of_block(block: list[Line]) -> Iterator[Unit]:
    width = _width(block)
    if not NARROWEST <= width <= WIDEST:
        yield from _kept(block, width)
        return
    for part in _items(block, width):
        if _is_wrapped(part, width):
            yield from _joined(part, width)
        else:
            yield from _kept(part, width)


def _width(block: list[Line]) -> int:
    """The column the block is filled to; one line of twenty may stick out."""
    lengths = sorted(len(line.body) for line in block)
    return lengths[-1 - len(lengths) // 20]


def _kept(lines: list[Line], width: int) -> Iterator[Unit]:
    verse = _is_verse(lines, width)
    return (Unit(line.start, line.end, verse) for line in lines)


def _items(block: list[Line], width: int) -> Iterator[list[Line]]:
    """The block, cut before each line that begins an item or a reply."""
    listed = MARKER.match(block[0].body) is not None
    part = [block[0]]
    for before, line in pairwise(block):
        if MARKER.match(line.body) and (
            listed or _is_ended(before) or not _is_full(before, line, width)
        ):
            yield part
            part = []
        part.append(line)
    yield part


def _is_wrapped(lines: list[Line], width: int) -> bool:
    wrapped = purposeful = 0
    for before, line in pairwise(lines):
        if _is_ended(before):
            continue
        if not _is_full(before, line, width):
            purposeful += 1
        elif line.body[0].islower() or before.body[-1] in "-\u00ad\u2010":
            wrapped += 1
    return wrapped > OUTWEIGHS * purposeful or (wrapped > purposeful and len(lines) > 3)


def _joined(lines: list[Line], width: int) -> Iterator[Unit]:
    first = lines[0]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, width):
            yield Unit(first.start, before.end, verse=False)
            first = line
    yield Unit(first.start, lines[-1].end, verse=False)


def _begins_paragraph(before: Line, line: Line, width: int) -> bool:
    if line.body[0].islower():
        return False
    indented = line.indent > before.indent and _is_ended(before)
    return indented or not _is_full(before, line, width)


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line before."""
    word = line.body.split(None, 1)[0]
    return before.indent + len(before.body) + 1 + len(word) > width - SLACK


def _is_ended(line: Line) -> bool:
    return line.body.rstrip(_CLOSERS).endswith(_ENDED)


def _is_verse(lines: list[Line], width: int) -> bool:
    """Short lines with capitals, many of which run on, and some stop at a comma or a point."""
    if len(lines) < 2 or width > WIDEST_VERSE or MARKER.match(lines[0].body):
        return False
    capitals = sum(line.body.lstrip("«“\"'—– \u00a0")[:1].isupper() for line in lines)
    stops = sum(line.body[-1] in ",;:.!?…»" for line in lines)
    full_stops = sum(line.body[-1] in ".!?…" for line in lines)
    return (
        5 * capitals >= 4 * len(lines)
        and 3 * stops >= len(lines)
        and 3 * full_stops <= 2 * len(lines)
    )
