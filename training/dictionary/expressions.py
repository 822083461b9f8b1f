"""Expressions of two to four words that mean more than their words do (tout de suite, il y a)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from training.dictionary.agreement import Alignment
from training.dictionary.corpus import Bools, Corpus, Ids
from training.dictionary.meanings import Meaning

Whole = npt.NDArray[np.integer]

#: The most words of an expression and of what it is put as.
LONGEST = 4
#: How often an expression and one of its meanings must be seen, and the meaning's least share.
_FEWEST, _FEWEST_MEANING, _LEAST_SHARE = 5, 3, 0.15
#: How much oftener its words stand together than chance would have it, from 0 to 1 (NPMI).
_TOGETHER = 0.25
#: An expression whose words alone explain a meaning to this share is none.
_EXPLAINED = 0.6
#: An English word is usual for a French one that has this share of its links with it.
_USUAL = 0.1
#: A phrase that has one word beside it in so many of its places is a part of a longer one.
_PART = 0.7
#: Auxiliaries as they are before participles, and subjects and possessives: no expression begins or
#: ends with them.
_OUTSIDE = """
a ai as avons avez ont avais avait avions aviez avaient aura auront aurait aient ait eu est es
suis sommes êtes sont étais était étions étiez étaient été sera seront serait soit soient fut
furent va vais vas vont c' ce cet cette ces du des le la les l' un une au aux je j' tu elle on ils
elles nous vous moi toi lui eux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
quel quelle quels quelles et ou mais que qu' qui quoi dont où si aussi très trop ne n' me m' te t'
y
"""
_NO_START = frozenset(_OUTSIDE.split()) | {"pas", "donc", "déjà"}
_NO_END = frozenset(_OUTSIDE.split()) | frozenset(
    "de d' s' se il pas pour dans en chez entre parmi avec comme donc juste jamais être".split()
)
#: What no meaning begins with, and what none ends with; an article before one is left out.
_CLITICS = "n't 's 're 've 'd 'll 'm"
_NO_FIRST = frozenset(
    f"{_CLITICS} i he she it we you they is are was were am be been being have has had will would"
    " do does did not and of".split()
)
_NO_LAST = frozenset(f"{_CLITICS} the a an and i he she we they is are was were".split())
_ARTICLES = frozenset(["the", "a", "an"])


@dataclass(frozen=True)
class WordCounts:
    """How often each French class is seen, and how often it is linked with each English one."""

    times: Counter[str]
    links: Counter[tuple[str, str]]

    @classmethod
    def of(cls, corpus: Corpus, alignment: Alignment) -> "WordCounts":
        """Those of a corpus."""
        french, english = corpus.french.classes.words, corpus.english.classes.words
        ours, theirs = corpus.french.klass, corpus.english.klass
        pairs = Counter(
            zip(ours[alignment.french].tolist(), theirs[alignment.english].tolist(), strict=True)
        )
        return cls(
            Counter({french[one]: count for one, count in Counter(ours.tolist()).items()}),
            Counter({(french[one], english[other]): n for (one, other), n in pairs.items()}),
        )


@dataclass
class _Phrase:
    """How often a French phrase is seen, how it is written, and as which English lemmas it is put.

    ``surfaces`` says how each run of lemmas is written.
    """

    times: int = 0
    written: Counter[str] = field(default_factory=Counter)
    surfaces: dict[tuple[str, ...], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def meanings(self, classes: Sequence[str], words: WordCounts) -> Iterator[Meaning]:
        """Its meanings that its words do not explain, commonest first."""
        by_count = sorted(self.surfaces.items(), key=lambda item: -item[1].total())
        for lemmas, surfaces in by_count[:4]:
            count = surfaces.total()
            often = count >= _FEWEST_MEANING and count >= _LEAST_SHARE * self.times
            if often and self._explained(lemmas, classes, words) < _EXPLAINED:
                text = surfaces.most_common(1)[0][0]
                text = text.replace(" n't", "n't").replace(" '", "'")
                yield Meaning(text, round(count / self.times, 3))

    def _explained(self, lemmas: Sequence[str], classes: Sequence[str], words: WordCounts) -> float:
        """The share of English lemmas that are usual for a French one, apart from this phrase."""
        usual = [any(self._is_usual(one, other, words) for one in classes) for other in lemmas]
        return sum(usual) / len(usual)

    def _is_usual(self, one: str, other: str, words: WordCounts) -> bool:
        """Whether a French class is often put as an English lemma outside of this phrase."""
        here = sum(seen.total() for lemmas, seen in self.surfaces.items() if other in lemmas)
        elsewhere = max(words.times[one] - self.times, 1)
        return words.links[one, other] - here >= _USUAL * elsewhere


def expressions(
    corpus: Corpus, alignment: Alignment, names: Collection[str]
) -> Iterator[tuple[str, str, list[Meaning]]]:
    """Each expression: its classes, how it is written, and its meanings, commonest first.

    None has one of the ``names`` in it, nor a number.
    """
    phrases: dict[str, _Phrase] = defaultdict(_Phrase)
    reader = _Reader(corpus, alignment)
    for length in range(2, LONGEST + 1):
        for start in _candidates(corpus, length, names).tolist():
            reader.count(start, start + length, phrases)
    words = WordCounts.of(corpus, alignment)
    for key, phrase in phrases.items():
        meanings = list(phrase.meanings(key.split(" "), words))
        if meanings:
            yield key, phrase.written.most_common(1)[0][0], meanings


def _candidates(corpus: Corpus, length: int, names: Collection[str]) -> Ids:
    """Where the phrases of so many words begin that are seen often, and together beyond chance."""
    klass, starts, form = corpus.french.klass, corpus.french.starts, corpus.french.form
    forms, words = corpus.french.forms.words, len(klass)
    last = np.repeat(starts[1:], np.diff(starts)) - np.arange(words) >= length
    places = np.flatnonzero(last & _are(forms, lambda one: one not in _NO_START)[form])
    places = places[_are(forms, lambda one: one not in _NO_END)[form[places + length - 1]]]
    fits = _are(forms, lambda one: one not in names and _is_word(one))
    chance = np.log(np.bincount(klass) / words)
    number, expected = np.zeros(len(places), np.int64), np.zeros(len(places))
    for n in range(length):
        following = klass[places + n]
        number = np.unique(number * (klass.max() + 1) + following, return_inverse=True)[1]
        expected = expected + np.where(fits[form[places + n]], chance[following], np.inf)
    times = np.bincount(number)[number]
    seen = np.log(times / words)
    # Normalised pointwise mutual information (Bouma, 2009).
    together = (seen - expected) / (-seen * (length - 1))
    enough = (times >= _FEWEST) & (together >= _TOGETHER) & ~_are_parts(corpus, places, number)
    return np.asarray(places[enough], np.int32)


def _are(forms: Sequence[str], what: Callable[[str], bool]) -> Bools:
    return np.array([what(form) for form in forms], bool)


def _is_word(form: str) -> bool:
    return not any(map(str.isdigit, form)) and (len(form) > 1 or form in "aày")


def _are_parts(corpus: Corpus, places: Whole, number: Whole) -> Bools:
    """Whether phrases that begin at ``places`` are parts of longer ones; ``number`` tells which.

    A word before them that no expression may begin with makes none longer.
    """
    side = corpus.french
    outside = _are(side.forms.words, _NO_START.__contains__)[side.form[places - 1]]
    before = np.where(outside | np.isin(places, side.starts), -1, side.form[places - 1])
    beside = number.astype(np.int64) * (len(side.forms.words) + 1) + before + 1
    distinct, counts = np.unique(beside, return_counts=True)
    of_phrase, is_word = np.divmod(distinct, len(side.forms.words) + 1)
    most = np.zeros(number.max(initial=-1) + 1)
    np.maximum.at(most, of_phrase[is_word > 0], counts[is_word > 0])
    return np.asarray((most >= _PART * np.bincount(number, minlength=len(most)))[number], bool)


class _Reader:
    """Reads phrases and their English out of a corpus and its links."""

    def __init__(self, corpus: Corpus, alignment: Alignment) -> None:
        self._french, self._english = corpus.french, corpus.english
        self._sentence_of = np.repeat(
            np.arange(len(self._french.starts) - 1), np.diff(self._french.starts)
        )
        self._links = alignment.english
        words = np.arange(len(self._french.form) + 1, dtype=np.int32)
        self._link_starts = np.searchsorted(alignment.french, words)

    def count(self, start: int, end: int, phrases: Mapping[str, _Phrase]) -> None:
        """Count the phrase from the French place ``start`` to ``end``, and its English if any."""
        classes = [self._french.classes.words[i] for i in self._french.klass[start:end]]
        phrase = phrases[" ".join(classes)]
        phrase.times += 1
        written = " ".join(self._french.forms.words[i] for i in self._french.form[start:end])
        phrase.written[written.replace("' ", "'")] += 1
        span = self._target(start, end)
        if span:
            words = [self._english.forms.words[i] for i in self._english.form[span]]
            lemmas = [self._english.classes.words[i] for i in self._english.klass[span]]
            first = len(words) > 1 and words[0] in _ARTICLES
            if words[first] not in _NO_FIRST and words[-1] not in _NO_LAST:
                phrase.surfaces[tuple(lemmas[first:])][" ".join(words[first:])] += 1

    def _target(self, start: int, end: int) -> slice | None:
        """The English words that go with the French ones and with no others, or None."""
        sentence = self._sentence_of[start]
        bounds = self._french.starts[sentence], start, end, self._french.starts[sentence + 1]
        first, one, other, last = (self._link_starts[place] for place in bounds)
        inside = self._links[one:other]
        if not len(inside) or inside.max() - inside.min() >= LONGEST:
            return None
        outside = np.concatenate([self._links[first:one], self._links[other:last]])
        if np.any((outside >= inside.min()) & (outside <= inside.max())):
            return None
        return slice(int(inside.min()), int(inside.max()) + 1)
