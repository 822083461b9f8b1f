"""Languages told apart by the bundled model."""

import errno
import subprocess
import sys

import pytest

from webapp.errors import Unavailable
from webapp.text import LANGUAGE_NAMES, Detection, contradiction, detect_languages
from webapp.text.languages.detection import _identifier

SERVED = ["fr", "en", "de", "es"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Il faisait nuit quand le train entra en gare, et nul n'attendait le voyageur.",
        ),
        ("en", "It was night when the train came in, and nobody was waiting for the traveller."),
        ("de", "Es war Nacht, als der Zug einfuhr, und niemand wartete auf den Reisenden."),
        ("es", "Era de noche cuando llegó el tren, y nadie esperaba al viajero en la estación."),
    ],
)
def test_the_language_of_a_text_comes_first(language: str, text: str) -> None:
    guesses = detect_languages(text, SERVED)
    assert guesses[0].language == language
    assert guesses[0].confidence > 80
    assert sorted(guess.language for guess in guesses) == sorted(SERVED)
    confidences = [guess.confidence for guess in guesses]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 100 for confidence in confidences)


def test_only_languages_asked_for_are_guessed() -> None:
    text = "Il faisait nuit quand le train entra en gare."
    assert [guess.language for guess in detect_languages(text, ["en"])] == ["en"]
    assert detect_languages(text, []) == []
    assert detect_languages(text, ["xx"]) == []


def test_a_code_comes_back_as_it_was_given() -> None:
    text = "A noite caiu quando o comboio chegou à estação e ninguém esperava o viajante."
    assert detect_languages(text, ["fr", "pt-BR"])[0].language == "pt-BR"
    assert [guess.language for guess in detect_languages(text, ["pt", "pt-BR"])] == ["pt", "pt-BR"]


@pytest.mark.parametrize("text", ["", "   ", "12 + 3 = 15", "…", "\ufeff"])
def test_without_letters_there_is_no_guess(text: str) -> None:
    assert detect_languages(text, SERVED) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Bonsoir"),
        ("fr", "Il neige."),
        ("fr", "À bientôt"),
        ("fr", "OÙ ES-TU ?"),
        ("en", "Good evening"),
        ("en", "What is this?"),
        ("de", "Guten Abend"),
        ("de", "Ich bin müde."),
        ("es", "Buenas noches"),
        ("it", "Buonasera"),
        ("nl", "Goedemiddag"),
        ("pt", "Muito obrigado"),
        ("sv", "Hur mår du?"),
        ("pl", "Dzień dobry"),
        ("ru", "Где ты был вчера?"),
    ],
)
def test_two_words_show_their_language(language: str, text: str) -> None:
    best = detect_languages(text, LANGUAGE_NAMES, ["fr", "en"])[0]
    assert best.language == language
    assert best.confidence > 50


def test_a_french_greeting_is_at_least_ninety_per_cent_french() -> None:
    for text in ("Bonjour", "bonjour !", "BONJOUR", "Bonsoir à tous"):
        best = detect_languages(text, LANGUAGE_NAMES, ["fr", "en"])[0]
        assert (best.language, best.confidence >= 90) == ("fr", True)


def test_a_word_of_many_languages_is_doubted() -> None:
    for text in ("Menu", "Jean Dupont", "Paris"):
        assert detect_languages(text, LANGUAGE_NAMES, ["fr", "en"])[0].confidence < 60


def test_the_confidences_of_a_text_are_a_hundred_together() -> None:
    for text in ("Oui.", "Il faisait nuit dans la gare.", "Il pleut. " * 1000):
        guesses = detect_languages(text, LANGUAGE_NAMES)
        assert sum(guess.confidence for guess in guesses) == pytest.approx(100)


def test_an_expected_language_wins_where_the_text_leaves_it_open() -> None:
    assert detect_languages("Table", SERVED, ["fr"])[0].language == "fr"
    assert detect_languages("Table", SERVED, ["en"])[0].language == "en"
    assert detect_languages("Menu", ["es", "fr"], [])[0].language == "es"
    assert detect_languages("Der Hund schläft.", SERVED, ["fr"])[0].language == "de"


def test_a_text_contradicts_what_is_expected_only_when_it_is_clear() -> None:
    german = detect_languages("Das Wetter ist schön.", SERVED, ["fr"])
    other = contradiction(german, ["fr"])
    assert other is not None
    assert other.language == "de"
    assert contradiction(german, ["de"]) is None
    assert contradiction([], ["fr"]) is None
    assert contradiction([Detection("de", 60.0), Detection("fr", 30.0)], ["fr"]) is None
    assert contradiction([Detection("pt-BR", 90.0), Detection("fr", 0.1)], ["pt"]) is None


def test_lone_surrogates_do_no_harm() -> None:
    assert detect_languages("\ud800 Il faisait nuit dans la gare", ["fr", "en"])


def test_the_model_is_loaded_only_when_asked_for() -> None:
    code = "import sys, webapp.text; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_model_that_cannot_be_unpacked_for_want_of_room_is_a_passing_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    _identifier.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr("py3langid.langid.LanguageIdentifier.from_model_file", full)
        with pytest.raises(Unavailable, match="no room for temporary files"):
            detect_languages("Il pleut.", SERVED)
    assert detect_languages("Il pleut.", SERVED)
