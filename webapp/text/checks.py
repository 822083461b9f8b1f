"""Reasons to doubt a target, told from its source, its own words and the translator's score.

``doubts`` gives them all, but for those of the cues of subtitles (webapp.text.cues.reading) and
those that need terms or the words of a language. Most are things that a reader can verify (a number
differs, words are repeated); ``Check.SCORE`` is an estimate. docs/uncertain.md says how well they
do.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from webapp.text.exact.kept import KeptSpan, kept_spans
from webapp.text.exact.messages import message_spans
from webapp.text.languages.detection import detect_languages
from webapp.text.languages.names import primary_language
from webapp.text.notation.agreement import numbers_agree
from webapp.text.notation.figures import figures


class Check(StrEnum):
    """A reason to doubt a target."""

    NUMBERS = "numbers"
    SPANS = "spans"
    NAMES = "names"
    LENGTH = "length"
    REPETITION = "repetition"
    COPIED = "copied"
    LANGUAGE = "language"
    ADDRESS = "address"
    TERMS = "terms"
    MADE_UP = "made-up"
    SCORE = "score"
    SPEED = "speed"
    LINES = "lines"

    @property
    def words(self) -> str:
        """What is to be doubted, in words for people."""
        return _WORDS[self]


_WORDS = {
    Check.NUMBERS: "a number differs",
    Check.SPANS: "something that should stay differs",
    Check.NAMES: "a name is missing",
    Check.LENGTH: "much longer or shorter",
    Check.REPETITION: "words are repeated",
    Check.COPIED: "words are not translated",
    Check.LANGUAGE: "in another language",
    Check.ADDRESS: "tu and vous are mixed",
    Check.TERMS: "a term is not used",
    Check.MADE_UP: "a word that English does not have",
    Check.SCORE: "the translator was not sure",
    Check.SPEED: "too fast to read",
    Check.LINES: "more than two lines",
}
#: What is measured of subtitles (webapp.text.cues.reading): nobody doubts it.
_MEASURED = (Check.SPEED, Check.LINES)

# The estimate is a logistic regression: whether a target's chrF is among the worst 15 % of its
# test set. Its weights are fitted on the bundled package's targets of newstest2009 and of the
# development set of FLORES; the threshold marks a fifth of these, all checks together
# (docs/uncertain.md).
_SCORE_WEIGHT = -3.5
_LENGTH_WEIGHT = -1.5
_SHORT_WEIGHT = 4.5
_LIKENESS_WEIGHT = -3.5
_THRESHOLD = -5.59
#: Shorter and longer segments are taken to have so many characters.
_LEAST, _MOST = 60, 240
#: The natural logarithm of a target's usual length over that of its source, where it is known.
_USUAL_RATIOS = {("fr", "en"): -0.16, ("en", "fr"): 0.16}
#: Characters added to both lengths, so that a short segment's ratio says little.
_SLACK = 15
#: How far that logarithm may be from the usual one: three standard deviations on these sets.
_ODD_RATIO = 0.35
#: The part of a source's words that usually begin like a word of the target.
_USUAL_LIKENESS = 0.3
#: The longest run of words whose repetition is looked for.
_LONGEST_REPETITION = 6
#: A copied run has so many words, and so many of them in small letters, so that it is no name.
_RUN, _SMALL_IN_RUN = 4, 3
#: Letters of a target of which its language is guessed, and the least confidence, in per cent.
_ENOUGH_LETTERS, _SURE = 40, 95.0
#: The part of its words that such a target has in common with its source.
_SHARED = 0.25

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_TU = frozenset(["tu", "te", "toi", "ton", "ta", "tes"])
_VOUS = frozenset(["vous", "votre", "vos"])
_Pair = tuple[str, str]


def doubts(
    source: str, target: str, score: float, source_language: str, target_language: str
) -> tuple[Check, ...]:
    """The reasons to doubt ``target``, in the order of Check.

    ``score`` is the mean log-probability per token. At 0.0, certainty, there is no doubt: no
    translator was needed, or a person wrote the target. Languages are BCP 47 codes.
    """
    if score == 0.0:
        return ()
    pair = primary_language(source_language), primary_language(target_language)
    spans = _kept(source)
    words, target_words = _WORD.findall(_without(source, spans)), _WORD.findall(target)
    languages = source_language, target_language
    answers = {
        Check.NUMBERS: _numbers_differ(source, target, pair),
        Check.SPANS: _span_differs(source, target, spans),
        Check.NAMES: pair[0] != "de" and _lacks_name(words, target_words),
        Check.LENGTH: abs(_ratio(source, target, pair)) > _ODD_RATIO,
        Check.REPETITION: _repetitions(target_words) > _repetitions(words),
        Check.COPIED: _copies(words, target_words),
        Check.LANGUAGE: _is_in_source_language(words, target, target_words, languages),
        Check.ADDRESS: pair[1] == "fr" and _mixes_address(target_words),
        Check.SCORE: estimate(source, target, score, *languages) > _THRESHOLD,
    }
    return tuple(check for check, fails in answers.items() if fails)


def estimate(
    source: str, target: str, score: float, source_language: str, target_language: str
) -> float:
    """How likely a target is among the worst: a logit without its constant.

    It rises with a low score, a short source, a target that is shorter than usual, and words that
    are like none of the source.
    """
    pair = primary_language(source_language), primary_language(target_language)
    likeness = _USUAL_LIKENESS
    if pair in _USUAL_RATIOS:
        likeness = _likeness(_WORD.findall(source), _WORD.findall(target))
    return (
        _SCORE_WEIGHT * score
        + _LENGTH_WEIGHT * math.log(min(max(len(source), _LEAST), _MOST))
        + _SHORT_WEIGHT * max(0.0, -_ratio(source, target, pair))
        + _LIKENESS_WEIGHT * likeness
    )


def doubt_of(checks: Sequence[Check] | None) -> str:
    """The checks in one line for people: ``uncertain: a number differs``; empty without any.

    What is measured has no such word before it, and stands last: ``too fast to read``.
    """
    doubted = [check.words for check in checks or () if check not in _MEASURED]
    measured = [check.words for check in checks or () if check in _MEASURED]
    uncertain = f"uncertain: {', '.join(doubted)}" if doubted else ""
    return "; ".join(filter(None, [uncertain, ", ".join(measured)]))


def _kept(source: str) -> list[KeptSpan]:
    """What stays, save the messages whose words are translated."""
    messages = message_spans(source)
    return [
        span
        for plain in (False, True)
        for span in kept_spans(source, plain=plain)
        if not any(start < span.end and span.start < end for start, end in messages)
    ]


def _without(source: str, spans: Sequence[KeptSpan]) -> str:
    for span in spans:
        source = source[: span.start] + " " * (span.end - span.start) + source[span.end :]
    return source


def _numbers_differ(source: str, target: str, pair: _Pair) -> bool:
    """Whether a number is lost or new; the source's may be in the notation of either language."""
    if pair != ("fr", "en"):
        return Counter(_DIGITS.findall(source)) != Counter(_DIGITS.findall(target))
    # As it stands first: to look for figures costs more than all that is compared here.
    return not (numbers_agree(source, target) or numbers_agree(_in_english(source), target))


