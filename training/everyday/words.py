"""The words that sentences are put together of, and what stands before a noun."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from training.pairs import Pair

_FOLDER = Path(__file__).parent
_VOWELS = "aâeéèêiîoôœuyh"
#: Words with an h before which nothing is elided.
_ASPIRATED = ("hibou", "hérisson")
#: English plurals that no rule gives.
_PLURALS = {
    "wolf": "wolves",
    "thief": "thieves",
    "mouse": "mice",
    "sheep": "sheep",
    "calf": "calves",
    "goose": "geese",
    "ox": "oxen",
    "dwarf": "dwarves",
}


class Noun(NamedTuple):
    """A noun of both languages: its kind (people, animal, food, thing, place) and its gender."""

    kind: str
    gender: str
    french: str
    english: str

    @property
    def feminine(self) -> bool:
        """Whether it takes the articles of that gender."""
        return self.gender == "f"

    @property
    def elides(self) -> bool:
        """Whether an article before it loses its vowel."""
        return self.french[0] in _VOWELS and self.french not in _ASPIRATED


class Verb(NamedTuple):
    """A verb in the third person: French tenses, then the English forms for them."""

    kind: str
    now: str
    done: str
    went_on: str
    will: str
    now_many: str
    english: str
    english_now: str
    english_done: str
    english_doing: str


def the(noun: Noun) -> Pair:
    """With the definite article."""
    article = "l'" if noun.elides else "la " if noun.feminine else "le "
    return Pair(f"{article}{noun.french}", f"the {noun.english}")


def a(noun: Noun) -> Pair:
    """With the indefinite article."""
    article = "an" if noun.english[0] in "aeiou" else "a"
    return Pair(f"{'une' if noun.feminine else 'un'} {noun.french}", f"{article} {noun.english}")


def this(noun: Noun) -> Pair:
    """With the demonstrative."""
    french = "cette" if noun.feminine else "cet" if noun.elides else "ce"
    return Pair(f"{french} {noun.french}", f"this {noun.english}")


def bare(noun: Noun) -> Pair:
    """Alone."""
    return Pair(noun.french, noun.english)


def plural(english: str) -> str:
    """Of an English noun."""
    if english in _PLURALS:
        return _PLURALS[english]
    if english.endswith(("man", "woman")):
        return f"{english[:-2]}en"
    if english.endswith(("s", "x", "ch", "sh")):
        return f"{english}es"
    if english[-1] == "y" and english[-2] not in "aeiou":
        return f"{english[:-1]}ies"
    return f"{english}s"


def rows(name: str) -> Sequence[list[str]]:
    """The rows of a list of this folder."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]
