"""Where readers left off in a document, and how fast they read."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.errors import BadInput
from webapp.library.columns import UtcDateTime
from webapp.library.database import Database
from webapp.library.documents.finding import found_document
from webapp.library.schema import Base, Document, Paragraph, Segment
from webapp.text import ParagraphKind

#: The longest name of a reader, in characters, and the most devices that a reader's places are
#: kept of in one document.
LONGEST_NAME, MOST_DEVICES = 40, 8
#: A pause of more seconds than this is no reading; nobody reads more characters a minute than this.
LONGEST_PAUSE, FASTEST = 300, 4_000
#: A pace is known once so many seconds of reading were measured.
MEASURED = 300


class Bookmark(Base):
    """Where a reader left off in a document on one device; the reader's name may be empty."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        UniqueConstraint("document_id", "reader", "device"),
        Index("ix_bookmarks_reader", "reader"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    reader: Mapped[str] = mapped_column(Text)
    #: A random text that a browser keeps.
    device: Mapped[str] = mapped_column(String(32))
    #: Where the segment begins in the document's text, in code points: cuts move no word.
    offset: Mapped[int]
    #: The part of the document's segments that stand before it; 1 at the last.
    share: Mapped[float]
    #: The code points of the document's text up to the end of its last paragraph.
    length: Mapped[int]
    #: The number of the chapter that it is in, 0 before the first, and the number of all.
    chapter: Mapped[int]
    chapters: Mapped[int]
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: What was read there at a pace that can be a reader's.
    characters: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, slots=True)
class Resumption:
    """The segment ``position`` that a device opens a document at.

    ``elsewhere`` is where the reader left off later on another device, if at another segment.
    """

    position: int
    elsewhere: int | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A document that is being read, the bookmark in it, and the segment there."""

    document: Document
    bookmark: Bookmark
    segment: Segment


class Bookmarks:
    """Where readers left off. Every method is one transaction; all raise LibraryUnavailable.

    ``reader`` is a name, or empty for those who gave none. It keeps places apart and protects
    nothing. Those that take a document's id raise NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        document_id: int,
        reader: str,
        device: str,
        position: int,
        now: datetime | None = None,
    ) -> None:
        """Move the bookmark of a device to a segment; raises BadInput where none has the position.

        ``now`` is when the reader was there, by default the present.
        """
        now = now or datetime.now(UTC)
        with self._database.writing() as session:
            document = found_document(session, document_id)
            offset = _offset_of(session, document_id, position)
            wanted = _marks_of(document_id, reader).where(Bookmark.device == device)
            bookmark = session.scalar(wanted)
            if bookmark is None:
                bookmark = Bookmark(document_id=document_id, reader=reader, device=device)
                bookmark.characters = bookmark.seconds = 0
            else:
                _measure(bookmark, offset, now)
            bookmark.offset, bookmark.seen_at = offset, now
            bookmark.share = _share(position, document)
            bookmark.length = _length(session, document_id)
            bookmark.chapter, bookmark.chapters = _chapter(session, document_id, offset)
            session.add(bookmark)
            session.flush()
            for spare in session.scalars(_marks_of(document_id, reader).offset(MOST_DEVICES)):
                session.delete(spare)

    def resumption(self, document_id: int, reader: str, device: str) -> Resumption | None:
        """Where a device opens a document, or None where the reader has no bookmark in it.

        That is where it left off, or the newest place of the reader on a device that has none.
        """
        with self._database.reading() as session:
            marks = list(session.scalars(_marks_of(document_id, reader)))
            if not marks:
                return None
            here = next((mark for mark in marks if mark.device == device), marks[0])
            position = _position_at(session, document_id, here.offset)
            if marks[0].offset == here.offset:
                return Resumption(position)
            return Resumption(position, _position_at(session, document_id, marks[0].offset))

    def newest(self, reader: str) -> dict[int, Bookmark]:
        """A reader's newest bookmark in each document by its id, the newest first."""
        with self._database.reading() as session:
            return _newest(session, reader)

    def unfinished(self, reader: str) -> Unfinished | None:
        """What a reader read last and not to its end."""
        with self._database.reading() as session:
            unread = (mark for mark in _newest(session, reader).values() if mark.share < 1)
            if (bookmark := next(unread, None)) is None:
                return None
            document = found_document(session, bookmark.document_id)
            position = _position_at(session, document.id, bookmark.offset)
            query = select(Segment).where(
                Segment.document_id == document.id, Segment.position == position
            )
            return Unfinished(document, bookmark, session.scalars(query).one())

    def pace(self, reader: str) -> float | None:
        """How many characters a minute a reader reads, or None while too little was measured."""
        sums = select(func.sum(Bookmark.characters), func.sum(Bookmark.seconds))
        with self._database.reading() as session:
            characters, seconds = session.execute(sums.where(Bookmark.reader == reader)).one()
        return 60 * characters / seconds if (seconds or 0) >= MEASURED else None


