"""What noise is made of a pair, and how seldom."""

import random
from collections import Counter

from training.noise import varied
from training.pairs import Pair
from training.vocabulary import PLACEHOLDERS


def variants(pair: Pair, count: int) -> Counter[Pair]:
    return Counter(varied(pair, random.Random(number)) for number in range(count))


def test_noise_is_rare_and_of_four_kinds_where_nothing_is_shared() -> None:
    counts = variants(Pair("L’« été ».", "The “summer”."), 2_000)
    assert counts.pop(Pair("L’« été ».", 'The "summer".')) > 1_800
    assert set(counts) == {
        Pair("L’« ÉTÉ ».", 'THE "SUMMER".'),
        Pair("L’« été »", 'The "summer"'),
        Pair('L\'" été ".', 'The "summer".'),
        Pair("l’« été ».", 'The "summer".'),
    }


def test_what_both_sides_have_once_can_be_a_placeholder_in_both() -> None:
    pair = Pair("Marie a lu 1984 et Voir.", "Marie read 1984 and Look.")
    placed = [each for each in variants(pair, 2_000) if "｟" in each.source]
    assert len(placed) > 10
    for source, target in placed:
        marks = [mark for mark in PLACEHOLDERS if mark in source]
        assert all(source.count(mark) == target.count(mark) == 1 for mark in marks)
        assert len(marks) <= 2
        assert "Voir" in source
    assert {mark for each in placed for mark in PLACEHOLDERS if mark in each.source} == set(
        PLACEHOLDERS
    )
