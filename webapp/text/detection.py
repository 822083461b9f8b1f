"""Guesses the language of a text among given languages, with the model that py3langid bundles."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

# Code points of a text that the model reads. More tell it nothing new and only take time.
SAMPLE = 20_000
# A text of fewer letters gets a lower confidence: a word or two say little about their language.
ENOUGH_LETTERS = 40

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Detection:
    """One guess: a BCP 47 code and its confidence, from 0 to 100."""

    language: str
    confidence: float


def detect_languages(text: str, languages: Collection[str]) -> list[Detection]:
    """All guesses about ``text`` among ``languages`` (BCP 47 codes), best first.

    A code that the model does not know is left out. A text without a letter has no guess. Variants
    of a language (pt, pt-BR) share one guess. A confidence is the model's probability among these
    languages in per cent, lowered for a text of fewer than ENOUGH_LETTERS letters.
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
        if set(identifier.labels) != known:  # setting them copies a large table
            identifier.set_languages(known)
        return list(identifier.rank(sample))


@cache
def _identifier() -> tuple[Any, frozenset[str]]:
    """The model, loaded at the first call, and every label that it knows."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier, frozenset(identifier.labels)
