"""What part of speech a French word has where it stands, by the dictionary and the word before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from webapp.words.dictionary import Dictionary, Form, key_of
from webapp.words.tokens import Token

_LINKS = frozenset(["de", "d'", "du", "des", "à", "au", "aux", "en"])
_ARTICLES = frozenset(["le", "la", "l'", "les"])
#: Adjectives that say which one or how many, not what kind.
_POINTING = """
autre certain chaque dernier deuxième différent divers double entier ensemble même nombreux nouveau
plein prochain propre présent quel quelconque second semblable seul suivant tel total tout troisième
unique
"""
#: Nouns that serve grammar, time and amounts, and titles before names.
_EMPTY = """
an année bout cas chose cours côté début effet exemple façon fait fin fois genre gens heure jour
manière mme mlle mois moment monsieur madame nombre ordre outre part partie peu place point première
reste semaine sorte suite titre travers égard million milliard millier centaine dizaine lundi mardi
mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
octobre novembre décembre
"""
_NO_QUALITIES, _NO_THINGS = frozenset(_POINTING.split()), frozenset(_EMPTY.split())
#: A reading of a form that has less of its frequency does not count.
_LEAST_SHARE = 0.05


class Tagged(NamedTuple):
    """A word with its half-open offsets, its class and its lemma (a link's is its form).

    The class is N (noun), A (adjective, participle), P (preposition), L (article), D (determiner,
    number, adjective that only points) or - (any other). ``joined`` says that a space at most is
    before it.
    """

    start: int
    end: int
    letter: str
    lemma: str
    joined: bool


class Readings:
    """The readings of some forms, asked of the dictionary once; raises DictionaryUnavailable."""

    def __init__(self, dictionary: Dictionary, forms: Collection[str]) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        alike: dict[str, list[Form]] = defaultdict(list)
        for reading in dictionary.forms(sorted({key_of(form) for form in forms})):
            self._forms[reading.form.lower()].append(reading)
            alike[key_of(reading.form.lower())].append(reading)
        for form in forms:
            if form not in self._forms and key_of(form) in alike:
                self._forms[form] = alike[key_of(form)]
        self._class = lru_cache(maxsize=None)(self._class_behind)

    def tagged(self, source: str, tokens: Sequence[Token]) -> list[Tagged]:
        """The words of a source with their classes."""
        words: list[Tagged] = []
        behind, before = 0, ""
        for token in tokens:
            joined = not source[behind : token.start].strip()
            letter, lemma = self._class(token.form, before if joined else "")
            if letter == "N" and before == "N" and joined and self._is_strange(source, token):
                letter = "A"
            words.append(Tagged(token.start, token.end, letter, lemma, joined))
            behind, before = token.end, letter
        return words

    def _class_behind(self, form: str, before: str) -> tuple[str, str]:
        """The class and lemma of a form; ``before`` is the class of the word before it, or none."""
        if form in _LINKS:
            return "P", form
        if form in _ARTICLES:
            return "L", form
        if len(form) < 2 or not form.replace("-", "").isalpha():
            return ("D" if form[0].isdigit() else "-"), form
        lemmas = self._lemmas(form)
        if not lemmas:
            return "N", form
        kind = _kind(list(lemmas), before)
        lemma = lemmas.get(kind, form)
        if lemma in _NO_QUALITIES:
            return "D", lemma
        if kind == "noun" and lemma in _NO_THINGS:
            return "-", lemma
        return _LETTERS.get(kind, "-"), lemma

    def _is_strange(self, source: str, token: Token) -> bool:
        """Whether a word is no name and not in the dictionary."""
        return token.form not in self._forms and source[token.start].islower()

    def _lemmas(self, form: str) -> dict[str, str]:
        """The lemma of each kind that a form may be, likeliest first."""
        readings = self._forms.get(form, ())
        total = sum(reading.frequency for reading in readings)
        lemmas: dict[str, str] = {}
        for reading in readings:
            if reading.frequency >= _LEAST_SHARE * total:
                kind = "participle" if "par:pas" in reading.grammar else reading.kind
                lemmas.setdefault(kind, reading.lemma)
        return lemmas


_LETTERS = {"noun": "N", "name": "N", "adjective": "A", "participle": "A", "determiner": "D"}
_LETTERS |= {"number": "D"}


def _kind(kinds: Sequence[str], before: str) -> str:
    """Which of its kinds, likeliest first, a word is behind a word of that class."""
    if before in ("L", "D") and "noun" in kinds:
        return "noun"
    if before == "N":
        quality = next((kind for kind in kinds if kind in ("adjective", "participle")), None)
        return quality or kinds[0]
    if before == "-" and kinds[0] == "noun" and {"verb", "participle"} & set(kinds):
        return "verb"
    return "" if kinds[0] == "participle" else kinds[0]
