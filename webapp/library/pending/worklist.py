"""Gives the pretranslation its pending segments, and stores their targets."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Text, cast, delete, func, or_, select, update
from sqlalchemy.orm import Session

from webapp.errors import Refused
from webapp.library.columns import Halt, Origin, State
from webapp.library.database import Database, rows_changed
from webapp.library.documents.finding import found_document, found_segment
from webapp.library.documents.parts import Block, Row, in_blocks, rows_of, until_paragraph_end
from webapp.library.knowledge.doubts import note_doubts
from webapp.library.knowledge.memory import (
    VALUES_AT_ONCE,
    Target,
    fill_from_memory,
    human_identity,
    in_groups,
    recalled,
    remember,
)
from webapp.library.knowledge.termbase import glossary_of
from webapp.library.pending.claims import SegmentLease, has_untaken, unclaimed
from webapp.library.pending.pending_segments import Pending, as_pending, pending_query
from webapp.library.schema import Document, Paragraph, Segment, source_digest
from webapp.text import Detail, ParagraphKind


class Worklist:
    """The pending segments of all documents. Every method is one transaction.

    All raise LibraryUnavailable; those that take an id raise NotFound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def unfinished(self, *, with_failed: bool = False) -> list[int]:
        """The ids of the documents that nobody translates and that can be, the oldest first.

        A document that waits for an answer, is halted, claimed or deleted is left out, and one
        that could not be translated, too, if not ``with_failed``.
        """
        waiting = Document.pending_count > 0, Document.held.is_(False), unclaimed()
        wanted = Document.halt.is_(None), Document.deleted_at.is_(None)
        query = select(Document.id).where(*waiting, *wanted).order_by(Document.id)
        if not with_failed:
            query = query.where(Document.failure.is_(None))
        if self._database.is_shared:
            query = query.where(has_untaken())
        with self._database.reading() as session:
            return list(session.scalars(query))

    def shareable(self) -> list[int]:
        """The ids of the documents of which a job can take a share, the oldest first."""
        open_ = Document.pending_count > 0, Document.held.is_(False), Document.halt.is_(None)
        query = select(Document.id).where(*open_, Document.deleted_at.is_(None), ~unclaimed())
        with self._database.reading() as session:
            return list(session.scalars(query.where(has_untaken()).order_by(Document.id)))

    def waiting(self) -> dict[tuple[str, str], tuple[int, int]]:
        """How many documents have pending segments that nobody halted, and how many segments.

        They are counted by source and target language; languages without any are left out.
        """
        wanted = Document.pending_count > 0, Document.halt.is_(None), Document.deleted_at.is_(None)
        languages = Document.source_language, Document.target_language
        counts = func.count(), func.sum(Document.pending_count)
        query = select(*languages, *counts).where(*wanted).group_by(*languages)
        with self._database.reading() as session:
            rows = session.execute(query).all()
        return {(source, target): (n, int(segments)) for source, target, n, segments in rows}

    def pending(self, document_id: int, after: int, limit: int) -> list[Pending]:
        """The next ``limit`` pending segments after position ``after``, in reading order.

        A halted document gives none.
        """
        with self._database.reading() as session:
            if found_document(session, document_id).halt is not None:
                return []
            query = pending_query(document_id).where(Segment.position > after).limit(limit)
            return [as_pending(row) for row in session.execute(query)]

    def recall(self, document_id: int, identity: str) -> None:
        """Give pending segments the targets that people and the translator ``identity`` gave."""
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            fill_from_memory(session, document, identity)

    def store(self, document_id: int, identity: str, targets: Mapping[str, Target]) -> None:
        """Give every pending segment with one of these sources its target, and remember it.

        A source that people corrected meanwhile gets their target.
        """
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            document.revision += 1
            segments = _pending_with(session, document_id, targets)
            taught = recalled(session, human_identity(*document.languages), targets)
            updates = [
                taught.get(source, targets[source])._asdict()
                | {
                    "id": segment_id,
                    "state": State.TRANSLATED,
                    "origin": Origin.CORRECTED if source in taught else Origin.MACHINE,
                    "revision": document.revision,
                }
                for segment_id, source in segments
            ]
            if updates:  # a place that was read may have been translated meanwhile
                session.execute(update(Segment), updates)
            if self._database.is_shared:
                _give_back(session, [segment_id for segment_id, _ in segments])
            document.pending_count -= len(updates)
            if updates:
                document.credit(identity)
            note_doubts(session, document)
            remember(session, identity, targets, glossary_of(session, document))

    def unworded(self, document_id: int, limit: int) -> list[Block]:
        """The next paragraphs whose marked words and pictures have no wordings yet.

        They have about ``limit`` segments together. A halted document gives none.
        """
        detail = cast(Paragraph.detail, Text)
        with self._database.reading() as session:
            if found_document(session, document_id).halt is not None:
                return []
            query = (
                rows_of(document_id)
                .where(
                    or_(detail.contains('"marks"'), detail.contains('"pictures"')),
                    detail.not_like('%"wordings"%'),
                )
                .limit(limit + 1)
            )
            rows = [Row(*values) for values in session.execute(query)]
            return list(in_blocks(until_paragraph_end(rows, limit)))

    def keep_wordings(
        self, document_id: int, identity: str, wordings: Mapping[int, Mapping[str, Target]]
    ) -> None:
        """Keep the wordings of marked words with their paragraphs and in the memory.

        ``wordings`` has the position of a paragraph, then its marked words, then their target.
        """
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            document.revision += 1
            for some in in_groups(list(wordings), VALUES_AT_ONCE):
                query = select(Paragraph).where(
                    Paragraph.document_id == document_id, Paragraph.position.in_(some)
                )
                paragraphs = session.scalars(query).all()
                for paragraph in paragraphs:
                    pairs = wordings[paragraph.position].items()
                    targets = {words: wording.target for words, wording in pairs}
                    paragraph.detail = {**(paragraph.detail or {}), "wordings": targets}
                seen = Segment.paragraph_id.in_([paragraph.id for paragraph in paragraphs])
                session.execute(update(Segment).where(seen).values(revision=document.revision))
            known = {
                words: target for pairs in wordings.values() for words, target in pairs.items()
            }
            remember(session, identity, known, glossary_of(session, document))

    def fail(self, document_id: int, source: str, failure: str) -> None:
        """Mark every pending segment with this source FAILED; ``failure`` says why to people.

        A segment that has a target, since it was to be translated again, becomes TRANSLATED.
        """
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            document.revision += 1
            pending = update(Segment).where(
                Segment.document_id == document_id,
                Segment.source_digest == source_digest(source),
                Segment.source == source,
                Segment.state == State.PENDING,
            )
            revision = document.revision
            with_target = pending.where(Segment.target.is_not(None))
            kept = rows_changed(
                session, with_target.values(state=State.TRANSLATED, revision=revision)
            )
            without_target = pending.values(state=State.FAILED, failure=failure, revision=revision)
            failed = rows_changed(session, without_target)
            document.pending_count -= kept + failed
            document.failed_count += failed

    def retry(self, segment_id: int) -> Segment:
        """Make a failed segment PENDING again; a segment in another state stays as it is."""
        with self._database.writing(alone=False) as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            if segment.state is State.FAILED:
                document.revision += 1
                document.failed_count -= 1
                document.pending_count += 1
                segment.state, segment.failure = State.PENDING, None
                segment.revision = document.revision
            return segment

    def renew(self, document_id: int) -> None:
        """Make every segment PENDING that is TRANSLATED or FAILED; edited ones and code stay.

        A segment keeps its target until it gets a new one. Raises Refused while the document is
        being translated, because that run keeps the package that it began with.
        """
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            if document.pending_count and not (document.halt or document.failure):
                raise Refused("This text is being translated. Wait for its end, or pause it first.")
            document.failure, document.held, document.halt = None, False, None
            document.revision += 1
            document.identities = []
            _forget_wordings(session, document_id)
            code = select(Paragraph.id).where(
                Paragraph.document_id == document_id, Paragraph.kind == ParagraphKind.CODE
            )
            drafts = (
                update(Segment)
                .where(Segment.document_id == document_id, Segment.paragraph_id.not_in(code))
                .where(Segment.state.in_([State.TRANSLATED, State.FAILED]))
                .values(
                    state=State.PENDING,
                    draft=func.coalesce(Segment.target, Segment.draft),
                    failure=None,
                    revision=document.revision,
                )
            )
            document.pending_count += rows_changed(session, drafts)
            document.failed_count = 0

    def release(self, document_id: int) -> None:
        """Clear a document's failure, question and halt, so that it is translated again."""
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            document.failure, document.held, document.halt = None, False, None
            document.revision += 1

    def halt(self, document_id: int, halt: Halt) -> None:
        """Translate no further segment until ``release``; targets stay."""
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            document.halt = halt
            document.revision += 1

    def set_failure(self, document_id: int, failure: str | None) -> None:
        """Note why no segment of a document can be translated now; None when it can."""
        with self._database.writing(alone=False) as session:
            document = found_document(session, document_id, for_update=True)
            if document.failure != failure:
                document.failure = failure
                document.revision += 1


def _forget_wordings(session: Session, document_id: int) -> None:
    worded = cast(Paragraph.detail, Text).contains('"wordings"')
    for paragraph in session.scalars(
        select(Paragraph).where(Paragraph.document_id == document_id, worded)
    ):
        detail = (paragraph.detail or Detail()).copy()
        del detail["wordings"]
        paragraph.detail = detail


def _give_back(session: Session, segment_ids: Sequence[int]) -> None:
    """End the shares with segments that have their targets."""
    for some in in_groups(segment_ids, VALUES_AT_ONCE):
        session.execute(delete(SegmentLease).where(SegmentLease.segment_id.in_(some)))


def _pending_with(
    session: Session, document_id: int, sources: Collection[str]
) -> list[tuple[int, str]]:
    """The ids and sources of the document's pending segments with one of ``sources``."""
    digests = [source_digest(source) for source in sources]
    rows: list[tuple[int, str]] = []
    for some in in_groups(digests, VALUES_AT_ONCE):
        query = select(Segment.id, Segment.source).where(
            Segment.document_id == document_id,
            Segment.source_digest.in_(some),
            Segment.state == State.PENDING,
        )
        rows += [(row[0], row[1]) for row in session.execute(query)]
    return rows
