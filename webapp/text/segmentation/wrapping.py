"""Which lines of a text make one paragraph: hard-wrapped lines are joined, others stay apart.

Blank lines divide a text into blocks. The line breaks of a block show how it was written. A break
is

* *full* when the first word of the next line would not have fitted, within a tolerance. A program
  breaks lines at a column; a poet, an address or a list breaks them earlier;
* *ended* when a point, a question mark, a colon or the like stands before it;
* *running on* when it is not ended, and either a small letter follows it, or a hyphen or a word
  that ends nothing (``de``, ``la``, ``et``) stands before it.

A block is hard-wrapped under two conditions. Its width is one that programs wrap at (``NARROWEST``
to ``WIDEST``), and its full breaks that run on outnumber by far those neither full nor ended.

The longer hard-wrapped blocks show the column of the whole text. Once the column is known, a break
that is full by it need not run on, so blocks of two or three lines are recognised too. Even in a
wrapped block a new paragraph begins at an indentation, at the mark of an item, and at a capital
after a short line.

In any other block every line is a paragraph. Such blocks are verse, addresses, lists, and texts
that put one segment or one paragraph on a line. Two lines alone are no verse, since greetings and
signatures look the same.
"""

import re
from collections.abc import Iterator
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from webapp.text.blanks import BLANK, WHITE
from webapp.text.segmentation.rules import Rules
from webapp.text.segmentation.segments import WINDOW, bare_word

# The narrowest and widest column that programs wrap at, in code points.
NARROWEST, WIDEST = 40, 120
# Code points at the end of a full line that may stay empty.
SLACK = 8
# One purposeful break counts as much as so many wrapped ones.
OUTWEIGHS = 3
# A block of so many lines shows more than chance.
LONG = 4
# So few lines show no stanza, and so few stanzas of them no poem.
COUPLET = 2
# The widest verse, in code points; a French alexandrine has about 50.
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


class TextLine(NamedTuple):
    """A line that is not blank.

    ``start`` and ``end`` are its half-open offsets in the text without its outer white space, and
    ``indent`` is the white space before it, all in code points. ``body`` is the text between the
    offsets. ``leads_on`` is true when it ends in a hyphen or in a word that ends nothing.
    """

    start: int
    end: int
    indent: int
    body: str
    leads_on: bool


class ParagraphSpan(NamedTuple):
    """The half-open offsets of one paragraph in the text, in code points."""

    start: int
    end: int
    verse: bool


def paragraph_spans(text: str, rules: Rules) -> Iterator[ParagraphSpan]:
    """The spans of the paragraphs of ``text`` in order, without their outer white space."""
    blocks = list(_blocks(text, rules))
    column = _column(blocks)
    spans = (list(_spans_of_block(block, column)) for block in blocks)
    for is_verse, group in groupby(spans, key=lambda block: all(span.verse for span in block)):
        stanzas = list(group)
        keeps = not is_verse or len(stanzas) > COUPLET or max(map(len, stanzas)) > COUPLET
        for span in chain.from_iterable(stanzas):
            yield span if keeps else span._replace(verse=False)


