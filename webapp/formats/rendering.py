"""Blocks as HTML that is XML too, for pages and for the chapters of e-books."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from webapp.formats.blocks import Block, Edition
from webapp.formats.escaping import attribute, escaped
from webapp.formats.runs import Run, source_runs, target_runs
from webapp.text import ParagraphKind

_TAGS = (("bold", "b"), ("italic", "i"), ("note", "sup"))
_SHARED = (ParagraphKind.ITEM, ParagraphKind.CELL, ParagraphKind.QUOTATION)
#: Footnote marks are raised by their tag here, not by their characters.
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def inline(runs: Iterable[Run]) -> str:
    """Runs with their marks as elements."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    is_note = "note" in run.kinds
    made = escaped(run.text.translate(_LOWERED) if is_note else run.text)
    for kind, tag in _TAGS:
        if kind in run.kinds:
            made = f"<{tag}>{made}</{tag}>"
    return f"<a href={attribute(run.href)}>{made}</a>" if run.href else made


def source_of(block: Block) -> str:
    """All sources of a block."""
    return " ".join(inline(source_runs(block, pair)) for pair in block.segments)


def target_of(block: Block) -> str:
    """All targets of a block."""
    return " ".join(inline(target_runs(block, pair)) for pair in block.segments)


def heading_tag(block: Block) -> str:
    """``h2`` to ``h6``: ``h1`` is the title's."""
    return f"h{min(block.detail.get('level', 1) + 1, 6)}"


def translated(block: Block, edition: Edition) -> str:
    """The translation alone, in the element that its kind has."""
    words = f"<span lang={attribute(edition.target_language)}>{target_of(block)}</span>"
    return wrapped(block, words)


def wrapped(block: Block, words: str) -> str:
    """``words``, which are phrases, in the element that the block's kind has."""
    if block.kind == ParagraphKind.HEADING:
        return f"<{heading_tag(block)}>{words}</{heading_tag(block)}>"
    return f'<p class="{block.kind}">{words}</p>'


def structured(blocks: Iterable[Block], made: Callable[[Block], str]) -> Iterator[str]:
    """Each block as ``made`` makes it (flow content), items in lists and cells in tables."""
    for kind, group in groupby(blocks, key=_structure):
        if kind == ParagraphKind.ITEM:
            yield "<ul>\n"
            for block in group:
                yield f'<li class="level-{block.detail.get("level", 1)}">{made(block)}</li>\n'
            yield "</ul>\n"
        elif kind == ParagraphKind.CELL:
            yield from _table(group, made)
        elif kind == ParagraphKind.QUOTATION:
            yield f"<blockquote>{''.join(made(block) for block in group)}</blockquote>\n"
        else:
            yield from (f"{made(block)}\n" for block in group)


def _table(cells: Iterable[Block], made: Callable[[Block], str]) -> Iterator[str]:
    yield "<table>\n"
    for _, row in groupby(cells, key=lambda block: block.detail.get("row", 0)):
        yield f"<tr>{''.join(f'<td>{made(block)}</td>' for block in row)}</tr>\n"
    yield "</table>\n"


def _structure(block: Block) -> str:
    """The kind where neighbours of it share an element, else nothing in particular."""
    return block.kind if block.kind in _SHARED else ""
