"""How like two texts are, and by which words they differ; rapidfuzz counts it."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

#: A word or another sign, with the spaces before it.
_WORD = re.compile(r"\s*(?:\w+|[^\w\s])")


class Change(StrEnum):
    """What becomes of words on the way from one text to another."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Difference(NamedTuple):
    """A run of words, and what becomes of it."""

    change: Change
    words: str


def most_like(text: str, others: Sequence[str], least: int, most: int) -> list[tuple[int, int]]:
    """The places in ``others`` of the texts most like ``text``, and how like each is in per cent.

    At most ``most``, the likest first, none below ``least`` per cent. The likeness is the share of
    the characters of both texts that need no change (normalized Indel similarity).
    """
    matches = process.extract(text, others, scorer=fuzz.ratio, score_cutoff=least, limit=most)
    return [(place, int(percent)) for _, percent, place in matches]


def lengths_like(length: int, least: int) -> tuple[int, int]:
    """The shortest and the longest text that can be ``least`` per cent like one of ``length``."""
    share = least / (200 - least)
    return int(length * share), int(length / share) + 1


def differences(text: str, other: str) -> Iterator[Difference]:
    """The words on the way from ``text`` to ``other``, with the spaces before them."""
    words, others = _WORD.findall(text), _WORD.findall(other)
    bare = [[word.strip() for word in side] for side in (words, others)]
    for step in Indel.opcodes(*bare):
        match step.tag:
            case "insert":
                yield Difference(Change.NEW, "".join(others[step.dest_start : step.dest_end]))
            case "delete":
                yield Difference(Change.GONE, "".join(words[step.src_start : step.src_end]))
            case _:
                yield Difference(Change.KEPT, "".join(others[step.dest_start : step.dest_end]))
