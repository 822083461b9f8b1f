"""Pairs as numbers, in batches."""

from tests.unit.training.toy import counted
from training.batches import BEGINNING, IGNORED, LONGEST, batches, encoded, padded
from training.pairs import Pair
from training.vocabulary import END, Vocabularies


def test_both_sides_are_closed_and_long_ones_left_out(vocabularies: Vocabularies) -> None:
    long = "é" * LONGEST
    pairs = [Pair("un deux.", "one two."), Pair(long, "one."), Pair("un.", long)]
    [(source, target)] = encoded(pairs, vocabularies)
    assert source[-1] == target[-1] == END
    assert vocabularies.target.decode(target[:-1]) == "one two."


def test_every_pair_comes_once_within_the_budget(vocabularies: Vocabularies) -> None:
    pairs = encoded(counted(), vocabularies)
    rows = []
    for batch in batches(pairs, 64):
        assert max(batch.source.size, batch.expected.size) <= 64
        rows += [
            (source[there].tolist(), expected[expected != IGNORED].tolist())
            for source, there, _, expected in zip(*batch, strict=True)
        ]
    assert sorted(rows) == sorted((list(source), list(target)) for source, target in pairs)


def test_a_pair_beyond_the_budget_is_a_batch() -> None:
    assert [batch.source.shape for batch in batches([([5] * 9, [5] * 9)], 4)] == [(1, 9)]


def test_the_decoder_enters_with_the_beginning_and_what_it_should_have_said() -> None:
    batch = padded([([7, 8, END], [5, END]), ([7, END], [5, 6, END])])
    assert batch.source.tolist() == [[7, 8, END], [7, END, 0]]
    assert batch.present.tolist() == [[True, True, True], [True, True, False]]
    assert batch.expected.tolist() == [[5, END, IGNORED], [5, 6, END]]
    assert batch.entered.tolist() == [[BEGINNING, 5, END], [BEGINNING, 5, 6]]
