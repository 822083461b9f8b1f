"""A segment's source and target with their bold, italics, links and footnote marks, as HTML."""

from collections.abc import Callable
from functools import partial

from flask import url_for
from markupsafe import Markup

from webapp import library
from webapp.formats.edition import EditionBlock
from webapp.formats.escaping import attribute
from webapp.formats.marks.lines import LINE_END, source_in_lines, target_in_lines
from webapp.formats.writers.note_labels import NoteLabels
from webapp.formats.writers.rendering import InnerLinks, inline
from webapp.library import Part, Segment
from webapp.text import ParagraphKind, note_counts
from webapp.views.display.lines import bound

#: Of 400 targets one takes more lines than its source and so much more: a part, and code points.
_SPARE, _SPARE_POINTS = 0.05, 4

#: Gives the links of the footnote marks and the inner links in a segment of a block.
LinksOf = Callable[[library.Block, Segment], InnerLinks]


def links_away(document_id: int) -> LinksOf:
    """Links to the addresses that lead to a note or a place wherever it stands in the document."""

    def link(segment: Segment, number: int) -> str:
        mark = segment.position
        return _link(url_for("reader.note", document_id=document_id, note=number, mark=mark))

    def place_link(place: int) -> str:
        return f"href={attribute(url_for('reader.place', document_id=document_id, place=place))}"

    return lambda _, segment: InnerLinks(partial(link, segment), place_link)


def links_within(part: Part) -> LinksOf:
    """Links within the page where it has the whole document, else ``links_away``."""
    if part.first > 1 or part.next is not None:
        return links_away(part.document.id)
    places = {block.position: block.segments[0].position for block in part.blocks}
    notes = [block for block in part.blocks if block.kind == ParagraphKind.NOTE]
    labels = NoteLabels(note_counts(block.detail for block in notes))
    starts = {labels.of_note(block): block.segments[0].position for block in notes}

    def link(block: EditionBlock, number: int) -> str:
        label = labels.of_mark(block, number)
        return _link(f"#s{starts[label]}") if label else ""

    def place_link(place: int) -> str:
        return f'href="#s{places[place]}"' if place in places else ""

    return lambda block, _: InnerLinks(partial(link, block), place_link)


def _link(href: str) -> str:
    return f'href={attribute(href)} role="doc-noteref"'


def source_html(block: library.Block, segment: Segment, links: LinksOf) -> Markup:
    """The source as HTML, its text escaped."""
    words = inline(source_in_lines(block, segment), links(block, segment))
    return bound(Markup(words))  # noqa: S704  # inline escapes


def target_html(block: library.Block | None, segment: Segment, links: LinksOf) -> Markup | None:
    """The target as HTML; plain text without a block, as in the answer to a retry."""
    if block is None:
        return None if segment.target is None else bound(segment.target)
    words = inline(target_in_lines(block, segment), links(block, segment))
    return bound(Markup(words))  # noqa: S704  # inline escapes


def room(block: library.Block | None, segment: Segment) -> str:
    """A text, shown to nobody, that takes as many lines as the target of a segment will at most."""
    runs = source_in_lines(block, segment) if block else []
    lines = "".join(run.text for run in runs) or segment.source
    return "\n".join(map(_with_spare, lines.split(LINE_END)))


def _with_spare(line: str) -> str:
    return f"{line} {line}"[: int(len(line) * (1 + _SPARE)) + _SPARE_POINTS]
