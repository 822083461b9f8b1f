"""What is read of a document at once: parts made of blocks, and the outline of the whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Select, select

from webapp.library.schema import Document, Paragraph, Segment
from webapp.text import Detail


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is read: its kind and those of its segments that were asked for."""

    position: int
    kind: str
    segments: tuple[Segment, ...]
    detail: Detail = field(default_factory=Detail)


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
class Contents:
    """What is known of a document without reading it: its headings and its length.

    ``characters`` counts code points, up to the end of the last paragraph.
    """

    headings: tuple[Segment, ...]
    characters: int


class Row(NamedTuple):
    """A segment, and its paragraph's position, kind and detail."""

    segment: Segment
    position: int
    kind: str
    detail: Detail | None


def rows_of(document_id: int) -> Select[Segment, int, str, Detail | None]:
    """Asks for the segments of a document, each as the values of a Row."""
    return (
        select(Segment, Paragraph.position, Paragraph.kind, Paragraph.detail)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document_id)
        .order_by(Segment.position)
    )


def until_paragraph_end(rows: list[Row], size: int) -> list[Row]:
    """At most ``size`` rows, without the edge of a paragraph that the next part can hold."""
    if len(rows) <= size:
        return rows
    cut_paragraph = rows[size].position
    whole = [row for row in rows if row.position != cut_paragraph]
    return whole or rows[:size]


def in_blocks(rows: list[Row]) -> Iterator[Block]:
    """Neighbouring rows of one paragraph together."""
    for position, group in groupby(rows, key=lambda row: row.position):
        own = list(group)
        segments = tuple(row.segment for row in own)
        yield Block(position, own[0].kind, segments, own[0].detail or Detail())
