"""The termbase: words of which people said how they are to be translated.

A term is for one document or for all texts of its languages. In a document its own terms count
before those for all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from webapp.errors import BadInput, NotFound
from webapp.library.database import Database
from webapp.library.schema import Document, TermEntry
from webapp.text.terms.term_lists import MOST_TERMS
from webapp.text.terms.terms import Glossary, PartOfSpeech, Term, checked_term

#: Ids in one statement; every supported database takes more bound parameters than that.
IDS_AT_ONCE = 500
#: The most characters of a note.
NOTE_CHARS = 1_000
#: How long a forgotten term can be brought back.
UNDO_TIME = timedelta(days=1)
_COUNTS = TermEntry.forgotten_at.is_(None)

#: The columns of a term by their names.
_Values = dict[str, Any]


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
        """One term, also a forgotten one that can be brought back; raises NotFound."""
        with self._database.reading() as session:
            return found_term(session, term_id, even_forgotten=True)

    def search(self, words: str = "", document_id: int | None = None) -> list[TermEntry]:
        """The terms that have ``words`` in them or in their note, by the alphabet.

        With a document, those that count there alone.
        """
        order = func.lower(TermEntry.source), TermEntry.id
        query = select(TermEntry).where(_COUNTS).order_by(*order)
        if document_id is not None:
            query = query.where(TermEntry.document_id == document_id)
        with self._database.reading() as session:
            entries = session.scalars(query).all()
        small = words.lower().strip()
        return [
            entry
            for entry in entries
            if small in f"{entry.source}\n{entry.target or ''}\n{entry.note}".lower()
        ]

    def add(self, new: NewTerm) -> TermEntry:
        """Keep a term; one with the same words and in the same place is replaced.

        Raises BadInput and NotFound.
        """
        values = _values(new)
        with self._database.writing() as session:
            _replace(session, [values])
            newest = select(TermEntry).order_by(TermEntry.id.desc()).limit(1)
            return session.scalars(newest).one()

    def add_many(self, news: Sequence[NewTerm]) -> int:
        """Keep terms, all or none of them, as ``add`` keeps one; gives their number."""
        values = [_values(new) for new in news]
        with self._database.writing() as session:
            return _replace(session, values)

    def change(self, term_id: int, new: NewTerm) -> TermEntry:
        """Put another term in the place of one; raises BadInput and NotFound."""
        values = _values(new) | {"id": term_id}
        with self._database.writing() as session:
            session.delete(found_term(session, term_id))
            session.flush()
            _replace(session, [values])
            return found_term(session, term_id)

    def remove(self, term_id: int) -> TermEntry:
        """Forget a term, and purge those that were forgotten before UNDO_TIME; raises NotFound."""
        now = datetime.now(UTC)
        with self._database.writing() as session:
            session.execute(delete(TermEntry).where(TermEntry.forgotten_at < now - UNDO_TIME))
            entry = found_term(session, term_id)
            entry.forgotten_at = now
            return entry

    def restore(self, term_id: int) -> TermEntry:
        """Bring a forgotten term back, as ``add`` keeps one; raises BadInput and NotFound."""
        with self._database.writing() as session:
            entry = found_term(session, term_id, even_forgotten=True)
            values = {c.name: getattr(entry, c.name) for c in TermEntry.__table__.columns}
            session.delete(entry)
            session.flush()
            _replace(session, [values | {"forgotten_at": None}])
            return found_term(session, term_id)


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
        .where(or_(TermEntry.document_id == document_id, TermEntry.document_id.is_(None)), _COUNTS)
        .order_by(TermEntry.document_id.is_(None), TermEntry.id)
    )
    return tuple(Term(*row) for row in session.execute(query))


def found_term(session: Session, term_id: int, *, even_forgotten: bool = False) -> TermEntry:
    """One term, within a transaction; raises NotFound."""
    entry = session.get(TermEntry, term_id)
    if entry is None or (entry.forgotten_at and not even_forgotten):
        raise NotFound("There is no such term; it may have been deleted.")
    return entry


def _values(new: NewTerm) -> _Values:
    """The columns of a term; raises BadInput."""
    term = checked_term(Term(new.source, new.target, new.case_sensitive, new.part_of_speech))
    return {
        "document_id": new.document_id,
        "source_language": new.source_language,
        "target_language": new.target_language,
        "source": term.source,
        "target": term.target,
        "case_sensitive": term.case_sensitive,
        "part_of_speech": term.part_of_speech,
        "note": " ".join(new.note.split())[:NOTE_CHARS],
    }


def _replace(session: Session, several: Iterable[_Values]) -> int:
    """Add terms in the place of those with the same words, languages and document.

    Gives their number. Raises BadInput, and NotFound for a document that is not there.
    """
    added = {_place(values): values for values in several}
    for document_id in {values["document_id"] for values in added.values()} - {None}:
        if session.get(Document, document_id) is None:
            raise NotFound("There is no such text; it may have been deleted.")
    columns = [column for column in TermEntry.__table__.columns if column.name != "note"]
    before = [row._asdict() for row in session.execute(select(*columns).where(_COUNTS))]
    same = [values["id"] for values in before if _place(values) in added]
    for start in range(0, len(same), IDS_AT_ONCE):
        some = same[start : start + IDS_AT_ONCE]
        session.execute(delete(TermEntry).where(TermEntry.id.in_(some)))
    count = len(before) - len(same) + len(added)
    if count > MOST_TERMS:
        raise BadInput(f"A library can have {MOST_TERMS:,} terms; these would be {count:,}.")
    _check_circles([values for values in before if _place(values) not in added], added.values())
    session.execute(insert(TermEntry), list(added.values()))
    return len(added)


def _check_circles(before: Iterable[_Values], added: Iterable[_Values]) -> None:
    """Raise BadInput where a new term turns round what another one says."""
    turned = {_turned(values) for values in added}
    several = [_direct(values) for values in (*before, *added)]
    if any(pair in turned and pair[0] != pair[1] for pair in several):
        raise BadInput(
            "Two terms turn each other round: what one translates is what the other translates "
            "into. In one of them the two columns are swapped."
        )


def _direct(values: _Values) -> tuple[str, str, object]:
    languages = values["source_language"], values["target_language"]
    return values["source"].lower(), (values["target"] or "").lower(), languages


def _turned(values: _Values) -> tuple[str, str, object]:
    source, target, languages = _direct(values)
    return target, source, languages


def _place(values: _Values) -> tuple[object, ...]:
    words = values["source"] if values["case_sensitive"] else values["source"].lower()
    languages = values["source_language"], values["target_language"]
    return values["document_id"], *languages, words
