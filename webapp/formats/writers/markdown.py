"""Markdown: the translation alone, or each source with its translation quoted below it."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from webapp.formats.blocks import Block, Edition
from webapp.formats.runs import Run, source_runs, target_runs
from webapp.text import ParagraphKind

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_OPENING = re.compile(r"(\d*)([-+.)])(?=\s|$)")


def write_markdown(edition: Edition) -> Iterator[str]:
    """The translation alone."""
    yield from _head(edition, edition.target_language)
    for is_table, group in groupby(edition.blocks, key=lambda block: _row(block) > 0):
        if is_table:
            yield from _table(group)
            continue
        for block in group:
            yield f"{_prefix(block)}{_target(block)}\n\n"


def write_bilingual_markdown(edition: Edition) -> Iterator[str]:
    """Each segment's source, and below it its target as a quotation."""
    yield from _head(edition, edition.source_language)
    for block in edition.blocks:
        for pair in block.segments:
            yield f"{_prefix(block)}{_styled(source_runs(block, pair))}\n\n"
            yield f"> {_styled(target_runs(block, pair))}\n\n"


def _head(edition: Edition, language: str) -> Iterator[str]:
    fields = {"title": edition.title, "author": edition.author, "date": edition.date}
    lines = [f'{name}: "{_quoted(value)}"\n' for name, value in fields.items() if value]
    yield f"---\n{''.join(lines)}lang: {language}\n---\n\n"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _row(block: Block) -> int:
    return block.detail.get("row", 0)


def _target(block: Block) -> str:
    return " ".join(_styled(target_runs(block, pair)) for pair in block.segments)


def _table(cells: Iterable[Block]) -> Iterator[str]:
    """Rows of cells; the first one is the head, which Markdown's tables must have."""
    for number, (_, row) in enumerate(groupby(cells, key=_row)):
        texts = [_target(block) for block in row]
        yield f"| {' | '.join(texts)} |\n"
        if not number:
            yield f"|{' --- |' * len(texts)}\n"
    yield "\n"


def _prefix(block: Block) -> str:
    level = block.detail.get("level", 1)
    match block.kind:
        case ParagraphKind.HEADING:
            return "#" * level + " "
        case ParagraphKind.ITEM:
            return "  " * (level - 1) + "- "
        case ParagraphKind.QUOTATION:
            return "> "
    return ""


def _styled(runs: Iterable[Run]) -> str:
    text = "".join(_run(run) for run in runs)
    opening = _OPENING.match(text)
    return f"{opening[1]}\\{text[opening.end(1) :]}" if opening else text


def _run(run: Run) -> str:
    text = _SPECIAL.sub(r"\\\1", run.text)
    own = text.strip()
    if not own:
        return text
    mark = "**" * ("bold" in run.kinds) + "*" * ("italic" in run.kinds)
    styled = f"{mark}{own}{mark[::-1]}"
    if run.href:
        styled = f"[{styled}](<{run.href.replace('>', '%3E')}>)"
    return text.replace(own, styled, 1)
