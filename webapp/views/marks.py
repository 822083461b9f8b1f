"""A segment's source and target with their bold, italics, links and footnote marks, as HTML."""

from collections.abc import Callable
from functools import partial

from flask import url_for
from markupsafe import Markup

from webapp import library
from webapp.formats.edition import EditionBlock
from webapp.formats.escaping import attribute
from webapp.formats.marks.runs import source_runs, target_runs
from webapp.formats.writers.note_labels import NoteLabels
from webapp.formats.writers.rendering import NoteLink, inline
from webapp.library import Part, Segment
from webapp.text import ParagraphKind, note_counts
from webapp.views.lines import bound

#: Gives the links of the footnote marks in a segment of a block.
NoteLinks = Callable[[library.Block, Segment], NoteLink]


def links_away(document_id: int) -> NoteLinks:
    """Links to the address that leads to a note wherever it stands (``reader.note``)."""

    def link(segment: Segment, number: int) -> str:
        mark = segment.position
        return _link(url_for("reader.note", document_id=document_id, note=number, mark=mark))

    return lambda _, segment: partial(link, segment)


def note_links(part: Part) -> NoteLinks:
    """Links within the page where it has the whole document, else ``links_away``."""
    if part.first > 1 or part.next is not None:
        return links_away(part.document.id)
    notes = [block for block in part.blocks if block.kind == ParagraphKind.NOTE]
    labels = NoteLabels(note_counts(block.detail for block in notes))
    starts = {labels.of_note(block): block.segments[0].position for block in notes}

    def link(block: EditionBlock, number: int) -> str:
        label = labels.of_mark(block, number)
        return _link(f"#s{starts[label]}") if label else ""

    return lambda block, _: partial(link, block)


def _link(href: str) -> str:
    return f'href={attribute(href)} role="doc-noteref"'


def source_html(block: library.Block, segment: Segment, notes: NoteLinks) -> Markup:
    """The source as HTML, its text escaped."""
    link = notes(block, segment)
    return bound(Markup(inline(source_runs(block, segment), link)))  # noqa: S704  # inline escapes


def target_html(block: library.Block | None, segment: Segment, notes: NoteLinks) -> Markup | None:
    """The target as HTML; plain text without a block, as in the answer to a retry."""
    if block is None:
        return None if segment.target is None else bound(segment.target)
    link = notes(block, segment)
    return bound(Markup(inline(target_runs(block, segment), link)))  # noqa: S704  # inline escapes
