"""Writes SubRip and WebVTT: cues with their times and places, translated or in both languages."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from webapp.errors import BadInput
from webapp.formats.cues import folded_line
from webapp.formats.edition import Edition, EditionBlock
from webapp.formats.marks.runs import StyledRun, source_runs, target_runs
from webapp.formats.writers import cue_places
from webapp.text import MarkKind, TimedCue, timed_cues
from webapp.text.cues.sharing import CuePart, source_parts, target_parts

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
    runs = [source_runs(block, pair) for pair in block.segments]
    return _styled(runs, source_parts(cues, block.segments))


def _target_parts(block: EditionBlock, cues: Sequence[TimedCue]) -> list[list[_Part]]:
    runs = [target_runs(block, pair) for pair in block.segments]
    targets = ["".join(run.text for run in some) for some in runs]
    return _styled(runs, target_parts(cues, block.segments, targets))


def _styled(
    runs: Sequence[Sequence[StyledRun]], parts: Iterable[Sequence[CuePart]]
) -> list[list[_Part]]:
    """The parts of each cue as runs; ``runs`` has those of each segment."""
    return [
        [(_cut(runs[part.place], part.start, part.end), part.begins_line) for part in shown]
        for shown in parts
    ]


def _cut(runs: Iterable[StyledRun], start: int, end: int) -> list[StyledRun]:
    """The runs between two offsets of their text, in code points."""
    cut, at = [], 0
    for run in runs:
        if words := run.text[max(0, start - at) : max(0, end - at)]:
            cut.append(run._replace(text=words))
        at += len(run.text)
    return cut


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
