"""The measure of what stays sees what is lost, doubled or glued."""

import random

import pytest

from bench.faithful import _figures, _has


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        ("Open {a} now.", True),
        ("Open now.", False),
        ("Open {a} {a} now.", False),
        ("Open{a} now.", False),
        ("Open { a } now.", False),
    ],
)
def test_a_span_is_kept_once_and_alone(target: str, whole: bool) -> None:
    assert _has("Ouvrez {a} vite.", target, ["{a}"]) is whole


def test_made_figures_are_in_english_notation() -> None:
    cases = [_figures(random.Random(number)) for number in range(50)]
    assert all(wanted for _, wanted in cases)
    assert not any(each in source for source, wanted in cases for each in wanted if "," in each)
