"""A target is cut into the parts that cues show, where it is best read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text.cues.sharing import shared, weight


def parts(target: str, weights: list[float]) -> list[str]:
    cuts = [0, *shared(target, weights), len(target)]
    return [target[start:end].strip() for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("target", "weights", "expected"),
    [
        ("One two three four five six", [1, 1], "One two three ‖ four five six"),
        (
            "The cat slept, and nobody saw the dog",
            [1, 1],
            "The cat slept, ‖ and nobody saw the dog",
        ),
        ("Nobody knew the old castle was empty", [1, 1], "Nobody knew ‖ the old castle was empty"),
        ("Yes indeed", [1, 1, 1], "Yes ‖ indeed ‖"),
        ("Word", [1], "Word"),
        ("", [1, 2], "‖"),
    ],
)
def test_a_target_is_cut_between_words_where_it_is_best_read(
    target: str, weights: list[float], expected: str
) -> None:
    assert " ‖ ".join(parts(target, weights)).strip() == expected


def test_no_part_has_more_than_two_lines_where_the_others_have_room() -> None:
    target = "seven " * 26
    first, second = parts(target, [2.4, 1])
    assert len(first) <= 84
    assert len(second) <= 84


def test_a_cue_that_lasts_longer_gets_a_little_more() -> None:
    target = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    short, long = (parts(target, [weight(20, 1.0), weight(20, pace)])[0] for pace in (1.0, 6.0))
    assert len(long) < len(short)


words = st.lists(st.text("abcé,.", min_size=1, max_size=30), max_size=30).map(" ".join)


@given(words, st.lists(st.floats(0.1, 50), min_size=1, max_size=8))
def test_every_word_comes_in_its_order_and_whole(target: str, weights: list[float]) -> None:
    shares = parts(target, weights)
    assert len(shares) == len(weights)
    assert " ".join(filter(None, shares)).split() == target.split()
