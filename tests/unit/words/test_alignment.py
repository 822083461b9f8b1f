"""Words of a French sentence are paired with those of its English."""

import pytest

from webapp.words.alignment import align
from webapp.words.dictionary import Dictionary
from webapp.words.lookup import bundled_dictionary


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return bundled_dictionary()


def pairs(dictionary: Dictionary, source: str, target: str) -> set[tuple[str, str]]:
    return {
        (source[p.source_start : p.source_end], target[p.target_start : p.target_end])
        for p in align(dictionary, source, target)
    }


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "Le chat noir dort sur la chaise.",
            "The black cat sleeps on the chair.",
            {("chat", "cat"), ("noir", "black"), ("dort", "sleeps"), ("chaise", "chair")},
        ),
        (
            "L’homme d’aujourd’hui mange du pain.",
            "Today's man eats bread.",
            {("homme", "man"), ("aujourd’hui", "Today"), ("mange", "eats"), ("pain", "bread")},
        ),
        (
            "Camille Fontenay habite Roubaix depuis 1987.",
            "Camille Fontenay has lived in Roubaix since 1987.",
            {("Camille", "Camille"), ("Roubaix", "Roubaix"), ("1987", "1987"), ("depuis", "since")},
        ),
        (
            "La femme voit la femme.",
            "The woman sees the woman.",
            {("femme", "woman"), ("voit", "sees")},
        ),
    ],
)
def test_the_words_of_a_sentence_find_theirs(
    dictionary: Dictionary, source: str, target: str, expected: set[tuple[str, str]]
) -> None:
    assert expected <= pairs(dictionary, source, target)


def test_a_word_that_comes_twice_is_paired_in_order(dictionary: Dictionary) -> None:
    source, target = "La femme voit la femme.", "The woman sees the woman."
    places = [(p.source_start, p.target_start) for p in align(dictionary, source, target)]
    assert {(3, 4), (17, 19)} <= set(places)


@pytest.mark.parametrize(("source", "target"), [("", ""), ("Oui.", ""), ("", "Yes."), ("…", "書")])
def test_where_there_are_no_words_there_are_no_pairs(
    dictionary: Dictionary, source: str, target: str
) -> None:
    assert align(dictionary, source, target) == []
