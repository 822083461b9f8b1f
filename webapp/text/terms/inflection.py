"""In which number a text has the words of a term."""

import re
from enum import Enum

from webapp.text.terms.plurals import is_invariable_plural, is_plural
from webapp.text.terms.singulars import is_noun_behind, is_plural_form

_WORD = re.compile(r"\w+")
_PLURAL_ARTICLE = re.compile(r"(?:[ldcmts]es|[nv]os|aux) ", re.IGNORECASE)


class Number(Enum):
    """The number of words in a text: that in which a term was given, or the other."""

    AS_GIVEN = "as given"
    PLURAL = "plural"
    SINGULAR = "singular"


def number_of(words: str, given: str, language: str) -> Number | None:
    """The number of words that are written otherwise than those given, or None if they are others.

    All that differ are in one number. ``language`` is a code without its region.
    """
    numbers = set()
    for word, noun in zip(_WORD.findall(words), _WORD.findall(given), strict=False):
        if is_plural(word, noun, language):
            numbers.add(Number.PLURAL)
        elif is_plural(noun, word, language):
            numbers.add(Number.SINGULAR)
        elif word.lower() != noun.lower():
            return None
    return numbers.pop() if len(numbers) == 1 else None


def is_given_in_plural(source: str) -> bool:
    """Whether French words look like a plural."""
    return bool(_PLURAL_ARTICLE.match(source)) or any(map(is_plural_form, _WORD.findall(source)))


def is_surely(number: Number, words: str, before: str, language: str, *, is_bare: bool) -> bool:
    """Whether words in a number other than given are the noun of the term, by what is before them.

    Several words are; one may be a verb: « il fait » for « les faits », « je peux » for « un peu »,
    of which the article was taken off, so that it ``is_bare``.
    """
    is_one = _WORD.fullmatch(words) is not None
    if number is Number.PLURAL:
        return not (is_one and is_bare) or is_invariable_plural(words, before, language)
    return language == "fr" and not is_bare and (not is_one or is_noun_behind(before))
