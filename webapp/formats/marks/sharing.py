"""Shares a sentence with its marks out again over the cues over which its source runs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from webapp.text.cues.sharing import shared, weight
from webapp.text.placing import Tag, places

#: The name of the mark between two cues.
CUE = "cue"


class Share(NamedTuple):
    """The part of a source in one cue: half-open offsets, its tags, and its weight."""

    start: int
    end: int
    marks: Sequence[Tag]
    weight: float


def shares(source: str, marks: Sequence[Tag]) -> list[Share]:
    """The parts of a source between the marks of cues; the tags of a part count from its start."""
    edges = [at for at, mark in enumerate(marks) if mark.name == CUE]
    parts, start, first, relative_pace = [], 0, 0, 1.0
    for at in [*edges, len(marks)]:
        end = marks[at].offset if at < len(marks) else len(source)
        tags = [replace(tag, offset=max(0, tag.offset - start)) for tag in marks[first:at]]
        parts.append(Share(start, end, tags, weight(end - start, relative_pace)))
        if at < len(marks):
            relative_pace *= marks[at].pace
        start = end + (source[end : end + 1] == " ")
        first = at + 1
    return parts


def shared_places(
    source: str, target: str, marks: Sequence[Tag], translated: Callable[[str], str]
) -> list[int]:
    """An offset in ``target`` for each of ``marks``, as ``places`` gives, with those of cues."""
    parts = shares(source, marks)
    cuts = shared(target, [part.weight for part in parts])
    offsets: list[int] = []
    for part, (start, end) in zip(parts, pairwise([0, *cuts, len(target)]), strict=True):
        words = target[start:end].rstrip() if end < len(target) else target[start:end]
        inner = places(source[part.start : part.end], words, part.marks, translated)
        offsets += [*(start + offset for offset in inner), end]
    return offsets[:-1]
