"""What a block of a document is beside its words: level, number, inline marks, times, place in a
table. JSON throughout."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypedDict

from webapp.text.paragraphs import ParagraphKind

#: Before the items of a list without numbers, by their depth in turn.
_BULLETS = "•–"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class MarkKind(StrEnum):
    """What a mark does to its words; a note is a footnote's mark. JSON keeps the plain strings."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    NOTE = "note"


class Mark(NamedTuple):
    """Half-open offsets in the block's text, in code points.

    ``kind`` equals a MarkKind, also when it is a plain string that JSON gave back; ``href`` says
    where a link leads.
    """

    start: int
    end: int
    kind: str
    href: str = ""


class Detail(TypedDict, total=False):
    """What is known of a block; JSON keeps a Mark as a list, so read marks with marks_within."""

    level: int  # of a heading, 1 to 6; the depth of an item, from 1
    number: int  # of an item of a numbered list, or of a note
    numbering: str  # what such a number is written in if not in digits: a, A, i, I (as in HTML)
    goes_on: bool  # true for what follows in an item or a note after its first block
    marks: list[Mark]
    wordings: dict[str, str]  # what marked words are in the target language when they stand alone
    begin: float  # of a cue, in seconds
    end: float
    table: int  # number of a cell's table in the document, from 1
    row: int  # number of a cell's row among all rows of the document, from 1
    column: int  # number of a cell in its row, from 1


class Note(NamedTuple):
    """A footnote's mark and the offset, in code points, at which it was taken from a text."""

    offset: int
    mark: str


class Bare(NamedTuple):
    """A source as it is translated, and what was taken from it."""

    text: str
    notes: tuple[Note, ...] = ()


def marks_within(detail: Detail, start: int, end: int) -> list[Mark]:
    """The marks on ``[start, end)`` of the block, cut to it, their offsets counted from there."""
    return [
        Mark(max(mark[0], start) - start, min(mark[1], end) - start, *mark[2:])
        for mark in detail.get("marks", [])
        if mark[0] < end and mark[1] > start
    ]


def without_notes(source: str, marks: Sequence[Mark]) -> Bare:
    """``source`` without its footnotes' marks and the spaces before them.

    One that is nothing else stays as it is.
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
    """How many notes have each number, by the details of their blocks."""
    return Counter(own["number"] for own in details if "number" in own and not own.get("goes_on"))


def item_mark(kind: str, detail: Detail) -> str:
    """What stands before an item or a note in print: ``•``, ``–``, ``2.``, ``b.``, ``iv.``

    It is empty before any other block, before what goes on in an item or a note, and where the mark
    is one of the words (an item of a plain text, which has no level).
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
        made = _letters(number)
    elif numbering in ("i", "I") and 0 < number < 4000:
        made = _roman(number)
    else:
        return str(number)
    return made.upper() if numbering.isupper() else made


def _letters(number: int) -> str:
    """a to z, then aa, ab and on."""
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + last)


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        made += sign * count
    return made
