"""The table of the words that a reader keeps, and how well each is known."""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.library.columns import UtcDateTime
from webapp.library.schema import Base


class WordState(enum.StrEnum):
    """How well a reader knows a word; a word that is not kept has none."""

    NEW = "new"
    LEARNING_1 = "learning-1"
    LEARNING_2 = "learning-2"
    LEARNING_3 = "learning-3"
    LEARNING_4 = "learning-4"
    KNOWN = "known"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        """The state in words: "learning 1"."""
        return self.value.replace("-", " ")


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
    #: How often the lemma occurs in a million words, by the dictionary; None where nobody counted.
    frequency: Mapped[float | None]
    #: What the scheduler of reviews keeps of it, and when it is due; None before its first review.
    memory: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetWord:
    """A word as it is met in a sentence of a document, or without one."""

    lemma: str
    kind: str
    form: str
    meaning: str
    frequency: float | None = None
    source: str
    target: str
    title: str
    document_id: int | None
    position: int
