"""Highlights and notes: what readers mark in their texts, find again and take away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database
from webapp.library.documents.finding import found_document
from webapp.library.documents.highlights import Annotation, seen_by, source_offsets
from webapp.library.schema import Document, Segment
from webapp.text.blanks import trimmed
from webapp.text.highlights import LONGEST_NOTE, MOST_HIGHLIGHTS, Colour

#: How long an annotation that was removed can be brought back.
UNDO_TIME = timedelta(days=1)


class Annotated(NamedTuple):
    """An annotation, its document, and the position of the first segment that it stands in."""

    annotation: Annotation
    document: Document
    position: int


class Annotations:
    """Highlights and notes. Every method is one transaction; all raise LibraryUnavailable.

    ``reader`` is a name, or empty for those who gave none. What was made under a name that name
    alone sees and changes; what was made without one is everybody's. That keeps readers apart and
    protects nothing. Those that take an id or a position raise NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        document_id: int,
        position: int,
        span: tuple[int, int] | None = None,
        colour: Colour | None = None,
        note: str | None = None,
        *,
        reader: str = "",
    ) -> Annotation:
        """Highlight the whole source of a segment, or ``span``: half-open offsets, in code points.

        The same words once more change their annotation. Without a colour that is the first one,
        or the next where nothing else is given; without a note the one that is there stays. Raises
        BadInput for words that are none, for too long a note, and for too many annotations.
        """
        with self._database.writing() as session:
            found_document(session, document_id)
            segment = _segment_at(session, document_id, position)
            start, end = span or (0, len(segment.source))
            there = _there(session, segment, start, end)
            there.reader = reader
            known = session.scalar(_known(there))
            if known is None:
                _check_count(session, document_id, reader)
            annotation = known or there
            if colour or (known and note is None):
                annotation.colour = colour or annotation.colour.next
            if note is not None:
                annotation.note = _checked(note)
            session.add(annotation)
            return annotation

    def change(
        self, annotation_id: int, colour: Colour, note: str, *, reader: str = ""
    ) -> Annotation:
        """Give an annotation another colour and note; raises BadInput for too long a note."""
        with self._database.writing() as session:
            annotation = _found(session, annotation_id, reader)
            annotation.colour, annotation.note = colour, _checked(note)
            return annotation

    def remove(self, annotation_id: int, *, reader: str = "") -> Annotation:
        """Take an annotation away, and purge those that were taken away before UNDO_TIME."""
        now = datetime.now(UTC)
        with self._database.writing() as session:
            annotation = _found(session, annotation_id, reader)
            session.execute(delete(Annotation).where(Annotation.removed_at < now - UNDO_TIME))
            annotation.removed_at = now
            return annotation

    def restore(self, annotation_id: int, *, reader: str = "") -> Annotation:
        """Bring back an annotation that was taken away."""
        with self._database.writing() as session:
            annotation = _found(session, annotation_id, reader)
            annotation.removed_at = None
            return annotation

    def place(self, annotation_id: int, *, reader: str = "") -> Annotated:
        """An annotation, also one that was taken away, with its place."""
        with self._database.reading() as session:
            annotation = _found(session, annotation_id, reader)
            query = _annotated().where(Annotation.id == annotation.id)
            return Annotated(*session.execute(query).one())

    def find(
        self, words: str = "", document_id: int | None = None, *, reader: str = ""
    ) -> list[Annotated]:
        """The annotations with ``words`` in quote or note, of one document or of all.

        The newest document comes first, and each in reading order.
        """
        query = _annotated().where(Annotation.removed_at.is_(None), seen_by(reader))
        if document_id is not None:
            query = query.where(Document.id == document_id)
        if words:
            sides = Annotation.quote, Annotation.note
            query = query.where(or_(*(self._database.has(side, words) for side in sides)))
        with self._database.reading() as session:
            return [Annotated(*row) for row in session.execute(query)]


