"""What writers are given: blocks of aligned pairs, from the library or straight from the engine."""

from collections.abc import Sequence
from typing import Protocol


class Pair(Protocol):
    """A source and its target, None while there is none."""

    @property
    def source(self) -> str:
        """The text of the segment."""

    @property
    def target(self) -> str | None:
        """Its translation."""


class Block(Protocol):
    """A paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    @property
    def kind(self) -> str:
        """What sort of paragraph it is."""

    @property
    def segments(self) -> Sequence[Pair]:
        """Its pairs in reading order, at least one."""