def _column(blocks: list[list[TextLine]]) -> int:
    """The column that the longer blocks are wrapped at, in code points; 0 if none is wrapped."""
    long = [block for block in blocks if len(block) >= LONG]
    widths = [width for block in long if _is_wrapped(block, width := _width(block))]
    return sorted(widths)[len(widths) // 2] if widths else 0


def _blocks(text: str, rules: Rules) -> Iterator[list[TextLine]]:
    block: list[TextLine] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip(WHITE)
        if body:
            indent = line.index(body[0])
            start = at + indent
            block.append(TextLine(start, start + len(body), indent, body, _leads_on(body, rules)))
        at += len(line)
        if block and (not body or line[-1] in "\f\u2029"):
            yield block
            block = []
    if block:
        yield block


def _leads_on(body: str, rules: Rules) -> bool:
    last = bare_word(body[-WINDOW:].split()[-1])
    return body[-1] in "-\u00ad\u2010" or last.lower() in rules.leading


def _spans_of_block(block: list[TextLine], column: int) -> Iterator[ParagraphSpan]:
    if len(block) == 1:
        yield ParagraphSpan(block[0].start, block[0].end, verse=False)
        return
    block_width = _width(block)
    in_column = column > 0 and block_width <= column + SLACK
    width = column if in_column else block_width
    if block_width < NARROWEST and _cuts_words(block):
        yield ParagraphSpan(block[0].start, block[-1].end, verse=False)
        return
    if not NARROWEST <= width <= WIDEST:
        yield from _kept(block, block_width)
        return
    for lines in _items(block, width):
        if _is_wrapped(lines, width, in_column=in_column):
            yield from _joined(lines, width)
        else:
            yield from _kept(lines, block_width)


def _width(block: list[TextLine]) -> int:
    """The column that the block is filled to; one line in eight may be longer."""
    lengths = sorted(len(line.body) for line in block)
    return lengths[-1 - len(lengths) // 8]


def _kept(lines: list[TextLine], width: int) -> Iterator[ParagraphSpan]:
    verse = _is_verse(lines, width)
    return (ParagraphSpan(line.start, line.end, verse) for line in lines)


def _items(block: list[TextLine], width: int) -> Iterator[list[TextLine]]:
    """The block, cut before each line that begins an item or a reply."""
    listed = MARKER.match(block[0].body) is not None
    item = [block[0]]
    for before, line in pairwise(block):
        if MARKER.match(line.body) and (
            listed or _is_ended(before) or not _is_full(before, line, width)
        ):
            yield item
            item = []
        item.append(line)
    yield item


def _is_wrapped(lines: list[TextLine], width: int, *, in_column: bool = False) -> bool:
    if not NARROWEST <= width <= WIDEST:
        return False
    wrapped = purposeful = 0
    for before, line in pairwise(lines):
        ended, full = _is_ended(before), _is_full(before, line, width)
        runs_on = not ended and (_begins_small(line) or before.leads_on)
        full = full or (in_column and runs_on and len(before.body) >= NARROWEST)
        wrapped += full and (in_column or runs_on)
        purposeful += not (full or ended)
    return wrapped > OUTWEIGHS * purposeful or (wrapped > purposeful and len(lines) >= LONG)


def _joined(lines: list[TextLine], width: int) -> Iterator[ParagraphSpan]:
    first = lines[0]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, width):
            yield ParagraphSpan(first.start, before.end, verse=False)
            first = line
    yield ParagraphSpan(first.start, lines[-1].end, verse=False)


def _begins_paragraph(before: TextLine, line: TextLine, width: int) -> bool:
    if _begins_small(line):
        return False
    indented = line.indent > before.indent and _is_ended(before)
    return indented or not _is_full(before, line, width)


def _begins_small(line: TextLine) -> bool:
    """Whether a line begins with a small letter, behind the signs of a mail that is quoted."""
    return line.body.lstrip("> ")[:1].islower()


def _cuts_words(block: list[TextLine]) -> bool:
    """Whether at least half of the lines, and two, end within a word, as narrow columns do."""
    cuts = sum(
        before.body[-1] in "-\u2010" and before.body[-2:-1].isalpha() and line.body[0].islower()
        for before, line in pairwise(block)
    )
    return cuts >= max(2, (len(block) - 1) / 2)


def _is_full(before: TextLine, line: TextLine, width: int) -> bool:
    """Whether the first word of ``line`` would not have fitted on the line before."""
    word = line.body.split(None, 1)[0]
    return before.indent + len(before.body) + 1 + len(word) > width - SLACK


def _is_ended(line: TextLine) -> bool:
    return line.body.rstrip(_CLOSERS).endswith(_ENDED)


def _is_verse(lines: list[TextLine], width: int) -> bool:
    """Whether the lines are short, begin with capitals and do not all end at points.

    Some of them must end at a mark at least, a comma or a point.
    """
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
