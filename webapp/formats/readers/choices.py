"""What somebody chooses about a file before it is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices about a file; a format for which one means nothing passes over it.

    ``column`` is that of a table of values: its heading or its number from 1, empty for the one
    that seems to have the texts. ``without_licence`` leaves out what Project Gutenberg puts before
    and behind a work. ``with_asides`` adds the headers, the footers and the comments of a file of
    an office at the end.
    """

    column: str = ""
    without_licence: bool = False
    with_asides: bool = False


#: Nothing was chosen.
DEFAULT = Choices()
