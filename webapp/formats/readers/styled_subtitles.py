"""Reads SubStation Alpha, MicroDVD and lyrics: their cues are found, and read as SubRip.

pysubs2 finds those of the first two.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pysubs2 import Alignment, SSAEvent, SSAFile, SSAStyle
from pysubs2.exceptions import Pysubs2Error

from webapp.errors import UnreadableDocument
from webapp.formats.readers.imported import ImportedDocument, left_out
from webapp.formats.readers.subtitles import read_subtitles

#: Frames a second of a MicroDVD file that does not name its own; that of most films.
_FRAME_RATE = 23.976
_NAMED_FRAME_RATE = re.compile(r"\s*\{[01]\}\{[01]\}(\d+(?:[.,]\d+)?)\s")
#: The slash before a line in italics, and the frames of a cue without an end.
_SLASH = re.compile(r"(?<=[}|])/")
_ENDLESS = re.compile(r"^([^\S\r\n]*)\{(\d{1,9})\}\{\}", re.MULTILINE)
_SUPPOSED = f"The file names no frame rate. Its times suppose {_FRAME_RATE} frames a second."
#: The heading of the styles before version 4 plus.
_OLD_STYLES = re.compile(r"^\[V4 Styles\]", re.IGNORECASE | re.MULTILINE)
LYRIC_TIME = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
LYRIC = re.compile(
    r"^[^\S\r\n]*((?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\][^\S\r\n]*)++)([^\r\n]*)", re.MULTILINE
)
#: A line with words that begins neither with a time nor with what is known of the song.
_UNTIMED = re.compile(
    r"^(?![^\S\r\n]*+\[(?:\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]|[A-Za-z#]{1,20}:))[^\r\n]*\w[^\r\n]*$",
    re.MULTILINE,
)
#: The time of a word within a line.
_LYRIC_WORD = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
#: By how many milliseconds all lines come earlier.
_OFFSET = re.compile(r"^\[offset:\s*([+-]?\d{1,7})\s*\]", re.MULTILINE | re.IGNORECASE)
#: How long the last line is shown at least, and each of its characters.
_LAST_MILLISECONDS, _LAST_PACE = 5_000, 100
#: The style of a drawing, whose words are none. (pysubs2 takes the square of a line's tags for it.)
DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
#: What stands between braces and is no tag: no player shows it.
_REMARK = re.compile(r"\{[^{}\\]*\}")
_LINE_BREAK = re.compile(r"\\[Nn]")


def read_ass(text: str) -> ImportedDocument:
    """The dialogue of SubStation Alpha in the order of its times; raises UnreadableDocument."""
    return _read(text, "ssa" if _OLD_STYLES.search(text) else "ass")


def read_sub(text: str) -> ImportedDocument:
    """The cues of MicroDVD, likewise; their frames become times by the frame rate."""
    named = _NAMED_FRAME_RATE.match(text)
    rate = frame_rate(text)
    lines = _SLASH.sub("{y:i}", text[named.end() :] if named else text)
    lines = _ENDLESS.sub(lambda line: _ended(line, rate), lines)
    document = _read(lines, "microdvd", rate)
    return document if named else replace(document, notices=(_SUPPOSED, *document.notices))


def _ended(line: re.Match[str], rate: float) -> str:
    """The frames of a cue of MicroDVD that has no end, with one."""
    return f"{line[1]}{{{line[2]}}}{{{int(line[2]) + round(rate * _LAST_MILLISECONDS / 1000)}}}"


def frame_rate(text: str) -> float:
    """How many frames of a MicroDVD file last a second: what it says, else that of most films."""
    named = _NAMED_FRAME_RATE.match(text)
    return float(named[1].replace(",", ".")) if named else _FRAME_RATE


def read_lrc(text: str) -> ImportedDocument:
    """The lines of lyrics in the order of their times; a line that is sung again comes again.

    A line ends where the next begins. Raises UnreadableDocument where no line has a time.
    """
    shift = _OFFSET.search(text)
    early = int(shift[1]) if shift else 0
    lines = sorted(
        (max(0, lyric_time(time) - early), _LYRIC_WORD.sub("", line[2]).strip())
        for line in LYRIC.finditer(text)
        for time in LYRIC_TIME.finditer(line[1])
    )
    if not any(words for _, words in lines):
        raise UnreadableDocument("These lyrics have no line with a time and words.")
    last = max(_LAST_MILLISECONDS, len(lines[-1][1]) * _LAST_PACE)
    ends = [*(begin for begin, _ in lines[1:]), lines[-1][0] + last]
    document = read_subtitles(
        "".join(
            f"{_time(begin)} --> {_time(end)}\n{words}\n\n"
            for (begin, words), end in zip(lines, ends, strict=True)
            if words
        )
    )
    untimed = Counter({"untimed line": len(_UNTIMED.findall(text))})
    return replace(document, notices=left_out(untimed) + document.notices)


def lyric_time(time: re.Match[str]) -> int:
    """A time of lyrics in milliseconds."""
    return (int(time[1]) * 60 + int(time[2])) * 1000 + int((time[3] or "0").ljust(3, "0"))


def _read(text: str, form: str, frame_rate: float | None = None) -> ImportedDocument:
    try:
        with warnings.catch_warnings(action="ignore"):  # of fields, for which it has defaults
            subtitles = SSAFile.from_string(text, format_=form, fps=frame_rate)
    except (Pysubs2Error, ArithmeticError, LookupError, ValueError) as error:
        raise UnreadableDocument(
            "These subtitles are damaged: their cues cannot be told."
        ) from error
    return read_subtitles("".join(_in_subrip(subtitles)))


def _in_subrip(subtitles: SSAFile) -> Iterator[str]:
    """Each cue as SubRip, its style as tags; drawings and comments are none."""
    for event in sorted(subtitles.events, key=lambda event: event.start):
        if not event.is_comment and not DRAWING.search(event.text):
            style = subtitles.styles.get(event.style, SSAStyle())
            yield f"{_times(event)}\n{_tags(style)}{_words(event)}\n\n"


def _words(event: SSAEvent) -> str:
    words = _REMARK.sub("", _LINE_BREAK.sub("\n", event.text))
    return words.replace("\\h", "\N{NO-BREAK SPACE}")


def _tags(style: SSAStyle) -> str:
    place = "" if style.alignment == Alignment.BOTTOM_CENTER else f"\\an{int(style.alignment)}"
    return f"{{{place}\\i{int(style.italic)}\\b{int(style.bold)}}}"


def _times(event: SSAEvent) -> str:
    return f"{_time(event.start)} --> {_time(event.end)}"


def _time(milliseconds: int) -> str:
    seconds, fraction = divmod(max(0, milliseconds), 1000)
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02},{fraction:03}"
