"""Names of pairs are changed on both sides alike, and only names."""

import random

import pytest

from training.pairs import Pair
from training.renaming import names_of, renamed

PAIRS = [
    Pair("Le juge Kavanagh a vu Marta Ortiz.", "Judge Kavanagh saw Marta Ortiz."),
    Pair("Le coureur Brolin a devancé Achenbach.", "The runner Brolin beat Achenbach."),
]
NAMES = names_of(PAIRS)


def variants(pair: Pair) -> set[Pair]:
    return {renamed(pair, NAMES, random.Random(number)) for number in range(200)}


def test_the_names_are_those_of_both_sides_by_their_first_sound() -> None:
    assert {begin: sorted(names) for begin, names in NAMES.items()} == {
        False: ["Brolin", "Kavanagh", "Marta"],
        True: ["Achenbach", "Ortiz"],
    }


def test_a_name_of_many_pairs_is_none_of_them() -> None:
    assert not names_of(PAIRS * 31)
    assert names_of(PAIRS * 30) == NAMES


def test_both_sides_get_the_same_other_name() -> None:
    found = variants(Pair("Hier Moravec a gagné.", "Yesterday Moravec won."))
    assert len(found) > 5
    assert Pair("Hier Brolin a gagné.", "Yesterday Brolin won.") in found
    assert Pair("Hier Kavarta a gagné.", "Yesterday Kavarta won.") in found
    for source, target in found:
        assert source.split()[1] == target.split()[1]


def test_a_name_stays_as_often_as_it_goes() -> None:
    pair = Pair("Hier Moravec a gagné.", "Yesterday Moravec won.")
    changed = sum(renamed(pair, NAMES, random.Random(n)) != pair for n in range(1_000))
    assert 400 < changed < 600


def test_three_of_ten_others_are_put_together() -> None:
    pair = Pair("Hier Moravec a gagné.", "Yesterday Moravec won.")
    others = [renamed(pair, NAMES, random.Random(n)).source.split()[1] for n in range(2_000)]
    changed = [other for other in others if other != "Moravec"]
    made_up = [other for other in changed if other not in NAMES[False]]
    # One in three is put together of a name and itself.
    assert 0.15 < len(made_up) / len(changed) < 0.25


def test_a_vowel_gives_way_to_a_vowel_alone() -> None:
    for source, _ in variants(Pair("Le livre de Ouellet.", "The book by Ouellet.")):
        assert source.split()[-1][0] in "AO"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Moravec a gagné.", "Moravec won."),
        ("Il dort. Moravec a gagné.", "He sleeps. Moravec won."),
        ("Il vit à Moravec.", "He lives in Moravec."),
        ("Il va au Moravec.", "He goes to Moravec."),
        ("Il part en Moravie.", "He leaves for Moravie."),
        ("Il écrit aux Moravec.", "He writes to the Moravec."),
        ("Le petit Jean dort.", "Little John sleeps."),
        ("Le FMI et la BBC.", "The FMI and the BBC."),
        ("Le Roux voit le Roux.", "Le Roux sees him."),
    ],
)
def test_what_is_no_plain_name_of_both_sides_stays(source: str, target: str) -> None:
    assert variants(Pair(source, target)) == {Pair(source, target)}


def test_the_end_of_an_english_name_stays() -> None:
    found = variants(Pair("La fille de Moravec.", "Moravec's daughter."))
    assert Pair("La fille de Brolin.", "Brolin's daughter.") in found


def test_without_names_a_pair_stays() -> None:
    pair = Pair("Hier Moravec a gagné.", "Yesterday Moravec won.")
    assert renamed(pair, {}, random.Random(1)) == pair
