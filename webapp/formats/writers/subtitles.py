"""Writes SubRip and WebVTT: cues with their times, translated or in both languages."""

import html
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from webapp.errors import BadInput
from webapp.formats.edition import Edition, EditionBlock, Pair
from webapp.formats.inplace.subtitles import folded_line
from webapp.formats.marks.runs import StyledRun, source_runs, target_runs
from webapp.text import MarkKind

_TAGS = ((MarkKind.BOLD, "b"), (MarkKind.ITALIC, "i"))
_DASHES = ("-", "–", "—")
#: Gives the text of a block; its second argument escapes text.
_TextOf = Callable[[EditionBlock, Callable[[str], str]], str]


def write_srt(edition: Edition) -> Iterator[str]:
    """The translation as SubRip."""
    return _srt(edition, _target)


def write_bilingual_srt(edition: Edition) -> Iterator[str]:
    """Each cue's source with its target below, as SubRip."""
    return _srt(edition, _both)


def write_vtt(edition: Edition) -> Iterator[str]:
    """The translation as WebVTT."""
    return _vtt(edition, _target)


def write_bilingual_vtt(edition: Edition) -> Iterator[str]:
    """Each cue's source with its target below, as WebVTT."""
    return _vtt(edition, _both)


def _srt(edition: Edition, text_of: _TextOf) -> Iterator[str]:
    for number, block in enumerate(_cues(edition), 1):
        yield f"{number}\n{_times(block, ',')}\n{text_of(block, str)}\n\n"


def _vtt(edition: Edition, text_of: _TextOf) -> Iterator[str]:
    yield "WEBVTT\n\n"
    for block in _cues(edition):
        yield f"{_times(block, '.')}\n{text_of(block, partial(html.escape, quote=False))}\n\n"


def _cues(edition: Edition) -> Iterator[EditionBlock]:
    for block in edition.blocks:
        if "begin" not in block.detail:
            raise BadInput("This document has no times; only subtitles become subtitles again.")
        yield block


def _target(block: EditionBlock, write: Callable[[str], str]) -> str:
    return _lines(block, target_runs, write)


def _both(block: EditionBlock, write: Callable[[str], str]) -> str:
    return f"{_lines(block, source_runs, write)}\n{_target(block, write)}"


def _lines(
    block: EditionBlock,
    runs: Callable[[EditionBlock, Pair], Iterable[StyledRun]],
    write: Callable[[str], str],
) -> str:
    """One side of a cue, folded; each further speaker begins a new line."""
    lines = [""]
    for pair in block.segments:
        words = "".join(_tagged(run, write) for run in runs(block, pair))
        if lines[-1] and pair.source.startswith(_DASHES):
            lines.append(words)
        else:
            lines[-1] = f"{lines[-1]} {words}".lstrip()
    return "\n".join(map(folded_line, lines))


def _tagged(run: StyledRun, write: Callable[[str], str]) -> str:
    markup = write(run.text)
    for kind, tag in _TAGS:
        if kind in run.kinds:
            markup = f"<{tag}>{markup}</{tag}>"
    return markup


def _times(block: EditionBlock, point: str) -> str:
    begin, end = block.detail["begin"], block.detail["end"]
    return f"{_time(begin, point)} --> {_time(end, point)}"


def _time(seconds: float, point: str) -> str:
    whole, fraction = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}{point}{fraction:03}"
