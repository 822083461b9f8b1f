"""The translation units that people gave: searched, mended, forgotten, taken in and given out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from webapp.errors import NotFound
from webapp.library.database import Database
from webapp.library.knowledge.memory import Memory, human_identity, take_in
from webapp.library.knowledge.targets import checked_target
from webapp.library.schema import HUMAN, Document, Segment, TranslationUnit
from webapp.text.likeness import lengths_like, most_like

#: Units that are read at once.
AT_ONCE = 1_000
#: The least likeness of a fuzzy match, in per cent, and the most of them for one source.
LEAST_LIKENESS, MOST_MATCHES = 75, 3

#: How long what was forgotten can be brought back.
UNDO_TIME = timedelta(days=1)
#: How the identity of a forgotten unit begins; the moment and the identity that it had follow.
_FORGOTTEN = "forgotten "

_KEPT = Document.deleted_at.is_(None)
_PEOPLE = TranslationUnit.identity.startswith(HUMAN, autoescape=True)


class FuzzyMatch(NamedTuple):
    """A unit whose source is like another one, and how like in per cent."""

    unit: TranslationUnit
    percent: int


class Units:
    """The memory of people. Every method is one transaction.

    All raise LibraryUnavailable; those that take an id raise NotFound.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def count(self) -> int:
        """The number of units."""
        with self._database.reading() as session:
            return _count(session)

    def files(self) -> dict[str, int]:
        """The names of the files that brought units, and the number of these."""
        query = select(TranslationUnit.file, func.count()).group_by(TranslationUnit.file)
        with self._database.reading() as session:
            rows = session.execute(query.where(_PEOPLE).order_by(TranslationUnit.file))
            return {file: count for file, count in rows if file is not None}

    def search(self, words: str, before: int | None, most: int) -> list[TranslationUnit]:
        """At most ``most`` units whose source or target has ``words``, the newest first.

        No words stand in every unit. ``before`` is the id of a unit: only those before it. The
        search looks at every unit, as that of texts does (webapp.library.documents.shelf).
        """
        query = select(TranslationUnit).where(_PEOPLE).order_by(TranslationUnit.id.desc())
        if before is not None:
            query = query.where(TranslationUnit.id < before)
        if words:
            sides = TranslationUnit.source, TranslationUnit.target
            query = query.where(or_(*(self._database.has(side, words) for side in sides)))
        with self._database.reading() as session:
            return list(session.scalars(query.limit(most)))

    def all(self, tag: str = "") -> Iterator[TranslationUnit]:
        """Every unit, the oldest first, read AT_ONCE at a time.

        With a tag: those whose sources stand in a document that has the tag.
        """
        query = select(TranslationUnit).where(_PEOPLE)
        if tag:
            with self._database.reading() as session:
                rows = session.execute(select(Document.id, Document.tags).where(_KEPT))
                ids = [row.id for row in rows if tag in row.tags]
            sources = select(Segment.source_digest).where(Segment.document_id.in_(ids))
            query = query.where(TranslationUnit.source_digest.in_(sources))
        after = 0
        while True:
            following = query.where(TranslationUnit.id > after).order_by(TranslationUnit.id)
            with self._database.reading() as session:
                units = session.scalars(following.limit(AT_ONCE)).all()
            yield from units
            if len(units) < AT_ONCE:
                return
            after = units[-1].id

    def mend(self, unit_id: int, target: str) -> TranslationUnit:
        """Give a unit another target; raises BadInput for one that cannot be kept."""
        with self._database.writing() as session:
            unit = _found(session, unit_id)
            unit.target, unit.changed_at = checked_target(target), datetime.now(UTC)
            unit.file = None  # it is a person's now, and stays when the file is forgotten
        self._memory.corrections += 1
        return unit

    def get(self, unit_id: int) -> TranslationUnit:
        """One unit."""
        with self._database.reading() as session:
            return _found(session, unit_id)

    def forget(self, unit_id: int) -> datetime:
        """Forget a unit: its source is translated by machine again where it comes next.

        Gives the moment by which it can be brought back for UNDO_TIME.
        """
        with self._database.writing() as session:
            unit = _found(session, unit_id)
            moment = _forget(session, TranslationUnit.id == unit.id)
        self._memory.corrections += 1
        return moment

    def forget_file(self, file: str) -> datetime:
        """Forget all units that a file of that name brought; gives the moment, as ``forget``."""
        with self._database.writing() as session:
            moment = _forget(session, TranslationUnit.file == file)
        self._memory.corrections += 1
        return moment

    def forgotten(self, moment: datetime) -> int:
        """How many units were forgotten at a moment and can be brought back."""
        with self._database.reading() as session:
            query = select(func.count()).select_from(TranslationUnit)
            return session.scalar(query.where(_forgotten_at(moment))) or 0

    def bring_back(self, moment: datetime) -> None:
        """Bring back what was forgotten at a moment, but where a new target was given since."""
        other = aliased(TranslationUnit)
        identity = func.substr(TranslationUnit.identity, len(_mark(moment)) + 1)
        is_new = (
            select(other.id)
            .where(other.identity == identity)
            .where(other.source_digest == TranslationUnit.source_digest)
            .exists()
        )
        back = update(TranslationUnit).where(_forgotten_at(moment), ~is_new)
        with self._database.writing() as session:
            session.execute(
                back.values(identity=identity), execution_options={"synchronize_session": False}
            )
        self._memory.corrections += 1

    def learn(
        self, languages: tuple[str, str], groups: Iterable[Mapping[str, str]], file: str
    ) -> int:
        """Take in pairs, a source and a target each, from a file; gives the number of new units.

        A source for which people gave a target here keeps that. All groups or none are taken in.
        """
        with self._database.writing() as session:
            before = _count(session)
            for targets in groups:
                take_in(session, languages, targets, file)
            new = _count(session) - before
        self._memory.corrections += 1
        return new

    def like(self, languages: tuple[str, str], source: str) -> list[FuzzyMatch]:
        """The units whose sources are most like a source and not the same, the likest first."""
        shortest, longest = lengths_like(len(source), LEAST_LIKENESS)
        query = select(TranslationUnit.id, TranslationUnit.source).where(
            TranslationUnit.identity == human_identity(*languages),
            func.length(TranslationUnit.source).between(shortest, longest),
            TranslationUnit.source != source,
        )
        with self._database.reading() as session:
            rows = session.execute(query).all()
            sources = [row.source for row in rows]
            alike = most_like(source, sources, LEAST_LIKENESS, MOST_MATCHES)
            return [FuzzyMatch(_found(session, rows[at].id), percent) for at, percent in alike]


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(TranslationUnit).where(_PEOPLE, *conditions)
    return session.scalar(query) or 0


def _forget(session: Session, which: ColumnElement[bool]) -> datetime:
    """Take units out of the memory for UNDO_TIME, and purge those forgotten before that."""
    now = datetime.now(UTC)
    is_old = TranslationUnit.identity.between(_FORGOTTEN, _mark(now - UNDO_TIME))
    session.execute(delete(TranslationUnit).where(is_old))
    forgotten = update(TranslationUnit).where(_PEOPLE, which)
    session.execute(
        forgotten.values(identity=_mark(now) + TranslationUnit.identity),
        execution_options={"synchronize_session": False},
    )
    return now


def _mark(moment: datetime) -> str:
    """How the identity of what was forgotten at a moment (UTC) begins; marks sort by time."""
    return f"{_FORGOTTEN}{moment.isoformat(timespec='microseconds')} "


def _forgotten_at(moment: datetime) -> ColumnElement[bool]:
    return TranslationUnit.identity.startswith(_mark(moment), autoescape=True)


def _found(session: Session, unit_id: int) -> TranslationUnit:
    unit = session.get(TranslationUnit, unit_id)
    if unit is None or not unit.identity.startswith(HUMAN):
        raise NotFound("This sentence is not in the memory any more.")
    return unit
