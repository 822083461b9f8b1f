"""The footnotes of a document: how many there are, and where that of a mark begins."""

from collections import Counter

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.library.schema import Document, Paragraph, Segment
from webapp.text import Detail, Mark, MarkKind, ParagraphKind, note_counts
from webapp.text.raising import lowered


def counted_notes(session: Session, document_id: int) -> Counter[int]:
    """How many notes have each number: books may count them anew in each chapter."""
    query = select(Paragraph.detail).where(
        Paragraph.document_id == document_id, Paragraph.kind == ParagraphKind.NOTE
    )
    return note_counts(detail or Detail() for detail in session.scalars(query))


def note_start(session: Session, document: Document, number: int, mark: int) -> int:
    """The position of the first segment of a note; ``mark`` is that of the segment with its mark.

    Of notes with one number the first belongs to the first paragraph with such a mark, and so on,
    as in webapp.formats.writers.note_labels. Raises NotFound.
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
    """How many paragraphs with a mark of that number begin before the one of the segment."""
    query = (
        select(Paragraph.start, Paragraph.detail)
        .where(Paragraph.document_id == document.id)
        .where(cast(Paragraph.detail, Text).contains(f'"{MarkKind.NOTE}"'))
        .order_by(Paragraph.position)
    )
    around = select(Paragraph.start).join(Segment, Segment.paragraph_id == Paragraph.id)
    own = session.scalar(around.where(Segment.document_id == document.id, Segment.position == mark))
    before = 0
    for start, detail in session.execute(query):
        marks = (Mark(*mark) for mark in (detail or Detail()).get("marks", []))
        notes = (mark for mark in marks if mark.kind == MarkKind.NOTE)
        words = (document.text[start + note.start : start + note.end] for note in notes)
        if start < (own or 0) and str(number) in map(lowered, words):
            before += 1
    return before
