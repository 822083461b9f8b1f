"""A segment's source and target with their bold, italics, links and footnote marks, as HTML."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from flask import url_for
from markupsafe import Markup

from webapp import library
from webapp.formats.edition import EditionBlock
from webapp.formats.escaping import attribute
from webapp.formats.marks.runs import StyledRun, source_runs, target_runs
from webapp.formats.writers.note_labels import NoteLabels
from webapp.formats.writers.rendering import InnerLinks, inline
from webapp.library import Part, Segment
from webapp.text import ParagraphKind, note_counts
from webapp.views.display.lines import bound

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
    runs = _in_lines(source_runs(block, segment), block.lines.get(segment.start, ""))
    words = inline(runs, links(block, segment)).replace("\n", " <br>")
    return bound(Markup(words))  # noqa: S704  # inline escapes


def _in_lines(runs: Iterable[StyledRun], lines: str) -> Iterator[StyledRun]:
    """The runs of a source with the breaks that its ``lines`` have, if these are known.

    Each break stands in the place of a space, so that offsets count as in the source.
    """
    at = 0
    for run in runs:
        end = at + len(run.text)
        yield run._replace(text=lines[at:end]) if lines else run
        at = end


def target_html(block: library.Block | None, segment: Segment, links: LinksOf) -> Markup | None:
    """The target as HTML; plain text without a block, as in the answer to a retry."""
    if block is None:
        return None if segment.target is None else bound(segment.target)
    words = inline(target_runs(block, segment), links(block, segment))
    return bound(Markup(words))  # noqa: S704  # inline escapes
