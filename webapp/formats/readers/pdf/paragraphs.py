"""Turns the columns of printed pages into paragraphs, and mends their lines, words and lists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from webapp.formats.readers.imported import ImportedBlock, detail_of
from webapp.formats.readers.pdf.columns import BULLET, LEAD, body_size, columns_of
from webapp.formats.readers.pdf.footnotes import PageNotes
from webapp.formats.readers.pdf.items import INDENT, PrintedParagraph, set_items
from webapp.formats.readers.pdf.leaders import LED, leader, without_leader
from webapp.formats.readers.pdf.lines import PrintedLine, joined
from webapp.formats.readers.pdf.tables import Table, parted
from webapp.text import Detail, Mark, MarkKind, ParagraphKind
from webapp.text.segmentation.mending import Mender

#: A new paragraph begins after this many times the distance that a quarter of the lines keep to.
WIDE = 1.3
#: Lines that are this many sizes of letters apart are never of one paragraph.
FAR = 3
#: Letters larger than this many times the median size make a heading.
LARGE = 1.12
#: The most lines of a heading, and of a heading whose letters are only bold.
HEADING_LINES, BOLD_LINES = 3, 2
#: A line that leaves this part of its column's width empty is the last of a paragraph.
SHORT = 0.12
#: A line that begins this many sizes of letters left of others begins with a word in the margin.
MARGIN = 3
#: The least part of the lines of a verse that their author ended; the least lines of a likely one.
ENDED, VERSES = 0.6, 4
#: A style used by more than this part of the letters is body text, not emphasis.
MOST = 0.5
#: The kinds of paragraphs that never go on in another column.
_WHOLE = {ParagraphKind.CELL, ParagraphKind.CODE, ParagraphKind.VERSE}
_RULE = re.compile(r"[*⁂~_=·○—–\s-]+")
_ENDED = (".", "!", "?", "…", "»", "”", ":", '"')
_GOING_ON = (".", ",", ";", ":", "-")


def paragraphs_of(pages: Sequence[Sequence[PrintedLine]]) -> list[PrintedParagraph]:
    """The paragraphs of pages, footnotes last. At least one page must have a line."""
    body = body_size(pages)
    notes, tables = PageNotes(body), Counter[str]()
    paragraphs: list[PrintedParagraph] = []
    for number, columns in enumerate(columns_of(_emphasized(pages), body)):
        for column in notes.without(number, columns):
            following = list(_of_column(column, body, tables))
            if paragraphs and following and _goes_on(paragraphs[-1], following[0]):
                paragraphs[-1].lines += following.pop(0).lines
            paragraphs += following
    _set_headings(paragraphs, body)
    set_items(paragraphs)
    paragraphs += [
        PrintedParagraph(note.lines, ParagraphKind.NOTE, notes.detail(note))
        for note in notes.collected
    ]
    return paragraphs


def blocks_of(paragraphs: Iterable[PrintedParagraph], mender: Mender) -> Iterator[ImportedBlock]:
    """The paragraphs as blocks, with words mended that line ends part."""
    for paragraph in paragraphs:
        if paragraph.kind == ParagraphKind.CODE:
            yield ImportedBlock("\n".join(_indented(paragraph.lines)), paragraph.kind)
            continue
        lines = [line for line in paragraph.lines if line.text] or paragraph.lines[:1]
        parts = mender.parts([line.text for line in lines])
        text, marks = joined(zip(parts, (line.marks for line in lines), strict=True))
        kept = [mark for mark in marks if _is_kept(mark, paragraph)]
        yield ImportedBlock(text, paragraph.kind, detail_of(kept, paragraph.detail))


def _indented(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """Lines of code, with spaces for their indents."""
    left = min(line.left for line in lines)
    for line in lines:
        width = (line.right - line.left) / len(line.text)
        yield " " * round((line.left - left) / max(width, 1)) + line.text


def _of_column(
    column: Sequence[PrintedLine], body: float, tables: Counter[str]
) -> Iterator[PrintedParagraph]:
    for text, table in parted(column):
        if text:
            yield from _of_text(text, body)
        if table:
            yield from _cells(table, tables)


def _cells(table: Table, counts: Counter[str]) -> Iterator[PrintedParagraph]:
    counts["table"] += 1
    for row in table:
        counts["row"] += 1
        for number, lines in sorted(row.items()):
            place = Detail(table=counts["table"], row=counts["row"], column=number)
            yield PrintedParagraph(list(map(without_leader, lines)), ParagraphKind.CELL, place)


def _of_text(column: Sequence[PrintedLine], body: float) -> Iterator[PrintedParagraph]:
    left, right = min(line.left for line in column), max(line.right for line in column)
    for lines in _cut(column, left, right, body):
        kind = _kind(lines, left, right)
        if kind == ParagraphKind.CODE:
            yield PrintedParagraph(lines, kind)
        elif lines[0].size <= LARGE * body and _are_verses(lines, right - left):
            yield from (PrintedParagraph([line], ParagraphKind.VERSE) for line in lines)
        else:
            yield PrintedParagraph(list(map(without_leader, lines)), kind)


def _are_verses(lines: Sequence[PrintedLine], width: float) -> bool:
    """Whether lines end where their author ended them, as in verses and addresses.

    Then most lines have room for the first word of the next line within the longest line. One such
    line is enough if all begin with capitals, or none takes half of the column's ``width``.
    """
    widths = [line.right - line.left for line in lines]
    if len(lines) > 1 and lines[0].left < min(line.left for line in lines[1:]) - lines[0].size:
        del widths[0]  # a word in the margin stands before its first line
    breaks = [_has_room(*pair, max(widths)) for pair in pairwise(lines)]
    is_likely = all(line.text[:1].isupper() for line in lines) or max(widths) < width / 2
    return sum(breaks) >= max(2, ENDED * len(breaks)) or (
        is_likely and len(lines) >= VERSES and any(breaks)
    )


def _has_room(line: PrintedLine, following: PrintedLine, width: float) -> bool:
    """Whether the first word of the next line has room on this line, within that width."""
    word = following.text.partition(" ")[0]
    needed = (following.right - following.left) * (len(word) + 1) / len(following.text)
    return line.right - line.left + needed < width


def _kind(lines: Sequence[PrintedLine], left: float, right: float) -> ParagraphKind:
    """The kind of a paragraph: letters of one width are code, indents on both sides a quotation."""
    if all(line.is_all("fixed") for line in lines):
        return ParagraphKind.CODE
    is_set_in = all(
        line.left > left + line.size and line.right < right - line.size for line in lines
    )
    is_quoted = is_set_in and len(lines) > 1 and not _hangs(lines[0])
    return ParagraphKind.QUOTATION if is_quoted else ParagraphKind.TEXT


def _cut(
    column: Sequence[PrintedLine], left: float, right: float, body: float
) -> Iterator[list[PrintedLine]]:
    """The lines of each paragraph of one column."""
    steps = sorted(a.base - b.base for a, b in pairwise(column))
    step = steps[len(steps) // 4] if steps else 0.0
    paragraph = [column[0]]
    for line in column[1:]:
        before = paragraph[-1]
        is_short = before.right < right - SHORT * (right - left)
        if _is_apart(before, line, step * max(1, line.size / body)) or (
            not line.is_all("fixed")
            and (_begins(paragraph, line, is_short) or (is_short and _may_begin(before, line)))
        ):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _is_apart(before: PrintedLine, line: PrintedLine, step: float) -> bool:
    """Whether a line differs from the line before it in size or kind, or is far below it."""
    return (
        leader(before.text) is not None
        or _is_rule(before)
        or _is_rule(line)
        or abs(line.size - before.size) > 0.08 * before.size
        or before.base - line.base > min(WIDE * step, FAR * line.size)
        or before.is_all("fixed") != line.is_all("fixed")
    )


def _is_rule(line: PrintedLine) -> bool:
    """Whether a line is a rule of asterisks or the like between parts of a text."""
    return _RULE.fullmatch(line.text) is not None and not line.is_all("fixed")


def _begins(paragraph: Sequence[PrintedLine], line: PrintedLine, is_short: bool) -> bool:
    """Whether the bullet or the indent of ``line`` shows that it begins a paragraph."""
    before = paragraph[-1]
    if BULLET.match(line.text):
        return True
    step = INDENT * line.size
    if line.left > before.left + step:
        return not _hangs(before) and (is_short or not _breaks_off(before, line))
    return line.left < before.left - step and _stands_in(paragraph, line, is_short)


def _breaks_off(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line, which may begin in the margin, ends within a sentence that goes on."""
    return line.text[:1].islower() and not before.text.rstrip().endswith(_ENDED)


