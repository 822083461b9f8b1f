"""Which kept words are to be reviewed, and what became of each review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from webapp.errors import NotFound
from webapp.library.database import Database
from webapp.library.reading.kept_words import KeptWord, WordState
from webapp.library.reading.knownness import adjust

#: The states of words that are reviewed.
_LEARNT = [state for state in WordState if state not in (WordState.KNOWN, WordState.IGNORED)]


@dataclass(frozen=True, slots=True)
class Due:
    """The word that is to be reviewed first, how many are, and when the next one will be."""

    word: KeptWord | None
    count: int
    next_at: datetime | None


class Reviews:
    """The reviews of words. Every method is one transaction; all raise LibraryUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime) -> Due:
        """What is due now: words whose time has come, and behind them those never reviewed."""
        learnt = KeptWord.state.in_(_LEARNT)
        order = KeptWord.due_at.asc().nulls_last(), KeptWord.kept_at, KeptWord.id
        with self._database.reading() as session:
            query = select(KeptWord).where(_is_due(now)).order_by(*order).limit(1)
            count = session.scalar(select(func.count()).select_from(KeptWord).where(_is_due(now)))
            later = select(func.min(KeptWord.due_at)).where(learnt, KeptWord.due_at > now)
            return Due(session.scalar(query), count or 0, session.scalar(later))

    def get(self, word_id: int) -> KeptWord:
        """A word that is kept; raises NotFound."""
        with self._database.reading() as session:
            word = session.get(KeptWord, word_id)
        if word is None:
            raise NotFound("This word is kept no longer.")
        return word

    def put(self, word: KeptWord, memory: Mapping[str, Any], due_at: datetime) -> bool:
        """Keep what a review of a word led to, and take a new word for one that is being learnt.

        False, and nothing is changed, where the word was reviewed meanwhile or is kept no longer.
        """
        with self._database.writing() as session:
            kept = session.get(KeptWord, word.id, with_for_update=True)
            if kept is None or kept.due_at != word.due_at:
                return False
            kept.memory, kept.due_at = dict(memory), due_at
            if kept.state == WordState.NEW:
                kept.state = WordState.LEARNING_1
                adjust(session, {(kept.lemma, kept.kind): (WordState.NEW, kept.state)})
            return True


def _is_due(now: datetime) -> ColumnElement[bool]:
    come = or_(KeptWord.due_at.is_(None), KeptWord.due_at <= now)
    return and_(KeptWord.state.in_(_LEARNT), come)
