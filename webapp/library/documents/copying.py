"""Copies one document with its text, segments and terms from one library into another."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.library.database import Database
from webapp.library.documents.finding import found_document
from webapp.library.documents.room import make_room
from webapp.library.schema import Document, Paragraph, Segment, TermEntry

#: What is of one library alone: numbers, dates, and who works on it.
_LEFT = frozenset({"id", "created_at", "deleted_at", "claimed_by", "claimed_until"})
#: The rows that are read and written at once.
_ROWS = 1_000


class Copies:
    """Copies of documents in other libraries; ``most_characters`` bounds this one, 0 does not."""

    def __init__(self, database: Database, most_characters: int = 0) -> None:
        self.database = database
        self.most_characters = most_characters

    def put(self, document_id: int, other: "Copies") -> Document:
        """Put a copy of a document, with a number of its own, into another library.

        Earlier versions of targets, highlights and places are not copied. Raises NotFound,
        TooLarge where the other library has no room, and LibraryUnavailable.
        """
        with self.database.reading() as reading, other.database.writing() as writing:
            document = found_document(reading, document_id)
            make_room(writing, len(document.text), other.most_characters)
            return _copied(document, reading, writing)


def _copied(document: Document, reading: Session, writing: Session) -> Document:
    document_id = document.id
    columns = (column.key for column in Document.__table__.columns)
    copy = Document(**{name: getattr(document, name) for name in columns if name not in _LEFT})
    writing.add(copy)
    writing.flush()
    _copy_rows(Paragraph, reading, writing, document_id, {"document_id": {document_id: copy.id}})
    paragraphs = dict(
        zip(_paragraphs(reading, document_id), _paragraphs(writing, copy.id), strict=True)
    )
    numbers = {"document_id": {document_id: copy.id}, "paragraph_id": paragraphs}
    _copy_rows(Segment, reading, writing, document_id, numbers)
    _copy_rows(TermEntry, reading, writing, document_id, {"document_id": {document_id: copy.id}})
    return copy


def _paragraphs(session: Session, document_id: int) -> list[int]:
    query = select(Paragraph.id).where(Paragraph.document_id == document_id)
    return list(session.scalars(query.order_by(Paragraph.position)))


def _copy_rows(
    model: type[DeclarativeBase],
    reading: Session,
    writing: Session,
    document_id: int,
    numbers: Mapping[str, Mapping[int, int]],
) -> None:
    """Copy the rows of a document; ``numbers`` has the new numbers by columns and old numbers."""
    table = cast("Table", model.__table__)
    query = select(table).where(table.c.document_id == document_id).order_by(table.c.id)
    rows = reading.connection().execution_options(yield_per=_ROWS).execute(query)
    for some in rows.mappings().partitions():
        new = [
            {name: value for name, value in row.items() if name != "id"}
            | {name: known[row[name]] for name, known in numbers.items()}
            for row in some
        ]
        writing.connection().execute(insert(table), new)
