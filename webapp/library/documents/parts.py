"""What is read of a document at once: a part and its blocks, or the contents of the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Select, select

from webapp.library.schema import Document, Paragraph, Segment
from webapp.text import Detail
from webapp.text.highlights import Highlight


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with those of its segments that were asked for.

    ``position`` counts paragraphs from 1; ``kind`` is one of webapp.text.ParagraphKind.
    """

    position: int
    kind: str
    segments: tuple[Segment, ...]
    detail: Detail = field(default_factory=Detail)
    #: By the offsets where the segments begin.
    highlights: Mapping[int, Sequence[Highlight]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring paragraphs of a document, from segment position ``first`` to ``last``."""

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
    """The headings of a document, each by its first segment, and its length.

    ``characters`` is the length in code points, up to the end of the last paragraph.
    """

    headings: tuple[Segment, ...]
    characters: int


class Row(NamedTuple):
    """A segment, and the position, kind and detail of its paragraph."""

    segment: Segment
    position: int
    kind: str
    detail: Detail | None


class TranslatedPair(NamedTuple):
    """A source with its target, and the position of their segment."""

    position: int
    source: str
    target: str


def rows_of(document_id: int) -> Select[Segment, int, str, Detail | None]:
    """The query for the segments of a document; a result has the values of a Row."""
    return (
        select(Segment, Paragraph.position, Paragraph.kind, Paragraph.detail)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document_id)
        .order_by(Segment.position)
    )


def until_paragraph_end(rows: list[Row], size: int) -> list[Row]:
    """At most ``size`` rows, without a last paragraph that is cut and fits the next part."""
    if len(rows) <= size:
        return rows
    cut_paragraph = rows[size].position
    whole = [row for row in rows if row.position != cut_paragraph]
    return whole or rows[:size]


def in_blocks(rows: list[Row]) -> Iterator[Block]:
    """A block for each run of rows of one paragraph."""
    for position, group in groupby(rows, key=lambda row: row.position):
        first, *others = group
        segments = (first.segment, *(row.segment for row in others))
        yield Block(position, first.kind, segments, first.detail or Detail())
