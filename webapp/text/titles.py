"""A title for a text that has none."""

from collections.abc import Sequence
from typing import Protocol

from webapp.text.segmentation.paragraphs import ParagraphKind

#: Longest title made from a text, in characters.
TITLE_CHARS = 140


class Sourced(Protocol):
    """A segment; a title needs its source alone."""

    @property
    def source(self) -> str:
        """The text of the segment."""


class Titled(Protocol):
    """A paragraph that may give a text its title."""

    @property
    def kind(self) -> str:
        """One of ParagraphKind."""

    @property
    def segments(self) -> Sequence[Sourced]:
        """Its segments in reading order, at least one."""


def made_title(paragraphs: Sequence[Titled]) -> str:
    """A text's first heading, or else its first words, at most TITLE_CHARS characters."""
    headings = (p for p in paragraphs if p.kind == ParagraphKind.HEADING)
    words = next(headings, paragraphs[0]).segments[0].source.split()
    title = " ".join(words)
    if len(title) <= TITLE_CHARS:
        return title
    return title[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
