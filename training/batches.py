"""Batches of like lengths within a budget of tokens, padded for the network."""

import random
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from training.tokens import TokenSet
from training.vocabulary import BEGIN, END, PAD

#: Lengths are rounded up to a multiple, so that few shapes of tensors occur.
MULTIPLE = 8

Ids = npt.NDArray[np.int64]


def batches(
    token_set: TokenSet, budget: int, seed: int, rows: slice = slice(None)
) -> Iterator[Ids]:
    """Rows of the index, grouped so that no side of a group has more than ``budget`` tokens.

    The order is random, and always the same for one seed. Every row comes once.
    """
    index = token_set.index[rows]
    shuffled = index[np.random.default_rng(seed).permutation(len(index))]
    widths = _rounded(shuffled[:, 1:3].max(axis=1) + 1)
    groups = []
    for width in np.unique(widths):
        bucket = shuffled[widths == width]
        size = max(1, budget // int(width))
        groups += [bucket[start : start + size] for start in range(0, len(bucket), size)]
    random.Random(seed).shuffle(groups)
    return iter(groups)


def padded(token_set: TokenSet, rows: Ids) -> tuple[Ids, Ids, Ids]:
    """Source, decoder input and expected output of some rows: ids (row, position), PAD at the end.

    The source and the expected output close with END; the decoder's input opens with BEGIN.
    """
    starts, sources, targets = rows.T
    source = _sides(token_set, starts, sources)
    expected = _sides(token_set, starts + sources, targets)
    entered = np.roll(np.where(expected == END, PAD, expected), 1, axis=1)
    entered[:, 0] = BEGIN
    return source, entered, expected


def _sides(token_set: TokenSet, starts: Ids, lengths: Ids) -> Ids:
    """One side of each row, closed with END."""
    width = int(_rounded(lengths.max() + 1))
    ids = np.full((len(starts), width), PAD, dtype=np.int64)
    for row, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        ids[row, :length] = token_set.tokens[start : start + length]
        ids[row, length] = END
    return ids


def _rounded(lengths: Ids) -> Ids:
    return -(-lengths // MULTIPLE) * MULTIPLE