def _marks_of(document_id: int, reader: str) -> Select[Bookmark]:
    """The bookmarks of a reader in a document, the newest first."""
    query = select(Bookmark).where(Bookmark.document_id == document_id, Bookmark.reader == reader)
    return query.order_by(Bookmark.seen_at.desc(), Bookmark.id.desc())


def _newest(session: Session, reader: str) -> dict[int, Bookmark]:
    query = (
        select(Bookmark)
        .join(Document, Bookmark.document_id == Document.id)
        .where(Bookmark.reader == reader, Document.deleted_at.is_(None))
        .order_by(Bookmark.seen_at.desc(), Bookmark.id.desc())
    )
    newest: dict[int, Bookmark] = {}
    for mark in session.scalars(query):
        newest.setdefault(mark.document_id, mark)
    return newest


def _offset_of(session: Session, document_id: int, position: int) -> int:
    query = (
        select(Paragraph.start + Segment.start)
        .select_from(Segment)
        .join(Paragraph, Segment.paragraph_id == Paragraph.id)
        .where(Segment.document_id == document_id, Segment.position == position)
    )
    offset = session.scalar(query)
    if offset is None:
        raise BadInput(f"There is no sentence {position} in this text.")
    return offset


def _position_at(session: Session, document_id: int, offset: int) -> int:
    """The position of the segment at an offset of the text, however it is cut by now."""
    paragraph = session.execute(
        select(Paragraph.id, Paragraph.start)
        .where(Paragraph.document_id == document_id, Paragraph.start <= offset)
        .order_by(Paragraph.start.desc())
        .limit(1)
    ).one()
    query = select(func.max(Segment.position)).where(
        Segment.paragraph_id == paragraph.id, Segment.start <= offset - paragraph.start
    )
    return session.scalar(query) or 1


def _share(position: int, document: Document) -> float:
    if position >= document.segment_count:
        return 1.0
    return (position - 1) / document.segment_count


def _length(session: Session, document_id: int) -> int:
    query = select(Paragraph.end).where(Paragraph.document_id == document_id)
    return session.scalar(query.order_by(Paragraph.position.desc()).limit(1)) or 0


def _chapter(session: Session, document_id: int, offset: int) -> tuple[int, int]:
    """The number of the chapter at an offset, and the number of chapters.

    Chapters begin at the headings of the highest level that has several; a title is one alone.
    """
    query = select(Paragraph.start, Paragraph.detail).where(
        Paragraph.document_id == document_id, Paragraph.kind == ParagraphKind.HEADING
    )
    headings = [(row.start, (row.detail or {}).get("level", 1)) for row in session.execute(query)]
    counts = Counter(level for _, level in headings)
    highest = min((level for level, count in counts.items() if count > 1), default=None)
    starts = [start for start, level in headings if level == highest]
    return sum(start <= offset for start in starts), len(starts)


def _measure(bookmark: Bookmark, offset: int, now: datetime) -> None:
    """Add what was read since the last time, unless that was a jump or a pause."""
    seconds = round((now - bookmark.seen_at).total_seconds())
    characters = offset - bookmark.offset
    if 0 < seconds <= LONGEST_PAUSE and 0 < characters <= FASTEST * seconds / 60:
        bookmark.seconds += seconds
        bookmark.characters += characters
