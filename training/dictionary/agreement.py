"""Aligns words by two IBM models at once, each direction of which listens to the other.

Brown et al., 1993; a prior for like relative places after Dyer et al., 2013 (fast_align); agreement
after Liang et al., 2006: a link counts by the product of its chances in both directions.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.dictionary.corpus import Corpus, Ids

Floats = npt.NDArray[np.float32]

#: How much of a word's chance is lost over the whole length of a sentence, as a power of e.
_NEARNESS = 6.0
#: The score of going with no word of the other sentence.
_NOTHING = np.float32(0.0005)
#: A link is taken where the product of its two chances is at least this.
_SURE = 0.2


@dataclass
class Alignment:
    """Links of a corpus: places of French and English words among all of it, in French order."""

    french: Ids
    english: Ids
    weight: Floats


def align(corpus: Corpus, rounds: int = 8) -> Alignment:
    """The links on which both directions agree."""
    ours, theirs, nearness = _cells(corpus)
    width = np.int64(len(corpus.english.classes.numbers))
    keys = corpus.french.klass[ours] * width + corpus.english.klass[theirs]
    distinct, cells = np.unique(keys, return_inverse=True)
    cells = cells.astype(np.int32)
    french, english = (distinct // width).astype(np.int32), (distinct % width).astype(np.int32)
    counts = np.ones(len(distinct), np.float32)
    for _ in range(rounds):
        forth = _chances(counts, french)
        back = _chances(counts, english)
        weight = _shares(forth[cells] * nearness, theirs, len(corpus.english.klass))
        weight *= _shares(back[cells] * nearness, ours, len(corpus.french.klass))
        counts = np.bincount(cells, weight, len(distinct)).astype(np.float32)
    sure = weight >= _SURE
    return Alignment(ours[sure], theirs[sure], weight[sure])


def _chances(counts: Floats, given: Ids) -> Floats:
    """The share of each pair among those of the word that is ``given``; a little for the unseen."""
    totals = np.bincount(given, counts)
    return ((counts + 1e-6) / (totals[given] + 0.5)).astype(np.float32)


def _shares(scores: Floats, places: Ids, length: int) -> Floats:
    """The scores as shares of each place's sum, where nothing takes a share too."""
    totals = np.bincount(places, scores, length).astype(np.float32)
    return scores / (totals[places] + _NOTHING)


def _cells(corpus: Corpus) -> tuple[Ids, Ids, Floats]:
    """A cell for each word and each of the other sentence's: both places, and how near they are."""
    ours, theirs, nearness = [], [], []
    starts, others = corpus.french.starts, corpus.english.starts
    for n in range(len(starts) - 1):
        one = np.arange(starts[n], starts[n + 1], dtype=np.int32)
        other = np.arange(others[n], others[n + 1], dtype=np.int32)
        ours.append(np.repeat(one, len(other)))
        theirs.append(np.tile(other, len(one)))
        apart = ((one - one[0] + 0.5) / len(one))[:, None] - (other - other[0] + 0.5) / len(other)
        nearness.append(np.exp(-_NEARNESS * np.abs(apart)).ravel().astype(np.float32))
    return np.concatenate(ours), np.concatenate(theirs), np.concatenate(nearness)
