"""What somebody chooses about a file before it is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices about a file; a format for which one means nothing passes over it.

    ``column`` is that of a table of values: its heading or its number from 1, empty for the one
    that seems to have the texts. ``without_licence`` leaves out what Project Gutenberg puts before
    and behind a work.
    """

    column: str = ""
    without_licence: bool = False


#: Nothing was chosen.
DEFAULT = Choices()
