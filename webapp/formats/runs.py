"""The runs of a segment: stretches of text with the same marks, in the source and in its target.

The engine knows no marks. A mark on a whole segment holds for the whole target; one on some words
holds where the same words stand in the target exactly once (names, titles, numbers); a footnote's
mark goes to the end. Any other mark is dropped from the target, never guessed.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from webapp.formats.blocks import Block, Pair, target_or_notice
from webapp.text import Mark, marks_within


class Run(NamedTuple):
    """Some text, its kinds of marks, and where it leads ("" if nowhere)."""

    text: str
    kinds: frozenset[str] = frozenset()
    href: str = ""


def source_runs(block: Block, pair: Pair) -> list[Run]:
    """The source with its marks."""
    return list(_runs(pair.source, _source_marks(block, pair)))


def target_runs(block: Block, pair: Pair) -> list[Run]:
    """The target, or the notice that there is none, with those of the marks that hold."""
    text = target_or_notice(pair)
    marks = _source_marks(block, pair)
    if pair.target is None or not marks:
        return [Run(text)]
    notes = "".join(pair.source[m.start : m.end] for m in marks if m.kind == "note")
    held = [found for mark in marks if (found := _held(mark, pair.source, text))]
    if notes and notes not in text:
        held.append(Mark(len(text), len(text) + len(notes), "note"))
        text += notes
    return list(_runs(text, held))


def _source_marks(block: Block, pair: Pair) -> list[Mark]:
    return marks_within(block.detail, pair.start, pair.end) if "marks" in block.detail else []


def _held(mark: Mark, source: str, target: str) -> Mark | None:
    words = source[mark.start : mark.end]
    rest = source[: mark.start] + source[mark.end :]
    if mark.kind != "note" and not any(map(str.isalnum, rest)):
        return mark._replace(start=0, end=len(target))
    words = words.strip()
    if words and target.count(words) == 1:
        start = target.index(words)
        return mark._replace(start=start, end=start + len(words))
    return None


def _runs(text: str, marks: Iterable[Mark]) -> Iterator[Run]:
    marks = list(marks)
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise(edges):
        own = [mark for mark in marks if mark.start <= start and mark.end >= end]
        href = next((mark.href for mark in own if mark.href), "")
        if text[start:end]:
            yield Run(text[start:end], frozenset(mark.kind for mark in own), href)
