"""What a person does with whole documents: search, name, tag, delete and restore."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, or_, select, update

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database, rows_changed
from webapp.library.documents.finding import found_document
from webapp.library.folding import folded, has_words
from webapp.library.schema import Document, Segment

#: How long a deleted document can be restored. After that it is purged.
UNDO_TIME = timedelta(days=1)
#: The longest title and the longest tag, in characters, and the most tags of a document.
LONGEST_TITLE, LONGEST_TAG, MOST_TAGS = 500, 40, 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that contains the words of a search, and its document."""

    document: Document
    segment: Segment


#: The orders of a shelf by name; the value of a name is the key that documents are sorted by.
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
        """Documents whose title has ``words`` and that have ``tag``, in one of ORDERS.

        Raises BadInput for an unknown order.
        """
        if order not in ORDERS:
            raise BadInput(f"The library can be sorted by {', '.join(ORDERS)}.")
        with self._database.reading() as session:
            documents = session.scalars(select(Document).where(Document.deleted_at.is_(None)))
            wanted = [
                document
                for document in documents
                if has_words(document.title, words) and (not tag or tag in document.tags)
            ]
        return sorted(wanted, key=ORDERS[order])

    def tags(self) -> list[str]:
        """Every tag of the documents, in alphabetical order."""
        with self._database.reading() as session:
            query = select(Document.tags).where(Document.deleted_at.is_(None))
            return sorted({tag for tags in session.scalars(query) for tag in tags}, key=folded)

    def hits(self, words: str, document_id: int | None = None, most: int = 100) -> list[Hit]:
        """At most ``most`` segments whose source or target has ``words``.

        The newest document comes first. The search passes over case. On SQLite it passes over
        accents too, and ``words`` stand from the beginning of a word on (``has_words``). It looks
        at every segment, which takes about 10 µs a segment.
        """
        with self._database.reading() as session:
            is_hit = or_(
                self._database.has(Segment.source, words), self._database.has(Segment.target, words)
            )
            query = (
                select(Document, Segment)
                .join(Segment, Segment.document_id == Document.id)
                .where(Document.deleted_at.is_(None), is_hit)
                .order_by(Document.created_at.desc(), Document.id.desc(), Segment.position)
                .limit(most)
            )
            if document_id is not None:
                query = query.where(Document.id == document_id)
            return [Hit(row[0], row[1]) for row in session.execute(query)]

    def name(self, document_id: int, title: str, tags: Sequence[str]) -> None:
        """Give a document another title and other tags, both or neither.

        Raises BadInput for an empty or too long title, and for too many or too long tags.
        """
        title = _one_line(title)
        if not 0 < len(title) <= LONGEST_TITLE:
            raise BadInput(f"A title has between 1 and {LONGEST_TITLE} characters.")
        tags = _checked_tags(tags)
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            document.title, document.tags = title, tags

    def retag(self, document_id: int, added: Sequence[str], removed: Sequence[str]) -> list[str]:
        """Add tags to those of a document and take others off; gives all that it has then.

        Raises BadInput for too many or too long tags.
        """
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            tags = _checked_tags([*document.tags, *added])
            document.tags = [tag for tag in tags if tag not in map(_one_line, removed)]
            return document.tags

    def delete(self, document_id: int) -> Document:
        """Mark a document as deleted, and purge those that were deleted more than UNDO_TIME ago."""
        now = datetime.now(UTC)
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            session.execute(delete(Document).where(Document.deleted_at < now - UNDO_TIME))
            document.deleted_at = now
            return document

    def deleted(self, document_id: int) -> Document | None:
        """A document that is deleted and can be restored, or None."""
        with self._database.reading() as session:
            document = session.get(Document, document_id)
            return document if document and document.deleted_at else None

    def restore(self, document_id: int) -> Document:
        """Restore a deleted document; one that is not deleted stays as it is."""
        with self._database.writing() as session:
            back = update(Document).where(Document.id == document_id).values(deleted_at=None)
            if not rows_changed(session, back):
                raise NotFound("This text was deleted too long ago to be brought back.")
            return found_document(session, document_id)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _checked_tags(tags: Sequence[str]) -> list[str]:
    """Distinct tags in alphabetical order; raises BadInput for too many or too long ones."""
    tags = sorted(set(map(_one_line, tags)) - {""}, key=folded)
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise BadInput(
            f"A document has at most {MOST_TAGS} tags of at most {LONGEST_TAG} characters."
        )
    return tags
