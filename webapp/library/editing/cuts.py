"""Cuts and joins segments by hand, and remembers it for the same paragraph in other texts.

A cut moves no word: a segment is two offsets in its paragraph, so that its marks, notes and times
follow. Both parts are translated anew, but where a person's target can be told apart.
"""

from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.errors import BadInput
from webapp.library.columns import Origin, State
from webapp.library.database import Database
from webapp.library.documents.finding import found_segment
from webapp.library.documents.kept_cuts import remember_cut
from webapp.library.editing.postediting import keep_versions
from webapp.library.knowledge.memory import Memory, fill_from_memory, teach
from webapp.library.schema import Document, Paragraph, Segment, source_digest
from webapp.text import ParagraphKind, split_segments
from webapp.text.blanks import WHITE, trimmed
from webapp.text.segmentation.breaks import offset_in_text, place_of_break


class _Part(NamedTuple):
    """What a segment becomes: offsets in its paragraph, source, and a person's target or None."""

    start: int
    end: int
    source: str
    target: str | None


class Cuts:
    """Segments cut and joined by hand. Every method is one transaction.

    ``identity`` is that of the document's translator, or None without one: what its memory or that
    of people knows is filled in at once. All raise LibraryUnavailable, and NotFound for a segment
    that is not there.
    """

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    def split(self, segment_id: int, broken: str, identity: str | None) -> None:
        """Cut a segment in two where ``broken``, its source, has one line break more.

        Raises BadInput for another source, for more breaks, for one at an end or inside a word, and
        for code.
        """
        with self._database.writing() as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            paragraph = session.get_one(Paragraph, segment.paragraph_id)
            if paragraph.kind == ParagraphKind.CODE:
                raise BadInput("Code is one piece; it is not cut.")
            text = _text_of(session, document, paragraph)
            first, second = _halves(document, segment, text, broken)
            keep_versions(session, [segment.id])
            _shift(session, document, segment.position, 1)
            _become(session, document, segment, first)
            added = Segment(
                document_id=document.id,
                paragraph_id=paragraph.id,
                position=segment.position + 1,
                state=State.PENDING,
            )
            document.pending_count += 1
            document.segment_count += 1
            _become(session, document, added, second)
            _finish(session, document, paragraph, text, identity)
        self._memory.corrections += 1

    def join(self, segment_id: int, identity: str | None) -> None:
        """Make one segment of a segment and the next; two targets of people become one.

        Raises BadInput when no segment follows in the paragraph, and for code.
        """
        with self._database.writing() as session:
            document, segment = found_segment(session, segment_id, for_update=True)
            paragraph = session.get_one(Paragraph, segment.paragraph_id)
            following = _following(session, segment)
            text = _text_of(session, document, paragraph)
            joined = _joined(segment, following, text, "marks" in (paragraph.detail or {}))
            keep_versions(session, [segment.id])
            document.pending_count -= following.state is State.PENDING
            document.failed_count -= following.state is State.FAILED
            document.segment_count -= 1
            session.delete(following)
            session.flush()
            _shift(session, document, segment.position, -1)
            _become(session, document, segment, joined)
            _finish(session, document, paragraph, text, identity)
        self._memory.corrections += 1


def _text_of(session: Session, document: Document, paragraph: Paragraph) -> str:
    text = session.scalar(select(Document.text).where(Document.id == document.id)) or ""
    return text[paragraph.start : paragraph.end]


def _halves(document: Document, segment: Segment, text: str, broken: str) -> tuple[_Part, _Part]:
    place = place_of_break(segment.source, broken)
    written = text[segment.start : segment.end]
    middle = segment.start + offset_in_text(segment.source, written, place)
    spans = trimmed(text, segment.start, middle), trimmed(text, middle, segment.end)
    if spans[0] is None or spans[1] is None:
        raise BadInput("The cut is at the end: nothing would be left on one side.")
    sources = segment.source[:place].strip(WHITE), segment.source[place:].strip(WHITE)
    targets: list[str] = []
    if segment.state is State.EDITED and segment.target is not None:
        targets = split_segments(segment.target, document.target_language)
    first, second = targets if len(targets) == 2 else (None, None)
    return _Part(*spans[0], sources[0], first), _Part(*spans[1], sources[1], second)


def _following(session: Session, segment: Segment) -> Segment:
    place = Segment.document_id == segment.document_id, Segment.position == segment.position + 1
    following = session.scalar(select(Segment).where(*place))
    if following is None:
        raise BadInput("This is the last sentence: none follows that it could be joined with.")
    if following.paragraph_id != segment.paragraph_id:
        raise BadInput("The next sentence begins a paragraph of its own, so they are not joined.")
    return following


def _joined(segment: Segment, following: Segment, text: str, has_marks: bool) -> _Part:
    """Both segments as one. Where there are marks, offsets in the source count as in the text."""
    gap = text[segment.end : following.start].replace("\n", " ")
    source = f"{segment.source}{gap if has_marks else gap[:1]}{following.source}"
    targets = [one.target or "" for one in (segment, following) if one.state is State.EDITED]
    target = " ".join(targets) if len(targets) == 2 else None
    return _Part(segment.start, following.end, source, target)


def _shift(session: Session, document: Document, position: int, by: int) -> None:
    """Move all segments behind a position; by way of negative numbers, since each is unique."""
    here = Segment.document_id == document.id
    quiet = {"synchronize_session": False}
    away = update(Segment).where(here, Segment.position > position)
    session.execute(away.values(position=-(Segment.position + by)), execution_options=quiet)
    back = update(Segment).where(here, Segment.position < 0)
    session.execute(back.values(position=-Segment.position), execution_options=quiet)


def _become(session: Session, document: Document, segment: Segment, part: _Part) -> None:
    """Give a segment its new words; without a person's target it is PENDING."""
    state = State.PENDING if part.target is None else State.EDITED
    document.pending_count += (state is State.PENDING) - (segment.state is State.PENDING)
    document.failed_count -= segment.state is State.FAILED
    segment.start, segment.end, segment.source = part.start, part.end, part.source
    segment.source_digest = source_digest(part.source)
    segment.target, segment.state, segment.draft = part.target, state, None
    segment.target_marks = None
    segment.origin = None if part.target is None else Origin.HUMAN
    segment.score, segment.checks, segment.failure = None, None, None
    segment.revision = document.revision + 1
    session.add(segment)
    if part.target is not None:
        teach(session, document.languages, {part.source: part.target})


def _finish(
    session: Session, document: Document, paragraph: Paragraph, text: str, identity: str | None
) -> None:
    """Fill in what is known, and have the marked words translated anew where they were cut."""
    session.flush()
    if paragraph.detail and "wordings" in paragraph.detail:
        detail = paragraph.detail.copy()
        del detail["wordings"]
        paragraph.detail = detail
    remember_cut(session, paragraph.id, text)
    fill_from_memory(session, document, identity)
