"""Cuts subtitles of a line each into their words and raw slices; times and styles stay.

These are SubStation Alpha (.ass, .ssa), MicroDVD (.sub) and lyrics with times (.lrc).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from webapp.errors import UnreadableDocument
from webapp.formats.cues import LINE_CHARS, folded_line
from webapp.formats.readers.styled_subtitles import DRAWING
from webapp.formats.slices.markup import gathered
from webapp.formats.slices.running_text import Dialect, Piece, RunningText
from webapp.text.placing import Role

#: Half-open offsets, in code points, of the words of each line of a file that has some.
_Spans = Callable[[str], Iterator[tuple[int, int]]]
_LINE = re.compile(r"^(Format|Dialogue):([^\r\n]*)", re.MULTILINE)
#: The words of another speaker.
_TURN = re.compile(r"\s*[-–—]")
_SPLIT = "br"
_DIALECT = Dialect(is_html=False, splitting=frozenset([_SPLIT]), escaped=str)
#: The fields before the words where no line says how many there are.
_FIELDS = 9
_SUB_LINE = re.compile(r"^[^\S\r\n]*\{\d*\}\{\d*\}([^\r\n]+)", re.MULTILINE)
_LRC_LINE = re.compile(
    r"^[^\S\r\n]*(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\][^\S\r\n]*)++([^\r\n]+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a format writes its lines; ``sign`` finds what is no word, ``line_break`` among it."""

    spans: _Spans
    sign: re.Pattern[str]
    line_break: str

    def runs(self, source: str) -> Iterator[RunningText | str]:
        """The file as runs of text and the raw slices between them, in order.

        Raises UnreadableDocument when no line has words.
        """
        at = 0
        for start, end in self.spans(source):
            yield source[at:start]
            yield from gathered(self._pieces(source, start, end), _DIALECT)
            at = end
        if not at:
            raise UnreadableDocument("These subtitles have no line with words.")
        yield source[at:]

    def folded(self, translation: str, source: str) -> str:
        """The translation, its lines folded to LINE_CHARS or to the widest that the source had."""
        pieces, at = [], 0
        spans = zip(self.spans(translation), self.spans(source), strict=False)
        for (start, end), original in spans:
            lines = source[slice(*original)].split(self.line_break)
            most = max(LINE_CHARS, *(len(self.sign.sub("", line)) for line in lines))
            targets = translation[start:end].split(self.line_break)
            folded = (folded_line(line, self.line_break, most) for line in targets)
            pieces += [translation[at:start], self.line_break.join(folded)]
            at = end
        return "".join([*pieces, translation[at:]])

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


def _ass_spans(source: str) -> Iterator[tuple[int, int]]:
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
            yield start, line.end()


def _spans_of(pattern: re.Pattern[str]) -> _Spans:
    def spans(source: str) -> Iterator[tuple[int, int]]:
        return (line.span(1) for line in pattern.finditer(source) if _has_words(line[1]))

    return spans


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


_ASS = _Notation(_ass_spans, re.compile(r"\{[^{}\r\n]*\}|\\[Nnh]"), "\\N")
#: A slash before a line of MicroDVD sets it in italics.
_SUB = _Notation(_spans_of(_SUB_LINE), re.compile(r"\{[^{}\r\n]*\}|(?<=[}|])/|\|"), "|")
#: Lyrics may have times before words; a line has no breaks.
_LRC = _Notation(_spans_of(_LRC_LINE), re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>"), "\n")

ass_runs, ass_folded = _ASS.runs, _ASS.folded
sub_runs, sub_folded = _SUB.runs, _SUB.folded
lrc_runs = _LRC.runs
