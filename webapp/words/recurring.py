"""Nouns and expressions that a French text has oftener than other texts: candidates for terms.

Expressions are runs of words of a few patterns (Daille, 1994). One that stands mostly within a
longer one is left out (Frantzi and others, 2000), and so is what is common everywhere.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from webapp.words.dictionary import Dictionary, key_of
from webapp.words.tokens import french_tokens
from webapp.words.word_classes import Tagged, tagged

#: The most words of an expression.
LONGEST = 7
#: What an expression may be, a letter a word (see ``Tagged``).
_PATTERN = re.compile(r"N|A?NA{0,2}|NN|A?NA?(?:PL?A?NA?){1,2}")
#: How often a candidate has to occur, and how many words of a text ask for once more.
_FEWEST, _WORDS_FOR_MORE = 2, 25_000
#: The least log-likelihood (Dunning, 1993) that a candidate is not there by chance.
_LEAST_SCORE = 20.0
#: The part of the places of its rarest word that an expression is expected in.
_PART_OF_WORD = 0.1
#: The frequency in a million words of a word that the dictionary does not have.
_UNKNOWN_FREQUENCY = 0.2
#: The share of its places that a candidate must have outside longer ones.
_LEAST_ALONE = 1 / 3


class Key(NamedTuple):
    """What tells a candidate apart: its lemmas, with the forms of prepositions and articles.

    ``letters`` has their classes.
    """

    letters: str
    lemmas: tuple[str, ...]


class Place(NamedTuple):
    """Where a candidate stands: the number of its source, half-open offsets and a word in that."""

    number: int
    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """A noun or an expression as a term is written, and all its places.

    ``is_singular`` says whether it is written so; else the text has the plural alone.
    ``word_count`` counts its nouns and adjectives.
    """

    source: str
    is_singular: bool
    word_count: int
    places: tuple[Place, ...]


def recurring(dictionary: Dictionary, sources: Sequence[str], most: int) -> list[Recurring]:
    """The candidates of French sources, the most telling first, ``most`` of them.

    Raises DictionaryUnavailable.
    """
    tokens = [french_tokens(source) for source in sources]
    places: dict[Key, list[Place]] = defaultdict(list)
    for number, words in enumerate(tagged(dictionary, sources, tokens)):
        for key, first, start, end in _runs(words):
            places[key].append(Place(number, start, end, first))
    size = sum(map(len, tokens))
    least = _FEWEST + size // _WORDS_FOR_MORE
    counts = _outside_longer({key: some for key, some in places.items() if len(some) >= least})
    scores = _scores(dictionary, counts, size)
    best = sorted(scores, key=lambda key: (-scores[key], key))[:most]
    return [_recurring(key, places[key], sources) for key in best]


def _runs(words: Sequence[Tagged]) -> Iterator[tuple[Key, int, int, int]]:
    """The key of each run of words that fits the pattern, its first word and its offsets."""
    for first, word in enumerate(words):
        if word.letter not in "NA":
            continue
        letters, lemmas = "", tuple[str, ...]()
        for other in words[first : first + LONGEST]:
            if other.letter in "-D" or (lemmas and not other.joined):
                break
            letters += other.letter
            lemmas = (*lemmas, other.lemma)
            if _fits(letters):
                yield Key(letters, lemmas), first, word.start, other.end


@lru_cache(maxsize=4096)
def _fits(letters: str) -> bool:
    return _PATTERN.fullmatch(letters) is not None


def _outside_longer(places: Mapping[Key, Sequence[Place]]) -> dict[Key, int]:
    """How often each candidate stands outside longer ones, without those that hardly do."""
    ends: dict[tuple[int, int], int] = {}  # of the longest candidate that begins at a word
    counts = {}
    for key in sorted(places, key=lambda key: len(key.letters), reverse=True):
        length = len(key.letters)
        outside = [place for place in places[key] if not _is_within(place, length, ends)]
        if len(outside) >= _LEAST_ALONE * len(places[key]):
            counts[key] = len(outside)
            for number, _, _, word in places[key]:
                ends.setdefault((number, word), word + length)
    return counts


def _is_within(place: Place, length: int, ends: Mapping[tuple[int, int], int]) -> bool:
    """Whether a longer candidate has all words of a place."""
    behind = place.word + length
    firsts = range(place.word, place.word - LONGEST, -1)
    return any(ends.get((place.number, first), 0) >= behind for first in firsts)


def _scores(dictionary: Dictionary, counts: Mapping[Key, int], size: int) -> dict[Key, float]:
    """How telling candidates are, by how often each is expected, without those by chance."""
    lemmas = {lemma for key in counts for lemma in _content(key)}
    usual: dict[str, float] = {}
    for form in dictionary.forms(sorted({key_of(lemma.lower()) for lemma in lemmas})):
        usual[form.lemma] = max(usual.get(form.lemma, 0), form.lemma_frequency)
    scores = {}
    for key, count in counts.items():
        rarest = min(usual.get(lemma, 0) or _UNKNOWN_FREQUENCY for lemma in _content(key))
        expected = rarest * size / 1e6 * (_PART_OF_WORD if len(key.letters) > 1 else 1)
        scores[key] = 2 * count * math.log(count / expected)
    return {key: score for key, score in scores.items() if score >= _LEAST_SCORE}


def _content(key: Key) -> list[str]:
    return [lemma for letter, lemma in zip(key.letters, key.lemmas, strict=True) if letter in "NA"]


def _recurring(key: Key, places: Sequence[Place], sources: Sequence[str]) -> Recurring:
    """A candidate as it is written most often, in the singular where the text has that."""
    written = Counter(_written(sources[place.number], place) for place in places)
    several = [form for form, _ in written.most_common()]
    singular = next((form for form in several if not _is_plural(form, key.lemmas[0])), None)
    if singular is None and len(key.lemmas) == 1:
        singular = key.lemmas[0]
    return Recurring(
        singular or several[0], singular is not None, len(_content(key)), tuple(places)
    )


def _is_plural(written: str, lemma: str) -> bool:
    """Whether the first word of a candidate looks like a plural of its lemma."""
    first = written.lower().split()[0]
    return first.endswith(("s", "x")) and not lemma.lower().endswith(("s", "x"))


def _written(source: str, place: Place) -> str:
    """The words of a place in one line; a capital at the beginning of a sentence is none."""
    words = " ".join(source[place.start : place.end].split())
    begins = not any(map(str.isalnum, source[: place.start]))
    return words[0].lower() + words[1:] if begins and not words.isupper() else words
