"""Finds where the tags and marks of a source belong in its target.

A translator gives no alignment of words. So each tag gets its place by these steps:

1. The text between a tag and its end tag is also translated alone. Where that translation, or the
   text itself (a name), stands in the target as whole words, the tags enclose it; those about a
   whole source enclose the whole target. Only the
   shortest elements of a segment are searched for. So a segment costs at most three times its
   length, however deeply its tags are nested.
2. Between these places, a tag keeps its relative distance and moves to the nearest edge of a word.
   A start tag goes before a word, an end tag goes after one.
3. An element that had words and would lose them gets the nearest word between its neighbours.

Tags never change their order and none is lost. So well-formed markup stays well formed. An empty
element stays empty.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

#: The most elements of a segment that are placed by their translation; others go by distance.
MOST_ELEMENTS = 40
#: Their distinct contents together are at most this many times as long as the segment.
MOST_CONTENTS = 2

#: Replaces an element that is not translated in a run of text.
ATOM = "\N{OBJECT REPLACEMENT CHARACTER}"

_CLOSING = " .,;:!?…"
_WORD = re.compile(r"\w+(?:['’-]\w+|(?<=\d)[.,]\d+)*")


class Role(Enum):
    """Whether a tag opens an element, closes one, or stands by itself."""

    OPEN = auto()
    CLOSE = auto()
    POINT = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """Markup in a run, before the code point at ``offset``.

    Where a tag stands for a whole element, ``content`` is the text that people read in it. Between
    two cues, ``pace`` is the time for a character behind it over that for one before it.
    """

    offset: int
    raw: str
    role: Role
    name: str = ""
    content: str = ""
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Element:
    """The content of an element between its start tag and its end tag in a segment.

    ``start`` and ``end`` are offsets in the source, in code points. ``opening`` and ``closing`` are
    the indices of its tags, None where the element reaches over an edge of the segment. The target
    contains the content unchanged unless it is ``translated``.
    """

    start: int
    end: int
    opening: int | None
    closing: int | None
    translated: bool


def elements(source: str, marks: Sequence[Tag]) -> list[Element]:
    """The shortest elements with content in ``source``; ``marks`` are its tags in order."""
    candidates: list[Element] = []
    opened: list[int] = []
    for index, mark in enumerate(marks):
        if mark.role is Role.OPEN:
            opened.append(index)
        elif mark.role is Role.CLOSE:
            opening = opened.pop() if opened and marks[opened[-1]].name == mark.name else None
            start = marks[opening].offset if opening is not None else 0
            candidates.append(Element(start, mark.offset, opening, index, mark.name != ATOM))
    candidates += [Element(marks[index].offset, len(source), index, None, True) for index in opened]
    worded = [element for element in candidates if source[element.start : element.end].strip()]
    return _shortest(source, worded)


def _shortest(source: str, candidates: Sequence[Element]) -> list[Element]:
    """The elements within both limits. Nested content would be translated once for each level."""
    kept: list[Element] = []
    contents: set[str] = set()
    shortest_first = sorted(candidates, key=lambda element: element.end - element.start)
    for element in shortest_first[:MOST_ELEMENTS]:
        contents.add(source[element.start : element.end].strip())
        if sum(map(len, contents)) > MOST_CONTENTS * len(source):
            break
        kept.append(element)
    return kept


def places(
    source: str, target: str, marks: Sequence[Tag], translated: Callable[[str], str]
) -> list[int]:
    """An offset in ``target``, in code points, for each of ``marks``; offsets never descend.

    ``translated`` returns the target of an element's content.
    """
    ratio = len(target) / max(1, len(source))
    fixed: dict[int, int] = {}
    for element in elements(source, marks):
        content = source[element.start : element.end].strip()
        wordings = [content, translated(content)] if element.translated else [content]
        near = round(ratio * element.start)
        spans = (_nearest(source, element, wording, target, near) for wording in wordings)
        is_all = content == source.strip()
        if span := (0, len(target)) if is_all else next(filter(None, spans), None):
            fixed |= {element.opening: span[0]} if element.opening is not None else {}
            fixed |= {element.closing: span[1]} if element.closing is not None else {}
    offsets = _between(source, target, marks, _ascending(fixed))
    return _filled(source, target, marks, offsets)


def _nearest(
    source: str, element: Element, wording: str, target: str, near: int
) -> tuple[int, int] | None:
    """The span of ``wording`` in ``target`` nearest to ``near``, whatever its case.

    It must be whole words, unless the element begins or ends inside a word (``m<sup>2</sup>``). If
    the target has it as often as the source has the element's content, the order decides.
    """
    words = wording if not element.translated else wording.strip(_CLOSING)
    if not words:
        return None
    before = r"(?<!\w)" if not source[: element.start][-1:].isalnum() else ""
    after = r"(?!\w)" if not source[element.end :][:1].isalnum() else ""

    def occurrences(words: str, text: str) -> list[tuple[int, int]]:
        pattern = re.compile(before + re.escape(words) + after, re.IGNORECASE)
        return [match.span() for match in pattern.finditer(text)]

    spans = occurrences(words, target)
    content = source[element.start : element.end]
    content_start = element.start + len(content) - len(content.lstrip())
    starts = [start for start, _ in occurrences(content.strip(), source)]
    if len(starts) == len(spans) and content_start in starts:
        return spans[starts.index(content_start)]
    return min(spans, key=lambda span: abs(span[0] - near), default=None)


def _ascending(fixed: dict[int, int]) -> dict[int, int]:
    """The places that do not precede the place of an earlier tag."""
    kept: dict[int, int] = {}
    last = 0
    for index in sorted(fixed):
        if fixed[index] >= last:
            last = kept[index] = fixed[index]
    return kept


def _between(source: str, target: str, marks: Sequence[Tag], fixed: dict[int, int]) -> list[int]:
    edges_for = _edges(source, target)
    stops = [*sorted(fixed), len(marks)]
    empty = _empty(marks)
    offsets: list[int] = []
    for index, mark in enumerate(marks):
        if index in fixed:
            offsets.append(fixed[index])
            continue
        last = offsets[-1] if offsets else 0
        if index in empty:
            offsets.append(last)
            continue
        stop = stops[bisect_left(stops, index)]
        limit = fixed.get(stop, len(target))
        before = marks[index - 1].offset if offsets else 0
        after = marks[stop].offset if stop < len(marks) else len(source)
        share = (mark.offset - before) / max(1, after - before)
        wanted = last + share * (limit - last)
        offsets.append(max(last, min(limit, _closest(edges_for(mark), wanted))))
    return offsets


def _edges(source: str, target: str) -> Callable[[Tag], Sequence[int]]:
    """A function that gives the offsets in ``target`` which suit a tag.

    They are the ends of words, or the starts of words and of closing punctuation.
    """
    words = [match.span() for match in _WORD.finditer(target)]
    ends = [0, *(end for _, end in words)]
    starts = [start for start, _ in words]
    inner, last = [*starts, len(target.rstrip(_CLOSING))], [*starts, len(target)]

    def edges_for(mark: Tag) -> Sequence[int]:
        if _follows_word(source, mark):
            return ends
        return inner if mark.offset < len(source) else last

    return edges_for


def _follows_word(source: str, mark: Tag) -> bool:
    """Whether a tag belongs to the word before it: an end tag, or a point that touches the word."""
    if mark.role is not Role.POINT or mark.name == ATOM:
        return mark.role is Role.CLOSE
    before = source[max(0, mark.offset - 1) : mark.offset]
    after = source[mark.offset : mark.offset + 1]
    return bool(before.strip()) and not after.isalnum()


def _empty(marks: Sequence[Tag]) -> set[int]:
    """The indices of the tags inside and at the end of elements without text."""
    depths = [0] * (len(marks) + 1)
    opened: list[int] = []
    for index, mark in enumerate(marks):
        if mark.role is Role.OPEN:
            opened.append(index)
        elif mark.role is Role.CLOSE and opened and marks[opened[-1]].name == mark.name:
            opening = opened.pop()
            if marks[opening].offset == mark.offset:
                depths[opening + 1] += 1
                depths[index + 1] -= 1
    return {index for index, depth in enumerate(accumulate(depths)) if depth}


def _filled(source: str, target: str, marks: Sequence[Tag], offsets: Sequence[int]) -> list[int]:
    """The places, where each element that lost its words encloses the nearest word."""
    filled = list(offsets)
    words = [match.span() for match in _WORD.finditer(target)]
    for element in reversed(elements(source, marks)):  # outer elements come before inner ones
        if element.translated and any(map(str.isalpha, source[element.start : element.end])):
            _fill(element, words, filled, len(target))
    return filled


def _fill(
    element: Element, words: Sequence[tuple[int, int]], filled: list[int], length: int
) -> None:
    """Make an element without words enclose the nearest word, together with the tags in it."""
    opening = -1 if element.opening is None else element.opening
    closing = len(filled) if element.closing is None else element.closing
    edged = [0, *filled, length]  # tag n is at index n + 1
    low, first = edged[max(opening, 0)], edged[opening + 1]
    last, high = edged[closing + 1], edged[min(closing + 2, len(edged) - 1)]
    near = [word for word in words if low <= word[0] and word[1] <= high]
    if not near or any(first < end and start < last for start, end in near):
        return
    start, end = min(near, key=lambda word: abs(word[0] - first))
    edged[opening + 1], edged[closing + 1] = start, end
    within = [min(max(at, start), end) for at in edged[opening + 2 : closing + 1]]
    edged[opening + 2 : closing + 1] = within
    filled[:] = edged[1:-1]


def _closest(edges: Sequence[int], wanted: float) -> int:
    """The edge nearest to ``wanted``. The edges ascend."""
    index = bisect_left(edges, wanted)
    return min(edges[max(0, index - 1) : index + 1], key=lambda edge: abs(edge - wanted))
