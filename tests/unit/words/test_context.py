"""What English hides of a word is told of what the word is in its sentence."""

import pytest

from webapp.words.context import explain
from webapp.words.lookup import bundled_dictionary

DICTIONARY = bundled_dictionary()


@pytest.mark.parametrize(
    ("sentence", "word", "lookalike"),
    [
        ("Il ignore tout de son sort.", "sort", "sort"),
        ("Elle travaille dans une librairie.", "librairie", "library"),
        ("Il assiste au procès.", "assiste", "assist"),
    ],
)
def test_a_false_friend_is_shown(sentence: str, word: str, lookalike: str) -> None:
    friend = explain(DICTIONARY, sentence, None, sentence.index(word)).false_friend
    assert friend
    assert friend.lookalike == lookalike


@pytest.mark.parametrize(
    ("sentence", "word"), [("Il sort de la maison.", "sort"), ("Je place un livre.", "place")]
)
def test_a_verb_is_no_false_friend_for_the_sake_of_a_noun(sentence: str, word: str) -> None:
    assert explain(DICTIONARY, sentence, None, sentence.index(word)).false_friend is None


@pytest.mark.parametrize(
    ("sentence", "word", "hint"),
    [
        ("Une amie lui téléphone.", "amie", "The feminine of “ami”"),
        ("Elles sont parties.", "Elles", "All of them are feminine"),
        ("Les maisons sont vides.", "maisons", ""),
        ("Les eaux sont calmes.", "eaux", ""),
        ("Un ami lui téléphone.", "ami", ""),
    ],
)
def test_a_gender_that_english_does_not_show_is_shown(sentence: str, word: str, hint: str) -> None:
    shown = explain(DICTIONARY, sentence, None, sentence.index(word)).hint
    assert shown.startswith(hint) if hint else shown == ""
