"""Puts targets that people corrected in another program into a document and into the memory."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.library.database import Database
from webapp.library.documents.documents import found_document
from webapp.library.editing.postediting import post_edit
from webapp.library.knowledge.memory import Memory
from webapp.library.schema import Segment, State


class Corrected(NamedTuple):
    """What corrections changed in a document.

    ``changed`` counts the changed segments, ``unmatched`` the corrections whose source is not in
    the document.
    """

    changed: int
    unmatched: int


class Corrections:
    """Post-editing by file. Every method is one transaction."""

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def apply(
        self,
        document_id: int,
        corrections: Iterable[tuple[int | None, str, str, bool]],
    ) -> Corrected:
        """Give segments their corrected targets; they become EDITED, of HUMAN origin.

        The memory keeps them in the same transaction, so that a process that is killed leaves both
        corrected or neither.

        A correction is a position, a source, a target, and whether a person reviewed it. It goes to
        the segment at that position when the sources are equal, else to every segment with the
        source. A target that the segment has already changes nothing. Neither does the draft that
        the machine once gave, unless it was reviewed: a file saved before a correction still has
        that draft. Raises NotFound, LibraryUnavailable.
        """
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            segments = _Segments(session, document_id)
            unmatched = sum(not segments.take(*correction) for correction in corrections)
            if segments.changed:
                post_edit(session, document, segments.changed)
        if segments.changed:
            self._memory.corrections += 1
        return Corrected(len(segments.changed), unmatched)


class _Correctable(NamedTuple):
    """The columns of a segment that a correction reads."""

    id: int
    position: int
    source: str
    target: str | None
    state: State
    draft: str | None

    def differs(self, target: str, reviewed: bool) -> bool:
        """Whether a correction to ``target`` changes the segment."""
        if reviewed:
            return target != self.target or self.state is not State.EDITED
        return target not in (self.target, self.draft)


class _Segments:
    """The segments of a document, by position and by source, and the changes to make."""

    def __init__(self, session: Session, document_id: int) -> None:
        columns = (
            Segment.id,
            Segment.position,
            Segment.source,
            Segment.target,
            Segment.state,
            Segment.draft,
        )
        query = select(*columns).where(Segment.document_id == document_id)
        self.by_position: dict[int | None, _Correctable] = {}
        self.by_source: dict[str, list[_Correctable]] = defaultdict(list)
        self.changed: dict[int, str] = {}
        for values in session.execute(query):
            row = _Correctable(*values)
            self.by_position[row.position] = row
            self.by_source[row.source].append(row)

    def take(self, position: int | None, source: str, target: str, reviewed: bool) -> bool:
        """Note a correction for later; gives False when no segment has its source."""
        matching = self._matching(position, source)
        for segment in matching:
            if segment.differs(target.strip(), reviewed):
                self.changed[segment.id] = target.strip()
        return bool(matching)

    def _matching(self, position: int | None, source: str) -> list[_Correctable]:
        at = self.by_position.get(position)
        if at is not None and at.source == source:
            return [at]
        return self.by_source.get(source) or self.by_source.get(source.strip(), [])
