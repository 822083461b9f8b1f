"""The termbase: words of which people said how they are to be translated.

A term is for one document or for all texts of its languages. In a document its own terms count
before those for all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database
from webapp.library.schema import Document, TermEntry
from webapp.text.terms import Glossary, PartOfSpeech, Term, checked_term

#: The most terms of a library. More of them would slow every text down.
MOST_TERMS = 50_000
#: The most characters of a note.
NOTE_CHARS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """A term as a person gives it; its languages are BCP 47 codes."""

    source: str
    target: str | None
    source_language: str = "fr"
    target_language: str = "en"
    document_id: int | None = None
    case_sensitive: bool = False
    part_of_speech: PartOfSpeech = PartOfSpeech.ANY
    note: str = ""


class Termbase:
    """The library's terms. Every method is one transaction; all raise LibraryUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def terms(self, document: Document) -> tuple[Term, ...]:
        """The terms that count in a document: its own first."""
        with self._database.reading() as session:
            return _terms(session, document.id, document.source_language, document.target_language)

    def general_terms(self, source_language: str, target_language: str) -> tuple[Term, ...]:
        """The terms for all texts of a pair of languages."""
        with self._database.reading() as session:
            return _terms(session, None, source_language, target_language)

    def get(self, term_id: int) -> TermEntry:
        """One term; raises NotFound."""
        with self._database.reading() as session:
            return _entry(session, term_id)

    def search(self, words: str = "", document_id: int | None = None) -> list[TermEntry]:
        """The terms that have ``words`` in them or in their note, by the alphabet.

        With a document, those that count there alone.
        """
        query = select(TermEntry).order_by(func.lower(TermEntry.source), TermEntry.id)
        if document_id is not None:
            query = query.where(TermEntry.document_id == document_id)
        with self._database.reading() as session:
            entries = session.scalars(query).all()
        small = words.lower().strip()
        return [
            each
            for each in entries
            if small in f"{each.source}\n{each.target or ''}\n{each.note}".lower()
        ]

    def add(self, new: NewTerm) -> TermEntry:
        """Keep a term; one with the same words and in the same place is replaced.

        Raises BadInput and NotFound.
        """
        return self.add_many([new])[0]

    def add_many(self, news: Sequence[NewTerm]) -> list[TermEntry]:
        """Keep terms, all or none of them, as ``add`` keeps one."""
        entries = [_new_entry(new) for new in news]
        with self._database.writing() as session:
            for document_id in {e.document_id for e in entries if e.document_id is not None}:
                if session.get(Document, document_id) is None:
                    raise NotFound("There is no such text; it may have been deleted.")
            _replace(session, entries)
            count = session.scalar(select(func.count()).select_from(TermEntry)) or 0
            if count > MOST_TERMS:
                raise BadInput(
                    f"A library can have {MOST_TERMS:,} terms; these would be {count:,}."
                )
            return entries

    def change(self, term_id: int, new: NewTerm) -> TermEntry:
        """Put another term in the place of one; raises BadInput and NotFound."""
        changed = _new_entry(new)
        with self._database.writing() as session:
            session.delete(_entry(session, term_id))
            session.flush()
            changed.id = term_id
            _replace(session, [changed])
            return changed

    def remove(self, term_id: int) -> TermEntry:
        """Forget a term; raises NotFound."""
        with self._database.writing() as session:
            entry = _entry(session, term_id)
            session.delete(entry)
            return entry


def glossary_of(session: Session, document: Document) -> Glossary:
    """The terms that count in a document."""
    languages = document.source_language, document.target_language
    return _glossary(_terms(session, document.id, *languages), *languages)


@lru_cache(maxsize=8)
def _glossary(terms: tuple[Term, ...], source_language: str, target_language: str) -> Glossary:
    """A glossary, made once for all chunks of a document."""
    return Glossary(terms, source_language, target_language)


def _terms(
    session: Session, document_id: int | None, source_language: str, target_language: str
) -> tuple[Term, ...]:
    columns = (
        TermEntry.source,
        TermEntry.target,
        TermEntry.case_sensitive,
        TermEntry.part_of_speech,
    )
    query = (
        select(*columns)
        .where(TermEntry.source_language == source_language)
        .where(TermEntry.target_language == target_language)
        .where(or_(TermEntry.document_id == document_id, TermEntry.document_id.is_(None)))
        .order_by(TermEntry.document_id.is_(None), TermEntry.id)
    )
    return tuple(Term(*row) for row in session.execute(query))


def _entry(session: Session, term_id: int) -> TermEntry:
    entry = session.get(TermEntry, term_id)
    if entry is None:
        raise NotFound("There is no such term; it may have been deleted.")
    return entry


def _new_entry(new: NewTerm) -> TermEntry:
    term = checked_term(
        Term(new.source, new.target, new.case_sensitive, new.part_of_speech),
    )
    return TermEntry(
        document_id=new.document_id,
        source_language=new.source_language,
        target_language=new.target_language,
        source=term.source,
        target=term.target,
        case_sensitive=term.case_sensitive,
        part_of_speech=term.part_of_speech,
        note=" ".join(new.note.split())[:NOTE_CHARS],
    )


def _replace(session: Session, entries: Iterable[TermEntry]) -> None:
    """Add entries, in the place of those with the same words, languages and document."""
    several = {_place(entry): entry for entry in entries}
    languages = {(entry.source_language, entry.target_language) for entry in several.values()}
    for source_language, target_language in languages:
        query = select(TermEntry).where(
            TermEntry.source_language == source_language,
            TermEntry.target_language == target_language,
        )
        known = {_place(entry): entry.id for entry in session.scalars(query)}
        same = [known[place] for place in several if place in known]
        session.execute(delete(TermEntry).where(TermEntry.id.in_(same)))
    session.add_all(several.values())
    session.flush()


def _place(entry: TermEntry) -> tuple[object, ...]:
    words = entry.source if entry.case_sensitive else entry.source.lower()
    return entry.document_id, entry.source_language, entry.target_language, words
