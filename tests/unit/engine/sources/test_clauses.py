"""Where a source too long for the model is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.sources.clauses import cut


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Il pleut.", "Il pleut."),
        ("Il pleut ici ; il neige, dit-on, à Lille.", "Il pleut ici ; ‖il neige, dit-on, à Lille."),
        ("Il pleut ici ou là, et il neige à Lille.", "Il pleut ici ou là, ‖et il neige à Lille."),
        ("Il pleut ici ou là — il neige à Lille.", "Il pleut ici ou là ‖— il neige à Lille."),
        ("un deux trois quatre cinq six sept", "un deux trois ‖quatre cinq six sept"),
        ("a bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "a ‖bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
        ("bbbbbbbbbbbbbbb/bbbbbbbbbbbbbbb a", "bbbbbbbbbbbbbbb/bbbbbbbbbbbbbbb ‖a"),
        ("我們在這裡等著。bb他們明天會來的", "我們在這裡等著。‖bb他們明天會來的"),
    ],
)
def test_the_best_place_near_the_middle(source: str, parts: str) -> None:
    longest = 28 if "b" not in source else 12
    assert "‖".join(cut(source, lambda part: len(part) <= longest)) == parts


@given(st.text(alphabet="ab ,;—\u202f\n", max_size=200), st.integers(1, 20))
def test_nothing_is_lost_and_every_part_fits_that_can_be_cut(source: str, longest: int) -> None:
    parts = cut(source, lambda part: len(part) <= longest)
    assert "".join(parts) == source
    assert all(len(part) <= longest or len(part.split()) <= 1 for part in parts)
