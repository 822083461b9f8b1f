"""How well a reader knows the words of each document: counted once, then kept up by what changes.

A document keeps how often each lexeme occurs in it, and five sums of that (see Document). A lexeme
is a number here, so that nothing else has to be looked up.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, ForeignKey, Index, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.library.database import Database
from webapp.library.documents.documents import found_document
from webapp.library.reading.kept_words import KeptWord, WordState
from webapp.library.schema import Base, Document, Paragraph, Segment
from webapp.text import ParagraphKind

#: What one statement asks about at once.
_BATCH = 5_000
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
        query = select(Document.id).where(
            Document.source_language == "fr",
            Document.deleted_at.is_(None),
            Document.counted_by != dictionary,
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

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
            document = found_document(session, document_id, for_update=True)
            session.execute(delete(DocumentLexeme).where(DocumentLexeme.document_id == document_id))
            if rows:
                session.execute(insert(DocumentLexeme), rows)
            document.counted_by = dictionary
            document.word_count, document.lexeme_count = sum(numbers.values()), len(numbers)
            sums: Counter[str] = Counter()
            for lexeme, state in _kept(session):
                if count := numbers.get(lexeme):
                    sums.update(_share(state, count))
            for name in _COUNTS:
                setattr(document, name, sums[name])


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
        table = Document.__table__
        follow = (
            update(Document)
            .where(table.c.id == bindparam("document"))
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
