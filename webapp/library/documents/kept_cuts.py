"""Remembers where people cut a paragraph, for the same paragraph in a text that comes later."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.library.schema import Cut, Segment, source_digest
from webapp.text import TextParagraph, TextSegment


def remember_cut(session: Session, paragraph_id: int, text: str) -> None:
    """Keep the segments that a paragraph with this text has now."""
    columns = Segment.start, Segment.end, Segment.source
    query = select(*columns).where(Segment.paragraph_id == paragraph_id).order_by(Segment.start)
    segments = [(row.start, row.end, row.source) for row in session.execute(query)]
    digest = source_digest(text)
    cut = session.scalar(select(Cut).where(Cut.digest == digest)) or Cut(digest=digest)
    cut.segments = segments
    session.add(cut)


def with_cuts(
    session: Session, text: str, paragraphs: Sequence[TextParagraph]
) -> Sequence[TextParagraph]:
    """The paragraphs of a whole text, each with the segments that people gave it before."""
    cuts = {cut.digest: cut.segments for cut in session.scalars(select(Cut))}
    return [_recut(paragraph, text, cuts) for paragraph in paragraphs] if cuts else paragraphs


def _recut(
    paragraph: TextParagraph, text: str, cuts: dict[bytes, list[tuple[int, int, str]]]
) -> TextParagraph:
    segments = cuts.get(source_digest(text[paragraph.start : paragraph.end]))
    if segments is None:
        return paragraph
    return replace(paragraph, segments=tuple(TextSegment(*segment) for segment in segments))
