"""Writes SubRip and WebVTT: cues with their times and places, translated or in both languages."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from webapp.errors import BadInput
from webapp.formats.cues import folded_line
from webapp.formats.edition import Edition, EditionBlock, Pair
from webapp.formats.marks.runs import StyledRun, source_runs, target_runs
from webapp.formats.marks.sharing import shared, weight
from webapp.formats.writers import cue_places
from webapp.text import MarkKind, TimedCue, timed_cues
from webapp.text.segmentation.paragraphs import starts_turn

_TAGS = ((MarkKind.BOLD, "b"), (MarkKind.ITALIC, "i"))
#: The runs of a part of a sentence, and whether it begins a line.
_Part = tuple[list[StyledRun], bool]
#: Gives the parts of a block's sentences in each of its cues.
_PartsOf = Callable[[EditionBlock, Sequence[TimedCue]], list[list[_Part]]]


def write_srt(edition: Edition) -> Iterator[str]:
    """The translation as SubRip."""
    return _srt(edition, [_target_parts])


def write_bilingual_srt(edition: Edition) -> Iterator[str]:
    """Each cue's source with its target below, as SubRip."""
    return _srt(edition, [_source_parts, _target_parts])


def write_vtt(edition: Edition) -> Iterator[str]:
    """The translation as WebVTT."""
    return _vtt(edition, [_target_parts])


def write_bilingual_vtt(edition: Edition) -> Iterator[str]:
    """Each cue's source with its target below, as WebVTT."""
    return _vtt(edition, [_source_parts, _target_parts])


def _srt(edition: Edition, sides: Sequence[_PartsOf]) -> Iterator[str]:
    for number, (cue, text) in enumerate(_cues(edition, sides, str), 1):
        place = cue_places.in_subrip(cue)
        yield f"{number}\n{_times(cue, ',')}{place.settings}\n{place.tag}{text}\n\n"


def _vtt(edition: Edition, sides: Sequence[_PartsOf]) -> Iterator[str]:
    yield "WEBVTT\n\n"
    for cue, text in _cues(edition, sides, partial(html.escape, quote=False)):
        yield f"{_times(cue, '.')}{cue_places.in_webvtt(cue)}\n{text}\n\n"


def _cues(
    edition: Edition, sides: Sequence[_PartsOf], write: Callable[[str], str]
) -> Iterator[tuple[TimedCue, str]]:
    """Each cue with its text; ``write`` escapes text."""
    for block in edition.blocks:
        if "begin" not in block.detail:
            raise BadInput("This document has no times; only subtitles become subtitles again.")
        cues = timed_cues(block.detail)
        parts_by_side = [parts_of(block, cues) for parts_of in sides]
        for cue, *parts in zip(cues, *parts_by_side, strict=True):
            yield cue, "\n".join(filter(None, (_lines(part, write) for part in parts)))


def _source_parts(block: EditionBlock, cues: Sequence[TimedCue]) -> list[list[_Part]]:
    def cuts(pair: Pair, _text: str) -> list[int]:
        return [cue.start - pair.start for cue in _within(pair, cues)]

    return _parts(block, cues, source_runs, cuts)


def _target_parts(block: EditionBlock, cues: Sequence[TimedCue]) -> list[list[_Part]]:
    ends = [*(cue.start for cue in cues[1:]), block.segments[-1].end]
    lengths = {cue.start: end - cue.start for cue, end in zip(cues, ends, strict=True)}

    def cuts(pair: Pair, text: str) -> list[int]:
        starts = [pair.start, *(cue.start for cue in _within(pair, cues)), pair.end]
        shown = [
            max(earlier for earlier in cues if earlier.start <= start) for start in starts[:-1]
        ]
        paces = [_seconds(cue) / max(1, lengths[cue.start]) for cue in shown]
        sizes = (end - start for start, end in pairwise(starts))
        return shared(text, [weight(size, pace) for size, pace in zip(sizes, paces, strict=True)])

    return _parts(block, cues, target_runs, cuts)


def _seconds(cue: TimedCue) -> float:
    return max(cue.end - cue.begin, 0.0) or 1.0


def _within(pair: Pair, cues: Sequence[TimedCue]) -> list[TimedCue]:
    """The cues that begin within a sentence."""
    return [cue for cue in cues if pair.start < cue.start < pair.end]


def _parts(
    block: EditionBlock,
    cues: Sequence[TimedCue],
    runs_of: Callable[[EditionBlock, Pair], Iterable[StyledRun]],
    cuts: Callable[[Pair, str], list[int]],
) -> list[list[_Part]]:
    """The parts of the sentences of one side in each cue; ``cuts`` are offsets in its text."""
    parts: list[list[_Part]] = [[] for _ in cues]
    above = ""
    for pair in block.segments:
        runs = list(runs_of(block, pair))
        first = sum(cue.start <= pair.start for cue in cues) - 1
        begins_line = starts_turn(above, pair.source)
        for number, part in enumerate(_cut(runs, cuts(pair, "".join(run.text for run in runs)))):
            parts[max(0, first) + number].append((part, begins_line and not number))
        above = pair.source
    return parts


def _cut(runs: Iterable[StyledRun], cuts: Sequence[int]) -> list[list[StyledRun]]:
    """Runs cut at ascending offsets of their text, in code points."""
    parts: list[list[StyledRun]] = [[] for _ in range(len(cuts) + 1)]
    start = 0
    for run in runs:
        end = start + len(run.text)
        edges = [start, *(min(max(cut, start), end) for cut in cuts), end]
        for part, (low, high) in zip(parts, pairwise(edges), strict=True):
            if low < high:
                part.append(run._replace(text=run.text[low - start : high - start]))
        start = end
    return parts


def _lines(parts: Iterable[_Part], write: Callable[[str], str]) -> str:
    """One side of a cue, folded; whoever speaks next begins a new line."""
    lines = [""]
    for runs, begins_line in parts:
        words = "".join(_tagged(run, write) for run in runs).strip()
        if lines[-1] and begins_line:
            lines.append(words)
        else:
            lines[-1] = f"{lines[-1]} {words}".strip()
    return "\n".join(map(folded_line, lines))


def _tagged(run: StyledRun, write: Callable[[str], str]) -> str:
    markup = write(run.text)
    for kind, tag in _TAGS:
        if kind in run.kinds:
            markup = f"<{tag}>{markup}</{tag}>"
    return markup


def _times(cue: TimedCue, point: str) -> str:
    return f"{_time(cue.begin, point)} --> {_time(cue.end, point)}"


def _time(seconds: float, point: str) -> str:
    whole, fraction = divmod(round(abs(seconds) * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{rest:02}{point}{fraction:03}"
