"""Where on the picture a cue stands, as SubRip and as WebVTT write it."""

import re
from typing import NamedTuple

from webapp.text import TimedCue

_SUBRIP_SETTING = re.compile(r"[XY][12]:\d+", re.IGNORECASE)
_WEBVTT_SETTING = re.compile(r"(?:vertical|line|position|size|align):\S+")
#: The settings of WebVTT for the thirds of the picture, from below and from the left.
_LINES = ("", " line:50%", " line:0")
_COLUMNS = (" position:5%,line-left align:start", "", " position:95%,line-right align:end")
_LINE = re.compile(r"\bline:(-?\d+)(?:\.\d+)?(%?)")
_ALIGN = re.compile(r"\balign:(start|left|end|right)")
_BOTTOM, _MIDDLE, _TOP = 0, 3, 6


class SubRipPlace(NamedTuple):
    """What stands behind the times of a cue, and the tag before its words."""

    settings: str
    tag: str


def in_subrip(cue: TimedCue) -> SubRipPlace:
    """The place of a cue as SubRip writes it, be it from SubRip or from WebVTT."""
    settings = "".join(f" {setting}" for setting in _SUBRIP_SETTING.findall(cue.settings))
    alignment = cue.alignment or _alignment(cue.settings)
    return SubRipPlace(settings, f"{{\\an{alignment}}}" if alignment else "")


def in_webvtt(cue: TimedCue) -> str:
    """The settings of a cue in WebVTT; those of SubRip count pixels of a picture not known here."""
    settings = _WEBVTT_SETTING.findall(cue.settings)
    if settings or not cue.alignment:
        return "".join(f" {setting}" for setting in settings)
    row, column = divmod(cue.alignment - 1, 3)
    return _LINES[row] + _COLUMNS[column]


def _alignment(settings: str) -> int:
    """The place by a cue's settings in WebVTT, as on a number pad; 0 for that of most cues."""
    line, align = _LINE.search(settings), _ALIGN.search(settings)
    row = _row(int(line[1]), is_percent=bool(line[2])) if line else _BOTTOM
    column = 2 if not align else 1 if align[1] in ("start", "left") else 3
    return row + column if (row, column) != (_BOTTOM, 2) else 0


def _row(line: int, *, is_percent: bool) -> int:
    """The third of the picture; a line is counted from the top, from -1 up from the bottom."""
    if not is_percent:
        return _TOP if 0 <= line <= 3 else _MIDDLE if 4 <= line <= 9 else _BOTTOM
    return _TOP if line < 34 else _MIDDLE if line < 67 else _BOTTOM
