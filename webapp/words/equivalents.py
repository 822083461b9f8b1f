"""What the places of a French noun or expression are put as in English, by the alignment."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from webapp.text.terms.plurals import english_plural
from webapp.words.alignment import WordPair, align
from webapp.words.dictionary import Dictionary
from webapp.words.recurring import Place, Recurring
from webapp.words.tokens import Token, english_tokens, french_tokens

#: The most places of a candidate that are looked at.
_PLACES = 12
#: The most English words that stand for one more French word, in the place of a candidate.
_MORE_WORDS = 2
#: How like the sentences with a word are to those with another that may stand for it (Dice).
_LEAST_LIKENESS = 0.6
_SMALL = """
the a an of to in on at by for from with and or 's his her its their our your my this that these
those is are was were be been has have had not no as into
"""
#: What no term begins or ends with, and what may stand within one without being aligned.
_SMALL_WORDS = frozenset(_SMALL.split())


class Equivalent(NamedTuple):
    """An English equivalent and the part of the places that have it, from 0 to 1."""

    text: str
    share: float


class _Seen(NamedTuple):
    """English words as they are written at a place, and the same in the singular."""

    written: str
    singular: str


class EquivalentFinder:
    """Tells what words are put as in pairs of a source and its target; it aligns each once."""

    def __init__(self, dictionary: Dictionary, pairs: Sequence[tuple[str, str]]) -> None:
        self._dictionary = dictionary
        self._sentences = pairs
        self._alignments: dict[int, list[WordPair]] = {}

    def equivalents(self, candidate: Recurring) -> list[Equivalent]:
        """What a noun or an expression is put as in a number of its places, usual ones first.

        They are in the singular where that is. Raises DictionaryUnavailable.
        """
        places = candidate.places[:: max(1, len(candidate.places) // _PLACES)][:_PLACES]
        partner = self._partner({place.number for place in places})
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for place in places:
            if seen := self._seen(place) or self._fallen(place, partner):
                written = seen.singular if candidate.is_singular else seen.written
                groups[seen.singular.lower()][written] += 1
        equivalents = [
            Equivalent(_usual(group, small=candidate.source.islower()), group.total() / len(places))
            for group in groups.values()
        ]
        return sorted(
            equivalents,
            key=lambda one: (-one.share, abs(len(one.text.split()) - candidate.word_count)),
        )

    @cached_property
    def _frequencies(self) -> Counter[str]:
        """In how many targets each English lemma is."""
        return Counter(lemma for _, target in self._sentences for lemma in self._lemmas(target))

    def _lemmas(self, target: str) -> set[str]:
        words = (word.form for word in english_tokens(target) if not _is_small(word))
        return {self._dictionary.english_lemma(word) for word in words if word.isalpha()}

    def _partner(self, numbers: Collection[int]) -> str | None:
        """The English lemma of the targets of some sentences that others hardly have (Dice)."""
        both = Counter(lemma for n in numbers for lemma in self._lemmas(self._sentences[n][1]))
        likeness = {
            lemma: 2 * count / (len(numbers) + self._frequencies[lemma])
            for lemma, count in both.items()
            if count > 1
        }
        best = max(likeness, key=lambda lemma: (likeness[lemma], lemma), default=None)
        return best if best and likeness[best] >= _LEAST_LIKENESS else None

    def _fallen(self, place: Place, partner: str | None) -> _Seen | None:
        """The partner of words that nothing is linked with, where nothing is linked with that."""
        target = self._sentences[place.number][1]
        linked = {pair.target_start for pair in self._aligned(place.number)}
        for word in english_tokens(target):
            if word.start not in linked and self._dictionary.english_lemma(word.form) == partner:
                return self._written(target, [word])
        return None

    def _seen(self, place: Place) -> _Seen | None:
        """What the alignment has for a place; nothing where that is no phrase of its own."""
        source, target = self._sentences[place.number]
        words = english_tokens(target)
        linked = [
            (pair, place.start <= pair.source_start and pair.source_end <= place.end)
            for pair in self._aligned(place.number)
        ]
        inside = [pair for pair, is_inside in linked if is_inside]
        if not inside:
            return None
        outside = {pair.target_start for pair, is_inside in linked if not is_inside}
        numbers = [n for n, word in enumerate(words) if _stands_for(word, inside)]
        first, last = numbers[0], numbers[-1]
        french = french_tokens(source[place.start : place.end])
        if len(french) > 1:
            taken = {n for n, word in enumerate(words) if word.start in outside}
            first, last = _widened(words, first, last, taken, len(french) - len(inside))
        span = list(_trimmed(words[first : last + 1]))
        is_phrase = not any(word.start in outside for word in span)
        if not span or not is_phrase or len(span) > len(french) + _MORE_WORDS:
            return None
        return self._written(target, span)

    def _aligned(self, number: int) -> list[WordPair]:
        if number not in self._alignments:
            self._alignments[number] = align(self._dictionary, *self._sentences[number])
        return self._alignments[number]

    def _written(self, target: str, span: Sequence[Token]) -> _Seen:
        text = target[span[0].start : span[-1].end]
        begins = not any(map(str.isalnum, target[: span[0].start]))
        if begins and not text.isupper():
            text = text[0].lower() + text[1:]
        head = next((n for n, word in enumerate(span) if n and word.form == "of"), len(span)) - 1
        start, end = span[head].start - span[0].start, span[head].end - span[0].start
        noun = self._singular(text[start:end])
        return _Seen(text, text[:start] + noun + text[end:])

    def _singular(self, word: str) -> str:
        """The singular of an English noun, if that is what it is the plural of."""
        lemma = self._dictionary.english_lemma(word.lower())
        if lemma == word.lower() or english_plural(lemma) != word.lower():
            return word
        return lemma if word.islower() else word[0] + lemma[1:]


def _usual(group: Counter[str], *, small: bool) -> str:
    """The commonest spelling, in small letters where those are there and asked for."""
    spellings = [text for text, _ in group.most_common()]
    return next((text for text in spellings if small and text.islower()), spellings[0])


def _stands_for(word: Token, pairs: Sequence[WordPair]) -> bool:
    return any(word.start == pair.target_start for pair in pairs)


def _widened(
    words: Sequence[Token], first: int, last: int, taken: set[int], most: int
) -> tuple[int, int]:
    """A span with as many words beside it as nothing else stands for, ``most`` of them."""
    for _ in range(most):
        if last + 1 < len(words) and last + 1 not in taken and not _is_small(words[last + 1]):
            last += 1
        elif first and first - 1 not in taken and not _is_small(words[first - 1]):
            first -= 1
    return first, last


def _trimmed(words: Sequence[Token]) -> Iterator[Token]:
    content = [n for n, word in enumerate(words) if not _is_small(word)]
    if content:
        yield from words[content[0] : content[-1] + 1]


def _is_small(word: Token) -> bool:
    return word.form in _SMALL_WORDS
