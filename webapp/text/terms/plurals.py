"""Plurals of nouns: how English makes one, and what is one in French.

Rules and short lists, since a whole dictionary of forms would cost more memory than the model's
vocabulary; a noun that they do not know takes an s.
"""

import re
from functools import lru_cache

from webapp.text.terms.listed import invariable_words

#: Nouns whose plural is written otherwise than by a rule.
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "gas": "gases",
    "lens": "lenses",
    "knife": "knives",
    "life": "lives",
    "wife": "wives",
    "leaf": "leaves",
    "half": "halves",
    "shelf": "shelves",
    "wolf": "wolves",
    "thief": "thieves",
    "loaf": "loaves",
    "calf": "calves",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "hero": "heroes",
    "echo": "echoes",
    "veto": "vetoes",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "bacterium": "bacteria",
    "axis": "axes",
    "quiz": "quizzes",
    "self": "selves",
    "nucleus": "nuclei",
    "stimulus": "stimuli",
    "fungus": "fungi",
}
#: Those that end compounds (chairwoman, housewife), and words that only look like such.
_ENDINGS = ("man", "child", "foot", "tooth", "wife", "knife", "shelf", "wolf", "self")
_PLURAL_ENDINGS = ("men", "children", "feet", "teeth")
_LIKE_COMPOUNDS = "human german roman norman ottoman talisman shaman specimen abdomen regimen omen"
_NO_COMPOUNDS = frozenset(_LIKE_COMPOUNDS.split())
_SINGULARS = {plural: noun for noun, plural in _IRREGULAR.items()}
_WITHOUT_PLURAL = (
    "advice aircraft baggage bread cattle clothes data deer equipment evidence feedback fish "
    "furniture gold hardware health homework housing information infrastructure knowledge "
    "legislation luggage machinery means media money music news offspring police progress "
    "research salmon scissors series sheep software species staff traffic trousers water "
    "weather wheat"
)
#: Nouns without a plural, or with one that is like the singular.
_UNCHANGED = frozenset(_WITHOUT_PLURAL.split())
#: Words that end the part of an English term that is inflected: courts of law.
_ENGLISH_LINK = re.compile(
    r" (?:of|in|for|to|on|with|at|by|from|de|du|des) |-(?:of|in|at|de)-(?=\S+\Z)"
)
#: French plurals that no rule makes, and their singulars.
_FRENCH_IRREGULAR = {
    "yeux": "oeil",
    "cieux": "ciel",
    "aïeux": "aïeul",
    "messieurs": "monsieur",
    "mesdames": "madame",
    "mesdemoiselles": "mademoiselle",
    "bonshommes": "bonhomme",
    "gentilshommes": "gentilhomme",
}
#: Where French words end otherwise in the plural.
_FRENCH_END = re.compile(r"(?:aux|ail|al|au|[sxz])$")
_PLURAL_BEFORE = re.compile(
    r"(?<!\w)(?:les|des|ces|mes|tes|ses|nos|vos|leurs|aux|plusieurs|quelques|deux|trois|quatre|cinq"
    r"|six|sept|huit|neuf|dix|vingt|cent|mille|[2-9]|\d{2,})\s+$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def english_plural(term: str) -> str:
    """The plural of an English noun or of the noun of a term: « court of law » → courts of law.

    A plural, and what has none, stays.
    """
    before, word, rest = english_head(term)
    return before + _plural_word(word) + rest if word else term


def english_head(term: str) -> tuple[str, str, str]:
    """The word of an English term that is inflected (court of law), between the others."""
    link = _ENGLISH_LINK.search(term)
    noun, rest = (term[: link.start()], term[link.start() :]) if link else (term, "")
    before, word = re.fullmatch(r"(.*?)([^\W\d_]*)", noun, re.DOTALL).groups()  # type: ignore[union-attr]
    return before, word, rest


def _plural_word(word: str) -> str:
    small = word.lower()
    if small in _UNCHANGED or _is_english_plural(small):
        return word
    if plural := _irregular_plural(small):
        return word[0] + plural[1:] if plural[0] == small[0] else plural
    if word.isupper() and len(word) > 1:
        return word + "s"
    if small.endswith("sis"):
        return word[:-2] + "es"
    if small.endswith("s") and not small.endswith(("ss", "us")):
        return word
    if small.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if re.search("[^aeiou]y$", small):
        return word[:-1] + "ies"
    return word + "s"


def _is_english_plural(small: str) -> bool:
    """Whether a word is a plural that no rule makes."""
    is_compound = small.endswith(_PLURAL_ENDINGS) and small not in _NO_COMPOUNDS
    return small in _SINGULARS or is_compound


def _irregular_plural(small: str) -> str | None:
    if small in _IRREGULAR or small in _NO_COMPOUNDS:
        return _IRREGULAR.get(small)
    ending = next(filter(small.endswith, _ENDINGS), None)
    return small.removesuffix(ending) + _IRREGULAR[ending] if ending else None


def irregular_singular(small: str) -> str | None:
    """The singular of an English plural that no rule makes, or of a word that has one form alone.

    The word is in small letters.
    """
    if small in _UNCHANGED or small in _NO_COMPOUNDS or small in _IRREGULAR:
        return small
    if small in _SINGULARS:
        return _SINGULARS[small]
    ending = next(filter(small.endswith, _PLURAL_ENDINGS), None)
    return small.removesuffix(ending) + _SINGULARS[ending] if ending else None


def stem(word: str, language: str) -> str:
    """What a word and its plural share, in small letters; a word of a language unknown here whole.

    ``language`` is a code without its region.
    """
    small = word.lower()
    if language == "fr":
        return _FRENCH_END.sub("", _FRENCH_IRREGULAR.get(small, small).replace("œ", "oe"))
    return re.sub("(?:ies|y|es|e|s)$", "", small) if language == "en" else small


def is_plural(word: str, noun: str, language: str) -> bool:
    """Whether ``word`` is the plural of ``noun``, and written otherwise."""
    word, noun = word.lower(), noun.lower()
    if word == noun:
        return False
    if language == "en":
        return word == english_plural(noun)
    if language != "fr":
        return False
    if word in _FRENCH_IRREGULAR:
        return _FRENCH_IRREGULAR[word] == noun.replace("œ", "oe")
    return word not in invariable_words() and word in {
        noun + "s",
        noun + "x",
        re.sub("a(?:il|l)$", "aux", noun),
    }


def is_invariable_plural(word: str, before: str, language: str) -> bool:
    """Whether a French noun that ends like a plural (prix, bras) is one, by the text before it."""
    return (
        language == "fr"
        and word.lower().endswith(("s", "x", "z"))
        and bool(_PLURAL_BEFORE.search(before[-40:]))
    )
