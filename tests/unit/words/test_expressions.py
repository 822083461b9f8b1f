"""Expressions are found where they are inflected and have words between."""

import pytest

from webapp.words.context import explain
from webapp.words.lookup import bundled_dictionary
from webapp.words.tokens import french_tokens

DICTIONARY = bundled_dictionary()


def expressions(sentence: str, form: str) -> list[str]:
    at = next(token.start for token in french_tokens(sentence) if token.form == form)
    return [found.text for found in explain(DICTIONARY, sentence, None, at).expressions]


@pytest.mark.parametrize(
    ("sentence", "form", "expression"),
    [
        ("Elle s’est rendu compte de son erreur.", "compte", "se rendre compte"),
        ("Elle s’est rendu compte de son erreur.", "s'", "se rendre compte"),
        ("Je me rends bien compte du problème.", "rends", "se rendre compte"),
        ("Il n’y avait plus de pain.", "avait", "il y a"),
        ("Nous avons toujours besoin de toi.", "besoin", "avoir besoin de"),
        ("J’en ai envie.", "envie", "avoir envie de"),
        ("Je lui en veux beaucoup.", "veux", "en vouloir à"),
        ("Elle est tombée amoureuse de lui.", "amoureuse", "tomber amoureux"),
        ("Nous pouvons d’ores et déjà partir.", "ores", "d'ores et déjà"),
        ("Il note au fur et à mesure.", "fur", "au fur et à mesure"),
        ("Tandis que je lis, il dort.", "tandis", "tandis que"),
        ("Il prit alors la parole.", "prit", "prendre la parole"),
        ("Le plan est mis en œuvre.", "œuvre", "mettre en œuvre"),
        ("Est‑ce que tu viens ?", "ce", "est-ce que"),
        ("Tu viens, n’est-ce pas ?", "ce", "n'est-ce pas"),
    ],
)
def test_an_expression_is_found_inflected_and_with_words_between(
    sentence: str, form: str, expression: str
) -> None:
    assert expression in expressions(sentence, form)


@pytest.mark.parametrize(
    ("sentence", "form", "expression"),
    [
        ("Avez-vous passé une bonne journée ?", "passé", "se passer"),
        ("Il y a une fleur.", "fleur", "il y a"),
        ("Tout le chocolat de la suite.", "suite", "tout de suite"),
        ("Peur ? Il a chanté.", "peur", "avoir peur"),
        ("Ce n’est pas ce que je dis.", "est", "est-ce que"),
        ("C’est ce que je dis.", "ce", "est-ce que"),
    ],
)
def test_words_that_only_stand_near_are_no_expression(
    sentence: str, form: str, expression: str
) -> None:
    assert expression not in expressions(sentence, form)


def test_a_run_of_ten_thousand_letters_has_a_card_without_entries() -> None:
    word = explain(DICTIONARY, "a" * 10_000, "b", 0)
    assert (word.entries, word.nearest) == ((), ())


def test_an_expression_within_a_longer_one_is_left_out() -> None:
    assert expressions("En fin de compte, il reste.", "compte") == ["en fin de compte"]
