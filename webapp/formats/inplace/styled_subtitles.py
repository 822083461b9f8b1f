"""Cuts SubStation Alpha (.ass, .ssa) into the words of its lines and raw slices; times stay."""

import re
from collections.abc import Iterator

from webapp.errors import UnreadableDocument
from webapp.formats.cues import LINE_CHARS, folded_line
from webapp.formats.inplace.markup import Dialect, Piece, RunningText, gathered
from webapp.formats.marks.placing import Role

_LINE = re.compile(r"^(Format|Dialogue):([^\r\n]*)", re.MULTILINE)
#: What overrides a style, and a line break or a fixed space.
_OVERRIDE = re.compile(r"\{[^{}\r\n]*\}")
_SIGN = re.compile(rf"{_OVERRIDE.pattern}|\\[Nnh]")
_BREAK = "\\N"
#: The style of a drawing, whose words are none.
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
#: The words of another speaker.
_TURN = re.compile(r"\s*[-–—]")
_SPLIT = "br"
_DIALECT = Dialect(is_html=False, splitting=frozenset([_SPLIT]), escaped=str)
#: The fields before the words where no line says how many there are.
_FIELDS = 9


def ass_runs(source: str) -> Iterator[RunningText | str]:
    """The file as runs of text and the raw slices between them, in order.

    Raises UnreadableDocument when no line has words.
    """
    at = 0
    for start, end in _spans(source):
        yield source[at:start]
        yield from gathered(_pieces(source, start, end), _DIALECT)
        at = end
    if not at:
        raise UnreadableDocument("These subtitles have no line with words.")
    yield source[at:]


def ass_folded(translation: str, source: str) -> str:
    """The translation, its lines folded to LINE_CHARS or to the widest that the source had."""
    pieces, at = [], 0
    for (start, end), original in zip(_spans(translation), _spans(source), strict=False):
        lines = source[slice(*original)].split(_BREAK)
        most = max(LINE_CHARS, *(len(_OVERRIDE.sub("", line)) for line in lines))
        folded = (folded_line(line, _BREAK, most) for line in translation[start:end].split(_BREAK))
        pieces += [translation[at:start], _BREAK.join(folded)]
        at = end
    return "".join([*pieces, translation[at:]])


def _spans(source: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the words of each line that has some, in code points."""
    fields = _FIELDS
    for line in _LINE.finditer(source):
        if line[1] == "Format":
            names = [name.strip().lower() for name in line[2].split(",")]
            fields = names.index("text") if "text" in names else fields
            continue
        before = ",".join(line[2].split(",")[:fields])
        start = line.start(2) + len(before) + 1
        words = source[start : line.end()]
        if words.strip() and not _DRAWING.search(words):
            yield start, line.end()


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    for sign in _SIGN.finditer(source, start, end):
        if start < sign.start():
            yield Piece(source[start : sign.start()], start, None)
        start = sign.end()
        if sign[0][0] == "{":
            yield Piece(sign[0], sign.start(), Role.POINT)
        elif sign[0] == _BREAK and _TURN.match(source, start, end):
            yield Piece(sign[0], sign.start(), Role.POINT, _SPLIT)
        else:
            yield Piece(sign[0], sign.start(), None, read=" ")
    if start < end:
        yield Piece(source[start:end], start, None)
