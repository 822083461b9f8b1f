"""Which of its readings a French form has between the words beside it ("la porte", "il porte").

A linear model scores each reading by its frequency and by signs: the words beside the form and what
these may be. What each sign weighs ``training/dictionary/disambiguation.py`` learns from treebanks.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, compress, islice
from operator import add
from typing import NamedTuple

from webapp.words.dictionary import Dictionary, Lexeme, Reading
from webapp.words.tokens import EDGE

#: A form with the form before it and the one behind it; EDGE where there is none.
Place = tuple[str, str, str]

#: The letter of each kind; that of être and avoir, and that of kinds that are not here.
_LETTERS = {
    "noun": "n",
    "verb": "v",
    "adjective": "a",
    "determiner": "d",
    "adverb": "r",
    "preposition": "p",
    "conjunction": "c",
    "pronoun": "o",
    "interjection": "i",
    "number": "m",
    "name": "e",
}
_AUXILIARIES, _AUXILIARY, _OTHER = {"être", "avoir"}, "x", "w"
#: What a form beside another may be: only what is not so many times rarer than its likeliest.
_SELDOM = 0.03


class Candidate(NamedTuple):
    """A reading that a form may have: its lexeme, the trait that signs speak for, its likelihood.

    The likelihood is the logarithm of how often the form is so in a million words.
    """

    lexeme: Lexeme
    trait: str
    likelihood: float


class Disambiguator:
    """Chooses among the readings of forms; the words beside them must be among ``forms``, too.

    Raises DictionaryUnavailable.
    """

    def __init__(self, dictionary: Dictionary, forms: Collection[str]) -> None:
        self._readings = dictionary.readings(forms)
        self._weights = dictionary.weights
        self._telling = {sign.rpartition(" ")[2] for sign in self._weights}
        self._class_of = cache(self._class)
        self._side = cache(self._side_scores)
        self.of = cache(self._candidates)

    def lexeme(self, place: Place) -> Lexeme | None:
        """The lexeme that a form is where it stands, or None where the dictionary has none."""
        before, form, after = place
        readings = self._readings.get(form, ())
        if len(readings) < 2:
            return readings[0].lexeme if readings else None
        scores = list(map(add, self._side(form, "<", before), self._side(form, ">", after)))
        return readings[scores.index(max(scores))].lexeme

    def counts(self, forms: Sequence[str]) -> Counter[tuple[str, str]]:
        """How often each lexeme occurs in sentences with EDGE between them.

        Only forms of several readings are looked at where they stand, between forms or classes that
        say something, so that few places differ.
        """
        beside = {form: self._beside(form) for form in {EDGE, *forms}}
        before = map(beside.__getitem__, chain([EDGE], forms))
        after = map(beside.__getitem__, chain(islice(forms, 1, None), [EDGE]))
        doubtful = {form for form in beside if len(self._readings.get(form, ())) > 1}
        all_places = zip(before, forms, after, strict=False)
        seen = Counter(compress(all_places, map(doubtful.__contains__, forms)))
        for form, count in Counter(forms).items():
            if form not in doubtful:
                seen[EDGE, form, EDGE] = count
        counts: Counter[tuple[str, str]] = Counter()
        for place, count in seen.items():
            if lexeme := self.lexeme(place):
                counts[lexeme] += count
        return counts

    def _beside(self, form: str) -> str:
        """The form, or else its class, where a sign has it; all others count as one."""
        return next((some for some in (form, self._class_of(form)) if some in self._telling), "")

    def signs(self, place: Place) -> tuple[str, ...]:
        """What may speak for one of a form's readings, each sign under its name."""
        before, form, after = place
        left = _class_signs(form, "<", self._class_of(before))
        right = _class_signs(form, ">", self._class_of(after))
        return (f"< {before}", f"> {after}", *left, *right)

    def _side_scores(self, form: str, side: str, beside: str) -> tuple[float, ...]:
        """What the form or class on one side says for each reading, with half its likelihood."""
        signs = (f"{side} {beside}", *_class_signs(form, side, self._class_of(beside)))
        weighing = [self._weights[sign] for sign in signs if sign in self._weights]
        return tuple(
            [score(candidate, weighing) - candidate.likelihood / 2 for candidate in self.of(form)]
        )

    def _candidates(self, form: str) -> tuple[Candidate, ...]:
        """The readings of a form, likeliest first."""
        readings = self._readings.get(form, ())
        return tuple(Candidate(r.lexeme, _trait(r), math.log(r.frequency + 0.01)) for r in readings)

    def _class(self, form: str) -> str:
        """The letters of what a form may be, or the form where nobody knows."""
        if not (readings := self._readings.get(form)):
            return form
        least = readings[0].frequency * _SELDOM
        letters = {_letter(r.lexeme) for r in readings if r.frequency >= least}
        return "".join(sorted(letters)).upper()  # no form has capitals


def _class_signs(form: str, side: str, klass: str) -> tuple[str, str]:
    return f"{side}{side} {klass}", f"{form} {side} {klass}"


def places(forms: Sequence[str]) -> Iterator[Place]:
    """Each form of a sentence, or of several with EDGE between them, with those beside it."""
    return zip([EDGE, *forms], forms, [*forms[1:], EDGE], strict=False)


def lexemes_in(
    dictionary: Dictionary, sentences: Sequence[Sequence[str]]
) -> list[list[Lexeme | None]]:
    """The lexeme of each form of each sentence, or None where the dictionary has none."""
    readings = Disambiguator(dictionary, {form for forms in sentences for form in forms})
    return [[readings.lexeme(place) for place in places(forms)] for forms in sentences]


def score(candidate: Candidate, weighing: Iterable[Mapping[str, float]]) -> float:
    """How likely a reading is, by its frequency and by what the signs say for its trait."""
    total, trait = candidate.likelihood, candidate.trait
    for weights in weighing:
        total += weights.get(trait, 0.0)
    return total


def _trait(reading: Reading) -> str:
    """The kind with gender and number; of a verb, that it is past, or else its person."""
    letter, codes = _letter(reading.lexeme), reading.codes.split(";")
    if reading.lexeme.kind != "verb":
        return letter + (codes[0].removeprefix("e") if len(codes[0]) < 3 else "")
    if "par:pas" in codes:
        return f"{letter} past"
    return f"{letter} {codes[-1].rpartition(':')[2]}"


def _letter(lexeme: Lexeme) -> str:
    if lexeme.kind == "verb" and lexeme.lemma in _AUXILIARIES:
        return _AUXILIARY
    return _LETTERS.get(lexeme.kind, _OTHER)
