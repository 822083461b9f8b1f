"""Parallel text as numbers: which word stands where, in the classes that are aligned.

A class is a lemma where a form has one alone, and the form itself where it has several.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import simplemma

from training.dictionary.lexique import Form, ligatured
from training.pairs import Pair, clean, read_pairs
from webapp.words.dictionary import main_lemma
from webapp.words.tokens import english_tokens, french_tokens

Ids = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

_SHORTENED = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "be", "'m": "be"}
#: A sentence with more words than that is left out: it says little and costs much.
MOST_WORDS = 50


def sampled_pairs(
    files: Iterable[Path], most: Mapping[str, int], longest: Mapping[str, int], seed: int = 20
) -> list[Pair]:
    """Clean pairs of the corpora that ``most`` names, at most so many of each.

    ``longest`` bounds a corpus' sources, in characters.
    """
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for file in files:
        for name, pair in read_pairs(file):
            if name in most and len(pair.source) <= longest.get(name, 400):
                pairs[name].append(pair)
    chosen = random.Random(seed)
    return [
        pair
        for name, some in sorted(pairs.items())
        for pair in clean(chosen.sample(some, min(len(some), most[name])), Counter())
    ]


def class_of_forms(forms: Iterable[Form]) -> dict[str, str]:
    """The class of each form of the lexicon."""
    lemmas: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form in forms:
        lemmas[form.form][form.lexeme.lemma] += form.frequency
    return {form: main_lemma(counts) or form for form, counts in lemmas.items()}


def english_lemmas(words: Iterable[str]) -> dict[str, str]:
    """The lemma of each English word in small letters.

    A lemma that is none of the words is a slip; with a letter less (panick, growe) it may be right.
    """
    lemmas = {word: _SHORTENED.get(word) or _simple(word, "en") for word in words}
    return {
        word: next((likely for likely in (lemma, lemma[:-1]) if likely in lemmas), word)
        for word, lemma in lemmas.items()
    }


def _simple(word: str, language: str) -> str:
    return word if "'" in word else str(simplemma.lemmatize(word, language)).lower()


@dataclass
class Vocabulary:
    """Numbers for words, in the order they come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The word's number, a new one for a new word."""
        return self.numbers.setdefault(word, len(self.numbers))

    @cached_property
    def words(self) -> list[str]:
        """The words by their numbers, once all are there."""
        return list(self.numbers)


@dataclass
class Side:
    """All words of one language, one after the other: forms and classes; ``starts`` of sentences.

    ``starts`` has one place more than there are sentences.
    """

    forms: Vocabulary
    classes: Vocabulary
    form: Ids
    klass: Ids
    starts: Ids


@dataclass
class Corpus:
    """Aligned sentences: French and English, number by number.

    ``names`` counts the French words within sentences that begin with a capital; the English words
    that mostly do are ``english_names``.
    """

    french: Side
    english: Side
    names: Counter[str]
    english_names: frozenset[str]


def read_corpus(pairs: Sequence[Pair], classes: Mapping[str, str]) -> Corpus:
    """Cut pairs into words; the lexicon's ``classes`` are those of French forms."""
    names: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    french, english = [], []
    for source, target in pairs:
        tokens, others = french_tokens(source), english_tokens(target)
        if 0 < len(tokens) <= MOST_WORDS and 0 < len(others) <= MOST_WORDS:
            names.update(t.form for t in tokens[1:] if source[t.start].isupper())
            capitals.update(t.form for t in others[1:] if target[t.start].isupper())
            counts.update(t.form for t in others[1:])
            french.append([token.form for token in tokens])
            english.append([token.form for token in others])
    mostly = frozenset(form for form, count in capitals.items() if count >= 0.9 * counts[form])
    lemmas = english_lemmas(form for forms in english for form in forms)

    def french_class(form: str) -> str:
        return classes.get(form) or classes.get(ligatured(form)) or _simple(form, "fr")

    return Corpus(_side(french, french_class), _side(english, lemmas.__getitem__), names, mostly)


def _side(sentences: Sequence[Sequence[str]], class_of: Callable[[str], str]) -> Side:
    forms, classes = Vocabulary(), Vocabulary()
    flat = np.fromiter((forms.number(form) for forms_ in sentences for form in forms_), np.int32)
    by_form = np.array([classes.number(class_of(form)) for form in forms.words], np.int32)
    starts = np.cumsum([0, *map(len, sentences)]).astype(np.int32)
    return Side(forms, classes, flat, by_form[flat], starts)
