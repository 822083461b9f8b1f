"""Sentences put together of nouns, verbs, times and places, in both languages alike."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from training.everyday.words import Noun, Verb, a, bare, plural, rows, the, this
from training.pairs import Pair

_Word = TypeVar("_Word", Noun, Verb)
_HOURS = (
    "une deux trois quatre cinq six sept huit neuf dix onze".split(),
    "one two three four five six seven eight nine ten eleven".split(),
)
_DAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
)
_OWNERS = (("mon", "ma", "my"), ("son", "sa", "his"), ("notre", "notre", "our"))
_OWNERS_OF_MANY = (
    ("mes", "my"),
    ("ses", "his"),
    ("nos", "our"),
    ("leurs", "their"),
    ("les", "the"),
)
_ADJECTIVES = (
    ("petit", "petite", "little"),
    ("grand", "grande", "big"),
    ("vieux", "vieille", "old"),
    ("nouveau", "nouvelle", "new"),
    ("beau", "belle", "beautiful"),
    ("pauvre", "pauvre", "poor"),
)


@dataclass(frozen=True)
class Everyday:
    """The lists, and the sentences that ``chance`` makes of them."""

    chance: random.Random

    @cached_property
    def nouns(self) -> dict[str, list[Noun]]:
        """The nouns by kind."""
        return _by_kind(Noun(*row) for row in rows("nouns.tsv"))

    @cached_property
    def verbs(self) -> dict[str, list[Verb]]:
        """The verbs by what they take: an ``object``, or ``alone``."""
        return _by_kind(Verb(*row) for row in rows("verbs.tsv"))

    @cached_property
    def phrases(self) -> list[Pair]:
        """The phrases that are taken whole."""
        return [Pair(*row) for row in rows("phrases.tsv")]

    def pairs(self, count: int) -> Iterator[Pair]:
        """So many pairs; every sixth is a phrase."""
        makers = (self._alone, self._with_object, self._placed, self._many, self._titled)
        for number in range(count):
            if number % 6 == 0:
                yield self.chance.choice(self.phrases)
            else:
                yield _sentence(self.chance.choice(makers)())

    def _titled(self) -> Pair:
        noun = self._noun(self.chance.choice(list(self.nouns)))
        return self.chance.choice((the, a, self._owned, self._described, bare))(noun)

    def _alone(self) -> Pair:
        who, verb = self._who(), self.chance.choice(self.verbs["alone"])
        return _joined(self._named(who), self._said(verb, who), self._when())

    def _with_object(self) -> Pair:
        who, verb = self._who(), self.chance.choice(self.verbs["object"])
        what = self._noun(self.chance.choice(("thing", "food", "thing", "animal")))
        article = self.chance.choice((the, a, a, self._owned, self._described))
        return _joined(self._named(who), self._said(verb, who), article(what), self._when())

    def _placed(self) -> Pair:
        what = self._noun(self.chance.choice(("thing", "people", "animal")))
        where = self._noun("place")
        there = (
            Pair("est dans", "is in")
            if self.chance.random() < 0.5
            else Pair("était dans", "was in")
        )
        return _joined(self._named(what), there, self.chance.choice((the, self._owned))(where))

    def _many(self) -> Pair:
        one, verb = self._regular(), self.chance.choice(self.verbs["alone"])
        french, english = self.chance.choice(_OWNERS_OF_MANY)
        many = Pair(f"{french} {one.french}s", f"{english} {plural(one.english)}")
        if self.chance.random() < 0.3:
            stressed = "elles" if one.feminine else "eux"
            many = Pair(f"{many.source}, {stressed},", f"{many.target}, for their part,")
        return _joined(many, Pair(verb.now_many, verb.english), self._when_always())

    def _who(self) -> Noun:
        return self._noun(self.chance.choice(("people", "people", "people", "animal")))

    def _noun(self, kind: str) -> Noun:
        return self.chance.choice(self.nouns[kind])

    def _regular(self) -> Noun:
        """One whose plural is made by an s on either side."""
        while True:
            noun = self._who()
            if noun.french.isalpha() and noun.french[-1] not in "sxzul" and noun.english.isalpha():
                return noun

    def _named(self, noun: Noun) -> Pair:
        return self.chance.choice((the, the, the, a, self._owned, self._described, this))(noun)

    def _owned(self, noun: Noun) -> Pair:
        him, her, english = self.chance.choice(_OWNERS)
        return Pair(
            f"{her if noun.feminine and not noun.elides else him} {noun.french}",
            f"{english} {noun.english}",
        )

    def _described(self, noun: Noun) -> Pair:
        him, her, english = self.chance.choice(_ADJECTIVES)
        if noun.elides or " " in noun.english:
            return the(noun)
        article = "la" if noun.feminine else "le"
        return Pair(
            f"{article} {her if noun.feminine else him} {noun.french}",
            f"the {english} {noun.english}",
        )

    def _said(self, verb: Verb, who: Noun) -> Pair:
        done = verb.done.replace("{e}", "e" if who.feminine else "")
        return self.chance.choice(
            (
                Pair(verb.now, verb.english_now),
                Pair(done, verb.english_done),
                Pair(done, verb.english_done),
                Pair(verb.went_on, f"was {verb.english_doing}"),
                Pair(verb.will, f"will {verb.english}"),
            )
        )

    def _when(self) -> Pair:
        return self.chance.choice(
            (self._at, self._at, self._when_always, self._where, lambda: Pair("", ""))
        )()

    def _where(self) -> Pair:
        place = the(self._noun("place"))
        return Pair(f"dans {place.source}", f"in {place.target}")

    def _at(self) -> Pair:
        """A time of day."""
        number = self.chance.randrange(1, len(_HOURS[0]))
        french, english = (side[number] for side in _HOURS)
        return self.chance.choice(
            (
                Pair(f"à {french} heures", f"at {english} o'clock"),
                Pair(f"vers {french} heures", f"around {english} o'clock"),
                Pair(f"à {french} heures et demie", f"at half past {english}"),
                Pair(f"à {french} heures et quart", f"at a quarter past {english}"),
                Pair(f"à {french} heures moins le quart", f"at a quarter to {english}"),
                Pair(f"à {french} heures du matin", f"at {english} in the morning"),
                Pair("à midi", "at noon"),
                Pair("à minuit", "at midnight"),
            )
        )

    def _when_always(self) -> Pair:
        number = self.chance.randrange(len(_DAYS[0]))
        french, english = (side[number] for side in _DAYS)
        return self.chance.choice(
            (
                Pair(f"le {french}", f"on {english}s"),
                Pair(f"tous les {french}s", f"every {english}"),
                Pair("tous les jours", "every day"),
                Pair("tous les matins", "every morning"),
                Pair("le soir", "in the evening"),
                Pair("la nuit", "at night"),
                Pair("souvent", "often"),
                Pair("en hiver", "in winter"),
                Pair("au printemps", "in spring"),
            )
        )


def _by_kind(words: Iterable[_Word]) -> dict[str, list[_Word]]:
    by_kind: dict[str, list[_Word]] = {}
    for word in words:
        by_kind.setdefault(word.kind, []).append(word)
    return by_kind


def _joined(*parts: Pair) -> Pair:
    """The parts in their order, which is the same in both languages."""
    return Pair(*(" ".join(side for side in sides if side) for sides in zip(*parts, strict=True)))


def _sentence(pair: Pair) -> Pair:
    """With a capital, and a final point where it has a verb."""
    end = "." if len(pair.source.split()) > 3 else ""
    return Pair(*(f"{side[0].upper()}{side[1:]}{end}" for side in pair))
