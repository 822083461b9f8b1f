"""The translation memory: no translator is sent a source that it has translated before.

Only texts that a person put into the library are remembered. A text of the translate endpoint is
looked up here but never written to the disk.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.library.database import Database, rows_changed
from webapp.library.schema import (
    UNCERTAIN,
    Document,
    Origin,
    Segment,
    State,
    TranslationUnit,
    source_digest,
)
from webapp.library.termbase import glossary_of
from webapp.text.checks import Check
from webapp.text.terms import Glossary

_T = TypeVar("_T")

#: Values in one statement; every supported database takes more bound parameters than that.
VALUES_AT_ONCE = 500


class Target(NamedTuple):
    """What a translator gave for a source.

    ``score`` is its mean log-probability per token; ``checks`` are the reasons to doubt the target,
    or None where nothing was checked.
    """

    target: str
    score: float
    checks: tuple[Check, ...] | None = ()


class Memory:
    """Exact matches, kept apart by the identity of their translator.

    Every method is one transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        #: Grows with every correction; a reader of a copy sees by it that the copy is stale.
        self.corrections = 0

    def recall(self, identity: str, sources: Collection[str]) -> dict[str, Target]:
        """The targets of the known ones among ``sources``; raises LibraryUnavailable."""
        known: dict[str, Target] = {}
        with self._database.reading() as session:
            for some in in_groups(sorted(set(sources)), VALUES_AT_ONCE):
                query = select(
                    TranslationUnit.source,
                    TranslationUnit.target,
                    TranslationUnit.score,
                    TranslationUnit.checks,
                ).where(
                    TranslationUnit.identity == identity,
                    TranslationUnit.source_digest.in_([source_digest(source) for source in some]),
                )
                known |= {row[0]: Target(*row[1:]) for row in session.execute(query)}
        return known

    def correct(self, identity: str, targets: Mapping[str, str]) -> None:
        """Replace the translator's targets by those of people; raises LibraryUnavailable."""
        with self._database.writing() as session:
            replace_targets(session, identity, targets)
        self.corrections += 1


def in_groups(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """``items`` cut into runs of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))


def remember(
    session: Session,
    identity: str,
    targets: Mapping[str, Target],
    glossary: Glossary | None = None,
) -> None:
    """Keep what a translator gave; a source that is known already keeps its first target.

    What has terms of the ``glossary`` is not kept, since they need not count in another document.
    """
    rows = [
        {
            "identity": identity,
            "source_digest": source_digest(source),
            "source": source,
            "target": known.target,
            "score": known.score,
            "checks": known.checks,
        }
        for source, known in targets.items()
        if not glossary or not any(glossary.find(source))
    ]
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    if rows:
        session.execute(insert(TranslationUnit).on_conflict_do_nothing(), rows)


def replace_targets(session: Session, identity: str, targets: Mapping[str, str]) -> None:
    """Keep what people gave for sources, in place of what the translator gave."""
    remember(session, identity, {source: Target(t, 0.0) for source, t in targets.items()})
    for source, target in targets.items():
        session.execute(
            update(TranslationUnit)
            .where(
                TranslationUnit.identity == identity,
                TranslationUnit.source_digest == source_digest(source),
            )
            .values(target=target, score=0.0, checks=())
        )


def fill_from_memory(session: Session, document: Document, identity: str) -> None:
    """Give the document's pending segments the targets that ``identity``'s memory knows."""
    document.revision += 1
    matches = (
        update(Segment)
        .where(
            Segment.document_id == document.id,
            Segment.state == State.PENDING,
            Segment.source_digest == TranslationUnit.source_digest,
            TranslationUnit.identity == identity,
        )
        .values(
            target=TranslationUnit.target,
            score=TranslationUnit.score,
            checks=TranslationUnit.checks,
            state=State.TRANSLATED,
            origin=Origin.MEMORY,
            revision=document.revision,
        )
    )
    if glossary := glossary_of(session, document):
        fitting = in_groups(_fitting(session, document, identity, glossary), VALUES_AT_ONCE)
        recalled = sum(rows_changed(session, matches.where(Segment.id.in_(s))) for s in fitting)
    else:
        recalled = rows_changed(session, matches)
    document.pending_count -= recalled
    if recalled:
        document.credit(identity)
    count_uncertain(session, document)


def _fitting(session: Session, document: Document, identity: str, glossary: Glossary) -> list[int]:
    """The ids of pending segments whose remembered target has their terms, or is a person's."""
    query = (
        select(Segment.id, Segment.source, TranslationUnit.target, TranslationUnit.score)
        .join(TranslationUnit, Segment.source_digest == TranslationUnit.source_digest)
        .where(TranslationUnit.identity == identity)
        .where(Segment.document_id == document.id, Segment.state == State.PENDING)
    )
    return [
        segment_id
        for segment_id, source, target, score in session.execute(query)
        if score == 0.0 or glossary.is_kept_to(source, target)
    ]


def count_uncertain(session: Session, document: Document) -> None:
    """Bring the document's count of uncertain segments up to date."""
    count = select(func.count()).where(Segment.document_id == document.id, UNCERTAIN)
    document.uncertain_count = session.scalar(count.select_from(Segment)) or 0
