"""Sentences that a term would change: counted, translated again when asked, and brought back."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from webapp.errors import Refused
from webapp.library.columns import Origin, State
from webapp.library.database import Database
from webapp.library.documents.finding import found_document, found_segment
from webapp.library.editing.postediting import keep_versions, take_back
from webapp.library.knowledge.memory import VALUES_AT_ONCE, in_groups
from webapp.library.knowledge.termbase import found_term, glossary_of
from webapp.library.schema import Document, Segment, TermEntry, Version
from webapp.text.terms.articles import article_of
from webapp.text.terms.terms import Glossary


class Renewal(NamedTuple):
    """What was begun for a term: its documents, and the ids of the versions kept before.

    The versions are those of ``segment_count`` segments, from ``first`` to ``last``.
    """

    document_ids: Sequence[int]
    segment_count: int
    first: int
    last: int


class Renewals:
    """Renews what a term would change. Every method is one transaction.

    All raise LibraryUnavailable, and NotFound for a term that is not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def affected(self, term_id: int) -> dict[int, int]:
        """How many machine's targets lack the term, by the id of their document.

        Of a forgotten term those are counted that have it and were not translated again since.
        """
        with self._database.reading() as session:
            segments = _affected(session, found_term(session, term_id, even_forgotten=True))
        return {document_id: len(ids) for document_id, ids in segments.items()}

    def renew(self, term_id: int) -> Renewal:
        """Make those segments PENDING; what they had becomes a version, for ``undo``.

        Raises Refused while one of their documents is being translated, because that run keeps the
        terms that it began with.
        """
        with self._database.writing() as session:
            segments = _affected(session, found_term(session, term_id, even_forgotten=True))
            before = session.scalar(select(func.max(Version.id))) or 0
            for document_id, segment_ids in segments.items():
                _make_pending(session, document_id, segment_ids)
            last = session.scalar(select(func.max(Version.id))) or 0
        return Renewal(list(segments), sum(map(len, segments.values())), before + 1, last)

    def undo(self, term_id: int, first: int, last: int) -> int:
        """Give back the versions of a renewal whose segments nobody has changed since by hand.

        Gives how many there were.
        """
        with self._database.writing() as session:
            languages = found_term(session, term_id, even_forgotten=True).languages
            versions = session.scalars(
                select(Version).where(Version.id.between(first, last)).order_by(Version.id)
            ).all()
            return sum(_gives_back(session, version, languages) for version in versions)


def _affected(session: Session, entry: TermEntry) -> Mapping[int, list[int]]:
    """The ids of segments that have the term without its translation, by their document.

    Of a forgotten term they are those that may have its translation because of it.
    """
    glossary = Glossary([entry.term], *entry.languages)
    query = (
        select(Document, Segment.id, Segment.source, Segment.target)
        .join(Segment, Segment.document_id == Document.id)
        .where(Document.deleted_at.is_(None), Document.source_language == entry.source_language)
        .where(Document.target_language == entry.target_language)
        .where(Segment.state == State.TRANSLATED)
        .where(Segment.origin.in_([Origin.MACHINE, Origin.MEMORY]))
        .where(Segment.source.ilike(_likely(entry.source)))
    )
    if entry.document_id is not None:
        query = query.where(Document.id == entry.document_id)
    if entry.forgotten_at is not None:
        again = exists().where(Version.segment_id == Segment.id)
        query = query.where(~again.where(Version.replaced_at > entry.forgotten_at))
    segments: dict[int, list[int]] = {}
    for document, segment_id, source, target in session.execute(query):
        counting = glossary_of(session, document)
        if target is not None and _changes(entry, glossary, counting, source, target):
            segments.setdefault(document.id, []).append(segment_id)
    return segments


def _changes(
    entry: TermEntry, glossary: Glossary, counting: Glossary, source: str, target: str
) -> bool:
    """Whether a target may change: it lacks a term that counts, or has one that was forgotten.

    ``glossary`` has the term alone, ``counting`` all that count in the document.
    """
    is_asked = entry.target in [occurrence.term.target for occurrence in counting.find(source)]
    if entry.forgotten_at is None:
        return is_asked and not glossary.is_kept_to(source, target)
    has_term = any(glossary.find(source)) and glossary.is_kept_to(source, target)
    return has_term and not is_asked


def _likely(words: str) -> str:
    """A pattern that sources with these words have: the beginning of the noun, in any capitals.

    SQLite knows the capitals of ASCII alone, so other letters stand for any.
    """
    noun = words[len(article_of(words)) :]
    first = re.split(r"[\W_]", noun)[0] if noun[0].isalnum() else ""
    beginning = first[: max(2, len(first) - 3)]
    return f"%{''.join(c if c.isascii() else '_' for c in beginning)}%"


def _make_pending(session: Session, document_id: int, segment_ids: Sequence[int]) -> None:
    document = found_document(session, document_id, for_update=True)
    if document.pending_count and not (document.halt or document.failure):
        raise Refused("A text with this term is being translated. Wait for its end first.")
    document.revision += 1
    document.pending_count += len(segment_ids)
    pending = {
        "state": State.PENDING,
        "draft": func.coalesce(Segment.target, Segment.draft),
        "revision": document.revision,
    }
    for some in in_groups(segment_ids, VALUES_AT_ONCE):
        keep_versions(session, some)
        session.execute(
            update(Segment).where(Segment.id.in_(some)).values(pending),
            execution_options={"synchronize_session": False},
        )


def _gives_back(session: Session, version: Version, languages: tuple[str, str]) -> bool:
    """Give a segment this version again, unless a person has changed it since."""
    segment = session.get(Segment, version.segment_id)
    newest = select(func.max(Version.id)).where(Version.segment_id == version.segment_id)
    if segment is None or segment.state is State.EDITED or session.scalar(newest) != version.id:
        return False
    document, segment = found_segment(session, segment.id, for_update=True)
    if document.languages != languages or segment.state is State.EDITED:
        return False
    take_back(session, document, segment, version)
    return True
