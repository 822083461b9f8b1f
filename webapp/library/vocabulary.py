"""The vocabulary: words that a reader keeps, each with the sentence that it was met in."""

import enum
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Enum, ForeignKey, String, Text, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database
from webapp.library.schema import Base, UtcDateTime

#: The most words of a vocabulary.
MOST_WORDS = 50_000


class WordState(enum.StrEnum):
    """How well a reader knows a word."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    IGNORED = "ignored"


class KeptWord(Base):
    """A lemma that a reader keeps, as it was met last; ``meaning`` is English."""

    __tablename__ = "kept_words"
    __table_args__ = (UniqueConstraint("lemma", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lemma: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    form: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text)
    #: The sentence, its translation, and the title of its document, which may be gone.
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id", ondelete="SET NULL"))
    position: Mapped[int]
    state: Mapped[WordState] = mapped_column(
        Enum(
            WordState,
            native_enum=False,
            length=16,
            values_callable=lambda states: [state.value for state in states],
        ),
        default=WordState.NEW,
    )
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetWord:
    """A word as it is met in a sentence of a document."""

    lemma: str
    kind: str
    form: str
    meaning: str
    source: str
    target: str
    title: str
    document_id: int
    position: int


class Vocabulary:
    """The words that a reader keeps. Every method is one transaction; all raise LibraryUnavailable.

    Those that take an id raise NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, word: MetWord) -> KeptWord:
        """Keep a word; one that is kept already gets this sentence, and its state stays.

        Raises BadInput when the vocabulary is full.
        """
        with self._database.writing() as session:
            query = select(KeptWord).where(KeptWord.lemma == word.lemma, KeptWord.kind == word.kind)
            kept = session.scalar(query)
            if kept is None:
                if _count(session) >= MOST_WORDS:
                    raise BadInput(f"A vocabulary has at most {MOST_WORDS:,} words.")
                kept = KeptWord(state=WordState.NEW)
                session.add(kept)
            for name, value in asdict(word).items():
                setattr(kept, name, value)
            kept.kept_at = datetime.now(UTC)
            return kept

    def words(self, search: str = "", state: WordState | None = None) -> list[KeptWord]:
        """The words, the newest first: those of a state, or with ``search`` in them."""
        query = select(KeptWord).order_by(KeptWord.kept_at.desc(), KeptWord.id.desc())
        if state is not None:
            query = query.where(KeptWord.state == state)
        if search:
            sides = KeptWord.lemma, KeptWord.form, KeptWord.meaning
            query = query.where(or_(*(self._database.has(side, search) for side in sides)))
        with self._database.reading() as session:
            return list(session.scalars(query))

    def counts(self) -> Counter[WordState]:
        """How many words there are of each state."""
        query = select(KeptWord.state, func.count()).group_by(KeptWord.state)
        with self._database.reading() as session:
            rows = session.execute(query).all()
        return Counter({row[0]: row[1] for row in rows})

    def put(self, word_id: int, state: WordState) -> None:
        """Give a word another state."""
        with self._database.writing() as session:
            _kept_word(session, word_id).state = state

    def forget(self, word_id: int) -> None:
        """Keep a word no longer."""
        with self._database.writing() as session:
            session.delete(_kept_word(session, word_id))


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(KeptWord)) or 0


def _kept_word(session: Session, word_id: int) -> KeptWord:
    word = session.get(KeptWord, word_id)
    if word is None:
        raise NotFound("This word is kept no longer.")
    return word
