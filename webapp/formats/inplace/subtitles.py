"""Cuts SubRip and WebVTT into raw slices: the words of cues, and all else, which stays."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from webapp.formats.cues import (
    TAG,
    WORD_BREAK,
    Cue,
    ShownCue,
    cues,
    folded_line,
    pace,
    passages,
    plain,
)
from webapp.formats.marks.sharing import CUE
from webapp.formats.slices.markup import gathered
from webapp.formats.slices.running_text import Dialect, Piece, RunningText
from webapp.text.cues.sharing import CUE_LINES, LINE_CHARS
from webapp.text.placing import Role
from webapp.text.segmentation.paragraphs import starts_turn

_BREAK = re.compile(rf"({WORD_BREAK})")
_BREAKS = re.compile(rf"((?:{WORD_BREAK})++)")
#: The dash before the words of a speaker.
_DASH = re.compile(rf"(?:\A|(?<=[\r\n]))(?:{TAG.pattern}|[ \t])*([-–—][ \t]*+)(?!\d)")
_VOICE = re.compile(r"[ \t]*<v[ .]")
_NAME = re.compile(r"[A-Za-z]\w*")
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
    for passage in passages(source, cues(source)):
        yield source[at : passage[0].start]
        yield from gathered(passage_pieces(source, passage, _pieces), dialect)
        at = passage[-1].end
    yield source[at:]


def folded(translation: str, source: str) -> str:
    """The translation of subtitles, its lines folded to LINE_CHARS.

    A cue that had a wider line in the source may have one as wide in the translation. One that
    would have more lines than it had is folded as one line, unless several people speak in it.
    """
    line_end = _BREAK.search(source)
    line_break = line_end[0] if line_end else "\n"
    pieces, at = [], 0
    for cue, original in zip(cues(translation), cues(source), strict=False):
        words = source[original.start : original.end]
        pieces += [translation[at : cue.start]]
        pieces += [_folded_cue(translation[cue.start : cue.end], words, line_break)]
        at = cue.end
    return "".join([*pieces, translation[at:]])


def shown_cues(source: str) -> list[ShownCue]:
    """What each cue shows."""
    return [
        ShownCue(cue.start, cue.end, cue.ends - cue.begins, _shown(source[cue.start : cue.end]))
        for cue in cues(source)
    ]


def _shown(words: str) -> list[str]:
    lines = (plain(html.unescape(line)) for line in re.split(WORD_BREAK, words))
    return [line for line in lines if line]


def _folded_cue(words: str, source: str, line_break: str) -> str:
    source_lines = _BREAK.split(source)
    most = max(LINE_CHARS, *(len(TAG.sub("", line)) for line in source_lines))
    lines = "".join(folded_line(line, line_break, most) for line in _BREAK.split(words))
    if _height(lines) <= max(CUE_LINES, _height(source)) or _turns(words, 0, len(words)):
        return lines
    return min(lines, folded_line(_BREAKS.sub(" ", words), line_break, most), key=_height)


def _height(words: str) -> int:
    """How many lines a cue has."""
    return len(_BREAK.findall(words)) + 1


def passage_pieces(
    source: str, passage: Sequence[Cue], pieces_of: Callable[[str, int, int], Iterator[Piece]]
) -> Iterator[Piece]:
    """The pieces of cues over which a sentence runs on; what stands between two is one mark.

    ``pieces_of`` gives those of a cue, which stands between two offsets.
    """
    for cue, following in pairwise([*passage, None]):
        if cue is None:
            return
        yield from pieces_of(source, cue.start, cue.end)
        if following:
            change = pace(source, following) / pace(source, cue)
            between = source[cue.end : following.start]
            yield Piece(between, cue.end, Role.POINT, CUE, pace=change)
            yield Piece("", following.start, None, read=" ")


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    points = _turns(source, start, end)
    points |= {dash.start(2): dash[2] for dash in _DASH.finditer(source, start, end)}
    for tag in TAG.finditer(source, start, end):
        yield from _text(source, start, tag.start(), points)
        start = tag.end()
        yield _tag(tag)
    yield from _text(source, start, end, points)


def _turns(source: str, start: int, end: int) -> dict[int, str]:
    """The line breaks of a cue, by their offset, below which ``starts_turn``."""
    turns: dict[int, str] = {}
    above, line_break = "", None
    for following in chain(_BREAKS.finditer(source, start, end), [None]):
        line = source[start : following.start() if following else end]
        words = plain(line)
        if line_break and (starts_turn(above, words) or _VOICE.match(line)):
            turns[line_break.start()] = line_break[0]
        if following:
            start = following.end()
        above, line_break = words or above, following
    return turns


def _text(source: str, start: int, end: int, points: Mapping[int, str]) -> Iterator[Piece]:
    """The text between two tags; ``points`` are its dashes and the line breaks where it splits."""
    for raw in _BREAKS.split(source[start:end]):
        point = points.get(start, "")
        if _BREAKS.fullmatch(raw):
            role, name = (Role.POINT, _SPLIT) if point else (None, "")
            yield Piece(raw, start, role, name, read=" ")
        elif raw:
            yield Piece(point, start, Role.POINT)
            yield Piece(raw[len(point) :], start + len(point), None)
        start += len(raw)


def _tag(tag: re.Match[str]) -> Piece:
    name = _NAME.match(tag[0].lstrip("</"))
    if name is None or tag[0][0] == "{":
        return Piece(tag[0], tag.start(), Role.POINT)
    role = Role.CLOSE if tag[0][1] == "/" else Role.OPEN
    return Piece(tag[0], tag.start(), role, name[0].lower())
