"""Guesses the language of a text among given languages, with the model that py3langid bundles."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from webapp.errors import Unavailable
from webapp.text.languages.names import primary_language

# Code points of a text that the model reads. More tell it nothing new and only take time.
SAMPLE = 20_000
#: A score counts so many times, over the square root of the sample's bytes. The model counts a
#: score once, which is too cautious: docs/detection.md has what was measured.
SHARPNESS = 2.0
#: A language that a text is expected to be in is taken to be so many times as likely as any other.
EXPECTATION = 4.0
#: A text contradicts the language that it is expected to be in when another is more than so many
#: times as likely. Of French texts of 5 to 9 characters less than 0.5 % do, of longer ones fewer.
CLEAR = 100.0

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Detection:
    """One guess: a BCP 47 code and its confidence, from 0 to 100."""

    language: str
    confidence: float


def detect_languages(
    text: str, languages: Iterable[str], expected: Collection[str] = ()
) -> list[Detection]:
    """All guesses about ``text`` among ``languages`` (BCP 47 codes), best first.

    Between equals the order of ``languages`` decides. A code that the model does not know is left
    out. A text without a letter has no guess. Variants of a language (pt, pt-BR) share one guess.
    A confidence is the probability among these languages in per cent, those of ``expected`` taken
    to be EXPECTATION times as likely as the others. Raises Unavailable when the model cannot be
    unpacked for want of room.
    """
    sample = text[:SAMPLE]
    primary = {code: primary_language(code) for code in languages}
    if not any(map(str.isalpha, sample)) or not primary:
        return []
    probabilities = _probabilities(
        sample, set(primary.values()), set(map(primary_language, expected))
    )
    guesses = [
        Detection(code, 100 * probabilities[label])
        for code, label in primary.items()
        if label in probabilities
    ]
    return sorted(guesses, key=lambda guess: -guess.confidence)


def contradiction(
    guesses: Sequence[Detection], expected: Collection[str], ratio: float = CLEAR
) -> Detection | None:
    """The best guess, if it is more than ``ratio`` times as likely as any of ``expected``.

    ``expected`` are primary codes, of which the best guess is none; else the answer is None.
    """
    likely = [g.confidence for g in guesses if primary_language(g.language) in expected]
    best = next(iter(guesses), None)
    if best is None or best.confidence <= ratio * max(likely, default=0.0):
        return None
    return best


def _probabilities(
    sample: str, labels: Collection[str], expected: Collection[str]
) -> dict[str, float]:
    """The probability of every label that the model knows; together they are 1."""
    scores = _scores(sample, labels)
    highest = max(scores.values(), default=0.0)
    sharpness = SHARPNESS / math.sqrt(len(sample.encode(errors="surrogatepass")))
    weights = {
        label: (EXPECTATION if label in expected else 1.0) * math.exp(sharpness * (score - highest))
        for label, score in scores.items()
    }
    total = sum(weights.values())
    return {label: weight / total for label, weight in weights.items()}


def _scores(sample: str, labels: Collection[str]) -> dict[str, float]:
    """The model's log-likelihood of every label that it knows."""
    with _lock:
        identifier, every_label = _identifier()
        known = set(labels) & every_label
        if not known:
            return {}
        if set(identifier.labels) != known:  # setting them copies a large table
            identifier.set_languages(known)
        return dict(identifier.rank(sample))


@cache
def _identifier() -> tuple[Any, frozenset[str]]:
    """The model, loaded at the first call, and every label that it knows.

    It is unpacked in the system's folder for temporary files. Raises Unavailable when that has no
    room; the next call then tries again.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError as error:
        raise Unavailable(
            "The language of the text cannot be found out now: there is no room for temporary "
            "files on the server's disk."
        ) from error
    return identifier, frozenset(identifier.labels)
