"""Command: clean corpora and write the training set.

    python -m training.prepare OUT SENTENCEPIECE CORPUS… --share europarl=1 --share laws=0.05

Makes SENTENCEPIECE from a sample first when it does not exist. A share below 1 samples the pairs of
that name, one above 1 repeats them; a name without a share is taken once.
"""

import random
from collections import Counter
from pathlib import Path

import click
import numpy as np
import sentencepiece

from training.pairs import Pair, clean, read_pairs, varied
from training.shorts import short_pairs
from training.tokens import TokenSet, encode
from training.vocabulary import train_vocabulary

#: Pairs that the vocabulary is trained on.
SAMPLE = 400_000


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("vocabulary", type=click.Path(path_type=Path))
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--share", "shares", multiple=True, metavar="NAME=NUMBER")
@click.option("--shorts", default=0, help="How often to add the names and words of all pairs.")
@click.option("--pieces", "size", default=8_000, show_default=True, help="Size of the vocabulary.")
def main(
    out: Path,
    vocabulary: Path,
    corpora: tuple[Path, ...],
    shares: tuple[str, ...],
    shorts: int,
    size: int,
) -> None:
    """Clean the corpora and write OUT/tokens.npy and OUT/index.npy."""
    parts = dict(share.split("=", 1) for share in shares)
    numbers = {name: float(number) for name, number in parts.items()}
    dropped: Counter[str] = Counter()
    pairs = _shuffled(corpora, numbers, shorts, dropped)
    if not vocabulary.exists():
        train_vocabulary((text for pair in pairs[:SAMPLE] for text in pair), vocabulary, size)
    token_set = encode(pairs, sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)))
    token_set.save(out)
    click.echo(f"{len(token_set.index):,} pairs, {_target_tokens(token_set):,} target tokens")
    click.echo("left out: " + ", ".join(f"{n:,} {why}" for why, n in dropped.most_common()))


def _shuffled(
    corpora: tuple[Path, ...], shares: dict[str, float], shorts: int, dropped: Counter[str]
) -> list[Pair]:
    """Every clean pair, as often as its share says, in an order that is always the same."""
    chance = random.Random(2)
    pairs: list[Pair] = []
    for name, own in _by_name(corpora).items():
        kept = list(clean(own, dropped))
        share = shares.get(name, 1.0)
        pairs += kept * int(share) + chance.sample(kept, int((share % 1) * len(kept)))
    pairs += shorts * short_pairs(pairs, chance) if shorts else []
    chance.shuffle(pairs)
    return [varied(pair, chance) for pair in pairs]


def _by_name(corpora: tuple[Path, ...]) -> dict[str, list[Pair]]:
    named: dict[str, list[Pair]] = {}
    for corpus in corpora:
        for name, pair in read_pairs(corpus):
            named.setdefault(name, []).append(pair)
    return named


def _target_tokens(token_set: TokenSet) -> int:
    return int(np.sum(token_set.index[:, 2]))


if __name__ == "__main__":
    main()