def note_segments(session: Session, notes: Mapping[int, Sequence[str]], reader: str) -> int:
    """Put notes on segments, by their ids, unless one there says the same; gives their number.

    Raises BadInput for too long a note, and for too many annotations.
    """
    count = 0
    for segment_id, texts in notes.items():
        segment = session.get_one(Segment, segment_id)
        known = set(map(_words, _standing(session, segment)))
        if new := [text for text in texts if _words(text) not in known]:
            there = _there(session, segment, 0, len(segment.source))
            there.reader = reader
            annotation = session.scalar(_known(there))
            if annotation is None:
                _check_count(session, segment.document_id, reader)
                annotation = there
            annotation.note = _checked("\n\n".join(filter(None, [annotation.note, *new])))
            session.add(annotation)
            session.flush()
            count += len(new)
    return count


def _standing(session: Session, segment: Segment) -> Iterator[str]:
    """The notes on words of a segment, whoever made them, and the parts of each."""
    query = select(Annotation.note).where(
        Annotation.paragraph_id == segment.paragraph_id,
        Annotation.start < segment.end,
        Annotation.end > segment.start,
        Annotation.removed_at.is_(None),
    )
    for note in session.scalars(query):
        yield note
        yield from note.split("\n\n")


def _words(note: str) -> str:
    return " ".join(note.split())


def _annotated() -> Select[Annotation, Document, int]:
    position = func.min(Segment.position)
    return (
        select(Annotation, Document, position)
        .join(Document, Document.id == Annotation.document_id)
        .join(Segment, Segment.paragraph_id == Annotation.paragraph_id)
        .where(Segment.end > Annotation.start, Document.deleted_at.is_(None))
        .group_by(Annotation.id, Document.id)
        .order_by(Document.created_at.desc(), Document.id.desc(), position, Annotation.start)
    )


def _segment_at(session: Session, document_id: int, position: int) -> Segment:
    here = Segment.document_id == document_id, Segment.position == position
    segment = session.scalar(select(Segment).where(*here))
    if segment is None:
        raise NotFound(f"There is no sentence {position} in this text.")
    return segment


def _there(session: Session, segment: Segment, start: int, end: int) -> Annotation:
    """A yellow annotation of these words of a source, which the session does not have yet."""
    span = trimmed(segment.source, max(start, 0), min(end, len(segment.source)))
    if start >= end or span is None:
        raise BadInput("Select the words of one sentence to highlight them.")
    offsets = source_offsets(session, segment)
    return Annotation(
        document_id=segment.document_id,
        paragraph_id=segment.paragraph_id,
        start=segment.start + offsets[span[0]],
        end=segment.start + offsets[span[1] - 1] + 1,
        quote=segment.source[slice(*span)],
        colour=Colour.YELLOW,
        note="",
        created_at=datetime.now(UTC),
    )


def _known(there: Annotation) -> Select[Annotation]:
    """The annotations of the same words that their reader sees, those of that name first."""
    return (
        select(Annotation)
        .where(
            Annotation.paragraph_id == there.paragraph_id,
            Annotation.start == there.start,
            Annotation.end == there.end,
            Annotation.removed_at.is_(None),
            seen_by(there.reader),
        )
        .order_by(Annotation.reader.desc())
    )


def _check_count(session: Session, document_id: int, reader: str) -> None:
    query = select(func.count()).where(
        Annotation.document_id == document_id, Annotation.reader == reader
    )
    if (session.scalar(query) or 0) >= MOST_HIGHLIGHTS:
        raise BadInput(f"A text has at most {MOST_HIGHLIGHTS:,} highlights.")


def _checked(note: str) -> str:
    note = note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"A note has at most {LONGEST_NOTE:,} characters.")
    return note


def _found(session: Session, annotation_id: int, reader: str) -> Annotation:
    annotation = session.get(Annotation, annotation_id)
    if annotation is None or annotation.reader not in {"", reader}:
        raise NotFound("This highlight was taken away.")
    found_document(session, annotation.document_id)
    return annotation
