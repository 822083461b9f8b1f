"""Finds the language that a text is translated from, where its caller does not say it."""

from collections import Counter
from collections.abc import Sequence

from webapp.engine import Translator, Translators
from webapp.errors import BadInput, NoPackage, UnreadLanguage, UnsupportedPair
from webapp.text import (
    LANGUAGE_NAMES,
    Detection,
    contradiction,
    detect_languages,
    language_name,
    primary_language,
)

#: The code that callers give for a source language that they do not know.
AUTO = "auto"
#: A text is taken to be in a language that no package reads when that is so many times as likely as
#: every installed one. Less than 1 % of French and English texts of 5 to 9 characters are refused
#: so, and of longer ones nearly none (docs/detection.md).
UNREAD = 16.0


def installed_codes(translators: Translators) -> list[str]:
    """The codes of the installed languages, sources first; raises NoPackage without one."""
    codes = [language.code for language in translators.languages()]
    if not codes:
        raise NoPackage
    return codes


def guesses_about(text: str, codes: Sequence[str]) -> list[Detection]:
    """All guesses, best first; the installed ``codes`` are expected more than other languages.

    There is at least one: a text without letters gets the first code, with no confidence.
    """
    guesses = detect_languages(text, dict.fromkeys([*codes, *LANGUAGE_NAMES]), codes)
    return guesses or [Detection(codes[0], 0.0)]


def detections(texts: Sequence[str], codes: Sequence[str]) -> list[Detection]:
    """The language of every text of a list; ``codes`` are those of the installed languages.

    A text is taken to be in the language of all together unless it clearly is in another.
    """
    together = _best_guess(guesses_about("\n".join(texts), codes), codes)
    if len(texts) == 1:
        return [together]
    expected = [primary_language(together.language)]
    return [contradiction(guesses_about(text, codes), expected) or together for text in texts]


def translator_from(
    detection: Detection, target_language: str, translators: Translators
) -> Translator | None:
    """The translator for a detected language; None for the target language itself.

    Raises UnreadLanguage when no installed package translates from that language.
    """
    if detection.language == target_language:
        return None
    try:
        return translators.get(detection.language, target_language)
    except UnsupportedPair as error:
        names = language_name(detection.language), language_name(target_language)
        raise UnreadLanguage(*names, error.pairs) from error


def source_language(text: str, target_language: str, translators: Translators) -> str:
    """The language that a text is to be translated from.

    Raises NoPackage, UnreadLanguage, and BadInput for a text that is in the target language.
    """
    [detection] = detections([text], installed_codes(translators))
    if translator_from(detection, target_language, translators) is None:
        name = language_name(target_language)
        raise BadInput(f"This looks like {name}, so there is nothing to translate into {name}.")
    return detection.language


def _best_guess(guesses: Sequence[Detection], codes: Sequence[str]) -> Detection:
    """The best guess among the installed ``codes``, or one that none of them comes near."""
    unread = contradiction(guesses, list(map(primary_language, codes)), UNREAD)
    installed = (guess for guess in guesses if guess.language in codes)
    return unread or next(installed, Detection(codes[0], 0.0))


def offered_pairs(translators: Translators) -> list[tuple[str, str]]:
    """The pairs of languages that a text can be translated between, those by way of English too.

    AUTO as a source stands for the language that a text is found to be in; it comes first for each
    target that has several sources.
    """
    pairs = [
        (language.code, target)
        for language in translators.languages()
        for target in language.targets
    ]
    several = Counter(target for _, target in pairs)
    automatic = [(AUTO, target) for target, count in several.items() if count > 1]
    return [*automatic, *pairs]


def language_found(text: str, translators: Translators) -> str | None:
    """The code of the language that a text seems to be in; None where nothing shows it.

    Raises NoPackage.
    """
    [detection] = detections([text], installed_codes(translators))
    return detection.language if detection.confidence > 0 else None
