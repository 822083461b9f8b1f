"""Command: pairs with their English side in Portuguese, for the parent to teach from.

    python -m training.lessons LESSONS.tsv PAIRS.tsv --count 250000 --share europarl=0.3

The parent reads Portuguese. Given the Portuguese of an English side it says how likely it finds
each next English piece, and the network that reads French learns from that (training/teaching.py).
Lines are ``name<TAB>French<TAB>English<TAB>Portuguese``, in the order of PAIRS; another run goes on
behind the last line.
"""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from training.pairs import HELD, Pair, read_pairs
from training.parent import portuguese
from training.shares import Named, Shares, share_option, taken

#: Words of the longest English side that is put into Portuguese.
LONGEST = 60


class Lesson(NamedTuple):
    """A pair and its English side in Portuguese."""

    pair: Pair
    portuguese: str


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=250_000, show_default=True, help="Pairs at most.")
@share_option
@click.option("--threads", default=2, show_default=True)
def main(out: Path, pairs: Path, *, count: int, shares: Shares, threads: int) -> None:
    """Write the lessons of PAIRS that OUT does not have yet."""
    chosen = _chosen(pairs, shares)
    done = sum(1 for _ in read_lessons(out)) if out.exists() else 0
    wanted = list(islice(chosen, done, count))
    others = portuguese((pair.target for _, pair in wanted), threads)
    with out.open("a", encoding="utf-8", buffering=1) as file:
        for (name, pair), other in zip(wanted, others, strict=True):
            file.write(f"{name}\t{pair.source}\t{pair.target}\t{' '.join(other.split())}\n")


def read_lessons(file: Path) -> Iterator[Lesson]:
    """The lessons of a file."""
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            _, source, target, other = line.rstrip("\n").split("\t")
            yield Lesson(Pair(source, target), other)


def _chosen(file: Path, shares: Shares) -> Iterator[Named]:
    """The pairs that are not too long, of some names a sample."""
    chance = random.Random(4)
    for name, pair in taken(islice(read_pairs(file), HELD, None), shares, chance):
        if len(pair.target.split()) <= LONGEST:
            yield name, pair


if __name__ == "__main__":
    main()
