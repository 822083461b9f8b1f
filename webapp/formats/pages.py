"""From the printed lines of pages to paragraphs: running heads off, lines and words whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from webapp.formats.imported import ImportedBlock
from webapp.formats.lines import Line
from webapp.text import Detail, ParagraphKind

#: A line is a running head when it stands so on this part of the pages, and on no fewer than these.
HEAD_SHARE, HEAD_PAGES = 0.2, 3
#: Lines looked at for running heads, from either end of a page.
EDGE_LINES = 2
#: Against the usual distance of lines: from there on a new paragraph begins.
WIDE = 1.3
#: Against the size of most letters: from there on a line is a heading.
LARGE = 1.12
#: Against the size of letters: so far in, a line is indented.
INDENT = 0.6
#: Against the width of the column: a line that leaves so much empty is a last one.
SHORT = 0.12
_NUMBER = re.compile(r"\d+")
_FOLIO = re.compile(r"\W*(?:p(?:age|\.)?\s*)?#(?:\s*(?:/|sur|of)\s*#)?\W*", re.IGNORECASE)
_BULLET = re.compile(r"[•◦▪‣·]\s*")
_ENDED = (".", "!", "?", "…", "»", "”", ":", '"')


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[tuple[list[Line], int]]:
    """The lines of each paragraph, and the level of a heading (0 of any other)."""
    heads = _running_heads(pages)
    columns = [
        column
        for page in pages
        for column in _columns(_whole_lines(_without(page, heads)))
        if column
    ]
    body = median(line.size for column in columns for line in column)
    paragraphs: list[list[Line]] = []
    for column in columns:
        for number, own in enumerate(_cut(column)):
            if not number and paragraphs and _goes_on(paragraphs[-1], own):
                paragraphs[-1] = paragraphs[-1] + own
            else:
                paragraphs.append(own)
    return _levelled(paragraphs, body)


def blocks_of(
    paragraphs: Iterable[tuple[list[Line], int]], texts: Iterable[str]
) -> Iterator[ImportedBlock]:
    """Paragraphs with their mended ``texts`` as blocks."""
    for (_, level), text in zip(paragraphs, texts, strict=True):
        bullet = _BULLET.match(text)
        if level:
            yield ImportedBlock(text, ParagraphKind.HEADING, Detail(level=level))
        elif bullet:
            yield ImportedBlock(text[bullet.end() :], ParagraphKind.ITEM, Detail(level=1))
        else:
            yield ImportedBlock(text)


def _running_heads(pages: Sequence[Sequence[Line]]) -> set[str]:
    """What stands at the edges of many pages, each number as ``#``."""
    found = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(HEAD_PAGES, HEAD_SHARE * len(pages))
    return {key for key, count in found.items() if count >= least}


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.top)
    return ordered[:EDGE_LINES] + ordered[EDGE_LINES:][-EDGE_LINES:]


def _key(line: Line) -> str:
    return _NUMBER.sub("#", line.text).strip()


def _without(page: Sequence[Line], heads: set[str]) -> list[Line]:
    edges = _edges(page)
    off = [e for e in edges if _key(e) in heads or _FOLIO.fullmatch(_key(e))]
    return [line for line in page if line not in off]


def _whole_lines(page: Sequence[Line]) -> list[Line]:
    """Pieces that stand beside each other on one line (before and after a raised mark) as one."""
    whole: list[Line] = []
    for line in page:
        before = whole[-1] if whole else None
        if (
            before
            and abs(line.top - before.top) < 0.5 * before.size
            and -1 <= line.left - before.right < before.size
        ):
            text = f"{before.text} {line.text}"
            whole[-1] = replace(before, text=text, right=line.right)
        else:
            whole.append(line)
    return whole


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that go down the page."""
    column: list[Line] = []
    for line in page:
        if column and line.bottom > column[-1].top:
            yield column
            column = []
        column.append(line)
    yield column


def _cut(column: Sequence[Line]) -> Iterator[list[Line]]:
    """The paragraphs of one column."""
    steps = [a.top - b.top for a, b in pairwise(column)]
    step = median(steps) if steps else 0.0
    left, right = min(line.left for line in column), max(line.right for line in column)
    paragraph = [column[0]]
    for before, line in pairwise(column):
        short = before.right < right - SHORT * (right - left)
        if _begins(before, line, step) or (short and before.text.rstrip().endswith(_ENDED)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _begins(before: Line, line: Line, step: float) -> bool:
    """Whether a paragraph begins with ``line``, by its size, its distance or its indentation."""
    return (
        abs(line.size - before.size) > 0.08 * before.size
        or before.top - line.top > WIDE * step
        or _BULLET.match(line.text) is not None
        or (line.left > before.left + INDENT * line.size and not _BULLET.match(before.text))
    )


def _goes_on(paragraph: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    before, line = paragraph[-1], following[0]
    if abs(line.size - before.size) > 0.08 * before.size:
        return False
    return not before.text.rstrip().endswith(_ENDED) or line.text[:1].islower()


def _levelled(paragraphs: Sequence[list[Line]], body: float) -> list[tuple[list[Line], int]]:
    """Larger letters than most make a heading, the largest of the first level."""
    sizes = {round(p[0].size) for p in paragraphs if _is_large(p, body)}
    levels = {size: min(n, 6) for n, size in enumerate(sorted(sizes, reverse=True), 1)}
    return [(p, levels[round(p[0].size)] if _is_large(p, body) else 0) for p in paragraphs]


def _is_large(paragraph: Sequence[Line], body: float) -> bool:
    return len(paragraph) <= 3 and paragraph[0].size > LARGE * body