def _hangs(line: PrintedLine) -> bool:
    """Whether the lines after this one may have an indent: it begins with a bullet or number."""
    return bool(BULLET.match(line.text) or LEAD.match(line.text))


def _stands_in(paragraph: Sequence[PrintedLine], line: PrintedLine, is_short: bool) -> bool:
    """Whether all lines of a paragraph have an indent before the next line, not only its first.

    A single line shows it only by a bullet, or if it begins like an item and leaves room.
    """
    if len(paragraph) == 1:
        return BULLET.match(paragraph[0].text) is not None or (is_short and _hangs(paragraph[0]))
    before, last = paragraph[-2:]
    is_even = abs(last.left - before.left) < INDENT * last.size
    return _hangs(paragraph[0]) or is_even or line.left < last.left - MARGIN * last.size


def _may_begin(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a paragraph may begin with ``line`` after a line that leaves room."""
    is_other = (
        before.is_all(MarkKind.BOLD) != line.is_all(MarkKind.BOLD)
        or LEAD.match(line.text) is not None
        or (_hangs(before) and line.text[:1].isupper())
    )
    return is_other or before.text.rstrip().endswith(_ENDED)


def _goes_on(paragraph: PrintedParagraph, following: PrintedParagraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if {paragraph.kind, following.kind} & _WHOLE:
        return False
    before, line = paragraph.lines[-1], following.lines[0]
    if abs(line.size - before.size) > 0.08 * before.size or _hangs(line):
        return False
    if len(paragraph.lines) == 1 and _hangs(before) and line.text[:1].isupper():
        return False  # an item of a list, and the text below the list
    if _is_rule(before) or _is_rule(line) or LED.search(before.text):
        return False
    return not before.text.rstrip().endswith(_ENDED) or line.text[:1].islower()


def _set_headings(paragraphs: Sequence[PrintedParagraph], body: float) -> None:
    """Make headings of paragraphs in larger letters, by size, and of short bold ones below them."""
    large = [paragraph for paragraph in paragraphs if _is_large(paragraph, body)]
    sizes = sorted({round(paragraph.lines[0].size) for paragraph in large}, reverse=True)
    for paragraph in paragraphs:
        if _is_large(paragraph, body):
            level = 1 + sizes.index(round(paragraph.lines[0].size))
        elif _is_bold_heading(paragraph):
            level = 1 + len(sizes)
        else:
            continue
        paragraph.kind, paragraph.detail = ParagraphKind.HEADING, Detail(level=min(level, 6))


def _is_large(paragraph: PrintedParagraph, body: float) -> bool:
    lines = paragraph.lines
    is_free = (
        paragraph.kind in (ParagraphKind.TEXT, ParagraphKind.QUOTATION)
        and len(lines) <= HEADING_LINES
        and any(map(str.isalnum, lines[0].text))  # a font of icons has none
    )
    return is_free and lines[0].size > LARGE * body


def _is_bold_heading(paragraph: PrintedParagraph) -> bool:
    lines = paragraph.lines
    return (
        paragraph.kind == ParagraphKind.TEXT
        and len(lines) <= BOLD_LINES
        and all(line.is_all(MarkKind.BOLD) for line in lines)
        and not lines[-1].text.endswith(_GOING_ON)
    )


def _emphasized(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The lines without the marks that most letters have, because those stress nothing."""
    letters, marked = 0, Counter[str]()
    for line in chain(*pages):
        letters += len(line.text)
        for mark in line.marks:
            marked[mark.kind] += mark.end - mark.start
    usual = {kind for kind, count in marked.items() if count > MOST * letters}
    return [
        [
            replace(line, marks=tuple(mark for mark in line.marks if mark.kind not in usual))
            for line in page
        ]
        for page in pages
    ]


def _is_kept(mark: Mark, paragraph: PrintedParagraph) -> bool:
    """Whether a mark is kept: not bold in a heading, and no kind that only printed lines have."""
    is_stressed = mark.kind == MarkKind.BOLD and paragraph.kind != ParagraphKind.HEADING
    return is_stressed or mark.kind in (MarkKind.ITALIC, MarkKind.LINK, MarkKind.NOTE)
