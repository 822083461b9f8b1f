"""Shares a target out over the cues of subtitles, or the lines, over which its source runs.

A sentence is translated whole. Each cue gets as large a part of the target as it had of the
source, a little more where it lasts longer, in whole words. A cut is best behind a comma, and
better before a short word, such as an article, than behind it. No part should be more than a cue
can show.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple, Protocol

from webapp.text.details import TimedCue
from webapp.text.segmentation.paragraphs import starts_turn

#: The widest line of a cue, in characters, and the most lines, as most players and guides have it.
LINE_CHARS, CUE_LINES = 42, 2

#: How much the time of a cue counts beside the length of its words, from 0 to 1.
_TIME_POWER = 0.25
#: How far a cut may be from where it is due, in characters, for the sake of a better one.
_REACH = 42
#: What cuts and parts cost, in characters of distance.
_COMMA, _SHORT_BEFORE, _SHORT_BEHIND, _LINE, _EMPTY_PART = -6.0, 5.0, -4.0, 60.0, 500.0
_SHORT_WORD_CHARS = 3
_WORD = re.compile(r"\S+")


class Shared(Protocol):
    """A segment of a block of subtitles; ``start`` and ``end`` are offsets in the block."""

    @property
    def source(self) -> str:
        """The text of the segment."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""


class CuePart(NamedTuple):
    """What a cue shows of a text of one segment; ``place`` is the segment's in its block, from 0.

    The offsets are half-open, in code points. The words of another speaker begin a line.
    """

    place: int
    start: int
    end: int
    begins_line: bool


def weight(chars: int, pace: float) -> float:
    """How much of a target a part of its source gets, beside the other parts."""
    return max(chars, 1) * float(pace**_TIME_POWER)


def folded_lines(text: str) -> list[str]:
    """A plain text in lines of at most LINE_CHARS, but for a longer word."""
    return wrap(text, LINE_CHARS, break_long_words=False, break_on_hyphens=False)


def source_parts(cues: Sequence[TimedCue], segments: Sequence[Shared]) -> list[list[CuePart]]:
    """What each cue shows of the sources."""
    texts = [segment.source for segment in segments]

    def cuts(segment: Shared, _text: str) -> list[int]:
        return [cue.start - segment.start for cue in _within(segment, cues)]

    return _parts(cues, segments, texts, cuts)


def target_parts(
    cues: Sequence[TimedCue], segments: Sequence[Shared], targets: Sequence[str]
) -> list[list[CuePart]]:
    """What each cue shows of the targets, of which there is one for each segment."""
    ends = [*(cue.start for cue in cues[1:]), segments[-1].end]
    lengths = {cue.start: end - cue.start for cue, end in zip(cues, ends, strict=True)}

    def cuts(segment: Shared, target: str) -> list[int]:
        starts = [segment.start, *(cue.start for cue in _within(segment, cues)), segment.end]
        shown = [
            max(earlier for earlier in cues if earlier.start <= start) for start in starts[:-1]
        ]
        paces = [_seconds(cue) / max(1, lengths[cue.start]) for cue in shown]
        sizes = (end - start for start, end in pairwise(starts))
        return shared(target, [weight(size, pace) for size, pace in zip(sizes, paces, strict=True)])

    return _parts(cues, segments, targets, cuts)


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


def _seconds(cue: TimedCue) -> float:
    return max(cue.end - cue.begin, 0.0) or 1.0


def _within(segment: Shared, cues: Sequence[TimedCue]) -> list[TimedCue]:
    """The cues that begin within a segment."""
    return [cue for cue in cues if segment.start < cue.start < segment.end]


def _parts(
    cues: Sequence[TimedCue],
    segments: Sequence[Shared],
    texts: Sequence[str],
    cuts: Callable[[Shared, str], list[int]],
) -> list[list[CuePart]]:
    """The parts of the texts of segments in each cue; ``cuts`` gives offsets in a text."""
    parts: list[list[CuePart]] = [[] for _ in cues]
    above = ""
    for place, (segment, text) in enumerate(zip(segments, texts, strict=True)):
        first = max(0, sum(cue.start <= segment.start for cue in cues) - 1)
        begins_line = starts_turn(above, segment.source)
        for number, (start, end) in enumerate(_between(cuts(segment, text), len(text))):
            parts[first + number].append(CuePart(place, start, end, begins_line and not number))
        above = segment.source
    return parts


def _between(cuts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return pairwise([0, *(min(cut, end) for cut in cuts), end])


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
    return max(0, len(folded_lines(part)) - CUE_LINES) * _LINE
