"""Finds the document or the segment of an id, within a transaction of a caller."""

from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.library.schema import Document, Segment


def found_document(session: Session, document_id: int, *, for_update: bool = False) -> Document:
    """The document with that id; ``for_update`` locks it against other writers.

    Rows that refer to it can be added meanwhile. Raises NotFound, also for a deleted document.
    """
    lock = {"key_share": True} if for_update else None
    document = session.get(Document, document_id, with_for_update=lock)
    if document is None or document.deleted_at is not None:
        raise no_document()
    return document


def found_segment(
    session: Session, segment_id: int, *, for_update: bool = False
) -> tuple[Document, Segment]:
    """The segment with that id and its document, as ``found_document`` gives that."""
    segment = session.get(Segment, segment_id)
    if segment is None:
        raise _no_segment()
    document = found_document(session, segment.document_id, for_update=for_update)
    if for_update:  # it is read anew, since somebody may have changed it before the lock
        segment = session.get(Segment, segment_id, populate_existing=True)
    if segment is None:
        raise _no_segment()
    return document, segment


def _no_segment() -> NotFound:
    return NotFound("There is no such sentence; its text may have been deleted.")


def no_document() -> NotFound:
    """What is raised where no document has an id."""
    return NotFound("There is no such document in the library; it may have been deleted.")
