"""Which processes translate now, and by which packages: all of them by the same ones."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.errors import Refused
from webapp.library.columns import UtcDateTime
from webapp.library.database import Database
from webapp.library.pending.claims import LEASE
from webapp.library.schema import Base


class Worker(Base):
    """A process that translates, and its translators' identities by their languages.

    ``workloads`` has what it has done by each package (webapp.engine.Workload).
    """

    __tablename__ = "workers"

    process: Mapped[str] = mapped_column(String(128), primary_key=True)
    identities: Mapped[dict[str, str]] = mapped_column(JSON)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    workloads: Mapped[list[dict[str, Any]]] = mapped_column(JSON, server_default="[]")


class Workers:
    """The processes that translate. Every method is one transaction; all raise LibraryUnavailable.

    One that is not seen for LEASE is gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def join(
        self,
        process: str,
        identities: Mapping[str, str],
        workloads: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Note that a process translates by these translators, here and again while it does.

        ``workloads`` is what it has done by each, in values that JSON has.

        Raises Refused where another process translates the same languages by another package; the
        process is then none of those that translate.
        """
        now = datetime.now(UTC)
        with self._database.writing() as session:
            session.execute(delete(Worker).where(Worker.seen_at < now - LEASE))
            session.execute(delete(Worker).where(Worker.process == process))
            others = session.scalars(select(Worker).order_by(Worker.process)).all()
            fault = next((text for worker in others if (text := _contrast(worker, identities))), "")
            if not fault:
                done = [dict(workload) for workload in workloads]
                session.add(
                    Worker(
                        process=process, identities=dict(identities), seen_at=now, workloads=done
                    )
                )
        if fault:
            raise Refused(fault)

    def workloads(self) -> dict[str, list[dict[str, Any]]]:
        """What each process that translates now has done, by the process."""
        alive = Worker.seen_at >= datetime.now(UTC) - LEASE
        with self._database.reading() as session:
            rows = session.execute(select(Worker.process, Worker.workloads).where(alive)).all()
        return {row.process: row.workloads for row in rows}

    def leave(self, process: str) -> None:
        """Note that a process translates no longer."""
        with self._database.writing() as session:
            session.execute(delete(Worker).where(Worker.process == process))


def _contrast(worker: Worker, identities: Mapping[str, str]) -> str:
    """Why a process cannot work beside a worker: a sentence, or nothing."""
    for languages, identity in identities.items():
        other = worker.identities.get(languages, identity)
        if other != identity:
            return (
                f"This process would translate {languages} by {identity}, but "
                f"{worker.process.partition('/')[0]} does by {other}. Nothing was translated: give "
                "all the same packages and the same settings of the engine, or end the others."
            )
    return ""
