"""A segment's source and target with their bold, italics, links and footnote marks, as HTML."""

from markupsafe import Markup

from webapp.formats.blocks import Block, Pair
from webapp.formats.rendering import inline
from webapp.formats.runs import source_runs, target_runs


def source_html(block: Block, segment: Pair) -> Markup:
    """The source; every text in it is escaped."""
    return Markup(inline(source_runs(block, segment)))  # noqa: S704  # inline escapes


def target_html(block: Block | None, segment: Pair) -> Markup | str | None:
    """The target; plain where the block is not known, as in the answer to a retry."""
    if block is None:
        return segment.target
    return Markup(inline(target_runs(block, segment)))  # noqa: S704  # inline escapes
