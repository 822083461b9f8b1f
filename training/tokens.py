"""The training set on disk: all tokens in one array, and where each pair stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from training.pairs import Pair

#: Longer sides, in tokens, are left out.
LONGEST = 96
PAIRS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class TokenSet:
    """``index`` has a row a pair: start in ``tokens``, source length, target length (in tokens)."""

    tokens: npt.NDArray[np.uint16]
    index: npt.NDArray[np.int64]

    def save(self, folder: Path) -> None:
        """Write both arrays into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "tokens.npy", self.tokens)
        np.save(folder / "index.npy", self.index)

    @classmethod
    def load(cls, folder: Path) -> "TokenSet":
        """Read what ``save`` wrote; the tokens stay on the disk until they are used."""
        tokens = np.load(folder / "tokens.npy", mmap_mode="r")
        return cls(tokens, np.load(folder / "index.npy"))


def encode(pairs: Iterable[Pair], pieces: sentencepiece.SentencePieceProcessor) -> TokenSet:
    """The pairs as tokens, without those too long or with sides of too unlike lengths."""
    rows: list[tuple[int, int, int]] = []
    chunks: list[npt.NDArray[np.uint16]] = []
    at = 0
    for source, target in _encoded(pairs, pieces):
        if _is_usable(len(source), len(target)):
            chunks.append(np.array(source + target, dtype=np.uint16))
            rows.append((at, len(source), len(target)))
            at += len(source) + len(target)
    tokens = np.concatenate(chunks) if chunks else np.zeros(0, np.uint16)
    return TokenSet(tokens, np.array(rows, dtype=np.int64).reshape(-1, 3))


def _encoded(
    pairs: Iterable[Pair], pieces: sentencepiece.SentencePieceProcessor
) -> Iterator[tuple[list[int], list[int]]]:
    supply = iter(pairs)
    while some := list(islice(supply, PAIRS_AT_ONCE)):
        sources = pieces.encode([pair.source for pair in some])
        yield from zip(sources, pieces.encode([pair.target for pair in some]), strict=True)


def _is_usable(source: int, target: int) -> bool:
    shorter, longer = sorted((source, target))
    return shorter > 0 and longer <= min(LONGEST, 3 * shorter + 6)
