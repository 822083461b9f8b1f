"""The pending segments of a document, as they are sent to the engine."""

from typing import Any, NamedTuple

from sqlalchemy import Row, Select, Text, case, cast, select

from webapp.library.columns import State
from webapp.library.schema import Paragraph, Segment
from webapp.text import Bare, MarkKind, marks_within, without_notes


class Pending(NamedTuple):
    """A segment without a target; ``bare`` is its source as it is sent to the engine."""

    position: int
    source: str
    bare: Bare


def pending_query(document_id: int) -> Select[Any]:
    """The query for a document's pending segments in reading order, for ``as_pending``."""
    noted = cast(Paragraph.detail, Text).contains(f'"{MarkKind.NOTE}"')
    columns = Segment.id, Segment.position, Segment.source, Segment.start, Segment.end
    return (
        select(*columns, case((noted, Paragraph.detail)).label("detail"))
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document_id, Segment.state == State.PENDING)
        .order_by(Segment.position)
    )


def as_pending(row: Row[Any]) -> Pending:
    """The segment of a row of ``pending_query``."""
    marks = marks_within(row.detail, row.start, row.end) if row.detail else []
    return Pending(row.position, row.source, without_notes(row.source, marks))
