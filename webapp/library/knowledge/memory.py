"""The translation memory: no translator is sent a source that it has translated before.

What people gave is kept for all translators of a language pair and comes before what any of them
gave, so that a newer package forgets no correction. Only texts that a person put into the library
are remembered. A text of the translate endpoint is looked up here but never written to the disk.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.library.columns import Origin, State
from webapp.library.database import Database, rows_changed
from webapp.library.dialects import upsert
from webapp.library.knowledge.doubts import note_doubts
from webapp.library.knowledge.termbase import glossary_of
from webapp.library.schema import (
    BETWEEN,
    HUMAN,
    Document,
    Segment,
    TranslationUnit,
    source_digest,
)
from webapp.text.checks import Check
from webapp.text.terms.terms import Glossary

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


def human_identity(source_language: str, target_language: str) -> str:
    """The identity of people, in the place of a translator's; languages are BCP 47 codes."""
    return f"{HUMAN}{source_language}{BETWEEN}{target_language}"


class Memory:
    """Exact matches: those of people, and those of each translator by its identity.

    Every method is one transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        #: Grows with every correction of this process; a reader of a copy sees by it that the copy
        #: is stale.
        self.corrections = 0
        #: Whether processes on other machines may correct, too.
        self.is_shared = database.is_shared

    def recall(
        self, identity: str, languages: tuple[str, str], sources: Collection[str]
    ) -> dict[str, Target]:
        """The targets of the known ones among ``sources``: people's, else the translator's.

        ``languages`` are those of the source and of the target. Raises LibraryUnavailable.
        """
        with self._database.reading() as session:
            known = recalled(session, identity, sources)
            return known | recalled(session, human_identity(*languages), sources)

    def correct(self, languages: tuple[str, str], targets: Mapping[str, str]) -> None:
        """Keep people's targets of sources; raises LibraryUnavailable."""
        with self._database.writing() as session:
            teach(session, languages, targets)
        self.corrections += 1


def in_groups(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """``items`` cut into runs of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))


def recalled(session: Session, identity: str, sources: Collection[str]) -> dict[str, Target]:
    """The targets that ``identity`` gave for the known ones among ``sources``."""
    known: dict[str, Target] = {}
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


def remember(
    session: Session,
    identity: str,
    targets: Mapping[str, Target],
    glossary: Glossary | None = None,
) -> None:
    """Keep what a translator gave; a source that is known already keeps its first target.

    What has terms of the ``glossary`` is not kept, since they need not count in another document.
    """
    plain = {s: t for s, t in targets.items() if not glossary or not any(glossary.find(s))}
    if plain:
        session.execute(
            upsert(session, TranslationUnit).on_conflict_do_nothing(), _rows(identity, plain)
        )


def take_in(
    session: Session, languages: tuple[str, str], targets: Mapping[str, str], file: str
) -> None:
    """Keep the pairs of a file of people; a source that people gave a target for keeps that."""
    certain = {source: Target(target, 0.0) for source, target in targets.items()}
    origin = {"changed_at": datetime.now(UTC), "file": file}
    rows = [row | origin for row in _rows(human_identity(*languages), certain)]
    session.connection().execute(upsert(session, TranslationUnit).on_conflict_do_nothing(), rows)


def teach(session: Session, languages: tuple[str, str], targets: Mapping[str, str]) -> None:
    """Keep what people gave for sources, in place of what they gave before."""
    if not targets:
        return
    insert, now = upsert(session, TranslationUnit), datetime.now(UTC)
    replacing = insert.on_conflict_do_update(
        index_elements=["identity", "source_digest"],
        set_={"target": insert.excluded.target, "changed_at": now, "file": None},
    )
    certain = {source: Target(target, 0.0) for source, target in targets.items()}
    rows = _rows(human_identity(*languages), certain)
    session.execute(replacing, [row | {"changed_at": now} for row in rows])


def _rows(identity: str, targets: Mapping[str, Target]) -> list[dict[str, object]]:
    """The rows of some units, in one order for all writers, so that none waits in a circle."""
    return [
        {
            "identity": identity,
            "source_digest": source_digest(source),
            "source": source,
            "target": known.target,
            "score": known.score,
            "checks": known.checks,
        }
        for source, known in sorted(targets.items())
    ]


def unteach(session: Session, languages: tuple[str, str], source: str, target: str) -> None:
    """Forget that people gave ``target`` for ``source``; another target of theirs stays."""
    session.execute(
        delete(TranslationUnit).where(
            TranslationUnit.identity == human_identity(*languages),
            TranslationUnit.source_digest == source_digest(source),
            TranslationUnit.target == target,
        )
    )


def fill_from_memory(session: Session, document: Document, identity: str | None) -> None:
    """Give the document's pending segments the targets that people and a translator gave.

    ``identity`` is the translator's, or None without one.
    """
    document.revision += 1
    people = human_identity(*document.languages)
    document.pending_count -= _filled(session, document, people, Origin.CORRECTED)
    if identity is not None:
        fitting = _fitting(session, document, identity)
        recalled_count = _filled(session, document, identity, Origin.MEMORY, fitting)
        document.pending_count -= recalled_count
        if recalled_count:
            document.credit(identity)
    note_doubts(session, document)


def _filled(
    session: Session,
    document: Document,
    identity: str,
    origin: Origin,
    among: Sequence[int] | None = None,
) -> int:
    """Give pending segments (``among`` these ids) the targets of ``identity``; their number."""
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
            origin=origin,
            revision=document.revision,
        )
    )
    if among is None:
        return rows_changed(session, matches)
    groups = in_groups(among, VALUES_AT_ONCE)
    return sum(rows_changed(session, matches.where(Segment.id.in_(some))) for some in groups)


def _fitting(session: Session, document: Document, identity: str) -> list[int] | None:
    """The ids of pending segments whose remembered target has their terms; None without terms."""
    glossary = glossary_of(session, document)
    if not glossary:
        return None
    query = (
        select(Segment.id, Segment.source, TranslationUnit.target)
        .join(TranslationUnit, Segment.source_digest == TranslationUnit.source_digest)
        .where(TranslationUnit.identity == identity)
        .where(Segment.document_id == document.id, Segment.state == State.PENDING)
    )
    return [
        segment_id
        for segment_id, source, target in session.execute(query)
        if glossary.is_kept_to(source, target)
    ]
