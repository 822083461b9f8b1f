"""How like texts are, and what differs."""

import pytest

from webapp.text.likeness import differences, lengths_like, most_like


def test_the_likest_come_first_and_what_is_too_different_is_left_out() -> None:
    others = ["Rien.", "Le chat dort ici.", "Le chat dort.", "Le chien dort."]
    assert most_like("Le chat dort.", others, 75, 3) == [(2, 100), (1, 86), (3, 81)]
    assert most_like("Le chat dort.", others, 75, 1) == [(2, 100)]


@pytest.mark.parametrize("least", [50, 75, 90])
def test_no_text_of_another_length_can_be_like_enough(least: int) -> None:
    shortest, longest = lengths_like(60, least)
    assert most_like("a" * 60, ["a" * (shortest - 1), "a" * (longest + 1)], least, 9) == []
    assert len(most_like("a" * 60, ["a" * (shortest + 1), "a" * (longest - 1)], least, 9)) == 2


@pytest.mark.parametrize(
    ("text", "other", "steps"),
    [
        ("Le chat dort.", "Le chat dort.", "=Le chat dort."),
        ("Le chat dort.", "Le chat noir dort.", "=Le chat|+ noir|= dort."),
        ("Le chat noir dort.", "Le chat dort.", "=Le chat|- noir|= dort."),
        ("", "Oui.", "+Oui."),
    ],
)
def test_words_that_differ_are_told_apart(text: str, other: str, steps: str) -> None:
    signs = {"kept": "=", "gone": "-", "new": "+"}
    found = [f"{signs[change]}{words}" for change, words in differences(text, other)]
    assert "|".join(found) == steps
