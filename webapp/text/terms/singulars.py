"""Singulars of nouns: how English makes one of a plural, and where French has one."""

import re
from functools import lru_cache

from webapp.text.terms.listed import invariable_words, unruly_singulars
from webapp.text.terms.plurals import english_head, english_plural, irregular_singular

#: Endings of plurals, and what a singular has in their place; the first that is right by the rules
#: of plurals counts.
_ENDINGS = tuple(
    (re.compile(f"(?:{plural})$"), singular)
    for plural, singular in (
        ("(?<=..)ies", "y"),
        ("(?<=[al]y)ses|(?<=the)ses|(?<=cri)ses|(?<=agno)ses|(?<=op)ses", "sis"),
        ("(?<=..[^aeof])uses", "us"),
        ("(?<=s)ses", "s"),
        ("(?<=[tz])zes", "z"),
        ("ves", "f"),
        ("ves", "fe"),
        ("(?<=x)es|(?<=[cs]h)es", ""),
        ("s", ""),
    )
)
#: What no plural ends with.
_NO_PLURAL = re.compile("(?:us|..is|ss|(?:mat|ys|eth|nom|olit|tron)ics)$")
_DETERMINER = (
    r"(?:l[ea]|une?|du|au|cet?|cette|[mts](?:on|a)|leur|[nv]otre|chaque|aucune?|tel(?:le)?|quel(?:le)?"
    r"|quelque|tout(?:e)?|nulle?|certaine?|de|par|sans)\s+|\b[ld]['’]"
)
#: Adjectives that stand before their nouns.
_ADJECTIVE = (
    r"(?:beau|bel(?:le)?|bon(?:ne)?|gros(?:se)?|grande?|petite?|jeune|vieux|vieil(?:le)?|mauvaise?"
    r"|nouveau|nouvel(?:le)?|jolie?|haute?|bas(?:se)?|faible|forte?|long(?:ue)?|premi(?:er|ère)"
    r"|derni(?:er|ère)|seconde?|\w+ième|autre|même|seule?|moindre|meilleure?|pire|vraie?|faux"
    r"|fausse|double|simple|future?|ancien(?:ne)?|propre)\s+"
)
#: A pronoun before « le », which is no article then: « il le fait ».
_SUBJECT = r"(?:je|tu|ils?|elles?|on|nous|vous|qui|ne|me|te|se|ça|cela)\s+"
_NOUN_FOLLOWS = re.compile(
    rf"(?<!\w)(?:(?P<pronoun>{_SUBJECT}(?=l))?(?:{_DETERMINER}))?(?P<adjective>{_ADJECTIVE})?$",
    re.IGNORECASE,
)
#: How many code points before a word are looked at.
_LOOKED_AT = 40


@lru_cache(maxsize=20_000)
def english_singular(term: str) -> str:
    """The singular of an English noun or of the noun of a term; what is no plural stays."""
    before, word, rest = english_head(term)
    return before + _singular_word(word) + rest if word else term


def _singular_word(word: str) -> str:
    if word[:-1].isupper() and word.endswith("s"):  # GPUs
        return word[:-1]
    small = word.lower()
    singular = irregular_singular(small) or unruly_singulars().get(small) or singular_by_rule(small)
    if small.startswith(singular):
        return word[: len(singular)]
    return word[0] + singular[1:] if singular[0] == small[0] else singular


def singular_by_rule(small: str) -> str:
    """The singular of an English word in small letters, without the list; or the word."""
    if not _NO_PLURAL.search(small):
        for ending, other in _ENDINGS:
            stem, is_cut = ending.subn(other, small, count=1)
            if is_cut and english_plural(stem) == small != stem:
                return stem
    return small


def is_plural_form(word: str) -> bool:
    """Whether a French word looks like a plural that has a singular."""
    small = word.lower()
    return len(small) > 3 and small.endswith(("s", "x")) and small not in invariable_words()


def is_noun_behind(before: str) -> bool:
    """Whether what stands ``before`` a French word makes it a noun: an article, for instance.

    So « le fait » is told from « il fait » and « il le fait ». With nothing before, it is a
    heading.
    """
    follows = _NOUN_FOLLOWS.search(before[-_LOOKED_AT:])
    if not follows or follows["pronoun"]:
        return False
    return bool(follows[0].strip()) or not before.strip()
