"""Expressions of two to four words that mean more than their words do (tout de suite, il y a)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from training.dictionary.agreement import Alignment
from training.dictionary.corpus import Corpus, Ids
from training.dictionary.meanings import Meaning
from webapp.words.tokens import french_tokens

#: The most words of an expression and of what it is put as.
LONGEST = 4
#: How often an expression and one of its meanings must be seen, and the meaning's least share.
_FEWEST, _FEWEST_MEANING, _LEAST_SHARE = 5, 3, 0.08
#: How much oftener its words stand together than chance would have it, from 0 to 1 (NPMI).
_TOGETHER = 0.25
#: An expression whose words alone explain a meaning to this share is none.
_EXPLAINED = 0.6
#: An English word is usual for a French one that has this share of its links with it.
_USUAL = 0.1
#: Words that no expression begins or ends with.
_NO_START = frozenset(
    "et ou mais que qu' des du le la les l' un une ce cette ces je j' tu elle on ils elles nous"
    " vous ne n' me m' te t' est".split()
)
_NO_END = frozenset(
    "et ou mais de d' des du le la les l' un une ce cette ces mon ma mes ton ta son sa ses notre"
    " votre leur je j' tu n' ne s' se me m' te t' qu' que au aux pour pas".split()
)
#: What may be missing at the end of an expression of our list.
_PREPOSITIONS = frozenset(["à", "de"])
_ENGLISH_EDGES = frozenset("the a an and of to in , 's i you he it we they".split())


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


def expressions(corpus: Corpus, alignment: Alignment) -> Iterator[tuple[str, str, list[Meaning]]]:
    """Each expression: its classes, how it is written, and its meanings, commonest first."""
    phrases: dict[str, _Phrase] = defaultdict(_Phrase)
    reader = _Reader(corpus, alignment)
    for length in range(2, LONGEST + 1):
        for start in _candidates(corpus, length).tolist():
            reader.count(start, start + length, phrases)
    words = WordCounts.of(corpus, alignment)
    for key, phrase in phrases.items():
        meanings = list(phrase.meanings(key.split(" "), words))
        if meanings:
            yield key, phrase.written.most_common(1)[0][0], meanings


def listed_expressions(
    file: Path, class_of: Callable[[str], str]
) -> Iterator[tuple[str, str, list[Meaning]]]:
    """The expressions of our list, each line with its meanings; nobody counted their shares.

    They come a second time without the preposition at their ends, which a pronoun may stand for
    (avoir besoin de: j'en ai besoin); the writer leaves out what it has already.
    """
    shortened = []
    for line in file.read_text(encoding="utf-8").splitlines():
        text, *texts = line.split("\t")
        meanings = [Meaning(meaning, round(1 / len(texts), 3)) for meaning in texts]
        forms = [token.form for token in french_tokens(text)]
        key = [class_of(form) for form in forms]
        yield " ".join(key), text, meanings
        if len(forms) > 2 and forms[-1] in _PREPOSITIONS:
            shortened.append((" ".join(key[:-1]), text, meanings))
    yield from shortened


def _candidates(corpus: Corpus, length: int) -> Ids:
    """Where the phrases of so many words begin that are seen often, and together beyond chance."""
    klass, starts = corpus.french.klass, corpus.french.starts
    words = len(klass)
    last = np.repeat(starts[1:], np.diff(starts)) - np.arange(words) >= length
    forms = corpus.french.forms.words
    begins = np.array([form not in _NO_START for form in forms])[corpus.french.form]
    ends = np.array([form not in _NO_END for form in forms])[corpus.french.form]
    places = np.flatnonzero(last & begins)
    places = places[ends[places + length - 1]]
    chance = np.log(np.bincount(klass) / words)
    number, expected = klass[places].astype(np.int64), chance[klass[places]]
    for n in range(1, length):
        following = klass[places + n]
        number = np.unique(number * (klass.max() + 1) + following, return_inverse=True)[1]
        expected = expected + chance[following]
    times = np.bincount(number)[number]
    seen = np.log(times / words)
    # Normalised pointwise mutual information (Bouma, 2009).
    together = (seen - expected) / (-seen * (length - 1))
    return np.asarray(places[(times >= _FEWEST) & (together >= _TOGETHER)], np.int32)


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
            if not {words[0], words[-1]} <= _ENGLISH_EDGES:
                lemmas = [self._english.classes.words[i] for i in self._english.klass[span]]
                phrase.surfaces[tuple(lemmas)][" ".join(words)] += 1

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
