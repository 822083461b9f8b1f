"""Corrects single segments by hand: edits, what was before them, and equal sources elsewhere."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select

from webapp.errors import BadInput, NotFound, Outdated
from webapp.library.columns import Origin, State
from webapp.library.database import Database
from webapp.library.documents.finding import found_segment
from webapp.library.documents.highlights import highlighted
from webapp.library.documents.parts import Block, Row, in_blocks, rows_of
from webapp.library.editing.postediting import post_edit, take_back
from webapp.library.knowledge.memory import Memory
from webapp.library.knowledge.targets import checked_target
from webapp.library.schema import Document, Segment, Version
from webapp.text import ParagraphKind

#: The most places of one source that are shown at once.
MOST_TWINS = 100


class Twin(NamedTuple):
    """A segment with the same source in the same languages, and its document."""

    document: Document
    segment: Segment


class Editable(NamedTuple):
    """A segment as one who corrects it sees it; ``versions`` begin with the oldest.

    ``block`` is its paragraph with this segment alone. ``twins`` have another target; they are the
    first of ``twin_count``. ``following`` is the next segment of the paragraph.
    """

    document: Document
    block: Block
    versions: tuple[Version, ...]
    twins: tuple[Twin, ...]
    twin_count: int
    following: Segment | None

    @property
    def segment(self) -> Segment:
        """The segment."""
        return self.block.segments[0]

    @property
    def version(self) -> int:
        """The number of the present version: that of the versions before it."""
        return len(self.versions)

    @property
    def draft(self) -> Version | None:
        """What was there before a person edited the segment; None where nobody has."""
        if self.segment.state is not State.EDITED:
            return None
        return next((v for v in reversed(self.versions) if v.origin is not Origin.HUMAN), None)


class Edits:
    """Post-editing by hand. Every method is one transaction.

    All raise LibraryUnavailable, and NotFound for a segment that is not there.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def editable(self, segment_id: int, reader: str = "") -> Editable:
        """A segment with its versions, at most MOST_TWINS of its twins, a reader's highlights."""
        with self._database.reading() as session:
            document, segment = found_segment(session, segment_id)
            rows = session.execute(rows_of(document.id).where(Segment.id == segment_id))
            [block] = highlighted(session, in_blocks([Row(*row) for row in rows]), reader)
            wanted = _twins(document, segment)
            twins = tuple(Twin(*row) for row in session.execute(wanted.limit(MOST_TWINS)))
            counted = wanted.with_only_columns(func.count(), maintain_column_froms=True)
            count = session.scalar(counted.order_by(None)) or 0
            versions = session.scalars(_versions(segment_id))
            following = session.scalar(
                select(Segment).where(
                    Segment.paragraph_id == segment.paragraph_id,
                    Segment.position == segment.position + 1,
                )
            )
            return Editable(document, block, tuple(versions), twins, count, following)

    def at(self, document_id: int, position: int) -> int | None:
        """The id of the segment at a position of a document, or None behind its end."""
        with self._database.reading() as session:
            place = Segment.document_id == document_id, Segment.position == position
            return session.scalar(select(Segment.id).where(*place))

    def edit(self, segment_id: int, target: str, version: int) -> None:
        """Give a segment a person's target; it becomes EDITED, and the memory learns the target.

        ``version`` is the number of the version that the person saw. A target that the segment has
        from a person already changes nothing. Raises BadInput for a target that cannot be kept, and
        Outdated when somebody has changed the segment since that version.
        """
        with self._database.writing() as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            row = session.execute(rows_of(document.id).where(Segment.id == segment_id)).one()
            target = checked_target(target, keeps_lines=Row(*row).kind == ParagraphKind.CODE)
            if target == segment.target and segment.state is State.EDITED:
                return
            if version != session.scalar(_version_count(segment_id)):
                raise Outdated(
                    "This sentence was changed in another window meanwhile. What you wrote is "
                    "still here, and nothing was saved."
                )
            post_edit(session, document, {segment_id: target})
        self._memory.corrections += 1

    def restore(self, segment_id: int, version_id: int) -> Segment:
        """Give a segment one of its versions again; one that had no target makes it PENDING.

        What it has now becomes a version, so that this can be undone. Raises NotFound for a version
        that is not the segment's.
        """
        with self._database.writing() as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            version = session.get(Version, version_id)
            if version is None or version.segment_id != segment_id:
                raise NotFound("This version of the sentence is not there.")
            take_back(session, document, segment, version)
        self._memory.corrections += 1
        return segment

    def spread(self, segment_id: int, twin_ids: Collection[int]) -> list[int]:
        """Give those twins of a segment the segment's target; gives the ids of the changed ones.

        Raises BadInput for a segment that nobody has edited.
        """
        with self._database.writing() as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            if segment.target is None or segment.state is not State.EDITED:
                raise BadInput("Correct this sentence first; then it can be copied.")
            chosen = Segment.id.in_(list(twin_ids)[:MOST_TWINS])
            wanted = _twins(document, segment).where(chosen)
            wanted = wanted.with_for_update(of=Document, key_share=True)
            twins = [Twin(*row) for row in session.execute(wanted)]
            for home in {twin.document.id: twin.document for twin in twins}.values():
                ids = [twin.segment.id for twin in twins if twin.document is home]
                post_edit(session, home, dict.fromkeys(ids, segment.target))
        self._memory.corrections += 1
        return [twin.segment.id for twin in twins]

    def gather(self, segment_id: int, changed_ids: Collection[int]) -> None:
        """Undo ``spread``: give those segments their last version, if they are as it left them."""
        with self._database.writing() as session:
            _, segment = found_segment(session, segment_id, for_update=True)
            for changed_id in list(changed_ids)[:MOST_TWINS]:
                document, changed = found_segment(session, changed_id, for_update=True)
                versions = session.scalars(_versions(changed_id)).all()
                same = (changed.source, changed.target) == (segment.source, segment.target)
                if same and versions and changed_id != segment_id:
                    take_back(session, document, changed, versions[-1])
        self._memory.corrections += 1


def _versions(segment_id: int) -> Select[Version]:
    return select(Version).where(Version.segment_id == segment_id).order_by(Version.id)


def _version_count(segment_id: int) -> Select[int]:
    return select(func.count()).where(Version.segment_id == segment_id).select_from(Version)


def _twins(document: Document, segment: Segment) -> Select[Document, Segment]:
    """The query for the twins of a segment whose targets differ from its own."""
    return (
        select(Document, Segment)
        .join(Segment, Segment.document_id == Document.id)
        .where(Segment.source_digest == segment.source_digest, Segment.source == segment.source)
        .where(Segment.id != segment.id, Document.deleted_at.is_(None))
        .where(Document.source_language == document.source_language)
        .where(Document.target_language == document.target_language)
        .where(or_(Segment.target.is_(None), Segment.target != segment.target))
        .order_by(Document.id, Segment.position)
    )
