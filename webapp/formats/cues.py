"""The grammar of SubRip, WebVTT and SBV as they come: where cues, their times and words stand.

Both ways of reading a file use it: into the library, and in place. Files made by hand and by
converters have no numbers or wrong ones, points for commas, no empty line between two cues, or
empty lines in a cue. So a line of times alone begins a cue, and all words above the next are its.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from webapp.errors import UnreadableDocument
from webapp.text.blanks import WHITE
from webapp.text.cues.sharing import LINE_CHARS

_NO_CUE = "These subtitles have no cue with a time and a text."

#: A sentence that has not ended after so many cues has no full stop to end it.
PASSAGE_CUES = 8
#: The longest pause within a sentence, and the longest time for which its cues overlap, in seconds.
PAUSE, OVERLAP = 3.0, 0.5

#: Signs that set the direction of writing. Editors on Windows put them first in a file.
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = WHITE + _DIRECTION
_BLANK = "[" + re.escape("".join(sign for sign in _UNSEEN if sign not in "\r\n")) + "]"
#: The end of a line. Some programs write two carriage returns before the line feed.
LINE_END = r"(?:\r*+\n|\r)"
#: What ends a line among words: some converters leave that of another format.
WORD_BREAK = rf"(?:{LINE_END}|\\N|\[br\])"
_LINE_START = r"(?:\A|(?<=[\r\n]))"
_TIME = r"(-?)(?:(\d{1,3}) ?: ?)?(\d{1,2}) ?: ?(\d{1,2})(?: ?[.,:;] ?(\d{1,9}))?"
#: A comma stands for the arrow in SBV, where the times have their points and nothing behind them.
_ARROW = r"(?:[ \t]*+(?:[-–—]{1,3} ?>|→)[ \t]*+|(?<=\.\d{3}),(?=\d{1,2}:\d\d:\d\d\.\d{3}[\r\n]))"
#: What stands behind the times: ``align:start``, ``X1:201``.
_SETTINGS = r"((?:[ \t]++[A-Za-z]\w*+:[^\s:]\S*+)*+)"
_TIMES = rf"{_BLANK}*+{_TIME}{_ARROW}{_TIME}(?!\d){_SETTINGS}{_BLANK}*+{LINE_END}?"
_NUMBER = rf"{_BLANK}*+\d++{_BLANK}*+{LINE_END}"
_HEAD = re.compile(rf"{_LINE_START}(?:{_NUMBER})?+{_TIMES}")
#: The head of a cue in a file with an empty line below every line.
_SPACED_HEAD = re.compile(rf"{_LINE_START}(?:{_NUMBER}(?:{_BLANK}*+{LINE_END})*+)?+{_TIMES}")
_IS_SPACED = re.compile(rf"[{re.escape(_UNSEEN)}]*+\d++{_BLANK}*+{LINE_END}{_BLANK}*+{LINE_END}")
_EMPTY_LINE = rf"{_LINE_START}{_BLANK}*+{LINE_END}"
#: Below an empty line of WebVTT: a comment or a style, and the name of the cue that follows.
_ASIDE = re.compile(rf"{_EMPTY_LINE}(?:NOTE|STYLE|REGION)(?!\S)")
_NAME = re.compile(rf"{_EMPTY_LINE}[^\r\n]++{LINE_END}\Z")
_ELEMENTS = "a|b|c|center|div|em|font|i|lang|p|rt|ruby|s|small|span|strong|sub|sup|u|v"
#: A tag among the words of a cue: an element, a time of karaoke, ``{\an8}`` or ``{y:i}``. What
#: else stands between such brackets is words.
TAG = re.compile(
    rf"(</?(?:{_ELEMENTS})(?=[\s.>/])[^<>\r\n]{{0,500}}>|<[\d:.]{{1,20}}>"
    r"|\{\\[^{}\r\n]{0,500}\}|\{[A-Za-z]:[^{}\r\n]{0,80}\})",
    re.IGNORECASE,
)

_ENDED = re.compile(r"[.!?:;\])♪♫][»”\"’']?\Z")
_SUSPENDED = re.compile(r"(?:\.\.\.|…)\Z")
_WORD = re.compile(rf"(?:{TAG.pattern}|\S)+")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: half-open offsets of its words in the file, in code points, and its times.

    ``begins`` and ``ends`` are seconds, as the file has them, be they in order or not. ``settings``
    is what stands behind the times. A cue without words has ``start`` equal to ``end``.
    """

    start: int
    end: int
    begins: float
    ends: float
    settings: str


