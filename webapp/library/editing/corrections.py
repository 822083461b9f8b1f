"""Puts targets that people corrected in another program into a document and into the memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Text, case, cast, select
from sqlalchemy.orm import Session

from webapp.errors import BadInput
from webapp.library.columns import State
from webapp.library.database import Database
from webapp.library.documents.finding import found_document
from webapp.library.editing.postediting import post_edit
from webapp.library.knowledge.memory import Memory
from webapp.library.knowledge.targets import checked_target
from webapp.library.reading.annotations import note_segments
from webapp.library.schema import Paragraph, Segment
from webapp.text import Detail, Mark, ParagraphKind


class Corrected(NamedTuple):
    """What corrections changed in a document.

    ``changed`` counts the changed segments, ``unmatched`` the corrections whose source is not in
    the document, and ``notes`` the notes that were not there before.
    """

    changed: int
    unmatched: int
    notes: int


class Correctable(NamedTuple):
    """A segment with its paragraph's kind and detail, as the writers of files take both."""

    id: int
    position: int
    start: int
    end: int
    source: str
    target: str | None
    target_marks: list[Mark] | None
    state: State
    draft: str | None
    kind: str
    marked: Detail | None

    @property
    def detail(self) -> Detail:
        """The detail of a paragraph that has marks; empty for another."""
        return self.marked or Detail()

    @property
    def checks(self) -> None:
        """Nothing is known here of its doubts."""

    @property
    def segments(self) -> tuple["Correctable"]:
        """The segment, as the only one of its paragraph."""
        return (self,)

    def checked(self, target: str) -> str:
        """A target as it is kept; raises BadInput for one that cannot be."""
        try:
            return checked_target(target, keeps_lines=self.kind == ParagraphKind.CODE)
        except BadInput as fault:
            raise BadInput(f"Sentence {self.position}: {fault}") from fault

    def differs(self, target: str, reviewed: bool) -> bool:
        """Whether a correction to ``target`` changes the segment."""
        if reviewed:
            return target != self.target or self.state is not State.EDITED
        return target not in (self.target, self.draft)


#: Gives where the marks of the target of a correction, by its number from 0, stand in a segment;
#: None where they stand there already, or the correction says nothing of them.
MarksOf = Callable[[int, Correctable], Sequence[Mark] | None]


class Corrections:
    """Post-editing by file. Every method is one transaction."""

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def apply(
        self,
        document_id: int,
        corrections: Iterable[tuple[int | None, str, str, bool]],
        marks_of: MarksOf = lambda _number, _segment: None,
        notes: Mapping[int, Sequence[str]] = MappingProxyType({}),
        reader: str = "",
    ) -> Corrected:
        """Give segments their corrected targets; they become EDITED, of HUMAN origin.

        The memory keeps them in the same transaction, so that a process that is killed leaves both
        corrected or neither.

        A correction is a position, a source, a target (empty where it has notes alone), and whether
        a person reviewed it. It goes to the segment at that position when the sources are equal,
        else to every segment with the source. A target that the segment has already changes
        nothing. Neither does the draft that the machine once gave, unless it was reviewed: a file
        saved before a correction still has that draft. ``notes`` has those on corrections, by their
        numbers from 0; they become notes of ``reader``. Raises NotFound, LibraryUnavailable, and
        BadInput for a target or a note that cannot be kept; then nothing is changed.
        """
        with self._database.writing() as session:
            document = found_document(session, document_id, for_update=True)
            segments = _Segments(session, document_id, marks_of, notes)
            unmatched = sum(
                not segments.take(number, *correction)
                for number, correction in enumerate(corrections)
            )
            if segments.changed:
                post_edit(session, document, segments.changed, segments.marks)
            noted = note_segments(session, segments.notes, reader)
        if segments.changed:
            self._memory.corrections += 1
        return Corrected(len(segments.changed), unmatched, noted)


class _Segments:
    """The segments of a document, by position and by source, and the changes to make."""

    def __init__(
        self,
        session: Session,
        document_id: int,
        marks_of: MarksOf,
        notes: Mapping[int, Sequence[str]],
    ) -> None:
        columns = (
            Segment.id,
            Segment.position,
            Segment.start,
            Segment.end,
            Segment.source,
            Segment.target,
            Segment.target_marks,
            Segment.state,
            Segment.draft,
        )
        marked = cast(Paragraph.detail, Text).contains('"marks"')
        query = (
            select(*columns, Paragraph.kind, case((marked, Paragraph.detail)))
            .join(Paragraph, Segment.paragraph_id == Paragraph.id)
            .where(Segment.document_id == document_id)
        )
        self.by_position: dict[int | None, Correctable] = {}
        self.by_source: dict[str, list[Correctable]] = defaultdict(list)
        self.changed: dict[int, str] = {}
        self.marks: dict[int, Sequence[Mark] | None] = {}
        self.notes: dict[int, Sequence[str]] = {}
        self._marks_of = marks_of
        self._notes = notes
        for values in session.execute(query):
            row = Correctable(*values)
            self.by_position[row.position] = row
            self.by_source[row.source].append(row)

    def take(
        self, number: int, position: int | None, source: str, target: str, reviewed: bool
    ) -> bool:
        """Note a correction for later; gives False when no segment has its source."""
        matching = self._matching(position, source)
        if matching and number in self._notes:
            self.notes[matching[0].id] = self._notes[number]
        for segment in matching if target.strip() else ():
            checked, marks = segment.checked(target), self._marks_of(number, segment)
            is_same = checked == segment.target
            if segment.differs(checked, reviewed) or (is_same and marks is not None):
                self.changed[segment.id] = checked
                kept = segment.target_marks if is_same else None
                self.marks[segment.id] = kept if marks is None else marks
        return bool(matching)

    def _matching(self, position: int | None, source: str) -> list[Correctable]:
        at = self.by_position.get(position)
        if at is not None and at.source == source:
            return [at]
        return self.by_source.get(source) or self.by_source.get(source.strip(), [])
