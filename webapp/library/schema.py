"""The tables: documents, paragraphs, segments and the translation memory's units.

A document keeps its text once and whole; paragraphs and segments point into it with half-open
offsets in code points (a paragraph's in the text, a segment's in its paragraph). ``source`` is what
the reader shows and the engine is given: the slice with hard line breaks joined.

``revision`` counts the changes of a document. Each segment carries the revision that last changed
it, so that a page asks for what is new since the one it knows, at a cost that follows what is new.
"""

import enum
import hashlib
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.text import Detail


class State(enum.StrEnum):
    """Where a segment stands (XLIFF: initial, translated, reviewed)."""

    PENDING = "pending"
    TRANSLATED = "translated"
    EDITED = "edited"
    FAILED = "failed"


class Origin(enum.StrEnum):
    """Who made a target."""

    MACHINE = "machine"
    MEMORY = "memory"
    HUMAN = "human"


class Halt(enum.StrEnum):
    """Why nobody works on a document's pending segments: its reader wished it so."""

    PAUSED = "paused"
    CANCELLED = "cancelled"


def source_digest(source: str) -> bytes:
    """A 16-byte BLAKE2b digest of a source: equal sources are found by it."""
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in UTC, also on SQLite, which forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Give back the zone that SQLite left out."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _named(enumeration: type[enum.StrEnum]) -> Enum:
    return Enum(
        enumeration,
        native_enum=False,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )


class Document(Base):
    """One text of the library, with running counts of its segments."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    source_language: Mapped[str]
    target_language: Mapped[str]
    text: Mapped[str] = mapped_column(Text, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    segment_count: Mapped[int]
    pending_count: Mapped[int]
    failed_count: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    #: Why no segment of it can be translated now (a sentence for people), or None.
    failure: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: As the document itself writes it.
    date: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: Sentences about what could not be kept of the file.
    notices: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    #: Whether it waits for a person's answer to the question that stands in ``failure``.
    held: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: What it was imported from (a name of webapp.formats.readers); None when it was typed.
    imported_format: Mapped[str | None] = mapped_column(String(16))
    #: The imported file, kept where a translation in its own layout can be made.
    original: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: Set while its reader wants no further segment translated.
    halt: Mapped[Halt | None] = mapped_column(_named(Halt))
    tags: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    #: When it was deleted; it can be brought back until it is purged (webapp.library.shelf).
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def done_count(self) -> int:
        """How many of its segments have a target."""
        return self.segment_count - self.pending_count - self.failed_count


class Paragraph(Base):
    """A block of a document; ``kind`` is one of webapp.text.ParagraphKind."""

    __tablename__ = "paragraphs"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    #: Level, inline marks, times (webapp.text.Detail); None when there are none.
    detail: Mapped[Detail | None] = mapped_column(JSON(none_as_null=True))


class Segment(Base):
    """One sentence; ``position`` is its number in the document, from 1."""

    __tablename__ = "segments"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        Index("ix_segments_revision", "document_id", "revision"),
        Index("ix_segments_source", "document_id", "source_digest"),
        Index(
            "ix_segments_pending",
            "document_id",
            "position",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    paragraph_id: Mapped[int] = mapped_column(
        ForeignKey("paragraphs.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    source_digest: Mapped[bytes] = mapped_column(LargeBinary(16))
    target: Mapped[str | None] = mapped_column(Text)
    state: Mapped[State] = mapped_column(_named(State), default=State.PENDING)
    origin: Mapped[Origin | None] = mapped_column(_named(Origin))
    #: Mean log-probability per token that the engine gave the target.
    score: Mapped[float | None]
    #: What the machine gave before a person's target, or one by another package, took its place.
    draft: Mapped[str | None] = mapped_column(Text)
    #: Why it has no target (a sentence for people), when FAILED.
    failure: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=0)


class TranslationUnit(Base):
    """A source and its target, as one translator (``identity``: package and decoding) gave it."""

    __tablename__ = "translation_units"
    __table_args__ = (UniqueConstraint("identity", "source_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]
    source_digest: Mapped[bytes] = mapped_column(LargeBinary(16))
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    score: Mapped[float]


class ApiKey(Base):
    """A key to the API; ``digest`` is the SHA-256 of what its holder sends."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Limits of this key in place of the settings', None where those hold.
    rate_limit: Mapped[str | None] = mapped_column(Text)
    max_request_chars: Mapped[int | None]
