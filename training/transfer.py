"""Command: the weights that training starts from, out of the parent's.

    python -m training.transfer START.npz PAIRS.tsv VOCABULARIES

The parent's recurrent unit makes room for a self-attention (training/distillation.py), French
pieces get the vectors of the Portuguese ones that they go with (training/alignment.py), and the
target's keep theirs.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import click
import numpy as np
import sentencepiece

from training.alignment import aligned, mixed
from training.batches import batches, encoded
from training.lessons import Lesson
from training.pairs import Pair, read_pairs
from training.parent import parent_model, parent_vocabulary, portuguese
from training.vocabulary import Vocabularies, names, processor
from training.weights import Array, Shape, Weights, save_weights

#: Words of the longest English side that is put into Portuguese.
_LONGEST = 40


@click.command()
@click.argument("start", type=click.Path(path_type=Path))
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("vocabularies", type=click.Path(exists=True, path_type=Path))
@click.option("--aligned", "most", default=30_000, show_default=True, help="Pairs to align.")
@click.option("--taught", default=12_000, show_default=True, help="Pairs for the self-attention.")
def main(start: Path, pairs: Path, vocabularies: Path, most: int, taught: int) -> None:
    """Write START.npz."""
    from training.distillation import without_recurrence

    shape, parent = parent_model()
    pieces = processor(parent_vocabulary())
    lessons = _lessons(pairs, most)
    both = Vocabularies(pieces, pieces)
    first = [Pair(each.portuguese, each.pair.target) for each in lessons[:taught]]
    learnt = without_recurrence(shape, parent, list(batches(encoded(first, both), 2_000)), _tell)
    weights = {name: tensor.numpy() for name, tensor in learnt.items()}
    child = adopted(weights, pieces, Vocabularies.load(vocabularies), lessons)
    counts = child["source.weight"].shape[0], child["target.weight"].shape[0]
    save_weights(start, Shape(*counts, hidden=shape.hidden), child)


def adopted(
    parent: Weights,
    pieces: sentencepiece.SentencePieceProcessor,
    vocabularies: Vocabularies,
    lessons: Sequence[Lesson],
) -> dict[str, Array]:
    """The parent's weights for other vocabularies; ``pieces`` is its own.

    A French piece that was aligned has a mean of Portuguese vectors; another has its own where the
    parent has it, or else the mean of all.
    """
    rows = {piece: row for row, piece in enumerate(names(pieces))}
    sources, targets = names(vocabularies.source), names(vocabularies.target)
    french = vocabularies.source.encode([each.pair.source for each in lessons])
    others = pieces.encode([each.portuguese for each in lessons])
    known = [pair for pair in zip(french, others, strict=True) if all(pair)]
    equal = {(n, rows[piece]) for n, piece in enumerate(sources) if piece in rows}
    defaults = _taken(parent["source.weight"], rows, sources)
    return {
        **parent,
        "source.weight": mixed(aligned(known, equal), parent["source.weight"], defaults),
        "target.weight": _taken(parent["target.weight"], rows, targets),
        "bias": _taken(parent["bias"][:, None], rows, targets)[:, 0],
    }


def _taken(table: Array, rows: Mapping[str, int], pieces: Sequence[str]) -> Array:
    """The parent's rows for the pieces that it has, the mean of those for the others."""
    taken = np.array([rows.get(piece, -1) for piece in pieces])
    mean = table[taken[taken >= 0]].mean(axis=0)
    whole: Array = np.where((taken >= 0)[:, None], table[taken], mean).astype(np.float32)
    return whole


def _lessons(pairs: Path, most: int) -> list[Lesson]:
    short = (p for _, p in read_pairs(pairs) if len(p.target.split()) <= _LONGEST)
    taken = list(islice(short, most))
    others = portuguese(pair.target for pair in taken)
    return [Lesson(pair, other) for pair, other in zip(taken, others, strict=True)]


def _tell(step: int, loss: float) -> None:
    if step % 20 == 0:
        click.echo(f"step {step}: {loss:.3f} from the parent")


if __name__ == "__main__":
    main()
