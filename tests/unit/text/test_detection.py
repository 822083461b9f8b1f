"""Languages told apart by the bundled model."""

import subprocess
import sys

import pytest

from webapp.text import detect_languages

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


def test_a_short_text_is_trusted_less() -> None:
    (short, *_), (long, *_) = (
        detect_languages(text, SERVED)
        for text in ("Bonjour", "Bonjour à tous, et merci de votre présence parmi nous ce soir.")
    )
    assert short.confidence < 50 < long.confidence


def test_lone_surrogates_do_no_harm() -> None:
    assert detect_languages("\ud800 Il faisait nuit dans la gare", ["fr", "en"])


def test_the_model_is_loaded_only_when_asked_for() -> None:
    code = "import sys, webapp.text; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
