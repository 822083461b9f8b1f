"""Keeps the checks of a document true while its targets change."""

from itertools import groupby

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.library.schema import UNCERTAIN, Document, Paragraph, Segment
from webapp.text import Detail, ParagraphKind
from webapp.text.cues.reading import block_checks, with_cue_checks


def note_doubts(session: Session, document: Document) -> None:
    """Check the cues whose targets have the document's revision, and count what is uncertain."""
    first = Paragraph.document_id == document.id, Paragraph.position == 1
    if session.scalar(select(Paragraph.kind).where(*first)) == ParagraphKind.CUE:
        _check_cues(session, document)
    count = select(func.count()).where(Segment.document_id == document.id, UNCERTAIN)
    document.uncertain_count = session.scalar(count.select_from(Segment)) or 0


def _check_cues(session: Session, document: Document) -> None:
    """Check the segments of a block together, since a cue may show parts of several.

    A segment beside a changed one has the revision, too, where its checks become others.
    """
    here = Segment.document_id == document.id
    changed = select(Segment.paragraph_id).where(here, Segment.revision == document.revision)
    columns = Segment.id, Segment.start, Segment.end, Segment.source, Segment.target, Segment.checks
    query = (
        select(*columns, Segment.paragraph_id, Paragraph.detail)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(here, Segment.paragraph_id.in_(changed))
        .order_by(Segment.position)
    )
    updates = []
    for _, some in groupby(session.execute(query), key=lambda row: row.paragraph_id):
        rows = list(some)
        for row, of_cues in zip(rows, block_checks(rows[0].detail or Detail(), rows), strict=True):
            checks = with_cue_checks(row.checks, of_cues)
            if checks != row.checks:
                updates.append({"id": row.id, "checks": checks, "revision": document.revision})
    if updates:
        session.execute(update(Segment), updates)
