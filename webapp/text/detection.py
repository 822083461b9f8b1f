"""Which language a text is in, by py3langid's bundled model, among the languages we can serve."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

# Code points read of a text: more tells the model nothing new, and its time grows with the text.
SAMPLE = 20_000
# Letters below which a confidence is scaled down: a word or two say little about their language.
ENOUGH_LETTERS = 40

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Detection:
    """One guess: a BCP 47 code and how sure we are, from 0 to 100."""

    language: str
    confidence: float


def detect_languages(text: str, languages: Collection[str]) -> list[Detection]:
    """All guesses about ``text``, best first, only among ``languages`` (BCP 47 codes).

    Codes that the model does not know are left out; without a single letter there is no guess.
    Variants of a language (pt, pt-BR) share its guess. Confidences are the model's probabilities
    over these languages, less for short texts.
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    primary = {code: code.partition("-")[0].lower() for code in languages}
    if not letters or not primary:
        return []
    trust = min(1.0, letters / ENOUGH_LETTERS)
    return [
        Detection(code, round(100 * float(probability) * trust, 1))
        for label, probability in _ranking(sample, primary.values())
        for code in languages
        if primary[code] == label
    ]


def _ranking(sample: str, labels: Collection[str]) -> list[tuple[str, float]]:
    with _lock:
        identifier, every_label = _identifier()
        known = set(labels) & every_label
        if not known:
            return []
        if set(identifier.labels) != known:  # it copies a large table
            identifier.set_languages(known)
        return list(identifier.rank(sample))


@cache
def _identifier() -> tuple[Any, frozenset[str]]:
    """The model, loaded at the first call, and all labels that it knows."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier, frozenset(identifier.labels)
