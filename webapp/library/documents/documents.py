"""Reads documents and their segments for pages and downloads, and adds new ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Text, cast, func, select

from webapp.errors import NotFound
from webapp.library.database import Database
from webapp.library.documents.adding import NewDocument, keep
from webapp.library.documents.finding import found_document, found_segment, no_document
from webapp.library.documents.footnotes import counted_notes, note_start
from webapp.library.documents.highlights import highlighted
from webapp.library.documents.parts import (
    Block,
    Contents,
    Part,
    Row,
    TranslatedPair,
    in_blocks,
    rows_of,
    until_paragraph_end,
)
from webapp.library.documents.room import Size, make_room, size_of
from webapp.library.knowledge.memory import fill_from_memory
from webapp.library.schema import UNCERTAIN, Document, Paragraph, Segment
from webapp.text import (
    Detail,
    MarkKind,
    ParagraphKind,
    Picture,
    pictures_of,
    places_of,
)


class Documents:
    """The library's documents. Every method is one transaction.

    All raise LibraryUnavailable; those that take a document's or a segment's id raise NotFound.
    """

    def __init__(self, database: Database, most_characters: int = 0) -> None:
        self._database = database
        self._most = most_characters

    def add(
        self,
        news: Sequence[NewDocument],
        identity_of: Callable[[NewDocument], str | None] = lambda _new: None,
    ) -> list[Document]:
        """Keep texts, all or none of them; their segments are PENDING.

        A segment that the memory knows from people or from the document's translator gets its
        target at once, unless the document has a question. ``identity_of`` gives the identity of
        that translator. Raises TooLarge where the library has no room for all.
        """
        identities = [identity_of(new) for new in news]
        with self._database.writing(alone=self._most > 0) as session:
            make_room(session, sum(len(new.text) for new in news), self._most)
            documents = [keep(session, new) for new in news]
            for document, identity in zip(documents, identities, strict=True):
                if not document.held:
                    fill_from_memory(session, document, identity)
            return documents

    def size(self) -> Size:
        """How many texts there are, and their characters, with what can still be restored."""
        with self._database.reading() as session:
            return size_of(session)

    def all(self) -> list[Document]:
        """Every document, the newest first, without its text."""
        with self._database.reading() as session:
            query = (
                select(Document)
                .where(Document.deleted_at.is_(None))
                .order_by(Document.created_at.desc(), Document.id.desc())
            )
            return list(session.scalars(query))

    def get(self, document_id: int) -> Document:
        """One document, without its text."""
        with self._database.reading() as session:
            return found_document(session, document_id)

    def text(self, document_id: int) -> str:
        """The text of a document, exactly as it was given."""
        with self._database.reading() as session:
            query = select(Document.text).where(
                Document.id == document_id, Document.deleted_at.is_(None)
            )
            text = session.scalar(query)
        if text is None:
            raise no_document()
        return text

    def original(self, document_id: int) -> bytes | None:
        """The imported file, where it was kept."""
        with self._database.reading() as session:
            return found_document(session, document_id).original

    def part(self, document_id: int, first: int, size: int, reader: str = "") -> Part:
        """About ``size`` segments from position ``first`` on; the last paragraph is whole.

        A paragraph of more than ``size`` segments is cut, so that a page is never larger. The
        highlights are those that ``reader`` sees.
        """
        with self._database.reading() as session:
            document = found_document(session, document_id)
            first = min(max(first, 1), max(document.segment_count, 1))
            query = rows_of(document_id).where(Segment.position >= first).limit(size + 1)
            rows = [Row(*row) for row in session.execute(query)]
            paragraphs = in_blocks(until_paragraph_end(rows, size))
            blocks = highlighted(session, paragraphs, reader)
        return Part(document, blocks, first, blocks[-1].segments[-1].position)

    def range(self, document_id: int, first: int, last: int) -> Part:
        """The segments from position ``first`` to ``last``, in parts of their paragraphs."""
        with self._database.reading() as session:
            document = found_document(session, document_id)
            query = rows_of(document_id).where(Segment.position.between(first, last))
            rows = [Row(*row) for row in session.execute(query)]
        return Part(document, tuple(in_blocks(rows)), first, last)

    def part_before(self, document_id: int, last: int, size: int, reader: str = "") -> Part:
        """About ``size`` segments up to position ``last``; the first paragraph is whole."""
        with self._database.reading() as session:
            document = found_document(session, document_id)
            last = min(max(last, 1), max(document.segment_count, 1))
            query = (
                rows_of(document_id)
                .order_by(None)
                .order_by(Segment.position.desc())
                .where(Segment.position <= last)
                .limit(size + 1)
            )
            rows = [Row(*row) for row in session.execute(query)]
            paragraphs = in_blocks(until_paragraph_end(rows, size)[::-1])
            blocks = highlighted(session, paragraphs, reader)
        return Part(document, blocks, blocks[0].segments[0].position, last)

    def paragraph_start(self, document_id: int, position: int, size: int) -> int:
        """The position of the first segment in the paragraph of the segment at ``position``.

        It is ``position`` itself when the first segment is ``size`` or more segments before it.
        """
        with self._database.reading() as session:
            paragraph = select(Segment.paragraph_id).where(
                Segment.document_id == document_id, Segment.position == position
            )
            start = session.scalar(
                select(func.min(Segment.position)).where(
                    Segment.paragraph_id == paragraph.scalar_subquery()
                )
            )
        return start if start is not None and position - start < size else position

    def note_start(self, document_id: int, number: int, mark: int) -> int:
        """The position of a note's first segment; ``mark`` is that of the segment with its mark."""
        with self._database.reading() as session:
            return note_start(session, found_document(session, document_id), number, mark)

    def next_uncertain(self, document_id: int, after: int) -> int | None:
        """The position of the first uncertain segment after position ``after``.

        After the last comes the first again. None where no segment is uncertain.
        """
        with self._database.reading() as session:
            found_document(session, document_id)
            query = select(func.min(Segment.position)).where(
                Segment.document_id == document_id, UNCERTAIN
            )
            return session.scalar(query.where(Segment.position > after)) or session.scalar(query)

    def missing(self, document_id: int) -> int:
        """The number of segments without a target."""
        with self._database.reading() as session:
            query = select(func.count()).where(
                Segment.document_id == document_id, Segment.target.is_(None)
            )
            return session.scalar(query) or 0

    def note_counts(self, document_id: int) -> Counter[int]:
        """The number of footnotes in a document by the number that they have."""
        with self._database.reading() as session:
            return counted_notes(session, document_id)

    def places(self, document_id: int) -> frozenset[int]:
        """The numbers of the paragraphs that inner links of a document lead to."""
        detail = cast(Paragraph.detail, Text)
        with self._database.reading() as session:
            query = select(Paragraph.detail).where(
                Paragraph.document_id == document_id, detail.contains(f'"{MarkKind.PLACE}"')
            )
            return places_of(known or Detail() for known in session.scalars(query))

    def place_start(self, document_id: int, paragraph: int) -> int:
        """The position of the first segment of a paragraph, which counts from 1."""
        with self._database.reading() as session:
            found_document(session, document_id)
            query = (
                select(func.min(Segment.position))
                .join(Paragraph, Segment.paragraph_id == Paragraph.id)
                .where(Paragraph.document_id == document_id, Paragraph.position == paragraph)
            )
            start = session.scalar(query)
        if start is None:
            raise NotFound("There is no such place in this text.")
        return start

    def pictures(self, document_id: int, paragraph: int) -> list[Picture]:
        """The pictures of a paragraph, which counts from 1."""
        with self._database.reading() as session:
            found_document(session, document_id)
            query = select(Paragraph.detail).where(
                Paragraph.document_id == document_id, Paragraph.position == paragraph
            )
            return pictures_of(session.scalar(query) or Detail())

    def contents(self, document_id: int, most: int = 500) -> Contents:
        """The first ``most`` headings of a document, by their first segments, and its length."""
        with self._database.reading() as session:
            headings = (
                select(Segment)
                .join(Paragraph, Segment.paragraph_id == Paragraph.id)
                .where(Paragraph.document_id == document_id)
                .where(Paragraph.kind == ParagraphKind.HEADING, Segment.start == 0)
                .order_by(Segment.position)
                .limit(most)
            )
            end = (
                select(Paragraph.end)
                .where(Paragraph.document_id == document_id)
                .order_by(Paragraph.position.desc())
                .limit(1)
            )
            return Contents(tuple(session.scalars(headings)), session.scalar(end) or 0)

    def news(
        self, document_id: int, after: int, first: int, last: int
    ) -> tuple[Document, list[Block]]:
        """The document, and those of its segments ``first`` to ``last`` that are new.

        A segment is new when it changed after revision ``after``. The cost grows with the number of
        changed segments, not with the length of the document.
        """
        with self._database.reading() as session:
            document = found_document(session, document_id)
            query = rows_of(document_id).where(
                Segment.revision > after, Segment.position.between(first, last)
            )
            rows = [Row(*values) for values in session.execute(query)]
            return document, list(in_blocks(rows))

    def segment(self, segment_id: int) -> tuple[Document, Segment]:
        """One segment and its document."""
        with self._database.reading() as session:
            return found_segment(session, segment_id)

    def pairs(self, document_id: int, most: int, longest: int) -> list[TranslatedPair]:
        """The sources of prose that have a target, in order; of many about ``most``, spread.

        Those that have more than ``longest`` characters, or whose targets have, are left out.
        """
        with self._database.reading() as session:
            step = -(-found_document(session, document_id).segment_count // most) or 1
            query = (
                select(Segment.position, Segment.source, Segment.target)
                .join(Paragraph, Segment.paragraph_id == Paragraph.id)
                .where(Segment.document_id == document_id, Paragraph.kind != ParagraphKind.CODE)
                .where(func.length(Segment.source) <= longest, Segment.position % step == 0)
                .where(func.length(Segment.target) <= longest)
                .order_by(Segment.position)
            )
            rows = session.execute(query)
            return [
                TranslatedPair(position, source, target or "") for position, source, target in rows
            ]

    def blocks(self, document_id: int, batch: int = 1_000, reader: str = "") -> Iterator[Block]:
        """Every paragraph of a document in reading order, read ``batch`` segments at a time."""
        held: Block | None = None  # it goes on in the next part when a part cuts it
        position: int | None = 1
        while position is not None:
            part = self.part(document_id, position, batch, reader)
            for block in part.blocks:
                if held and held.position == block.position:
                    held = _joined(held, block)
                    continue
                if held:
                    yield held
                held = block
            position = part.next
        if held:
            yield held


def _joined(block: Block, rest: Block) -> Block:
    """A paragraph that was read in two pieces."""
    return replace(
        block,
        segments=block.segments + rest.segments,
        highlights={**block.highlights, **rest.highlights},
    )
