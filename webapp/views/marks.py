"""A segment's source and target with their bold, italics, links and footnote marks, as HTML."""

from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup

from webapp import library
from webapp.formats.blocks import Block, Pair
from webapp.formats.escaping import attribute
from webapp.formats.rendering import NoteLink, inline
from webapp.formats.runs import source_runs, target_runs
from webapp.text import ParagraphKind


def note_links(document_id: int, blocks: Iterable[library.Block]) -> NoteLink:
    """What leads from a mark to its note: at once where it is among ``blocks``, those of the page.

    Elsewhere the address that knows where the note stands does (documents.note).
    """
    here = {
        block.detail["number"]: block.segments[0].position
        for block in reversed(list(blocks))
        if block.kind == ParagraphKind.NOTE and "number" in block.detail
    }

    def link(number: int) -> str:
        elsewhere = url_for("documents.note", document_id=document_id, number=number)
        href = f"#s{here[number]}" if number in here else elsewhere
        return f'href={attribute(href)} role="doc-noteref"'

    return link


def source_html(block: Block, segment: Pair, notes: NoteLink) -> Markup:
    """The source; every text in it is escaped."""
    return Markup(inline(source_runs(block, segment), notes))  # noqa: S704  # inline escapes


def target_html(block: Block | None, segment: Pair, notes: NoteLink) -> Markup | str | None:
    """The target; plain where the block is not known, as in the answer to a retry."""
    if block is None:
        return segment.target
    return Markup(inline(target_runs(block, segment), notes))  # noqa: S704  # inline escapes
