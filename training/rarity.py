"""Which pairs are worth their time: those with rare pieces, as time is what lacks, not text."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import sentencepiece

from training.pairs import Pair

#: A piece is rare below so many pairs; one in fewer than the second is mostly noise.
_RARE, _NOISE, _NOISE_RARITY = 60, 3, 0.3
#: A source of fewer different pieces teaches little.
_SHORT, _SHORT_LIKED = 4, 0.5
#: So rare on the mean, a pair is surely kept; how steeply its chance falls below that.
_SURE, _STEEPNESS = 0.16, 1.3
#: How much the text of a name is liked: debates, law and manuals less than talk, news and stories.
LIKED = {"europarl": 0.8, "canada_laws": 0.5, "canada_annual_statutes": 0.5} | dict.fromkeys(
    ("php_docs", "python_docs", "django_docs", "debian_website", "ms_dynamics_smb"), 0.6
)
_LIKED_ELSE = 1.3
#: Pairs that have a character on both sides, for the network to be trusted with it.
_TRUSTED = 150
#: Letters of French, with which it is always trusted.
_FRENCH = "àâäæçèéêëîïôöùûüÿœÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŸŒ"


def rare_first(
    named: Sequence[tuple[str, Pair]],
    pieces: sentencepiece.SentencePieceProcessor,
    liked: Mapping[str, float] = LIKED,
    seed: int = 3,
) -> list[tuple[str, Pair]]:
    """The pairs drawn, with the names of their texts, by the rarity of their source's pieces.

    A piece's rarity is √(60 / the pairs that have it), at most 1. In 35 % of the pairs 97 % of the
    pieces are left.
    """
    having, ids = _pieces_of([pair.source for _, pair in named], pieces)
    rarity = np.minimum(1, np.sqrt(_RARE / np.maximum(having, 1)))
    rarity[having < _NOISE] = _NOISE_RARITY
    drawn = np.random.default_rng(seed).random(len(named))
    kept = []
    for each, piece_ids, draw in zip(named, ids, drawn, strict=True):
        share = liked.get(each[0], _LIKED_ELSE) * (_SHORT_LIKED if len(piece_ids) < _SHORT else 1)
        if draw < min(1.0, float(rarity[piece_ids].mean()) * share / _SURE) ** _STEEPNESS:
            kept.append(each)
    return kept


def _pieces_of(
    texts: Sequence[str], pieces: sentencepiece.SentencePieceProcessor
) -> tuple[npt.NDArray[np.int64], list[npt.NDArray[np.int64]]]:
    """How many texts have each piece, and the different pieces of each text."""
    having = np.zeros(pieces.get_piece_size(), np.int64)
    ids = []
    for start in range(0, len(texts), 50_000):
        for encoded in pieces.encode(list(texts[start : start + 50_000]), num_threads=2):
            piece_ids = np.unique(np.array(encoded or [0]))
            having[piece_ids] += 1
            ids.append(piece_ids)
    return having, ids


def alphabet(pairs: Sequence[Pair]) -> str:
    """The characters beyond ASCII that a network trained on the pairs can be trusted with.

    French letters, and whatever both sides of at least 150 pairs have.
    """
    counts: dict[str, int] = {}
    for source, target in pairs:
        if not source.isascii() and not target.isascii():
            for char in {c for c in source if not c.isascii()} & set(target):
                counts[char] = counts.get(char, 0) + 1
    trusted = {char for char, count in counts.items() if count >= _TRUSTED and char.isprintable()}
    return "".join(sorted(trusted | set(_FRENCH)))
