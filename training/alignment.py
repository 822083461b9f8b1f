"""Which pieces of one language go with which of another, by IBM model 1, and vectors from that.

Brown et al., 1993, with a prior for like relative places (after Dyer et al., 2013: fast_align), and
equal pieces favoured at the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.weights import Array

Ids = npt.NDArray[np.int64]

#: How much of a word's chance is lost over the whole length of a sentence, as a power of e.
_NEARNESS = 4.0
#: How much likelier equal pieces are at the start.
_FAVOUR = 20.0
#: A piece's vector is the mean of those of so many pieces at most, each with so much of its links.
_MOST, _LEAST_SHARE = 4, 0.1
#: A piece that was linked less often keeps the vector that it had.
_FEWEST = 2.0


@dataclass(frozen=True, slots=True)
class Links:
    """Pieces that go together: of the first language, of the second, and how often (expected)."""

    pieces: Ids
    others: Ids
    counts: npt.NDArray[np.float64]


def aligned(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]],
    equal: set[tuple[int, int]],
    rounds: int = 10,
) -> Links:
    """The links of pairs of sentences (numbers of pieces); ``equal`` are pieces that look alike."""
    keys, places, nearness = _cells(pairs)
    found, cells = np.unique(keys, return_inverse=True)
    pieces, others = found >> 32, found & 0xFFFFFFFF
    chances = np.array(
        [_FAVOUR if link in equal else 1.0 for link in zip(pieces, others, strict=True)]
    )
    counts = chances
    for _ in range(rounds):
        shares = nearness * chances[cells]
        shares /= np.bincount(places, shares)[places]
        counts = np.bincount(cells, shares, len(found))
        chances = counts / np.bincount(others, counts)[others]
    return Links(pieces, others, counts)


def _cells(
    pairs: Iterable[tuple[Sequence[int], Sequence[int]]],
) -> tuple[Ids, Ids, npt.NDArray[np.float64]]:
    """A cell for each piece and each of the other sentence's: both in one number, where, how near.

    The place is the piece's number among all of all sentences.
    """
    keys, places, nearness, passed = [], [], [], 0
    for one, other in pairs:
        left, right = np.array(one, np.int64), np.array(other, np.int64)
        keys.append((left[:, None] << 32 | right).ravel())
        places.append(np.repeat(np.arange(passed, passed + len(left)), len(right)))
        passed += len(left)
        apart = np.arange(len(left))[:, None] / len(left) - np.arange(len(right)) / len(right)
        nearness.append(np.exp(-_NEARNESS * np.abs(apart)).ravel())
    return np.concatenate(keys), np.concatenate(places), np.concatenate(nearness)


def mixed(links: Links, others: Array, defaults: Array) -> Array:
    """A vector for each piece: the weighted mean of those of the pieces that it goes with most.

    ``others`` are the vectors of the second language; pieces that were seldom or never linked keep
    ``defaults``, a row for each piece of the first.
    """
    vectors = defaults.copy()
    order = np.lexsort((-links.counts, links.pieces))
    starts = np.flatnonzero(np.diff(links.pieces[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        total = links.counts[rows].sum()
        best = [row for row in rows[:_MOST] if links.counts[row] >= _LEAST_SHARE * total]
        if best and total >= _FEWEST:
            weights = links.counts[best]
            vectors[links.pieces[rows[0]]] = weights @ others[links.others[best]] / weights.sum()
    return vectors
