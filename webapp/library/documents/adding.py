"""Stores a new document: its text, paragraphs and segments, and the other facts of its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.library.columns import State
from webapp.library.documents.highlights import Annotation
from webapp.library.documents.kept_cuts import with_cuts
from webapp.library.schema import Document, Paragraph, Segment, source_digest
from webapp.text import Detail, ParagraphKind, TextParagraph
from webapp.text.highlights import Colour


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What the library needs to keep a text: the whole text, its paragraphs and their details.

    ``details`` is empty or has one entry for each paragraph. ``notes`` has indices of paragraphs,
    and what the file notes on them, which becomes highlights. A document with a ``question`` is
    translated only after a person answers.
    """

    title: str
    text: str
    paragraphs: Sequence[TextParagraph]
    source_language: str
    target_language: str
    details: Sequence[Detail] = ()
    author: str = ""
    date: str = ""
    notices: Sequence[str] = ()
    question: str | None = None
    original: bytes | None = None
    imported_format: str | None = None
    notes: Sequence[tuple[int, str]] = ()


def keep(session: Session, new: NewDocument) -> Document:
    """Add the document with its segments PENDING; a segment of code is its target already."""
    paragraphs = with_cuts(session, new.text, new.paragraphs)
    count = sum(len(paragraph.segments) for paragraph in paragraphs)
    code = (p for p in paragraphs if p.kind is ParagraphKind.CODE)
    kept = sum(len(paragraph.segments) for paragraph in code)
    document = Document(
        title=new.title,
        text=new.text,
        characters=len(new.text),
        source_language=new.source_language,
        target_language=new.target_language,
        segment_count=count,
        pending_count=count - kept,
        author=new.author,
        date=new.date,
        notices=list(new.notices) or None,
        failure=new.question,
        held=new.question is not None,
        original=new.original,
        imported_format=new.imported_format,
    )
    session.add(document)
    session.flush()
    paragraph_ids = _add_paragraphs(session, document.id, new)
    _add_segments(session, document.id, paragraphs, paragraph_ids)
    for index, note in new.notes:
        session.add(_noted(document, paragraph_ids[index], paragraphs[index], note))
    return document


def _noted(
    document: Document, paragraph_id: int, paragraph: TextParagraph, note: str
) -> Annotation:
    """A note on all words of a paragraph."""
    start, end = paragraph.segments[0].start, paragraph.segments[-1].end
    return Annotation(
        document_id=document.id,
        paragraph_id=paragraph_id,
        start=start,
        end=end,
        quote=document.text[paragraph.start + start : paragraph.start + end],
        colour=Colour.YELLOW,
        note=note,
        created_at=datetime.now(UTC),
    )


def _add_paragraphs(session: Session, document_id: int, new: NewDocument) -> Sequence[int]:
    """Add the paragraphs of a new document; gives their ids in reading order."""
    details = new.details or [Detail()] * len(new.paragraphs)
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "kind": paragraph.kind.value,
            "start": paragraph.start,
            "end": paragraph.end,
            "detail": detail or None,
        }
        for position, (paragraph, detail) in enumerate(zip(new.paragraphs, details, strict=True), 1)
    ]
    # The ids are asked for afterwards, because RETURNING is slow for many rows.
    session.connection().execute(insert(Paragraph), rows)
    ids = select(Paragraph.id).where(Paragraph.document_id == document_id)
    return session.scalars(ids.order_by(Paragraph.position)).all()


def _add_segments(
    session: Session,
    document_id: int,
    paragraphs: Sequence[TextParagraph],
    paragraph_ids: Sequence[int],
) -> None:
    owned = [
        (paragraph_id, segment, paragraph.kind is ParagraphKind.CODE)
        for paragraph_id, paragraph in zip(paragraph_ids, paragraphs, strict=True)
        for segment in paragraph.segments
    ]
    segments = [
        {
            "document_id": document_id,
            "paragraph_id": paragraph_id,
            "position": position,
            "start": segment.start,
            "end": segment.end,
            "source": segment.source,
            "source_digest": source_digest(segment.source),
            "target": segment.source if is_kept else None,
            "state": State.TRANSLATED if is_kept else State.PENDING,
            "revision": 0,
        }
        for position, (paragraph_id, segment, is_kept) in enumerate(owned, 1)
    ]
    session.connection().execute(insert(Segment), segments)