class ShownCue(NamedTuple):
    """What a cue shows: half-open offsets of its words in the file, seconds, and its plain lines.

    ``seconds`` are not above 0 where its times are wrong or not known.
    """

    start: int
    end: int
    seconds: float
    lines: Sequence[str]


def cues(source: str) -> list[Cue]:
    """The cues of SubRip or WebVTT in the order of the file.

    Raises UnreadableDocument when none has words. What stands above the first cue, and the
    comments, styles and names of WebVTT, are in none.
    """
    is_webvtt = source.lstrip(_UNSEEN).startswith("WEBVTT")
    head = _SPACED_HEAD if _IS_SPACED.match(source) else _HEAD
    heads: list[re.Match[str] | None] = list(head.finditer(source))
    every = [
        _cue(source, current, following.start() if following else len(source), is_webvtt=is_webvtt)
        for current, following in pairwise([*heads, None])
        if current
    ]
    if not any(plain(source[cue.start : cue.end]) for cue in every):
        raise UnreadableDocument(_NO_CUE)
    return every


def _cue(source: str, head: re.Match[str], end: int, *, is_webvtt: bool) -> Cue:
    start = head.end()
    if is_webvtt:
        is_last = end == len(source)
        bounds = [_ASIDE.search(source, start, end)]
        bounds += [] if is_last else [_NAME.search(source, start, end)]
        end = min([bound.start() for bound in bounds if bound], default=end)
    words = source[start:end]
    end = start + len(words.rstrip(WHITE))
    start = min(end, start + len(words) - len(words.lstrip(WHITE)))
    times = head.groups()
    return Cue(start, end, _seconds(times[:5]), _seconds(times[5:10]), times[10].strip())


def _seconds(time: tuple[str | None, ...]) -> float:
    sign, hours, minutes, seconds, fraction = (part or "0" for part in time)
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return round((-1 if sign == "-" else 1) * (whole + float(f"0.{fraction}")), 3)


def plain(words: str) -> str:
    """The words of a cue without tags and outer white space."""
    return TAG.sub("", words).strip(_UNSEEN)


def passages(source: str, every: list[Cue]) -> Iterator[list[Cue]]:
    """The cues in order, those together over which one sentence runs on."""
    passage: list[Cue] = []
    for cue in every:
        if passage and not (len(passage) < PASSAGE_CUES and _runs_on(source, passage[-1], cue)):
            yield passage
            passage = []
        passage.append(cue)
    if passage:
        yield passage


def _runs_on(source: str, cue: Cue, following: Cue) -> bool:
    """Whether a sentence of one cue goes on in the next, by their times, words and capitals."""
    pause = following.begins - cue.ends
    if following.begins < cue.begins or not -OVERLAP <= pause <= PAUSE:
        return False
    words, next_words = (plain(source[one.start : one.end]) for one in (cue, following))
    if not words or not next_words:
        return False
    first = next_words.lstrip("«“\"'‘/ \xa0\u202f")[:1]
    if _SUSPENDED.search(words) or words.endswith(","):
        return first.islower() or (first.isupper() and words.endswith(","))
    return not _ENDED.search(words) and (first.islower() or first.isdecimal())


def pace(source: str, cue: Cue) -> float:
    """The time for each character of a cue, in seconds; a wrong time counts as one second."""
    seconds = cue.ends - cue.begins
    return (seconds if seconds > 0 else 1.0) / max(1, len(plain(source[cue.start : cue.end])))


def folded_line(line: str, line_break: str = "\n", most: int = LINE_CHARS) -> str:
    """A line with its tags, folded so that no line is wider than ``most`` characters."""
    if len(TAG.sub("", line)) <= most:
        return line
    lines = [""]
    for word in (match[0] for match in _WORD.finditer(line)):
        longer = f"{lines[-1]} {word}".lstrip()
        if len(TAG.sub("", longer)) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return line_break.join(lines)
