"""Command: clean corpora, make the vocabularies, and choose the pairs to train on.

    python -m training.prepare PAIRS.tsv VOCABULARIES CORPUS… --share canada_laws=0.06

A share below 1 samples the pairs of that name; a name without a share is taken whole. The folder
VOCABULARIES gets ``source.model``, ``target.model`` and ``alphabet.txt``; a model that is there
stays.
"""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from training.pairs import Pair, clean, read_pairs
from training.parent import parent_model, parent_vocabulary
from training.rarity import alphabet, rare_first
from training.shares import Named, Shares, share_option, taken
from training.shorts import short_pairs
from training.vocabulary import Vocabularies, source_vocabulary, target_vocabulary

#: Pairs that the vocabularies are made from.
SAMPLE = 400_000


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("vocabularies", type=click.Path(path_type=Path))
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@share_option
@click.option("--shorts", is_flag=True, help="Add the names and words of all pairs, alone.")
@click.option("--pieces", "size", default=24_000, show_default=True, help="Of the French model.")
def main(
    out: Path,
    vocabularies: Path,
    corpora: tuple[Path, ...],
    shares: Shares,
    shorts: bool,
    size: int,
) -> None:
    """Write the chosen pairs to OUT, and what the vocabularies lack to their folder."""
    dropped: Counter[str] = Counter()
    named = _cleaned(corpora, shares, dropped)
    if shorts:
        found = short_pairs([pair for _, pair in named], random.Random(2))
        named += [("shorts", pair) for pair in found]
    random.Random(2).shuffle(named)
    _make_vocabularies(vocabularies, [pair for _, pair in named[:SAMPLE]], size)
    kept = rare_first(named, Vocabularies.load(vocabularies).source)
    _write(out, kept)
    (vocabularies / "alphabet.txt").write_text(alphabet([pair for _, pair in kept]), "utf-8")
    click.echo(f"{len(kept):,} of {len(named):,} pairs")
    click.echo("left out: " + ", ".join(f"{n:,} {why}" for why, n in dropped.most_common()))


def _cleaned(corpora: Sequence[Path], shares: Shares, dropped: Counter[str]) -> list[Named]:
    """Every clean pair with the name of its text, of some names a sample."""
    by_name: dict[str, list[Pair]] = {}
    for corpus in corpora:
        for name, pair in read_pairs(corpus):
            by_name.setdefault(name, []).append(pair)
    cleaned = ((name, pair) for name, pairs in by_name.items() for pair in clean(pairs, dropped))
    return list(taken(cleaned, shares, random.Random(2)))


def _make_vocabularies(folder: Path, pairs: Sequence[Pair], size: int) -> None:
    """Make the models that the folder lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    parent = parent_vocabulary()
    if not (folder / "source.model").exists():
        model = source_vocabulary(parent, [pair.source for pair in pairs], size)
        (folder / "source.model").write_bytes(model)
    if not (folder / "target.model").exists():
        bias = parent_model()[1]["bias"]
        model = target_vocabulary(parent, bias, [pair.target for pair in pairs])
        (folder / "target.model").write_bytes(model)


def _write(out: Path, named: Sequence[Named]) -> None:
    lines = (f"{name}\t{pair.source}\t{pair.target}\n" for name, pair in named)
    part = out.with_name(f"{out.name}.part")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(out)


if __name__ == "__main__":
    main()
