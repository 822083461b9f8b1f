"""Glossaries that callers of the API keep: dictionaries of terms, one a pair of languages.

Where the API asks for keys, a glossary belongs to the key that made it, and to no other it exists.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, String, Text, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.errors import BadInput, NotFound
from webapp.library.columns import UtcDateTime
from webapp.library.database import Database
from webapp.library.schema import Base
from webapp.text.terms.term_lists import MOST_TERMS
from webapp.text.terms.terms import Term

#: The most glossaries of one key.
MOST_GLOSSARIES = 1_000
#: The most characters of a name.
NAME_CHARS = 1_024

Pair = tuple[str, str]
Entries = Mapping[str, str]


class GlossaryRow(Base):
    """A glossary; ``key_id`` is the key whose it is, or None without keys."""

    __tablename__ = "glossaries"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    key_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))


class GlossaryEntry(Base):
    """A source and its target in a glossary's dictionary of two languages (BCP 47 codes)."""

    __tablename__ = "glossary_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    glossary_id: Mapped[str] = mapped_column(
        ForeignKey("glossaries.id", ondelete="CASCADE"), index=True
    )
    source_language: Mapped[str]
    target_language: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class KeptGlossary:
    """What is told of a glossary: ``counts`` are the numbers of entries of its dictionaries."""

    id: str
    name: str
    created_at: datetime
    counts: Mapping[Pair, int]


class Glossaries:
    """All glossaries. Every method is one transaction; all raise LibraryUnavailable.

    ``key_id`` is the caller's; those that take an id raise NotFound for another one's, too.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, name: str, dictionaries: Mapping[Pair, Entries], key_id: int | None
    ) -> KeptGlossary:
        """Keep a glossary; raises BadInput for one that has no name or too many entries."""
        with self._database.writing() as session:
            owned = select(func.count()).where(GlossaryRow.key_id == key_id)
            if (session.scalar(owned.select_from(GlossaryRow)) or 0) >= MOST_GLOSSARIES:
                raise BadInput(f"There can be {MOST_GLOSSARIES:,} glossaries; delete one first.")
            row = GlossaryRow(id=str(uuid.uuid4()), key_id=key_id, name=_checked_name(name))
            session.add(row)
            session.flush()
            for pair, entries in dictionaries.items():
                _put(session, row.id, pair, entries)
            return _kept(session, row)

    def all(self, key_id: int | None) -> list[KeptGlossary]:
        """The caller's glossaries, the oldest first."""
        query = (
            select(GlossaryRow)
            .where(GlossaryRow.key_id == key_id)
            .order_by(GlossaryRow.created_at, GlossaryRow.id)
        )
        with self._database.reading() as session:
            return [_kept(session, row) for row in session.scalars(query)]

    def get(self, glossary_id: str, key_id: int | None) -> KeptGlossary:
        """One glossary."""
        with self._database.reading() as session:
            return _kept(session, _row(session, glossary_id, key_id))

    def entries(self, glossary_id: str, key_id: int | None, pair: Pair) -> dict[str, str]:
        """The entries of one dictionary, in their order."""
        with self._database.reading() as session:
            _row(session, glossary_id, key_id)
            entries = _entries(session, glossary_id, pair)
        if not entries:
            raise NotFound("Glossary not found: it has no dictionary for these languages.")
        return entries

    def terms(self, glossary_id: str, key_id: int | None, pair: Pair) -> tuple[Term, ...]:
        """The entries of one dictionary as terms."""
        return tuple(Term(*entry) for entry in self.entries(glossary_id, key_id, pair).items())

    def change(
        self,
        glossary_id: str,
        key_id: int | None,
        dictionaries: Mapping[Pair, Entries],
        *,
        merged: bool,
        name: str | None = None,
    ) -> KeptGlossary:
        """Put dictionaries in the place of those it has, or, ``merged``, add entries to these.

        With a ``name`` it gets that, too. Raises BadInput.
        """
        with self._database.writing() as session:
            row = _row(session, glossary_id, key_id)
            row.name = row.name if name is None else _checked_name(name)
            for pair, entries in dictionaries.items():
                before = _entries(session, glossary_id, pair) if merged else {}
                _put(session, glossary_id, pair, {**before, **entries})
            return _kept(session, row)

    def delete_dictionary(self, glossary_id: str, key_id: int | None, pair: Pair) -> None:
        """Forget one dictionary."""
        with self._database.writing() as session:
            _row(session, glossary_id, key_id)
            if not _entries(session, glossary_id, pair):
                raise NotFound("Glossary not found: it has no dictionary for these languages.")
            _put(session, glossary_id, pair, {})

    def delete(self, glossary_id: str, key_id: int | None) -> None:
        """Forget a glossary and its dictionaries."""
        with self._database.writing() as session:
            session.delete(_row(session, glossary_id, key_id))


def _row(session: Session, glossary_id: str, key_id: int | None) -> GlossaryRow:
    row = session.get(GlossaryRow, glossary_id)
    if row is None or row.key_id != key_id:
        raise NotFound("Glossary not found.")
    return row


def _kept(session: Session, row: GlossaryRow) -> KeptGlossary:
    pair = GlossaryEntry.source_language, GlossaryEntry.target_language
    counted = (
        select(*pair, func.count())
        .where(GlossaryEntry.glossary_id == row.id)
        .group_by(*pair)
        .order_by(func.min(GlossaryEntry.id))
    )
    counts = {(source, target): count for source, target, count in session.execute(counted)}
    return KeptGlossary(row.id, row.name, row.created_at, counts)


def _entries(session: Session, glossary_id: str, pair: Pair) -> dict[str, str]:
    query = (
        select(GlossaryEntry.source, GlossaryEntry.target)
        .where(GlossaryEntry.glossary_id == glossary_id)
        .where(GlossaryEntry.source_language == pair[0], GlossaryEntry.target_language == pair[1])
        .order_by(GlossaryEntry.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _put(session: Session, glossary_id: str, pair: Pair, entries: Entries) -> None:
    """Put a dictionary in the place of the one for these languages."""
    here = GlossaryEntry.glossary_id == glossary_id
    of_pair = GlossaryEntry.source_language == pair[0], GlossaryEntry.target_language == pair[1]
    session.execute(delete(GlossaryEntry).where(here, *of_pair))
    rows: Sequence[dict[str, str]] = [
        {
            "glossary_id": glossary_id,
            "source_language": pair[0],
            "target_language": pair[1],
            "source": source,
            "target": target,
        }
        for source, target in entries.items()
    ]
    if rows:
        session.execute(insert(GlossaryEntry), rows)
    count = session.scalar(select(func.count()).select_from(GlossaryEntry).where(here)) or 0
    if count > MOST_TERMS:
        raise BadInput(f"A glossary can have {MOST_TERMS:,} terms, not {count:,}.")


def _checked_name(name: str) -> str:
    short = " ".join(name.split())
    if not short or len(short) > NAME_CHARS:
        raise BadInput(f"A glossary needs a name of at most {NAME_CHARS:,} characters.")
    return short
