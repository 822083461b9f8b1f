"""Says which job pretranslates which document, so that no two do so at the same time.

A claim is good for LEASE. Whoever holds it renews it; one that is not renewed belongs to a process
that was killed, and another process takes the document over.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update

from webapp.library.database import Database, rows_changed
from webapp.library.schema import Document

#: How long a claim is good that nobody renews.
LEASE = timedelta(seconds=20)


class Claims:
    """The claims on all documents; a holder is a text that names one job.

    Every method is one transaction; all raise LibraryUnavailable.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, document_id: int, holder: str) -> bool:
        """Claim a document; gives False when another holder has it, or when there is no such."""
        change = (
            update(Document)
            .where(Document.id == document_id, unclaimed())
            .values(claimed_by=holder, claimed_until=_lease_end())
        )
        with self._database.writing(alone=False) as session:
            return bool(rows_changed(session, change))

    def renew(self, holder: str) -> None:
        """Let what ``holder`` claims be good for another LEASE."""
        change = update(Document).where(Document.claimed_by == holder)
        with self._database.writing(alone=False) as session:
            rows_changed(session, change.values(claimed_until=_lease_end()))

    def release(self, holder: str) -> None:
        """Let others have what ``holder`` claims."""
        change = update(Document).where(Document.claimed_by == holder)
        with self._database.writing(alone=False) as session:
            rows_changed(session, change.values(claimed_by=None, claimed_until=None))

    def holders(self) -> list[str]:
        """All who have a claim on a document with pending segments."""
        with self._database.reading() as session:
            held = Document.pending_count > 0, Document.claimed_by.is_not(None)
            holders = session.scalars(select(Document.claimed_by).where(*held))
            return [holder for holder in holders if holder]


def unclaimed() -> ColumnElement[bool]:
    """Whether nobody has a claim on a document that is still good."""
    return or_(Document.claimed_until.is_(None), Document.claimed_until < datetime.now(UTC))


def _lease_end() -> datetime:
    return datetime.now(UTC) + LEASE
