"""The facts of a block beside its words: level, number, inline marks, times, place in a table.

All of them can be stored as JSON.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypedDict

from webapp.text.segmentation.paragraphs import ParagraphKind

#: The signs before the items of a list without numbers; the depths of a list take turns.
_BULLETS = "•–"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class MarkKind(StrEnum):
    """What a mark says of its words. JSON keeps plain strings.

    A NOTE is the mark of a footnote. A PLACE is a link to another place of the same document.
    """

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    NOTE = "note"
    PLACE = "place"


class Mark(NamedTuple):
    """A mark on some words of a block, with half-open offsets in its text, in code points.

    ``kind`` equals a MarkKind, but it is a plain string once it was stored as JSON. ``href`` is the
    address that a link leads to; of a PLACE it is ``#`` and the number of a paragraph, or empty
    where its place is not in the text.
    """

    start: int
    end: int
    kind: str
    href: str = ""


class Picture(NamedTuple):
    """A picture before the words of a block, or after them: a part of the archive that was read.

    ``width`` and ``height`` are in pixels. ``alt`` is its text for those who do not see it.
    """

    part: str
    media_type: str
    width: int
    height: int
    alt: str = ""
    is_after: bool = False


class TimedCue(NamedTuple):
    """One cue of a block of subtitles: where its words start in the block, and its times.

    ``start`` is in code points, ``begin`` and ``end`` in seconds. ``alignment`` is its place on the
    picture, 1 to 9 as on a number pad, 0 for none. ``settings`` stand behind its times in the file.
    """

    start: int
    begin: float
    end: float
    alignment: int = 0
    settings: str = ""


class Detail(TypedDict, total=False):
    """The facts of a block.

    JSON keeps a Mark, a Picture and a TimedCue as lists: read them with ``marks_within``,
    ``pictures_of`` and ``timed_cues``.
    """

    level: int  # of a heading, 1 to 6; the depth of an item, from 1
    number: int  # of an item in a numbered list, or of a note
    numbering: str  # how a number is written if not in digits: a, A, i or I, as in HTML
    goes_on: bool  # true for every block of an item or a note but the first
    marks: list[Mark]
    breaks: list[int]  # offsets of the line breaks that the author made
    pictures: list[Picture]
    wordings: dict[str, str]  # targets of marked words and of texts of pictures
    begin: float  # of a block of subtitles, in seconds
    end: float
    cues: list[TimedCue]  # of a block of subtitles: of several cues, or of one with a place
    table: int  # number of a cell's table in the document, from 1
    row: int  # number of a cell's row among all rows of the document, from 1
    column: int  # number of a cell in its row, from 1
    aside: bool  # true for a header, a footer and a comment of a file of an office


class Note(NamedTuple):
    """The mark of a footnote, and its offset in the bare source, in code points."""

    offset: int
    mark: str


class Bare(NamedTuple):
    """A source without the marks of its footnotes, as it is translated, and these marks."""

    text: str
    notes: tuple[Note, ...] = ()


def marks_within(detail: Detail, start: int, end: int) -> list[Mark]:
    """The marks between two offsets of the block, cut to them; they count from ``start``."""
    return [
        Mark(max(mark[0], start) - start, min(mark[1], end) - start, *mark[2:])
        for mark in detail.get("marks", [])
        if mark[0] < end and mark[1] > start
    ]


def pictures_of(detail: Detail) -> list[Picture]:
    """The pictures of a block, in reading order."""
    return [Picture(*picture) for picture in detail.get("pictures", [])]


def place_of(mark: Mark) -> int:
    """The number of the paragraph to which an inner link leads, from 1; 0 for any other mark."""
    number = mark.href.removeprefix("#") if mark.kind == MarkKind.PLACE else ""
    return int(number) if number.isdecimal() else 0


def places_of(details: Iterable[Detail]) -> frozenset[int]:
    """The numbers of the paragraphs that the inner links of blocks lead to."""
    marks = (Mark(*mark) for detail in details for mark in detail.get("marks", []))
    return frozenset(filter(None, map(place_of, marks)))


def timed_cues(detail: Detail) -> list[TimedCue]:
    """The cues of a block of subtitles; KeyError for any other block."""
    whole = TimedCue(0, detail["begin"], detail["end"])
    return [TimedCue(*cue) for cue in detail.get("cues", [whole])]


def without_notes(source: str, marks: Sequence[Mark]) -> Bare:
    """``source`` without the marks of its footnotes and the spaces before them.

    A source of nothing but such marks stays as it is.
    """
    text, notes, at = "", [], 0
    for mark in sorted(mark for mark in marks if mark.kind == MarkKind.NOTE):
        text += source[at : mark.start]
        if not source[mark.end : mark.end + 1].isalnum():
            text = text.rstrip()
        notes.append(Note(len(text), source[mark.start : mark.end]))
        at = mark.end
    text += source[at:]
    has_words = any(map(str.isalnum, text))
    return Bare(text, tuple(notes)) if has_words else Bare(source)


def note_counts(details: Iterable[Detail]) -> Counter[int]:
    """The number of notes by the number that they have, from the details of their blocks."""
    return Counter(
        detail["number"] for detail in details if "number" in detail and not detail.get("goes_on")
    )


def item_mark(kind: str, detail: Detail) -> str:
    """The sign before an item or a note in print: ``•``, ``–``, ``2.``, ``b.``, ``iv.``

    It is empty for any other block and for later blocks of an item or a note. An item of a plain
    text, which has no level, has its sign among its words, so for it the result is empty too.
    """
    is_item = kind == ParagraphKind.ITEM and "level" in detail
    is_note = kind == ParagraphKind.NOTE and "number" in detail
    if not (is_item or is_note) or detail.get("goes_on"):
        return ""
    if "number" not in detail:
        return _BULLETS[(detail["level"] - 1) % len(_BULLETS)]
    return f"{_numeral(detail['number'], detail.get('numbering', ''))}."


def _numeral(number: int, numbering: str) -> str:
    """``number`` in letters or Roman numerals where these can write it, else in digits."""
    if numbering in ("a", "A") and number > 0:
        numeral = _letters(number)
    elif numbering in ("i", "I") and 0 < number < 4000:
        numeral = _roman(number)
    else:
        return str(number)
    return numeral.upper() if numbering.isupper() else numeral


def _letters(number: int) -> str:
    """a to z, then aa, ab and on."""
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + last)


def _roman(number: int) -> str:
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral
