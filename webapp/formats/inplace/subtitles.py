"""Cuts SubRip and WebVTT into raw slices: the words of cues, and all else, which stays."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from webapp.errors import UnreadableDocument
from webapp.formats.inplace.markup import Dialect, Piece, RunningText, gathered
from webapp.formats.marks.placing import Role
from webapp.formats.readers.subtitles import NO_CUE, TAG, TIMES

#: The widest line of a cue, in characters, as most players and guides have it.
LINE_CHARS = 42
#: A cue is a line of times and the lines below it up to an empty line.
_CUE = re.compile(rf"(?m:^){TIMES.pattern}\n((?:(?![ \t]*\r?(?:\n|\Z))[^\n]*(?:\n|\Z))*)")
_BREAK = re.compile(r"(\r?\n)")
#: The dash before the words of a speaker, and the start of a line where another speaker begins.
_DASH = re.compile(rf"(?m:^)(?:{TAG.pattern}|[ \t])*([-–—][ \t]*+)(?!\d)")
_SPEAKS = re.compile(rf"(?:{TAG.pattern}|[ \t])*(?:[-–—]|<v[ .])")
_NAME = re.compile(r"[A-Za-z]\w*")
_WORD = re.compile(rf"(?:{TAG.pattern}|\S)+")
_SPLIT = "br"
_SUBRIP = Dialect(is_html=False, splitting=frozenset([_SPLIT]), escaped=str)
_WEBVTT = Dialect(is_html=False, splitting=frozenset([_SPLIT]))


def srt_runs(source: str) -> Iterator[RunningText | str]:
    """SubRip as runs of text and the raw slices between them, in order.

    Raises UnreadableDocument when there is no cue.
    """
    return _runs(source, _SUBRIP)


def vtt_runs(source: str) -> Iterator[RunningText | str]:
    """WebVTT, likewise."""
    return _runs(source, _WEBVTT)


def _runs(source: str, dialect: Dialect) -> Iterator[RunningText | str]:
    at = 0
    for cue in _CUE.finditer(source):
        start, end = cue.span(cue.re.groups)
        yield source[at:start]
        yield from gathered(_pieces(source, start, end), dialect)
        at = end
    if not at:
        raise UnreadableDocument(NO_CUE)
    yield source[at:]


def folded(source: str) -> str:
    """Subtitles whose cues have no line wider than LINE_CHARS; wider lines are folded."""
    line_break = "\r\n" if "\r\n" in source else "\n"
    return _CUE.sub(partial(_folded_cue, line_break), source)


def _folded_cue(line_break: str, cue: re.Match[str]) -> str:
    words = cue[cue.re.groups]
    lines = [folded_line(line, line_break) for line in _BREAK.split(words)]
    return cue[0].removesuffix(words) + "".join(lines)


def folded_line(line: str, line_break: str = "\n") -> str:
    """A line with its tags, folded so that no line is wider than LINE_CHARS."""
    if len(TAG.sub("", line)) <= LINE_CHARS:
        return line
    lines = [""]
    for word in (match[0] for match in _WORD.finditer(line)):
        longer = f"{lines[-1]} {word}".lstrip()
        if len(TAG.sub("", longer)) <= LINE_CHARS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return line_break.join(lines)


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    dashes = {dash.start(2): dash[2] for dash in _DASH.finditer(source, start, end)}
    for tag in TAG.finditer(source, start, end):
        yield from _text(source, start, tag.start(), dashes)
        start = tag.end()
        yield _tag(tag)
    yield from _text(source, start, end, dashes)


def _text(source: str, start: int, end: int, dashes: Mapping[int, str]) -> Iterator[Piece]:
    for raw in _BREAK.split(source[start:end]):
        dash = dashes.get(start, "")
        if _BREAK.fullmatch(raw):
            speaks = _SPEAKS.match(source, start + len(raw))
            role, name = (Role.POINT, _SPLIT) if speaks else (None, "")
            yield Piece(raw, start, role, name, read=" ")
        else:
            yield Piece(dash, start, Role.POINT)
            yield Piece(raw[len(dash) :], start + len(dash), None)
        start += len(raw)


def _tag(tag: re.Match[str]) -> Piece:
    name = _NAME.match(tag[0].lstrip("</"))
    if name is None or tag[0][0] == "{":
        return Piece(tag[0], tag.start(), Role.POINT)
    role = Role.CLOSE if tag[0][1] == "/" else Role.OPEN
    return Piece(tag[0], tag.start(), role, name[0].lower())
