"""Which lines of a text belong together: hard-wrapped ones are joined, all others kept apart.

A block is what stands between blank lines. Its breaks tell which it is:

* *full*: the first word of the next line would not have fitted, within a tolerance; so a program
  breaks at a column, while a poet, an address or a list breaks earlier;
* *ended*: a point, a question mark, a colon or the like stands before it;
* *running on*: it is not ended, and a small letter follows, or a hyphen or a word that ends nothing
  (``de``, ``la``, ``et``) stands before it.

A block is hard-wrapped when breaks that are full and running on outnumber by far those that are
neither full nor ended, and its width is one that programs wrap at (``NARROWEST`` to ``WIDEST``).
Such blocks of some length show the column of the whole text; where there is one, breaks that are
full by it need not run on, so that blocks of two or three lines are known too. Inside a wrapped
block a short line before a capital, an indentation or the mark of an item still begins a new
paragraph. In any other block every line is a paragraph: verse, addresses, lists, and texts with a
segment or a whole paragraph a line. Two lines alone are no verse, for greetings and signatures look
the same.
"""

import re
from collections.abc import Iterator
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from webapp.text.languages import Rules
from webapp.text.segmentation import BLANK, WHITE, WINDOW, bare

# Columns, in code points, that hard-wrapped lines are filled to, and the part that may stay empty.
NARROWEST, WIDEST = 40, 120
SLACK = 8
# Of these breaks one that is purposeful is outweighed by so many that are wrapped.
OUTWEIGHS = 3
# Lines of a block that is long enough to show more than chance.
LONG = 4
# Lines too few to show a stanza, and stanzas of so many too few to show a poem.
COUPLET = 2
# No verse is wider, in code points (a French alexandrine has some 50).
WIDEST_VERSE = 75

MARKER = re.compile(
    rf"""
    (?: [-–•◦▪‣·*] | \(? (?: \d{{1,3}} | [a-z] | [ivx]{{1,4}} ) [.)°] | \(? [A-Z] \) ) (?= {BLANK} )
    | — | --
    """,
    re.VERBOSE,
)
_ENDED = tuple(".!?…:;")
_OPENERS = "«“‘\"'(—– \u00a0\u202f"
_CLOSERS = "»”›)]\"'’ \u00a0\u202f"


class Line(NamedTuple):
    """A line that shows something: its offsets in the text, its indentation, what it shows.

    ``leads_on`` is whether it ends in a hyphen or a word that ends nothing.
    """

    start: int
    end: int
    indent: int
    body: str
    leads_on: bool


class Unit(NamedTuple):
    """Half-open offsets in the text of what makes one paragraph."""

    start: int
    end: int
    verse: bool


def units(text: str, rules: Rules) -> Iterator[Unit]:
    """The paragraphs of ``text`` in order, without their outer white space."""
    blocks = list(_blocks(text, rules))
    column = _column(blocks)
    shown = (list(_units_of_block(block, column)) for block in blocks)
    for is_verse, group in groupby(shown, key=lambda block: all(unit.verse for unit in block)):
        stanzas = list(group)
        keeps = not is_verse or len(stanzas) > COUPLET or max(map(len, stanzas)) > COUPLET
        for unit in chain.from_iterable(stanzas):
            yield unit if keeps else unit._replace(verse=False)


def _column(blocks: list[list[Line]]) -> int:
    """What the text is wrapped at, in code points, by its longer blocks; 0 if it is not."""
    long = [block for block in blocks if len(block) >= LONG]
    widths = [width for block in long if _is_wrapped(block, width := _width(block))]
    return sorted(widths)[len(widths) // 2] if widths else 0


def _blocks(text: str, rules: Rules) -> Iterator[list[Line]]:
    block: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip(WHITE)
        if body:
            indent = line.index(body[0])
            start = at + indent
            block.append(Line(start, start + len(body), indent, body, _leads_on(body, rules)))
        at += len(line)
        if block and (not body or line[-1] in "\f\u2029"):
            yield block
            block = []
    if block:
        yield block


def _leads_on(body: str, rules: Rules) -> bool:
    last = bare(body[-WINDOW:].split()[-1])
    return body[-1] in "-\u00ad\u2010" or last.lower() in rules.leading


def _units_of_block(block: list[Line], column: int) -> Iterator[Unit]:
    if len(block) == 1:
        yield Unit(block[0].start, block[0].end, verse=False)
        return
    own = _width(block)
    in_column = column > 0 and own <= column + SLACK
    width = column if in_column else own
    if not NARROWEST <= width <= WIDEST:
        yield from _kept(block, own)
        return
    for part in _items(block, width):
        if _is_wrapped(part, width, in_column=in_column):
            yield from _joined(part, width)
        else:
            yield from _kept(part, own)


def _width(block: list[Line]) -> int:
    """The column the block is filled to; one line of eight may stick out."""
    lengths = sorted(len(line.body) for line in block)
    return lengths[-1 - len(lengths) // 8]


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


def _is_wrapped(lines: list[Line], width: int, *, in_column: bool = False) -> bool:
    if not NARROWEST <= width <= WIDEST:
        return False
    wrapped = purposeful = 0
    for before, line in pairwise(lines):
        ended, full = _is_ended(before), _is_full(before, line, width)
        runs_on = not ended and (line.body[0].islower() or before.leads_on)
        full = full or (in_column and runs_on and len(before.body) >= NARROWEST)
        wrapped += full and (in_column or runs_on)
        purposeful += not (full or ended)
    return wrapped > OUTWEIGHS * purposeful or (wrapped > purposeful and len(lines) >= LONG)


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
    """Short lines that begin with capitals; some stop at a comma or a point, not all at points."""
    if len(lines) < 2 or width > WIDEST_VERSE or MARKER.match(lines[0].body):
        return False
    capitals = sum(
        line.body.lstrip(_OPENERS)[:1].isupper() and not line.body.isupper() for line in lines
    )
    stops = sum(line.body[-1] in ",;:.!?…»" for line in lines)
    full_stops = sum(line.body[-1] in ".!?…" for line in lines)
    return (
        5 * capitals >= 4 * len(lines)
        and (3 if len(lines) >= LONG else 2) * stops >= len(lines)
        and 3 * full_stops <= 2 * len(lines)
    )
