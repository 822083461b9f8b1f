"""Where the tags and marks inside a source belong in its target.

A translator gives no alignment of words, so each tag's place is found in this order:

1. What stands between a tag and its end tag is translated alone, too. Where that translation, or
   the text itself (a name), stands in the target as whole words, the tags go around it. Only the
   shortest elements of a segment are looked for, so that it costs at most three times its length,
   however its tags are nested.
2. Between the places so found, a tag keeps its relative distance, moved to the next word's edge: a
   start tag before a word, an end tag behind one.
3. An element that had words and would have none gets the word nearest to it between its neighbours.

Tags never change their order, so what was well formed stays so, and none is lost. What has nothing
in it stays so.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

#: Elements of one segment that are looked for by their translation; more are placed by distance.
MOST_ELEMENTS = 40
#: How many times as long as the segment their distinct contents may be together.
MOST_CONTENTS = 2

#: Stands in a run of text for an element that is not translated.
ATOM = "\N{OBJECT REPLACEMENT CHARACTER}"

_CLOSING = " .,;:!?…"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Role(Enum):
    """What a mark does to the text around it."""

    OPEN = auto()
    CLOSE = auto()
    POINT = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """Markup inside a run, before the code point at ``offset``.

    ``content`` is what people read of a mark that stands for a whole element.
    """

    offset: int
    raw: str
    role: Role
    name: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """What stands between the two marks of an element inside a segment.

    ``start`` and ``end`` are offsets in the source; ``opening`` and ``closing`` number its marks,
    None where it reaches over an edge of the segment. One that is not ``translated`` stands in the
    target as it is.
    """

    start: int
    end: int
    opening: int | None
    closing: int | None
    translated: bool


def elements(source: str, marks: Sequence[Tag]) -> list[Element]:
    """The shortest elements whose content is part of ``source`` (marks' offsets are within it)."""
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
    """Those within both limits: what is nested would be translated as often as it is enclosed."""
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
    """An offset in ``target`` for each mark, never descending.

    ``translated`` gives the target of an element's content.
    """
    ratio = len(target) / max(1, len(source))
    fixed: dict[int, int] = {}
    for element in elements(source, marks):
        content = source[element.start : element.end].strip()
        wordings = [content, translated(content)] if element.translated else [content]
        near = round(ratio * element.start)
        spans = (_nearest(source, element, wording, target, near) for wording in wordings)
        if span := next(filter(None, spans), None):
            fixed |= {element.opening: span[0]} if element.opening is not None else {}
            fixed |= {element.closing: span[1]} if element.closing is not None else {}
    offsets = _between(source, target, marks, _ascending(fixed))
    return _filled(source, target, marks, offsets)


def _nearest(
    source: str, element: Element, wording: str, target: str, near: int
) -> tuple[int, int] | None:
    """``wording`` in ``target``, whatever its case, nearest to ``near``.

    As whole words, but where the element itself begins or ends in a word (``m<sup>2</sup>``). Where
    it stands there as often as the element's content in the source, the order tells which it is.
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
    """Those places that do not go back behind an earlier mark's."""
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
    """The places in ``target`` that suit a mark: behind words or before words and closing marks."""
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
    """Whether a mark belongs to what is before it: an end tag, or a point set close behind that."""
    if mark.role is not Role.POINT or mark.name == ATOM:
        return mark.role is Role.CLOSE
    before = source[max(0, mark.offset - 1) : mark.offset]
    after = source[mark.offset : mark.offset + 1]
    return bool(before.strip()) and not after.isalnum()


def _empty(marks: Sequence[Tag]) -> set[int]:
    """The marks inside and at the end of elements that have no text in them."""
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
    """The places, with those of elements that have lost their words moved around the next one."""
    filled = list(offsets)
    words = [match.span() for match in _WORD.finditer(target)]
    for element in reversed(elements(source, marks)):  # the outer before the inner
        if element.translated and any(map(str.isalpha, source[element.start : element.end])):
            _fill(element, words, filled, len(target))
    return filled


def _fill(
    element: Element, words: Sequence[tuple[int, int]], filled: list[int], length: int
) -> None:
    """Move an element's marks, and those in it, around a word, if there is none between them."""
    opening = -1 if element.opening is None else element.opening
    closing = len(filled) if element.closing is None else element.closing
    edged = [0, *filled, length]  # so that mark n is at n + 1
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
    """The edge nearest to ``wanted``; ``edges`` ascend."""
    index = bisect_left(edges, wanted)
    return min(edges[max(0, index - 1) : index + 1], key=lambda edge: abs(edge - wanted))
