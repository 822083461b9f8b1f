"""The highlights of readers in documents, read with the blocks that they stand in."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Enum, ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.library.columns import UtcDateTime
from webapp.library.dialects import characters
from webapp.library.documents.parts import Block
from webapp.library.schema import Base, Document, Paragraph, Segment
from webapp.text.highlights import Colour, Highlight
from webapp.text.segmentation.breaks import offsets_in_text


class Annotation(Base):
    """Words of a document that a reader highlighted, with a note or an empty one.

    The reader with the name ``reader`` sees it; those made without a name are everybody's.
    ``start`` and ``end`` are half-open offsets in the paragraph, in code points: cuts move no word.
    """

    __tablename__ = "annotations"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    paragraph_id: Mapped[int] = mapped_column(
        ForeignKey("paragraphs.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    #: The words themselves.
    quote: Mapped[str] = mapped_column(Text)
    colour: Mapped[Colour] = mapped_column(
        Enum(
            Colour,
            native_enum=False,
            length=16,
            values_callable=lambda colours: [colour.value for colour in colours],
        )
    )
    note: Mapped[str] = mapped_column(Text, default="")
    reader: Mapped[str] = mapped_column(Text, default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When it was taken away; it can be brought back until it is purged.
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def seen_by(reader: str) -> ColumnElement[bool]:
    """The condition that a reader sees an annotation, by name or because it is everybody's."""
    return Annotation.reader.in_({"", reader})


def highlighted(session: Session, blocks: Iterable[Block], reader: str) -> tuple[Block, ...]:
    """Neighbouring blocks of one document with the highlights of their segments for a reader."""
    blocks = tuple(blocks)
    segments = [segment for block in blocks for segment in block.segments]
    if not segments:
        return blocks
    query = (
        select(Annotation, Segment)
        .join(Segment, Segment.paragraph_id == Annotation.paragraph_id)
        .where(Annotation.document_id == segments[0].document_id, Annotation.removed_at.is_(None))
        .where(Segment.position.between(segments[0].position, segments[-1].position))
        .where(Segment.start < Annotation.end, Segment.end > Annotation.start, seen_by(reader))
        .order_by(Annotation.start, Annotation.id)
    )
    by_segment: dict[int, list[Highlight]] = defaultdict(list)
    for annotation, segment in session.execute(query):
        by_segment[segment.id].append(_in_segment(session, annotation, segment))
    return tuple(_with(block, by_segment) for block in blocks) if by_segment else blocks


def _with(block: Block, by_segment: dict[int, list[Highlight]]) -> Block:
    there = (segment for segment in block.segments if segment.id in by_segment)
    return replace(block, highlights={segment.start: by_segment[segment.id] for segment in there})


def _in_segment(session: Session, annotation: Annotation, segment: Segment) -> Highlight:
    offsets = source_offsets(session, segment)
    start = bisect_left(offsets, annotation.start - segment.start)
    end = bisect_left(offsets, annotation.end - segment.start)
    ends = annotation.end <= segment.end
    end = min(end, len(segment.source))
    note = annotation.note if ends else ""
    return Highlight(start, end, annotation.colour, note, annotation.id, ends)


def source_offsets(session: Session, segment: Segment) -> Sequence[int]:
    """Where each character of a segment's source, and its end, stands behind the segment's start.

    The offsets count in the document's text, in code points.
    """
    length = segment.end - segment.start
    if length == len(segment.source):
        return range(length + 1)
    query = (
        select(characters(Document.text, Paragraph.start + segment.start, length))
        .join(Paragraph, Paragraph.document_id == Document.id)
        .where(Paragraph.id == segment.paragraph_id)
    )
    return offsets_in_text(segment.source, session.scalar(query) or "")
