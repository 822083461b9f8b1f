"""Highlights: words of a source that a reader marked in one of four colours."""

from enum import StrEnum
from typing import NamedTuple

#: The longest note in code points, and the most highlights of one document.
LONGEST_NOTE, MOST_HIGHLIGHTS = 5_000, 5_000


class Colour(StrEnum):
    """The colour of a highlight; each has a form of its own too, for those who see no colours."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"

    @property
    def next(self) -> "Colour":
        """The colour after this one; yellow after pink."""
        colours = list(Colour)
        return colours[(colours.index(self) + 1) % len(colours)]


class Highlight(NamedTuple):
    """A highlight in one segment, with half-open offsets in its source, in code points.

    One that goes on in the next segment has ``note`` where it ends. ``number`` is its id.
    """

    start: int
    end: int
    colour: Colour
    note: str
    number: int
    ends: bool
