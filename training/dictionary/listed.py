"""Our own lists: expressions of usual words, which no count tells, and meanings of grammar words.

The corpus tells the shares of what they list, as far as it has them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.dictionary.corpus import Bools, Corpus, Ids, Side
from training.dictionary.lexique import Lexeme
from training.dictionary.meanings import Meaning
from webapp.words.tokens import english_tokens, french_tokens

#: Our list of expressions.
EXPRESSIONS = Path(__file__).with_name("expressions.tsv")
#: Our meanings of words of grammar, which each sentence puts otherwise or not at all.
GRAMMAR_WORDS = Path(__file__).with_name("grammar_words.tsv")
#: In how many sentences an expression must be before its meanings are counted there.
_FEWEST = 5
#: The least share of all meanings together that tells something about each.
_LEAST_SHARE = 0.1
#: What may be missing at the end of an expression of our list.
_PREPOSITIONS = frozenset(["à", "de"])

Key = tuple[str, ...]
Expression = tuple[str, str, list[Meaning]]


def listed_meanings(
    file: Path, counts: Mapping[Lexeme, Counter[tuple[str, str]]], lemma_of: Mapping[str, str]
) -> Iterator[tuple[Lexeme, list[Meaning]]]:
    """Lexemes of a list with their meanings, by ``counts`` of their links with English words.

    A lexeme with a meaning of several words has them as they are listed: no link counts those.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        lemma, kind, *texts = line.split("\t")
        seen: dict[str, float] = defaultdict(float)
        words = counts.get(Lexeme(lemma, kind), Counter[tuple[str, str]]())
        single = not any(" " in text for text in texts)
        for (_, word), count in words.items():
            text = next((text for text in (word, lemma_of[word]) if text in texts), "")
            seen[text] += single * count
        yield Lexeme(lemma, kind), ranked(texts, seen, words.total())


def listed_expressions(
    file: Path, class_of: Callable[[str], str], corpus: Corpus
) -> Iterator[Expression]:
    """The expressions of a list, each with its key and its meanings.

    They come a second time without the preposition at their ends, which a pronoun may stand for
    (avoir besoin de: j'en ai besoin); the writer leaves out what it has already.
    """
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    rows = [(_key(text, class_of), text, texts) for text, *texts in lines]
    shortened = [
        (key[:-1], text, texts)
        for key, text, texts in rows
        if len(key) > 2 and text.rpartition(" ")[2] in _PREPOSITIONS
    ]
    places = dict(_places([key for key, _, _ in rows + shortened], corpus.french))
    english = _EnglishSentences(corpus.english)
    for key, text, texts in rows + shortened:
        numbers = np.unique(_sentences(places[key], corpus.french)).tolist()
        seen = Counter(one for n in numbers for one in texts if english.has(one, n))
        enough = len(numbers) if len(numbers) >= _FEWEST else 0
        yield " ".join(key), text, ranked(texts, seen, enough)


def unlisted(
    some: Iterable[Expression], file: Path, lemmas: Mapping[str, Collection[str]]
) -> Iterator[Expression]:
    """The expressions that are none of a list, inflected or not, and have none within.

    ``lemmas`` has the lemmas of each form.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    listed = {_key(line.partition("\t")[0], lambda form: form) for line in lines}
    first_words = {key[0] for key in listed}
    for key, text, meanings in some:
        forms = [token.form for token in french_tokens(text)]
        words = [{form, *lemmas.get(form, ())} for form in forms]
        parts = (
            part
            for start, one in enumerate(words)
            if one & first_words
            for end in range(start + 2, len(words) + 1)
            for part in product(*words[start:end])
        )
        if not any(part in listed for part in parts):
            yield key, text, meanings


def ranked(texts: Sequence[str], seen: Mapping[str, float], times: float) -> list[Meaning]:
    """Meanings by how often they were seen, those that were not behind, as they are listed.

    The share of what was not seen is unknown, as are all where together they were hardly seen.
    """
    shares = {text: round(seen[text] / times, 3) for text in texts if times and seen.get(text)}
    if sum(shares.values()) < _LEAST_SHARE:
        shares = {}
    order = sorted(texts, key=lambda text: -shares.get(text, 0.0))
    return [Meaning(text, shares.get(text)) for text in order]


def _key(text: str, class_of: Callable[[str], str]) -> Key:
    return tuple(class_of(token.form) for token in french_tokens(text))


def within_expressions(file: Path, class_of: Callable[[str], str], corpus: Corpus) -> Bools:
    """Which French words of a corpus stand within an expression of a list, as it is written."""
    lines = file.read_text(encoding="utf-8").splitlines()
    keys = [_key(line.partition("\t")[0], class_of) for line in lines]
    within = np.zeros(len(corpus.french.form), bool)
    for key, places in _places(keys, corpus.french):
        for offset in range(len(key)):
            within[places + offset] = True
    return within


def _places(keys: Iterable[Key], side: Side) -> Iterator[tuple[Key, Ids]]:
    """Each key with the places where sentences have its classes one after the other."""
    numbers = side.classes.numbers
    for key in keys:
        some = np.flatnonzero(side.klass[: 1 - len(key)] == numbers.get(key[0], -1))
        for offset, klass in enumerate(key[1:], 1):
            some = some[side.klass[some + offset] == numbers.get(klass, -1)]
        one_sentence = _sentences(some, side) == _sentences(some + len(key) - 1, side)
        yield key, some[one_sentence].astype(np.int32)


def _sentences(places: npt.NDArray[np.integer], side: Side) -> npt.NDArray[np.integer]:
    """The numbers of the sentences that places are in."""
    return np.searchsorted(side.starts, places, "right") - 1


class _EnglishSentences:
    """The English sentences of a corpus, asked for a meaning: verbs in any form, others as is."""

    def __init__(self, side: Side) -> None:
        self._side = side
        number = side.forms.numbers
        short, whole = number.get("'s", -1), number.get("is", -1)
        self._form = np.where(side.form == short, whole, side.form)  # there's as there is
        self._class_of = dict(zip(side.form.tolist(), side.klass.tolist(), strict=True))
        self._wanted = cache(self._numbers)

    def has(self, meaning: str, sentence: int) -> bool:
        """Whether the sentence with this number has the words of the meaning one by one."""
        wanted = self._wanted(meaning)
        start, end = self._side.starts[sentence : sentence + 2]
        words = self._side.klass if _is_verb(meaning) else self._form
        return bool(wanted) and wanted in _joined(words[start:end].tolist())

    def _numbers(self, meaning: str) -> str:
        """The numbers of a meaning's words; nothing where the corpus lacks one of them."""
        forms = [token.form for token in english_tokens(meaning.removeprefix("to "))]
        numbers = [self._side.forms.numbers.get(form, -1) for form in forms]
        if -1 in numbers:
            return ""
        return _joined([self._class_of[n] for n in numbers] if _is_verb(meaning) else numbers)


def _is_verb(meaning: str) -> bool:
    return meaning.startswith("to ")


def _joined(numbers: Sequence[int]) -> str:
    return "".join(f" {number} " for number in numbers)
