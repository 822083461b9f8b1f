"""The library as a shelf: finding, naming, tagging and deleting documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database, rows_changed
from webapp.library.documents import found_document
from webapp.library.folding import folded
from webapp.library.schema import Document, Segment

#: How long a deleted document can be brought back; then it is gone for good.
UNDO_TIME = timedelta(days=1)
#: Bounds of what a person may write, in characters and in tags.
LONGEST_TITLE, LONGEST_TAG, MOST_TAGS = 500, 40, 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that contains the words looked for, and the document it stands in."""

    document: Document
    segment: Segment


#: The orders a shelf can have, each the key that documents are sorted by.
ORDERS: Mapping[str, Callable[[Document], Any]] = MappingProxyType(
    {
        "newest": lambda document: (-document.created_at.timestamp(), -document.id),
        "oldest": lambda document: (document.created_at.timestamp(), document.id),
        "title": lambda document: (folded(document.title), document.id),
        "longest": lambda document: (-document.segment_count, document.id),
    }
)


class Shelf:
    """What a person does with whole documents. Every method is one transaction.

    All raise LibraryUnavailable; those that take an id raise NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self, words: str = "", tag: str = "", order: str = "newest") -> list[Document]:
        """Documents whose title contains ``words`` and that have ``tag``, in one of ORDERS.

        Raises BadInput for an unknown order.
        """
        if order not in ORDERS:
            raise BadInput(f"The library can be sorted by {', '.join(ORDERS)}.")
        with self._database.reading() as session:
            found = session.scalars(select(Document).where(Document.deleted_at.is_(None)))
            wanted = [
                document
                for document in found
                if folded(words) in folded(document.title) and (not tag or tag in document.tags)
            ]
        return sorted(wanted, key=ORDERS[order])

    def tags(self) -> list[str]:
        """Every tag that some document has, in alphabetical order."""
        with self._database.reading() as session:
            query = select(Document.tags).where(Document.deleted_at.is_(None))
            return sorted({tag for tags in session.scalars(query) for tag in tags}, key=folded)

    def hits(self, words: str, document_id: int | None = None, most: int = 100) -> list[Hit]:
        """Segments whose source or target contains ``words``, the newest document first.

        Case and accents do not count on SQLite, case alone elsewhere. Every segment is looked at:
        some 10 µs each.
        """
        with self._database.reading() as session:
            contained = or_(
                self._contains(Segment.source, words), self._contains(Segment.target, words)
            )
            query = (
                select(Document, Segment)
                .join(Segment, Segment.document_id == Document.id)
                .where(Document.deleted_at.is_(None), contained)
                .order_by(Document.created_at.desc(), Document.id.desc(), Segment.position)
                .limit(most)
            )
            if document_id is not None:
                query = query.where(Document.id == document_id)
            return [Hit(row[0], row[1]) for row in session.execute(query)]

    def rename(self, document_id: int, title: str) -> None:
        """Give a document another title; raises BadInput when it is empty or too long."""
        title = " ".join(title.split())
        if not 0 < len(title) <= LONGEST_TITLE:
            raise BadInput(f"A title has between 1 and {LONGEST_TITLE} characters.")
        with self._database.writing() as session:
            found_document(session, document_id, for_update=True).title = title

    def tag(self, document_id: int, tags: Sequence[str]) -> None:
        """Give a document these tags in place of those it has; raises BadInput for too many."""
        named = sorted({" ".join(tag.split()) for tag in tags} - {""}, key=folded)
        if len(named) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in named):
            raise BadInput(
                f"A document has at most {MOST_TAGS} tags of at most {LONGEST_TAG} characters."
            )
        with self._database.writing() as session:
            found_document(session, document_id, for_update=True).tags = named

    def delete(self, document_id: int) -> Document:
        """Take a document from the shelf, and purge those deleted more than UNDO_TIME ago."""
        now = datetime.now(UTC)
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            session.execute(delete(Document).where(Document.deleted_at < now - UNDO_TIME))
            document.deleted_at = now
            return document

    def restore(self, document_id: int) -> Document:
        """Bring a deleted document back; one that is not deleted stays as it is."""
        with self._database.writing() as session:
            back = update(Document).where(Document.id == document_id).values(deleted_at=None)
            if not rows_changed(session, back):
                raise NotFound("This text was deleted too long ago to be brought back.")
            return found_document(session, document_id)

    def _contains(self, column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
        if self._database.folds:
            return func.instr(func.folded(column), folded(words)) > 0
        return func.lower(column).contains(words.lower(), autoescape=True)
