"""Capitals get the accents that print often leaves out."""

import pytest

from webapp.engine.sources.accents import accented, small_accented


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Le chef de l’Etat et les Etats-Unis.", "Le chef de l’État et les États-Unis."),
        ("L'Eglise, l'Ecole, l'Elysée.", "L'Église, l'École, l'Élysée."),
        ("Evénement en Ile-de-France", "Événement en Île-de-France"),
        ("A Paris, il pleut.", "À Paris, il pleut."),
        ("A l'aube", "À l'aube"),
        ("A-t-il plu ? Il a plu.", "A-t-il plu ? Il a plu."),
        ("A 4 heures", "A 4 heures"),
        ("A. Dumas", "A. Dumas"),
        ("Eric et Emile", "Eric et Emile"),
        ("Et la suite. En effet.", "Et la suite. En effet."),
        ("Saint-Etat état", "Saint-Etat état"),
        ("État", "État"),
    ],
)
def test_accents_of_capitals(source: str, expected: str) -> None:
    assert accented(source, "fr") == expected
    assert accented(source, "fr-CA") == expected
    assert len(expected) == len(source)


def test_other_languages_are_left_as_they_are() -> None:
    assert accented("A Etat", "es") == "A Etat"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a la prefecture", "à la préfecture"),
        ("l'etat et les elections", "l'état et les élections"),
        ("la marche a pied", "la marche a pied"),
        ("déjà vu", "déjà vu"),
    ],
)
def test_small_letters_get_the_accents_that_capitals_lacked(source: str, target: str) -> None:
    assert small_accented(source) == target
