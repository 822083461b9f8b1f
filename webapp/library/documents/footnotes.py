"""The footnotes of a document: their number, and the place of the note that a mark leads to."""

from collections import Counter

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.library.schema import Document, Paragraph, Segment
from webapp.text import Detail, Mark, MarkKind, ParagraphKind, note_counts
from webapp.text.raising import lowered


def counted_notes(session: Session, document_id: int) -> Counter[int]:
    """The number of notes by the number that they have; a book may count anew in each chapter."""
    query = select(Paragraph.detail).where(
        Paragraph.document_id == document_id, Paragraph.kind == ParagraphKind.NOTE
    )
    return note_counts(detail or Detail() for detail in session.scalars(query))


def note_start(session: Session, document: Document, number: int, mark: int) -> int:
    """The position of the first segment of note ``number``.

    ``mark`` is the position of the segment with the note's mark. Where several notes have the
    number, the first belongs to the first paragraph with such a mark, the second to the second, as
    in webapp.formats.writers.note_labels. Raises NotFound.
    """
    query = (
        select(Segment.position, Paragraph.detail)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Paragraph.document_id == document.id, Paragraph.kind == ParagraphKind.NOTE)
        .where(Segment.start == 0)
        .order_by(Segment.position)
    )
    starts = [
        position
        for position, detail in session.execute(query)
        if note_counts([detail or Detail()])[number]
    ]
    if not starts:
        raise NotFound(f"This document has no note {number}.")
    place = _place_of_mark(session, document, number, mark) if len(starts) > 1 else 0
    return starts[min(place, len(starts) - 1)]


def _place_of_mark(session: Session, document: Document, number: int, mark: int) -> int:
    """The number of paragraphs with such a mark before the paragraph of the segment at ``mark``."""
    query = (
        select(Paragraph.start, Paragraph.detail)
        .where(Paragraph.document_id == document.id)
        .where(cast(Paragraph.detail, Text).contains(f'"{MarkKind.NOTE}"'))
        .order_by(Paragraph.position)
    )
    paragraph_start = session.scalar(
        select(Paragraph.start)
        .join(Segment, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document.id, Segment.position == mark)
    )
    before = 0
    for start, detail in session.execute(query):
        marks = (Mark(*values) for values in (detail or Detail()).get("marks", []))
        notes = (mark for mark in marks if mark.kind == MarkKind.NOTE)
        words = (document.text[start + note.start : start + note.end] for note in notes)
        if start < (paragraph_start or 0) and str(number) in map(lowered, words):
            before += 1
    return before
