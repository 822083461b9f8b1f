"""Subtitles, SubRip and WebVTT: the cues as they were timed, translated or in both languages."""

import html
import textwrap
from collections.abc import Callable, Iterator

from webapp.errors import BadInput
from webapp.formats.blocks import Block, Edition, target_or_notice

#: Widest line of a cue, in characters, as most players and guides have it.
LINE_CHARS = 42


def write_srt(edition: Edition) -> Iterator[str]:
    """The translation as SubRip."""
    return _srt(edition, _target)


def write_bilingual_srt(edition: Edition) -> Iterator[str]:
    """Each cue's source, and its translation below, as SubRip."""
    return _srt(edition, _both)


def write_vtt(edition: Edition) -> Iterator[str]:
    """The translation as WebVTT."""
    return _vtt(edition, _target)


def write_bilingual_vtt(edition: Edition) -> Iterator[str]:
    """Each cue's source, and its translation below, as WebVTT."""
    return _vtt(edition, _both)


def _srt(edition: Edition, text_of: Callable[[Block], str]) -> Iterator[str]:
    for number, block in enumerate(_cues(edition), 1):
        yield f"{number}\n{_times(block, ',')}\n{text_of(block)}\n\n"


def _vtt(edition: Edition, text_of: Callable[[Block], str]) -> Iterator[str]:
    yield "WEBVTT\n\n"
    for block in _cues(edition):
        yield f"{_times(block, '.')}\n{html.escape(text_of(block), quote=False)}\n\n"


def _cues(edition: Edition) -> Iterator[Block]:
    for block in edition.blocks:
        if "begin" not in block.detail:
            raise BadInput("This document has no times; only subtitles become subtitles again.")
        yield block


def _target(block: Block) -> str:
    return _folded(" ".join(target_or_notice(pair) for pair in block.segments))


def _both(block: Block) -> str:
    return f"{_folded(' '.join(pair.source for pair in block.segments))}\n{_target(block)}"


def _folded(text: str) -> str:
    return textwrap.fill(text, LINE_CHARS, break_long_words=False, break_on_hyphens=False)


def _times(block: Block, point: str) -> str:
    begin, end = block.detail["begin"], block.detail["end"]
    return f"{_time(begin, point)} --> {_time(end, point)}"


def _time(seconds: float, point: str) -> str:
    whole, fraction = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}{point}{fraction:03}"
