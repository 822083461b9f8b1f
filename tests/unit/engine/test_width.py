"""How widely a request is searched: prose as asked, and less what costs more for each character."""

import pytest

from webapp.engine.batches.line import Tokens
from webapp.engine.width import alternatives_for, is_lost_on

#: A sentence of 80 characters in 20 tokens, as prose is.
SENTENCE = "abc " * 20
PROSE: list[Tokens] = [["▁abc"] * 20] * 10


@pytest.mark.parametrize("asked", [0, 3, 10])
def test_prose_is_searched_as_widely_as_is_asked(asked: int) -> None:
    sources = [f"{SENTENCE}{n}" for n in range(10)]
    assert alternatives_for(PROSE, sources, asked) == asked


@pytest.mark.parametrize(("tokens", "count"), [(1, 10), (2, 8), (4, 4), (9, 1), (40, 0)])
def test_the_more_tokens_a_character_has_the_less_is_searched(tokens: int, count: int) -> None:
    pieces: list[Tokens] = [["a"] * tokens] * 100
    assert alternatives_for(pieces, [f"{n:04}" for n in range(100)], 10) == count


def test_a_source_counts_once_however_often_it_is_sent() -> None:
    pieces: list[Tokens] = [["a"] * 4] * 100
    assert alternatives_for(pieces, ["abcd"] * 1_000, 10) == 0


def test_what_is_short_is_searched_as_widely_as_is_asked() -> None:
    assert alternatives_for([["a"] * 50], ["a"], 10) == 10


@pytest.mark.parametrize("odd", [["a"], ["▁«", "▁mot", "▁»"], ["▁mot", "1", "2", "3"]])
def test_a_request_that_is_all_odd_is_searched_once(odd: list[str]) -> None:
    pieces = [odd * 30] * 10
    sources = [f"{'mot ' * 200}{n}" for n in range(10)]
    assert alternatives_for(pieces, sources, 10) == 0
    assert alternatives_for([*pieces, *PROSE], sources, 10) == 10


@pytest.mark.parametrize(
    ("first", "again", "lost"), [(400, 75, False), (2_000, 200, False), (400, 100, True)]
)
def test_a_request_is_lost_on_when_a_quarter_and_many_tokens_are_sent_again(
    first: int, again: int, *, lost: bool
) -> None:
    assert is_lost_on([["mot"] * first], [["mot"]] * again) is lost
