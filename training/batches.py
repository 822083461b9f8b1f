"""Pairs as numbers of pieces, in batches of like lengths within a budget of tokens, padded."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from training.pairs import Pair
from training.vocabulary import END, UNKNOWN, Vocabularies

Ids = npt.NDArray[np.int64]
Encoded = tuple[list[int], list[int]]
_Sides = TypeVar("_Sides", bound=tuple[list[int], ...])

#: Longer sides, in pieces, are left out.
LONGEST = 110
#: In the decoder's input its beginning (training.network), in the expected output what is padding.
BEGINNING, IGNORED = -1, -100


class Batch(NamedTuple):
    """Numbers of pieces (pair, position); ``present`` is False where a source is only padding."""

    source: Ids
    present: npt.NDArray[np.bool_]
    entered: Ids
    expected: Ids


def encoded(pairs: Sequence[Pair], vocabularies: Vocabularies) -> list[Encoded]:
    """Both sides of each pair, closed by END; without those too long or with what is unknown."""
    return [pair for pair in each_encoded(pairs, vocabularies) if pair]


def each_encoded(pairs: Sequence[Pair], vocabularies: Vocabularies) -> Iterator[Encoded | None]:
    """The same for each pair in turn, None for those that are left out."""
    sources = vocabularies.source.encode([pair.source for pair in pairs], num_threads=2)
    targets = vocabularies.target.encode([pair.target for pair in pairs], num_threads=2)
    for source, target in zip(sources, targets, strict=True):
        fits = max(len(source), len(target)) < LONGEST and UNKNOWN not in target
        yield ([*source, END], [*target, END]) if fits else None


def batches(pairs: Iterable[Encoded], budget: int) -> Iterator[Batch]:
    """Batches in the order of their lengths, each of at most ``budget`` target tokens, padded."""
    yield from map(padded, grouped(pairs, budget))


def grouped(pairs: Iterable[_Sides], budget: int) -> Iterator[list[_Sides]]:
    """What has a source and a target, in groups of at most ``budget`` target tokens when padded.

    They are in the order of their lengths. A single pair that is longer makes a group of its own.
    """
    group: list[_Sides] = []
    width = 0
    for pair in sorted(pairs, key=lambda pair: (len(pair[1]), len(pair[0]))):
        wider = max(width, len(pair[0]), len(pair[1]))
        if group and wider * (len(group) + 1) > budget:
            yield group
            group, wider = [], max(len(pair[0]), len(pair[1]))
        group.append(pair)
        width = wider
    if group:
        yield group


def padded(pairs: Sequence[Encoded]) -> Batch:
    """Some pairs as arrays; the decoder enters with BEGINNING, then what it should have said."""
    source = _filled([pair[0] for pair in pairs], 0)
    lengths = np.array([len(pair[0]) for pair in pairs])
    present = np.arange(source.shape[1]) < lengths[:, None]
    expected = _filled([pair[1] for pair in pairs], IGNORED)
    entered = np.roll(expected, 1, axis=1)
    entered[:, 0] = BEGINNING
    return Batch(source, present, np.maximum(entered, BEGINNING), expected)


def _filled(rows: Sequence[list[int]], value: int) -> Ids:
    filled = np.full((len(rows), max(map(len, rows))), value, np.int64)
    for row, ids in zip(filled, rows, strict=True):
        row[: len(ids)] = ids
    return filled
