"""What a block of a document is beside its words: level, inline marks, times. JSON throughout."""

from typing import NamedTuple, TypedDict


class Mark(NamedTuple):
    """Half-open offsets in the block's text, in code points.

    ``kind`` is bold, italic, link or note (a footnote's mark); ``href`` where a link leads.
    """

    start: int
    end: int
    kind: str
    href: str = ""


class Detail(TypedDict, total=False):
    """What is known of a block; JSON keeps a Mark as a list, so read marks with marks_within."""

    level: int  # of a heading, 1 to 6; the depth of an item, from 1
    marks: list[Mark]
    begin: float  # of a cue, in seconds
    end: float
    row: int  # number of a cell's row among all rows of the document, from 1


def marks_within(detail: Detail, start: int, end: int) -> list[Mark]:
    """The marks on ``[start, end)`` of the block, cut to it, their offsets counted from there."""
    marks = [Mark(*mark) for mark in detail.get("marks", [])]
    return [
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    ]
