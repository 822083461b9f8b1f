"""Says which job pretranslates what, so that no two do the same at the same time.

A job claims a document. In a database that several machines share, any number of jobs then take
shares of it: some of its pending segments each, so that a book keeps a whole fleet busy. A claim
and a share are good for LEASE. Whoever holds them renews them; what is not renewed belongs to a
process that was killed, and another process takes it over.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from webapp.library.columns import State, UtcDateTime
from webapp.library.database import Database, rows_changed
from webapp.library.dialects import upsert
from webapp.library.documents.finding import found_document
from webapp.library.pending.pending_segments import Pending, as_pending, pending_query
from webapp.library.schema import Base, Document, Segment

#: How long a claim or a share is good that nobody renews.
LEASE = timedelta(seconds=20)


class SegmentLease(Base):
    """A pending segment that a job translates now; only where machines share a library."""

    __tablename__ = "segment_leases"

    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    holder: Mapped[str] = mapped_column(String(128), index=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class Claims:
    """The claims on all documents, and the shares in them; a holder is a text that names one job.

    Every method is one transaction; all raise LibraryUnavailable.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        #: Whether jobs take shares of a document.
        self.are_shared = database.is_shared

    def take(self, document_id: int, holder: str) -> bool:
        """Claim a document; gives False when another holder has it, or when there is no such."""
        change = (
            update(Document)
            .where(Document.id == document_id, unclaimed())
            .values(claimed_by=holder, claimed_until=_lease_end())
        )
        with self._database.writing(alone=False) as session:
            return bool(rows_changed(session, change))

    def take_share(self, document_id: int, holder: str, limit: int) -> list[Pending]:
        """Take the first pending segments that nobody has taken, in reading order.

        At most ``limit`` of them; none of a halted document. Raises NotFound.
        """
        query = pending_query(document_id).where(~is_taken()).limit(limit)
        with self._database.writing(alone=False) as session:
            if found_document(session, document_id).halt is not None:
                return []
            rows = session.execute(query.with_for_update(of=Segment, skip_locked=True)).all()
            taken = _leased(session, [row.id for row in rows], holder)
            return [as_pending(row) for row in rows if row.id in taken]

    def renew(self, holder: str) -> None:
        """Let what ``holder`` has be good for another LEASE."""
        until = _lease_end()
        claims = update(Document).where(Document.claimed_by == holder)
        shares = update(SegmentLease).where(SegmentLease.holder == holder)
        with self._database.writing(alone=False) as session:
            rows_changed(session, claims.values(claimed_until=until))
            if self.are_shared:
                rows_changed(session, shares.values(until=until))

    def release(self, holder: str) -> None:
        """Let others have what ``holder`` has."""
        claims = update(Document).where(Document.claimed_by == holder)
        with self._database.writing(alone=False) as session:
            rows_changed(session, claims.values(claimed_by=None, claimed_until=None))
            if self.are_shared:
                session.execute(delete(SegmentLease).where(SegmentLease.holder == holder))

    def holders(self) -> list[str]:
        """All who have a claim on a document with pending segments, or a share in one."""
        held = Document.pending_count > 0, Document.claimed_by.is_not(None)
        claims, shares = select(Document.claimed_by).where(*held), select(SegmentLease.holder)
        with self._database.reading() as session:
            holders = {*session.scalars(claims), *session.scalars(shares)}
        return sorted(holder for holder in holders if holder)


def _leased(session: Session, segment_ids: list[int], holder: str) -> set[int]:
    """Those of some segments that nobody else has taken meanwhile; they are the holder's now."""
    if not segment_ids:
        return set()
    insert, until = upsert(session, SegmentLease), _lease_end()
    taking = insert.on_conflict_do_update(
        index_elements=["segment_id"],
        set_={"holder": holder, "until": until},
        where=~_is_good(SegmentLease.until),
    ).returning(SegmentLease.segment_id)
    rows = [{"segment_id": id_, "holder": holder, "until": until} for id_ in segment_ids]
    return set(session.scalars(taking, rows))


def unclaimed() -> ColumnElement[bool]:
    """Whether nobody has a claim on a document that is still good."""
    return or_(Document.claimed_until.is_(None), ~_is_good(Document.claimed_until))


def is_taken() -> ColumnElement[bool]:
    """Whether some job has a share with the segment that is still good."""
    lease = select(SegmentLease.segment_id).where(SegmentLease.segment_id == Segment.id)
    return lease.where(_is_good(SegmentLease.until)).exists()


def has_untaken() -> ColumnElement[bool]:
    """Whether a document has a pending segment that no job has a share with."""
    pending = Segment.document_id == Document.id, Segment.state == State.PENDING
    return select(Segment.id).where(*pending, ~is_taken()).exists()


def _is_good(until: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether a time has not come yet, and is none from before the clock was put back.

    Clocks of several machines may differ by a LEASE.
    """
    now = datetime.now(UTC)
    return until.between(now, now + 2 * LEASE)


def _lease_end() -> datetime:
    return datetime.now(UTC) + LEASE