def _in_english(source: str) -> str:
    """A French source with its figures in English notation."""
    pieces, end = [], 0
    for figure in figures(source):
        pieces += [source[end : figure.start], figure.text]
        end = figure.end
    return "".join([*pieces, source[end:]])


def _span_differs(source: str, target: str, spans: Sequence[KeptSpan]) -> bool:
    texts = Counter(source[span.start : span.end] for span in spans)
    return any(target.count(text) < count for text, count in texts.items())


def _lacks_name(words: Sequence[str], target_words: Sequence[str]) -> bool:
    """Whether a capitalised word inside the source has none like it, and capitals are fewer.

    Names are translated too (Londres, États-Unis), so that one that differs says nothing alone.
    """
    names = {word for word in words[1:] if len(word) > 2 and word[0].isupper()}
    capitals = [word for word in target_words if len(word) > 1 and word[0].isupper()]
    beginnings = _beginnings(target_words, 3) if len(capitals) < len(names) else set()
    return len(capitals) < len(names) and any(_folded(n)[:3] not in beginnings for n in names)


def _repetitions(words: Sequence[str]) -> int:
    """How often a run of words stands twice in a row, or one word three times."""
    small = [word.lower() for word in words]
    pairs = list(pairwise(small))
    if len(set(pairs)) == len(pairs):
        return 0
    return sum(
        small[at : at + length] == small[at + length : at + 2 * length]
        and (length > 1 or small[at : at + 1] == small[at + 2 : at + 3])
        for length in range(1, _LONGEST_REPETITION + 1)
        for at in range(len(small) - 2 * length + 1)
    )


def _copies(words: Sequence[str], target_words: Sequence[str]) -> bool:
    runs = set(_runs(target_words))
    return any(run in runs and sum(map(str.islower, run)) >= _SMALL_IN_RUN for run in _runs(words))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


def _is_in_source_language(
    words: Sequence[str], target: str, target_words: Sequence[str], languages: tuple[str, str]
) -> bool:
    """Whether the target is in the source's language; it has many of its words then.

    Guessing the language costs as much as all other checks, so that is asked of few targets.
    """
    shared = set(words).intersection(target_words)
    letters = sum(map(str.isalpha, target))
    if letters < _ENOUGH_LETTERS or len(shared) < _SHARED * len(set(target_words)):
        return False
    guesses = detect_languages(target, languages)
    return any(g.language == languages[0] and g.confidence >= _SURE for g in guesses)


def _mixes_address(target_words: Sequence[str]) -> bool:
    small = {word.lower() for word in target_words}
    return not _TU.isdisjoint(small) and not _VOUS.isdisjoint(small)


def _ratio(source: str, target: str, pair: _Pair) -> float:
    """How far the logarithm of the length ratio is from the usual; 0.0 where none is known."""
    if pair not in _USUAL_RATIOS:
        return 0.0
    return math.log((len(target) + _SLACK) / (len(source) + _SLACK)) - _USUAL_RATIOS[pair]


def _likeness(words: Sequence[str], target_words: Sequence[str]) -> float:
    """The part of the source's longer words that begin like a word of the target.

    Names, loans and cognates do. One such word of three is added, so that few words say little.
    """
    beginnings = _beginnings(target_words, 4)
    longer = [word for word in words if len(word) > 3]
    return (sum(_folded(word)[:4] in beginnings for word in longer) + 1) / (len(longer) + 3)


def _beginnings(words: Sequence[str], letters: int) -> set[str]:
    return {_folded(word)[:letters] for word in words}


def _folded(word: str) -> str:
    """A word in small letters without its accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.lower()))
