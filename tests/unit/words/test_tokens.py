"""French and English sentences are cut into words."""

import pytest

from webapp.words.tokens import english_tokens, folded_form, french_tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’homme d'aujourd’hui s'en va.", "l' homme d' aujourd'hui s' en va"),
        ("Donne-le-moi au rendez-vous !", "donne le moi au rendez-vous"),
        ("Y a-t-il quelqu'un ? Viens-tu ?", "y a il quelqu'un viens tu"),
        ("Vas-y jusqu'à la plate-forme.", "vas y jusqu' à la plate-forme"),
        ("c’est-à-dire peut-être là-bas", "c'est-à-dire peut-être là-bas"),
        ("Un mot cou\u00adpé, 3,5 km", "un mot coupé 3,5 km"),
        (
            "Au\u00adjour\u00add'hui, l\u200b'ami c\u00ad’est-\u00adà-dire",
            "aujourd'hui l' ami c'est-à-dire",
        ),
        ("Va-t'en ! Menez-l’y, donne-m'en.", "va t' en menez l' y donne m' en"),
        ("Parce qu’il va-t-il ; qu'", "parce qu' il va il qu'"),
        ("ŒUVRE D'ART", "œuvre d' art"),
        ("— …  !", ""),
    ],
)
def test_a_french_sentence_is_cut_into_words(text: str, words: str) -> None:
    assert " ".join(token.form for token in french_tokens(text)) == words


def test_n_t_and_s_are_english_words() -> None:
    text = "I don't know John’s well-known house, at 5 o'clock."
    words = "i do n't know john 's well-known house at 5 o'clock"
    assert " ".join(token.form for token in english_tokens(text)) == words


def test_offsets_are_those_of_the_text() -> None:
    text = "Y a-t-il l’été ?"
    assert [text[token.start : token.end] for token in french_tokens(text)] == [
        "Y",
        "a",
        "il",
        "l’",
        "été",
    ]


def test_offsets_count_the_signs_that_are_not_read() -> None:
    text = "\u00adAu\u00adjour\u00add'hui\u00ad, donne-\u00admoi l'\u00ade\u200bau"
    assert [text[token.start : token.end] for token in french_tokens(text)] == [
        "Au\u00adjour\u00add'hui",
        "donne",
        "moi",
        "l'",
        "e\u200bau",
    ]
    [word] = english_tokens("\ufeffso\u00adlo")
    assert (word.start, word.end, word.form) == (1, 6, "solo")


def test_a_form_is_folded_for_a_look_up() -> None:
    assert folded_form("L’É\u00adTÉ") == "l'été"
