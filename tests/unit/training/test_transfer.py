"""What a network begins with: the parent's weights, in other vocabularies."""

import numpy as np

from tests.unit.training.toy import counted, parent_pieces
from training.lessons import Lesson
from training.transfer import adopted
from training.vocabulary import Vocabularies, names, processor

#: Stands for Portuguese: the English words of the toy in another order of sentences' words.
LESSONS = [Lesson(pair, pair.target) for pair in counted()]


def test_french_pieces_have_the_vectors_of_those_that_they_go_with(
    vocabularies: Vocabularies,
) -> None:
    pieces = processor(parent_pieces())
    rows = {piece: row for row, piece in enumerate(names(pieces))}
    table = np.eye(len(rows), dtype=np.float32)
    bias = np.arange(len(rows), dtype=np.float32)
    parent = {"source.weight": table, "target.weight": table, "bias": bias, "other": table}
    found = adopted(parent, pieces, vocabularies, LESSONS)
    sources, targets = names(vocabularies.source), names(vocabularies.target)
    assert found["source.weight"].shape == (len(sources), len(rows))
    two = found["source.weight"][sources.index("▁deux")]
    assert two.argmax() == rows["▁two"]
    assert found["target.weight"][targets.index("▁two")].tolist() == table[rows["▁two"]].tolist()
    assert found["bias"][targets.index("▁two")] == rows["▁two"]
    assert found["other"] is table


def test_what_the_parent_does_not_have_begins_with_a_mean(vocabularies: Vocabularies) -> None:
    pieces = processor(parent_pieces())
    table = np.random.default_rng(1).normal(size=(pieces.get_piece_size(), 4)).astype(np.float32)
    parent = {"source.weight": table, "target.weight": table, "bias": table[:, 0]}
    found = adopted(parent, pieces, vocabularies, LESSONS)
    place = names(vocabularies.target).index("｟1｠")
    taken = [n for n, name in enumerate(names(pieces)) if name in names(vocabularies.target)]
    assert np.allclose(found["target.weight"][place], table[taken].mean(axis=0), atol=1e-5)
