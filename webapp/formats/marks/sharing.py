"""Shares a sentence out again over the cues of subtitles over which its source runs.

The sentence is translated whole. Each cue gets as large a part of the target as it had of the
source, a little more where it lasts longer, in whole words. A cut is best behind a comma, and
better before a short word, such as an article, than behind it. No part should be more than a cue
can show.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from webapp.formats.cues import folded_line
from webapp.text.placing import Tag, places

#: The name of the mark between two cues.
CUE = "cue"
#: The most lines of a cue, as most guides have it.
_CUE_LINES = 2
#: How much the time of a cue counts beside the length of its words, from 0 to 1.
_TIME_POWER = 0.25
#: How far a cut may be from where it is due, in characters, for the sake of a better one.
_REACH = 42
#: What cuts and parts cost, in characters of distance.
_COMMA, _SHORT_BEFORE, _SHORT_BEHIND, _LINE, _EMPTY_PART = -6.0, 5.0, -4.0, 60.0, 500.0
_SHORT_WORD_CHARS = 3
_WORD = re.compile(r"\S+")


class Share(NamedTuple):
    """The part of a source in one cue: half-open offsets, its tags, and its weight."""

    start: int
    end: int
    marks: Sequence[Tag]
    weight: float


def weight(chars: int, pace: float) -> float:
    """How much of a target a part of its source gets, beside the other parts."""
    return max(chars, 1) * float(pace**_TIME_POWER)


def shares(source: str, marks: Sequence[Tag]) -> list[Share]:
    """The parts of a source between the marks of cues; the tags of a part count from its start."""
    edges = [at for at, mark in enumerate(marks) if mark.name == CUE]
    parts, start, first, relative_pace = [], 0, 0, 1.0
    for at in [*edges, len(marks)]:
        end = marks[at].offset if at < len(marks) else len(source)
        tags = [replace(tag, offset=max(0, tag.offset - start)) for tag in marks[first:at]]
        parts.append(Share(start, end, tags, weight(end - start, relative_pace)))
        if at < len(marks):
            relative_pace *= marks[at].pace
        start = end + (source[end : end + 1] == " ")
        first = at + 1
    return parts


def shared_places(
    source: str, target: str, marks: Sequence[Tag], translated: Callable[[str], str]
) -> list[int]:
    """An offset in ``target`` for each of ``marks``, as ``places`` gives, with those of cues."""
    parts = shares(source, marks)
    cuts = shared(target, [part.weight for part in parts])
    offsets: list[int] = []
    for part, (start, end) in zip(parts, pairwise([0, *cuts, len(target)]), strict=True):
        words = target[start:end].rstrip() if end < len(target) else target[start:end]
        inner = places(source[part.start : part.end], words, part.marks, translated)
        offsets += [*(start + offset for offset in inner), end]
    return offsets[:-1]


def shared(target: str, weights: Sequence[float]) -> list[int]:
    """The offsets in ``target``, in code points, at which all parts but the first begin.

    There is a part for each weight. Of all ways to cut near where a cut is due, the cheapest is
    found cut by cut. A target of fewer words than parts leaves the last ones empty.
    """
    ways: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    due, total = 0.0, sum(weights)
    starts = [word.start() for word in _WORD.finditer(target)]
    edges = [*starts[1:], len(target)]
    for part_weight in weights[:-1]:
        due += part_weight / total * len(target)
        ways = {
            edge: min(
                (cost + _cut_cost(target, edge, due) + _part_cost(target[start:edge]), [*way, edge])
                for start, (cost, way) in ways.items()
                if start <= edge
            )
            for edge in _near(edges, due, min(ways))
        }
    return min((cost + _part_cost(target[at:]), way) for at, (cost, way) in ways.items())[1]


def _near(edges: Sequence[int], due: float, least: int) -> list[int]:
    """The edges of words near ``due``, and the nearest in any case; none before ``least``."""
    possible = [edge for edge in edges if edge >= least]
    nearest = min(possible, key=lambda edge: abs(edge - due))
    return [edge for edge in possible if abs(edge - due) <= _REACH or edge == nearest]


def _cut_cost(target: str, edge: int, due: float) -> float:
    before, behind = target[:edge].split()[-1:], target[edge:].split(maxsplit=1)[:1]
    cost = abs(edge - due)
    if before and before[0].endswith((",", ";", ":", "…", ".", "!", "?")):
        return cost + _COMMA
    cost += _SHORT_BEFORE * any(len(word) <= _SHORT_WORD_CHARS for word in before)
    return cost + _SHORT_BEHIND * any(len(word) <= _SHORT_WORD_CHARS for word in behind)


def _part_cost(part: str) -> float:
    if not part.strip():
        return _EMPTY_PART
    lines = folded_line(part).count("\n") + 1
    return max(0, lines - _CUE_LINES) * _LINE
