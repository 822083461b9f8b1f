"""What is read of a document at once: parts made of blocks, and the outline of the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Select, select

from webapp.library.schema import Document, Paragraph, Segment


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is read: its kind and those of its segments that were asked for."""

    position: int
    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some neighbouring paragraphs of a document; ``first`` and ``last`` are segment positions."""

    document: Document
    blocks: tuple[Block, ...]
    first: int
    last: int

    @property
    def next(self) -> int | None:
        """The position of the segment after this part, or None at the end."""
        return self.last + 1 if self.last < self.document.segment_count else None

    @property
    def previous(self) -> int | None:
        """The position of the segment before this part, or None at the beginning."""
        return self.first - 1 if self.first > 1 else None


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a document without reading it: its headings and its length.

    ``characters`` counts code points, up to the end of the last paragraph.
    """

    headings: tuple[Segment, ...]
    characters: int


#: A segment, its paragraph's position and its paragraph's kind.
Row = tuple[Segment, int, str]


def rows_of(document_id: int) -> Select[Segment, int, str]:
    """Asks for the segments of a document, each with its paragraph's position and kind."""
    return (
        select(Segment, Paragraph.position, Paragraph.kind)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document_id)
        .order_by(Segment.position)
    )


def until_paragraph_end(rows: list[Row], size: int) -> list[Row]:
    """At most ``size`` rows, without the edge of a paragraph that the next part can hold."""
    if len(rows) <= size:
        return rows
    cut_paragraph = rows[size][1]
    whole = [row for row in rows if row[1] != cut_paragraph]
    return whole or rows[:size]


def in_blocks(rows: list[Row]) -> Iterator[Block]:
    """Neighbouring rows of one paragraph together."""
    for (position, kind), group in groupby(rows, key=lambda row: row[1:]):
        yield Block(position, kind, tuple(row[0] for row in group))
