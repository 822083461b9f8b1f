"""Changes targets by hand within a transaction: the target before is kept, the memory learns."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, insert, literal, select, update
from sqlalchemy.orm import Session

from webapp.library.columns import Origin, State, UtcDateTime
from webapp.library.knowledge.doubts import note_doubts
from webapp.library.knowledge.memory import (
    VALUES_AT_ONCE,
    in_groups,
    teach,
    unteach,
)
from webapp.library.schema import Document, Segment, Version
from webapp.text import Mark


def post_edit(
    session: Session,
    document: Document,
    targets: Mapping[int, str],
    marks: Mapping[int, Sequence[Mark] | None] = MappingProxyType({}),
) -> None:
    """Give segments of a document, by their ids, the targets of a person; they become EDITED.

    ``marks`` has where the marks stand in the targets of some of them.
    """
    document.revision += 1
    taught: dict[str, str] = {}
    for ids in in_groups(sorted(targets), VALUES_AT_ONCE):
        columns = Segment.id, Segment.source, Segment.state, Segment.target, Segment.draft
        before = session.execute(select(*columns).where(Segment.id.in_(ids))).all()
        keep_versions(session, ids)
        session.execute(update(Segment), [_edited(row, targets, marks, document) for row in before])
        states = [row.state for row in before]
        document.pending_count -= states.count(State.PENDING)
        document.failed_count -= states.count(State.FAILED)
        taught |= {row.source: targets[row.id] for row in before}
    note_doubts(session, document)
    teach(session, document.languages, taught)


def take_back(session: Session, document: Document, segment: Segment, version: Version) -> None:
    """Give a segment the target of one of its versions again.

    The memory learns a person's target, and forgets the one that is taken back for a machine's.
    """
    keep_versions(session, [segment.id])
    state = _state(version)
    document.revision += 1
    document.pending_count += (state is State.PENDING) - (segment.state is State.PENDING)
    document.failed_count -= segment.state is State.FAILED
    if version.origin is Origin.HUMAN and version.target is not None:
        teach(session, document.languages, {segment.source: version.target})
    elif segment.target is not None:
        unteach(session, document.languages, segment.source, segment.target)
    segment.target, segment.origin, segment.state = version.target, version.origin, state
    segment.score, segment.checks, segment.failure = version.score, version.checks, None
    segment.target_marks, segment.revision = version.target_marks, document.revision
    session.flush()
    note_doubts(session, document)


def _edited(
    row: Row[*tuple[Any, ...]],
    targets: Mapping[int, str],
    marks: Mapping[int, Sequence[Mark] | None],
    document: Document,
) -> dict[str, object]:
    return {
        "id": row.id,
        "target": targets[row.id],
        "target_marks": marks.get(row.id),
        "draft": row.draft or row.target,
        "state": State.EDITED,
        "origin": Origin.HUMAN,
        "score": None,
        "checks": (),
        "failure": None,
        "revision": document.revision,
    }


def _state(version: Version) -> State:
    if version.target is None:
        return State.PENDING
    return State.EDITED if version.origin is Origin.HUMAN else State.TRANSLATED


def keep_versions(session: Session, segment_ids: Sequence[int]) -> None:
    """Keep what segments have now as their newest versions."""
    now = literal(datetime.now(UTC), UtcDateTime())
    names = ["target", "target_marks", "origin", "score", "checks"]
    columns = Segment.id, *(getattr(Segment, name) for name in names), now
    kept = select(*columns).where(Segment.id.in_(segment_ids))
    names = ["segment_id", *names, "replaced_at"]
    session.execute(insert(Version).from_select(names, kept))
