"""Capitals are taken off a source and put on its target; acronyms and numerals keep theirs."""

import pytest

from webapp.text.notation.capitals import (
    acronyms,
    in_capitals,
    in_title_case,
    lowered,
    title_case,
)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("LA SNCF FERME TROIS GARES.", "La SNCF ferme trois gares."),
        ("CHAPITRE IV", "chapitre IV"),
        ("[UN CHIEN ABOIE]", "[un chien aboie]"),
        ("L'ÉTAT ET L'ONU", "l'état et l'ONU"),
        ("« À TABLE ! »", "« À table ! »"),
        ("TVA ET PDF GRATUITS", "TVA et PDF gratuits"),
        ("JEAN-PAUL DORT…", "Jean-paul dort…"),
    ],
)
def test_a_source_in_capitals_is_read_as_a_sentence(source: str, plain: str) -> None:
    assert in_capitals(source)
    assert lowered(source) == plain


@pytest.mark.parametrize("source", ["SNCF", "XIV", "A", "12 %", "Le TGV", "", "III. IV"])
def test_a_sign_is_no_word_in_capitals(source: str) -> None:
    assert not in_capitals(source)


def test_a_title_has_capitals_in_its_small_words() -> None:
    source = "Le Chat Et La Souris De La Ferme"
    assert in_title_case(source)
    assert title_case("the cat and the mouse of the farm") == "The Cat and the Mouse of the Farm"


@pytest.mark.parametrize(
    "source", ["Le Chat dort", "Jean Paul Marie Dupont", "Le Petit Prince", "LE CHAT ET LA SOURIS"]
)
def test_names_are_no_titles(source: str) -> None:
    assert not in_title_case(source)


def test_acronyms_that_english_writes_alike() -> None:
    source = "LA SNCF, L'ONU ET LE CNRS EN IV POINTS"
    assert [source[start:end] for start, end in acronyms(source)] == ["SNCF", "CNRS"]
