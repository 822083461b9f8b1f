"""Names and words that are found in pairs, as short pairs of their own."""

import random

from training.pairs import Pair
from training.shorts import RECOMBINED, names, recombined, short_pairs, words

NAMED = [
    Pair("Hier Ana Durand a vu Paul Le Goff.", "Yesterday Ana Durand saw Paul Le Goff."),
    Pair("Alors Ana Durand vit la Seine.", "Then Ana Durand saw the Seine."),
    Pair("Le Grand Paris avance.", "Greater Paris goes on."),
    Pair("selon la loi DES ÉTATS", "by the law DES ÉTATS"),
]
WORDED = [
    *(Pair(f"Le chapitre {n} du livre.", f"The chapter {n} of the book.") for n in range(6)),
    *(Pair(f"Un autre livre, {n}.", f"Another book, {n}.") for n in range(6)),
    *(Pair(f"Le fond du sac {n}", f"The bottom of the bag {n}") for n in range(6)),
]


def test_names_are_what_both_sides_have_and_stay_as_they_are() -> None:
    assert names(NAMED) == [
        Pair("Ana Durand", "Ana Durand"),
        Pair("Paul Le Goff", "Paul Le Goff"),
    ]


def test_names_are_made_of_others_and_told_the_same_way_on_both_sides() -> None:
    pairs = recombined(names(NAMED), 200, random.Random(1))
    assert Pair("Ana Goff", "Ana Goff") in pairs
    assert Pair("Par Ana Goff", "By Ana Goff") in pairs
    assert {len(set(pair.source.split()) - set(pair.target.split())) for pair in pairs} == {0, 1}


def test_words_that_go_together_are_told_small_and_with_a_capital() -> None:
    pairs = words(WORDED)
    assert Pair("chapitre", "chapter") in pairs
    assert Pair("Livre", "Book") in pairs


def test_a_text_without_names_has_only_words() -> None:
    assert short_pairs(WORDED, random.Random(1)) == words(WORDED)
    found = short_pairs([*NAMED, *WORDED], random.Random(1))
    assert len(found) == (1 + RECOMBINED) * 2 + len(words([*NAMED, *WORDED]))
