"""The lines of verse: a segment's source has them joined, the document's text as they were set."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.library.dialects import characters
from webapp.library.documents.parts import Block
from webapp.library.schema import Document, Paragraph
from webapp.text import ParagraphKind


def in_lines(session: Session, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of one document; those of verse know the sources of their segments in lines."""
    blocks = tuple(blocks)
    verse = [block.position for block in blocks if block.kind == ParagraphKind.VERSE]
    if not verse:  # the common case costs no query
        return blocks
    length = Paragraph.end - Paragraph.start
    text = characters(Document.text, Paragraph.start, length)
    query = (
        select(Paragraph.position, text)
        .join(Document, Document.id == Paragraph.document_id)
        .where(Document.id == blocks[0].segments[0].document_id, Paragraph.position.in_(verse))
    )
    texts = {row[0]: row[1] for row in session.execute(query)}
    return tuple(
        replace(block, lines=_lines(block, texts[block.position]))
        if block.position in texts
        else block
        for block in blocks
    )


def _lines(block: Block, text: str) -> Mapping[int, str]:
    """By its start, each source of several lines that has as many characters in the text."""
    sources = ((segment, text[segment.start : segment.end]) for segment in block.segments)
    return {
        segment.start: lines
        for segment, lines in sources
        if "\n" in lines and len(lines) == len(segment.source)
    }
