"""The vocabulary: words that a reader keeps, each with the sentence that it was met in."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database
from webapp.library.reading.kept_words import KeptWord, MetWord, WordState
from webapp.library.reading.knownness import adjust

#: The most words of a vocabulary.
MOST_WORDS = 50_000
#: The orders of a vocabulary by name.
WORD_ORDERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "newest": (KeptWord.kept_at.desc(), KeptWord.id.desc()),
        "commonest": (KeptWord.frequency.desc().nulls_last(), KeptWord.id),
        "rarest": (KeptWord.frequency.asc().nulls_last(), KeptWord.id),
    }
)


class Vocabulary:
    """The words that a reader keeps. Every method is one transaction; all raise LibraryUnavailable.

    Those that take an id raise NotFound; those that keep words raise BadInput when it is full.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, word: MetWord, state: WordState | None = None) -> KeptWord:
        """Keep a word, in a state; one that is kept already gets this sentence.

        Without a state its own stays; that of a word met first is NEW.
        """
        with self._database.writing() as session:
            query = select(KeptWord).where(KeptWord.lemma == word.lemma, KeptWord.kind == word.kind)
            kept = session.scalar(query)
            if kept is None:
                _check_room(session, 1)
                kept = KeptWord(state=WordState.NEW)
                session.add(kept)
                before = None
            else:
                before = kept.state
            for name, value in asdict(word).items():
                setattr(kept, name, value)
            kept.state = state or kept.state
            kept.kept_at = datetime.now(UTC)
            adjust(session, {(kept.lemma, kept.kind): (before, kept.state)})
            return kept

    def keep_others(self, words: Iterable[tuple[MetWord, WordState]]) -> tuple[int, datetime]:
        """Keep those of the words that are not kept, in states: how many, and at what moment.

        Of several with one lemma and kind the first counts.
        """
        now = datetime.now(UTC)
        with self._database.writing() as session:
            query = select(KeptWord.lemma, KeptWord.kind)
            kept = {(row[0], row[1]) for row in session.execute(query)}
            others: dict[tuple[str, str], dict[str, Any]] = {}
            for word, state in words:
                if (word.lemma, word.kind) not in kept:
                    row = {**asdict(word), "state": state, "kept_at": now}
                    others.setdefault((word.lemma, word.kind), row)
            _check_room(session, len(others))
            if others:
                session.execute(insert(KeptWord), list(others.values()))
            adjust(session, {lexeme: (None, row["state"]) for lexeme, row in others.items()})
        return len(others), now

    def forget_others(self, moment: datetime) -> int:
        """Take back what ``keep_others`` did at a moment: how many words are forgotten."""
        with self._database.writing() as session:
            then = KeptWord.kept_at == moment
            query = select(KeptWord.lemma, KeptWord.kind, KeptWord.state).where(then)
            others = {(row[0], row[1]): (row[2], None) for row in session.execute(query)}
            session.execute(delete(KeptWord).where(then))
            adjust(session, others)
        return len(others)

    def states(self, lemmas: Collection[str]) -> dict[tuple[str, str], WordState]:
        """The states of words by lemma and kind, for those of some lemmas that are kept."""
        with self._database.reading() as session:
            return _states(session, lemmas)

    def words(
        self,
        search: str = "",
        state: WordState | None = None,
        order: str = "newest",
        first: int = 0,
        most: int = MOST_WORDS,
    ) -> list[KeptWord]:
        """At most ``most`` words in one of WORD_ORDERS, those before the ``first`` left out.

        Those of a state alone, or with ``search`` in them. Raises BadInput for an unknown order.
        """
        if order not in WORD_ORDERS:
            raise BadInput(f"Words can be sorted by {', '.join(WORD_ORDERS)}.")
        query = self._matching(select(KeptWord), search, state)
        with self._database.reading() as session:
            ordered = query.order_by(*WORD_ORDERS[order]).offset(first).limit(most)
            return list(session.scalars(ordered))

    def taken_home(self, search: str = "", state: WordState | None = None) -> list[KeptWord]:
        """The words of a state, or all but those that are ignored, newest first."""
        words = self.words(search, state)
        return [word for word in words if state is not None or word.state != WordState.IGNORED]

    def count(self, search: str = "", state: WordState | None = None) -> int:
        """How many words there are of a state, or with ``search`` in them."""
        query = self._matching(select(func.count()).select_from(KeptWord), search, state)
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def counts(self) -> Counter[WordState]:
        """How many words there are of each state."""
        query = select(KeptWord.state, func.count()).group_by(KeptWord.state)
        with self._database.reading() as session:
            rows = session.execute(query).all()
        return Counter({row[0]: row[1] for row in rows})

    def put(self, word_id: int, state: WordState) -> None:
        """Give a word another state."""
        with self._database.writing() as session:
            word = _kept_word(session, word_id)
            before, word.state = word.state, state
            adjust(session, {(word.lemma, word.kind): (before, state)})

    def forget(self, word_id: int) -> None:
        """Keep a word no longer."""
        with self._database.writing() as session:
            word = _kept_word(session, word_id)
            session.delete(word)
            adjust(session, {(word.lemma, word.kind): (word.state, None)})

    def _matching(self, query: Select[Any], search: str, state: WordState | None) -> Select[Any]:
        if state is not None:
            query = query.where(KeptWord.state == state)
        if search:
            sides = KeptWord.lemma, KeptWord.form, KeptWord.meaning
            query = query.where(or_(*(self._database.has(side, search) for side in sides)))
        return query


def _states(session: Session, lemmas: Collection[str]) -> dict[tuple[str, str], WordState]:
    query = select(KeptWord.lemma, KeptWord.kind, KeptWord.state).where(KeptWord.lemma.in_(lemmas))
    return {(row[0], row[1]): row[2] for row in session.execute(query)}


def _check_room(session: Session, wanted: int) -> None:
    count = session.scalar(select(func.count()).select_from(KeptWord)) or 0
    if count + wanted > MOST_WORDS:
        raise BadInput(f"A vocabulary has at most {MOST_WORDS:,} words.")


def _kept_word(session: Session, word_id: int) -> KeptWord:
    word = session.get(KeptWord, word_id)
    if word is None:
        raise NotFound("This word is kept no longer.")
    return word
