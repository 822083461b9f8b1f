"""Cuts subtitles of a line each into their words and raw slices; times and styles stay.

These are SubStation Alpha (.ass, .ssa), MicroDVD (.sub) and lyrics with times (.lrc).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from webapp.errors import UnreadableDocument
from webapp.formats.cues import Cue, ShownCue, folded_line, passages
from webapp.formats.inplace.subtitles import passage_pieces
from webapp.formats.readers.styled_subtitles import (
    DRAWING,
    LYRIC,
    LYRIC_TIME,
    frame_rate,
    lyric_time,
)
from webapp.formats.slices.markup import gathered
from webapp.formats.slices.running_text import Dialect, Piece, RunningText
from webapp.text.cues.sharing import LINE_CHARS
from webapp.text.placing import Role

#: Gives a cue for each line of a file that has words.
_CuesOf = Callable[[str], Iterator[Cue]]
#: When a line begins and ends that does not say so: after and before all others.
_NEVER = inf, -inf
_LINE = re.compile(r"^(Format|Dialogue):([^\r\n]*)", re.MULTILINE)
#: The words of another speaker.
_TURN = re.compile(r"\s*[-–—]")
_SPLIT = "br"
_DIALECT = Dialect(is_html=False, splitting=frozenset([_SPLIT]), escaped=str)
#: The fields before the words where no line says how many there are.
_FIELDS = 9
_SUB_LINE = re.compile(r"^[^\S\r\n]*\{(\d{0,9})\d*\}\{(\d{0,9})\d*\}([^\r\n]+)", re.MULTILINE)
_ASS_TIME = re.compile(r"(?:\A|,)\s*(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,3})?)\s*(?=,|\Z)")


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a format writes its lines; ``sign`` finds what is no word, ``line_break`` among it."""

    cues_of: _CuesOf
    sign: re.Pattern[str]
    line_break: str

    def runs(self, source: str) -> Iterator[RunningText | str]:
        """The file as runs of text and the raw slices between them, in order.

        Raises UnreadableDocument when no line has words.
        """
        at = 0
        for passage in passages(source, list(self.cues_of(source))):
            yield source[at : passage[0].start]
            yield from gathered(passage_pieces(source, passage, self._pieces), _DIALECT)
            at = passage[-1].end
        if not at:
            raise UnreadableDocument("These subtitles have no line with words.")
        yield source[at:]

    def folded(self, translation: str, source: str) -> str:
        """The translation, its lines folded to LINE_CHARS or to the widest that the source had."""
        pieces, at = [], 0
        cues = zip(self.cues_of(translation), self.cues_of(source), strict=False)
        for cue, original in cues:
            lines = source[original.start : original.end].split(self.line_break)
            most = max(LINE_CHARS, *(len(self.sign.sub("", line)) for line in lines))
            targets = translation[cue.start : cue.end].split(self.line_break)
            folded = (folded_line(line, self.line_break, most) for line in targets)
            pieces += [translation[at : cue.start], self.line_break.join(folded)]
            at = cue.end
        return "".join([*pieces, translation[at:]])

    def cues(self, source: str) -> list[ShownCue]:
        """What each line of the file shows."""
        return [
            ShownCue(
                cue.start, cue.end, cue.ends - cue.begins, self._shown(source[cue.start : cue.end])
            )
            for cue in self.cues_of(source)
        ]

    def _shown(self, words: str) -> list[str]:
        read = self.sign.sub(lambda sign: self._read(sign[0]), words)
        return [line.strip() for line in read.split("\n") if line.strip()]

    def _read(self, sign: str) -> str:
        if sign == self.line_break:
            return "\n"
        return "" if sign[0] in "{</" else " "

    def _pieces(self, source: str, start: int, end: int) -> Iterator[Piece]:
        for sign in self.sign.finditer(source, start, end):
            if start < sign.start():
                yield Piece(source[start : sign.start()], start, None)
            start = sign.end()
            if sign[0][0] in "{</":
                yield Piece(sign[0], sign.start(), Role.POINT)
            elif sign[0] == self.line_break and _TURN.match(source, start, end):
                yield Piece(sign[0], sign.start(), Role.POINT, _SPLIT)
            else:
                yield Piece(sign[0], sign.start(), None, read=" ")
        if start < end:
            yield Piece(source[start:end], start, None)


def _ass_cues(source: str) -> Iterator[Cue]:
    fields = _FIELDS
    for line in _LINE.finditer(source):
        if line[1] == "Format":
            names = [name.strip().lower() for name in line[2].split(",")]
            fields = names.index("text") if "text" in names else fields
            continue
        before = ",".join(line[2].split(",")[:fields])
        start = line.start(2) + len(before) + 1
        words = source[start : line.end()]
        if words.strip() and not DRAWING.search(words):
            yield Cue(start, line.end(), *_ass_times(before), "")


def _ass_times(fields: str) -> tuple[float, float]:
    """When a line begins and ends by its fields, in seconds."""
    times = [
        int(time[1]) * 3600 + int(time[2]) * 60 + float(time[3])
        for time in _ASS_TIME.finditer(fields)
    ]
    return (times[0], times[1]) if len(times) > 1 else _NEVER


def _sub_cues(source: str) -> Iterator[Cue]:
    rate = frame_rate(source)
    for line in _SUB_LINE.finditer(source):
        if _has_words(line[3]):
            is_known = rate and line[1] and line[2]
            times = (int(line[1]) / rate, int(line[2]) / rate) if is_known else _NEVER
            yield Cue(*line.span(3), *times, "")


def _lrc_cues(source: str) -> Iterator[Cue]:
    """A line that is sung again is shown as long as at its shortest; the last one has no end."""
    times = {
        line.start(2): [lyric_time(time) for time in LYRIC_TIME.finditer(line[1])]
        for line in LYRIC.finditer(source)
    }
    every = sorted(time for some in times.values() for time in some)
    for line in LYRIC.finditer(source):
        if _has_words(line[2]):
            ends = ((time, bisect_right(every, time)) for time in times[line.start(2)])
            shown = [every[end] - time for time, end in ends if end < len(every)]
            begins = times[line.start(2)][0] / 1000
            ends_at = begins + min(shown) / 1000 if shown else -inf
            yield Cue(*line.span(2), begins, ends_at, "")


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


_ASS = _Notation(_ass_cues, re.compile(r"\{[^{}\r\n]*\}|\\[Nnh]"), "\\N")
#: A slash before a line of MicroDVD sets it in italics.
_SUB = _Notation(_sub_cues, re.compile(r"\{[^{}\r\n]*\}|(?<=[}|])/|\|"), "|")
#: Lyrics may have times before words; a line has no breaks.
_LRC = _Notation(_lrc_cues, re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>"), "\n")

ass_runs, ass_folded, ass_cues = _ASS.runs, _ASS.folded, _ASS.cues
sub_runs, sub_folded, sub_cues = _SUB.runs, _SUB.folded, _SUB.cues
lrc_runs, lrc_cues = _LRC.runs, _LRC.cues
