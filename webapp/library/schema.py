"""The tables: documents, paragraphs, segments, the translation memory's units, terms and keys.

A document keeps its text once and whole. Paragraphs and segments have half-open offsets in code
points: those of a paragraph count from the start of the text, those of a segment from the start of
its paragraph. ``source`` is the segment's text with its hard line breaks joined. The reader shows
it and the engine translates it.

``revision`` counts the changes of a document. A segment carries the revision that last changed it,
so that a page can ask for what is new since the revision it knows. That costs as much as is new.
"""

import hashlib
from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.library.columns import CheckNames, Halt, Origin, State, UtcDateTime, named
from webapp.text import Detail, Mark
from webapp.text.checks import Check
from webapp.text.terms.terms import PartOfSpeech, Term


def source_digest(source: str) -> bytes:
    """The 16-byte BLAKE2b digest of a source, by which equal sources are looked up."""
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Base(DeclarativeBase):
    """The base of the tables; it names every constraint, so that migrations can change it."""

    #: Numbers in a query may have 64 bits on each database.
    type_annotation_map: ClassVar = {int: BigInteger().with_variant(Integer(), "sqlite")}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Document(Base):
    """One text of the library; its counts of segments are kept up to date."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    source_language: Mapped[str]
    target_language: Mapped[str]
    text: Mapped[str] = mapped_column(Text, deferred=True)
    #: The length of ``text``, in code points; a sum of all reads the index and no text.
    characters: Mapped[int] = mapped_column(index=True, server_default="0")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    segment_count: Mapped[int]
    pending_count: Mapped[int] = mapped_column(index=True)
    failed_count: Mapped[int] = mapped_column(default=0)
    uncertain_count: Mapped[int] = mapped_column(default=0, server_default="0")
    revision: Mapped[int] = mapped_column(default=0)
    #: Why its segments cannot be translated now, or a question, in a sentence for people; or None.
    failure: Mapped[str | None] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: The date as the document writes it.
    date: Mapped[str] = mapped_column(Text, default="", server_default="")
    #: Sentences for people about what the library could not keep of the file.
    notices: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    #: Whether it waits for a person's answer to the question in ``failure``.
    held: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: The name of its import format (webapp.formats.readers); None for a typed text.
    imported_format: Mapped[str | None] = mapped_column(String(16))
    #: The imported file, kept where the translation can be written in its layout.
    original: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    #: Why its reader wants no further segment translated now; else None.
    halt: Mapped[Halt | None] = mapped_column(named(Halt))
    tags: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    #: The identities of the translators that gave its targets since it was last renewed.
    identities: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    #: When it was deleted. It can be restored until it is purged (webapp.library.documents.shelf).
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The job that pretranslates it, and until when that is so (webapp.library.pending.claims).
    claimed_by: Mapped[str | None] = mapped_column(String(128))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of its source and of its target, as BCP 47 codes."""
        return self.source_language, self.target_language

    def credit(self, identity: str) -> None:
        """Note that this translator gave some of its targets."""
        if identity not in self.identities:
            self.identities = [*self.identities, identity]

    @property
    def done_count(self) -> int:
        """The number of segments that are neither pending nor failed."""
        return self.segment_count - self.pending_count - self.failed_count


class Paragraph(Base):
    """A paragraph of a document; ``kind`` is one of webapp.text.ParagraphKind."""

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
        Index("ix_segments_source", "source_digest", "document_id"),
        Index(
            "ix_segments_pending",
            "document_id",
            "position",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index(
            "ix_segments_uncertain",
            "document_id",
            "position",
            sqlite_where=text("checks <> ''"),
            postgresql_where=text("checks <> ''"),
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
    state: Mapped[State] = mapped_column(named(State), default=State.PENDING)
    origin: Mapped[Origin | None] = mapped_column(named(Origin))
    #: The mean log-probability per token that the engine gave the target.
    score: Mapped[float | None]
    #: Why its target is uncertain; None where nothing was checked.
    checks: Mapped[tuple[Check, ...] | None] = mapped_column(CheckNames)
    #: Where a person put the marks of its target; None where their places are found.
    target_marks: Mapped[list[Mark] | None] = mapped_column(JSON(none_as_null=True))
    #: What the machine gave before a person or another package replaced it.
    draft: Mapped[str | None] = mapped_column(Text)
    #: Why it is FAILED, in a sentence for people.
    failure: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=0)


class Version(Base):
    """What a segment's target was until somebody replaced it; the newest has the largest id."""

    __tablename__ = "versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(
        ForeignKey("segments.id", ondelete="CASCADE"), index=True
    )
    #: None for a segment that had no target yet.
    target: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[Origin | None] = mapped_column(named(Origin))
    score: Mapped[float | None]
    checks: Mapped[tuple[Check, ...] | None] = mapped_column(CheckNames)
    target_marks: Mapped[list[Mark] | None] = mapped_column(JSON(none_as_null=True))
    #: None where that was before libraries kept it.
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Cut(Base):
    """How people cut a paragraph: the segments of every later one with the same text."""

    __tablename__ = "cuts"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The digest of the paragraph's text, as ``source_digest`` gives it.
    digest: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    #: Start, end and source of each.
    segments: Mapped[list[tuple[int, int, str]]] = mapped_column(JSON)


#: How the identity of people begins; the languages follow, with this sign between them.
HUMAN, BETWEEN = "human ", ">"


class TranslationUnit(Base):
    """A source and the target that one translator or people gave it.

    ``identity`` is that of the translator, its package and decoding, or that of all people
    (webapp.library.knowledge.memory.human_identity).
    """

    __tablename__ = "translation_units"
    __table_args__ = (UniqueConstraint("identity", "source_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]
    source_digest: Mapped[bytes] = mapped_column(LargeBinary(16))
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    #: Why the target is uncertain; None where nothing was checked.
    checks: Mapped[tuple[Check, ...] | None] = mapped_column(CheckNames)
    #: When people gave it; None for a translator's, and for one of before libraries kept it.
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The name of the file that brought it, if one did.
    file: Mapped[str | None] = mapped_column(String(120))

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of source and target, for a unit of people."""
        source_language, _, target_language = self.identity.removeprefix(HUMAN).partition(BETWEEN)
        return source_language, target_language


class TermEntry(Base):
    """How some words are translated, in one document or, without one, in all of these languages.

    Words without a ``target`` are never translated.
    """

    __tablename__ = "terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    source_language: Mapped[str]
    target_language: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str | None] = mapped_column(Text)
    case_sensitive: Mapped[bool] = mapped_column(default=False)
    part_of_speech: Mapped[PartOfSpeech] = mapped_column(
        named(PartOfSpeech), default=PartOfSpeech.ANY
    )
    #: What its users want to remember of it.
    note: Mapped[str] = mapped_column(Text, default="")
    #: When it was forgotten; it counts no more, and for a day it can be brought back.
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of its source and of its target."""
        return self.source_language, self.target_language

    @property
    def term(self) -> Term:
        """What the engine needs of it."""
        return Term(self.source, self.target, self.case_sensitive, self.part_of_speech)


#: The condition of ``ix_segments_uncertain``, without a parameter, so that SQLite uses that index.
UNCERTAIN = text("segments.checks <> ''")


class ApiKey(Base):
    """A key to the API; ``digest`` is the SHA-256 of its secret text."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Limits that apply in place of the settings; None keeps the settings.
    rate_limit: Mapped[str | None] = mapped_column(Text)
    max_request_chars: Mapped[int | None]
