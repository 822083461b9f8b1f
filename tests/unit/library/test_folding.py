"""A search finds words by their beginnings, and says where they stand in the text as it is."""

import pytest

from webapp.library.folding import has_words, places


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Le port et la porte.", "port", ["port", "port"]),
        ("Un rapport important.", "port", []),
        ("Élève, ÉLÈVES, élevé", "eleve", ["Élève", "ÉLÈVE", "élevé"]),
        ("Le cœur de l’œuvre", "OEUVRE", []),
        ("L'été, l’été", "ete", ["été", "été"]),
        ("l’été", "l'été", ["l’été"]),
        ("Il  pleut\nfort.", "il pleut fort", ["Il  pleut\nfort"]),
        ("ﬁn de la ﬁlle", "fil", ["ﬁl"]),
        ("Straße", "strasse", ["Straße"]),
        ("Il dit « non ».", "« non", ["« non"]),
        ("a.b et a*b", "a*b", ["a*b"]),
        ("今日は雨です", "雨", ["雨"]),
        ("Rien.", " ", []),
        ("", "port", []),
    ],
)
def test_places(text: str, words: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, words)] == expected
    assert has_words(text, words) == bool(expected) or not words.strip()


def test_a_text_that_is_missing_has_no_words() -> None:
    assert not has_words(None, "port")
