"""Cuts and joins sentences of documents, and has translated what is new by that."""

from webapp.pretranslation.desk import Desk


def split_segment(desk: Desk, segment_id: int, broken: str) -> None:
    """Cut a segment where ``broken``, its source, has a line break (webapp.library.editing.cuts).

    Raises NotFound, BadInput, LibraryUnavailable.
    """
    document, _ = desk.library.documents.segment(segment_id)
    desk.library.cuts.split(segment_id, broken, desk.identity_of(document))
    desk.jobs.enqueue(document.id)


def join_segment(desk: Desk, segment_id: int) -> None:
    """Join a segment with the next of its paragraph.

    Raises NotFound, BadInput, LibraryUnavailable.
    """
    document, _ = desk.library.documents.segment(segment_id)
    desk.library.cuts.join(segment_id, desk.identity_of(document))
    desk.jobs.enqueue(document.id)
