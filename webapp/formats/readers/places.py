"""Leads the links within a file to the paragraphs that they name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from webapp.formats.readers.imported import ImportedBlock
from webapp.text import Mark, MarkKind


def linked(blocks: Iterable[ImportedBlock], counts: Counter[str]) -> list[ImportedBlock]:
    """The blocks, whose inner links have the numbers of their paragraphs for addresses.

    A PLACE comes with the name of an anchor. Where no block has that, the words stay without a
    link; ``counts`` tells how many.
    """
    kept = [block for block in blocks if block.has_words]
    numbers: dict[str, int] = {}
    for number, block in enumerate(kept, 1):
        for anchor in block.anchors:
            numbers.setdefault(anchor, number)
    return [_led(block, numbers, counts) for block in kept]


def _led(block: ImportedBlock, numbers: dict[str, int], counts: Counter[str]) -> ImportedBlock:
    marks = block.detail.get("marks", [])
    if not any(mark.kind == MarkKind.PLACE for mark in marks):
        return block
    led = [_mark(mark, numbers) for mark in marks]
    counts["inner link"] += sum(mark.kind == MarkKind.PLACE and not mark.href for mark in led)
    return replace(block, detail={**block.detail, "marks": led})


def _mark(mark: Mark, numbers: dict[str, int]) -> Mark:
    if mark.kind != MarkKind.PLACE:
        return mark
    return mark._replace(href=f"#{numbers[mark.href]}" if mark.href in numbers else "")
