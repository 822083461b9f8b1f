"""How well a reader knows the words of each document: counted once, then kept up by what changes.

How often each lexeme occurs in a document is kept, and sums of that, apart from the document with
its long text, so that a change of a word writes little. A lexeme is a number here, so that nothing
else has to be looked up.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.errors import NotFound
from webapp.library.database import Database
from webapp.library.reading.kept_words import KeptWord, WordState
from webapp.library.schema import Base, Document, Paragraph, Segment
from webapp.text import ParagraphKind

#: What one statement asks about at once.
_BATCH = 5_000
#: The order of a library by the share of their words that the reader knows.
MOST_KNOWN = "most known"
#: The counts of a document that follow the vocabulary.
_COUNTS = ("known_count", "ignored_count", "met_count")
#: The state of a lexeme before a change and after it; None for one that is not kept.
Change = tuple[WordState | None, WordState | None]


class DocumentLexeme(Base):
    """How often a lexeme occurs in a document."""

    __tablename__ = "document_lexemes"
    __table_args__ = (Index("ix_document_lexemes_lexeme", "lexeme"),)

    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    lexeme: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int]


class DocumentCounts(Base):
    """The sums of a document's words, by the dictionary of the identity ``counted_by``.

    Its running words that the dictionary has, those that the reader knows or ignores, its lexemes,
    and those of them that the reader has met.
    """

    __tablename__ = "document_counts"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    counted_by: Mapped[str] = mapped_column(String(16))
    word_count: Mapped[int]
    known_count: Mapped[int]
    ignored_count: Mapped[int]
    lexeme_count: Mapped[int]
    met_count: Mapped[int]

    @property
    def known_share(self) -> float | None:
        """The part of its running words that is known, those left out that are ignored."""
        counted = self.word_count - self.ignored_count
        return self.known_count / counted if counted else None

    @property
    def new_count(self) -> int:
        """The number of its lexemes that the reader has not met."""
        return self.lexeme_count - self.met_count


def lexeme_number(lemma: str, kind: str) -> int:
    """The number of a lexeme: 63 bits of a digest of it."""
    digest = hashlib.blake2b(f"{lemma}\t{kind}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


class Knownness:
    """The counts of documents. Every method is one transaction; all raise LibraryUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def uncounted(self, dictionary: str) -> list[int]:
        """The ids of French documents that were not counted by the dictionary of that identity."""
        query = (
            select(Document.id)
            .outerjoin(DocumentCounts, DocumentCounts.document_id == Document.id)
            .where(Document.source_language == "fr")
            .where(func.coalesce(DocumentCounts.counted_by, "") != dictionary)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def counts(self) -> dict[int, DocumentCounts]:
        """The sums of all documents that were counted, by their ids."""
        with self._database.reading() as session:
            rows = session.scalars(select(DocumentCounts))
            return {counts.document_id: counts for counts in rows}

    def sources(self, document_id: int) -> list[str]:
        """The sources of a document without those of code."""
        query = (
            select(Segment.source)
            .join(Paragraph, Segment.paragraph_id == Paragraph.id)
            .where(Segment.document_id == document_id, Paragraph.kind != ParagraphKind.CODE)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def documents_with(self, lexeme: tuple[str, str], most: int) -> list[Document]:
        """The newest documents that were counted and have a lexeme, by its lemma and kind."""
        query = (
            select(Document)
            .join(DocumentLexeme, DocumentLexeme.document_id == Document.id)
            .where(DocumentLexeme.lexeme == lexeme_number(*lexeme), Document.deleted_at.is_(None))
            .order_by(Document.id.desc())
            .limit(most)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def segments_with(self, document_id: int, forms: Sequence[str], most: int) -> list[Segment]:
        """The first segments of a document with one of the forms, perhaps inside a word."""
        written = {form for small in forms for form in (small, small.capitalize())}
        having = or_(*(Segment.source.contains(form, autoescape=True) for form in sorted(written)))
        query = (
            select(Segment)
            .where(Segment.document_id == document_id, having)
            .order_by(Segment.position)
            .limit(most)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def put(self, document_id: int, dictionary: str, counts: Mapping[tuple[str, str], int]) -> None:
        """Keep how often each lexeme, by lemma and kind, occurs in a document.

        Raises NotFound.
        """
        numbers = {lexeme_number(*lexeme): count for lexeme, count in counts.items()}
        rows = [
            {"document_id": document_id, "lexeme": lexeme, "count": count}
            for lexeme, count in numbers.items()
        ]
        with self._database.writing() as session:
            if session.scalar(select(Document.id).where(Document.id == document_id)) is None:
                raise NotFound("There is no such text.")
            session.execute(delete(DocumentLexeme).where(DocumentLexeme.document_id == document_id))
            if rows:
                session.execute(insert(DocumentLexeme), rows)
            sums: Counter[str] = Counter()
            for lexeme, state in _kept(session):
                if count := numbers.get(lexeme):
                    sums.update(_share(state, count))
            counted = DocumentCounts(
                document_id=document_id,
                counted_by=dictionary,
                word_count=sum(numbers.values()),
                lexeme_count=len(numbers),
                **{name: sums[name] for name in _COUNTS},
            )
            session.merge(counted)


def most_known_first(
    documents: Iterable[Document], counts: Mapping[int, DocumentCounts]
) -> list[Document]:
    """Documents by the share of their words that the reader knows; among equal ones as before."""
    shares = {document_id: some.known_share or 0 for document_id, some in counts.items()}
    return sorted(documents, key=lambda document: -shares.get(document.id, 0))


def adjust(session: Session, changes: Mapping[tuple[str, str], Change]) -> None:
    """Let the counts of all documents follow the changes of lexemes, by lemma and kind."""
    numbered = {lexeme_number(*lexeme): change for lexeme, change in changes.items()}
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    columns = DocumentLexeme.document_id, DocumentLexeme.lexeme, DocumentLexeme.count
    lexemes = list(numbered)
    for start in range(0, len(lexemes), _BATCH):
        some = lexemes[start : start + _BATCH]
        for row in session.execute(select(*columns).where(DocumentLexeme.lexeme.in_(some))):
            document_id, lexeme, count = row
            before, after = numbered[lexeme]
            sums[document_id].update(_share(after, count))
            sums[document_id].subtract(_share(before, count))
    if sums:
        table = DocumentCounts.__table__
        follow = (
            update(DocumentCounts)
            .where(table.c.document_id == bindparam("document"))
            .values({name: table.c[name] + bindparam(f"more_{name}") for name in _COUNTS})
        )
        session.connection().execute(
            follow,
            [
                {"document": document_id} | {f"more_{name}": some[name] for name in _COUNTS}
                for document_id, some in sums.items()
            ],
        )


def _share(state: WordState | None, count: int) -> dict[str, int]:
    """What a lexeme that occurs so often adds to the counts of a document."""
    return {
        "known_count": count * (state == WordState.KNOWN),
        "ignored_count": count * (state == WordState.IGNORED),
        "met_count": int(state not in (None, WordState.NEW)),
    }


def _kept(session: Session) -> list[tuple[int, WordState]]:
    query = select(KeptWord.lemma, KeptWord.kind, KeptWord.state)
    return [(lexeme_number(row[0], row[1]), row[2]) for row in session.execute(query)]
