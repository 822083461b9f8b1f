"""Writes plain text: the translation alone, or both languages."""

from collections.abc import Iterator

from webapp.formats.edition import Edition, EditionBlock, Pair, target_or_notice
from webapp.formats.marks.lines import LINE_END, joined, target_in_lines
from webapp.formats.writers.grouping import in_rows
from webapp.text import ParagraphKind, item_mark

#: The indent of an item for each list that encloses its list.
_INDENT = "    "


def write_text(edition: Edition) -> Iterator[str]:
    """The translation alone, with a blank line between paragraphs.

    A row of a table is one line, its cells separated by tabs.
    """
    before = 0
    for number, cells in enumerate(in_rows(edition.blocks)):
        table = next(block for cell in cells for block in cell).detail.get("table", 0)
        yield ("\n" if table and table == before else "\n\n") if number else ""
        yield "\t".join(" ".join(_mark(block) + _target(block) for block in cell) for cell in cells)
        before = table
    yield "\n"


def write_bilingual_text(edition: Edition) -> Iterator[str]:
    """Each source with its target on the next line, and a blank line after each pair."""
    for number, block in enumerate(edition.blocks):
        yield "\n\n" if number else ""
        mark = _mark(block)
        pairs = [f"{pair.source}\n{target_or_notice(pair)}" for pair in block.segments]
        yield "\n\n".join([mark + pairs[0].replace("\n", f"\n{mark}"), *pairs[1:]])
    yield "\n"


def _target(block: EditionBlock) -> str:
    """All targets, in the lines of their sources; a row of a table has no others."""
    line_end = " " if block.kind == ParagraphKind.CELL else "\n"

    def words(pair: Pair) -> str:
        return "".join(run.text for run in target_in_lines(block, pair))

    return joined(block, words).replace(LINE_END, line_end)


def _mark(block: EditionBlock) -> str:
    """The mark of an item, indented by its depth; "" for other blocks."""
    mark = item_mark(block.kind, block.detail)
    return f"{_INDENT * (block.detail.get('level', 1) - 1)}{mark} " if mark else ""
