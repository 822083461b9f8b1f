"""What a word, a compound or a heading alone is in English, where a model is sure to miss it.

Models write what such words are in sentences: « Fromage » became Deparing, « un meunier » a ballot.
"""

import re
from collections.abc import Callable, Iterable

from webapp.text.terms.articles import article_of, english_article
from webapp.text.terms.plurals import english_plural
from webapp.text.terms.presence import times
from webapp.text.terms.singulars import english_singular
from webapp.words.dictionary import key_of
from webapp.words.wordings import Wordings

_WORD = re.compile(r"[^\W\d_]+")
#: What a heading or a word alone may end with.
_ENDS = ".:!?… \u00a0\u202f"
#: Letters of the shortest French word, no name, that is looked up.
_SHORTEST = 3


def english_alone(
    source: str, target: str, wordings: Wordings, is_english: Callable[[str], bool]
) -> str | None:
    """The English of a source of one word, a compound or a heading; None where ``target`` stays.

    It stays where it has one of the meanings. ``is_english`` says so of a word in small letters.
    Raises DictionaryUnavailable.
    """
    whole = source.strip()
    text = whole.rstrip(_ENDS)
    english = wordings.heading(text) or _translated(text, target, wordings, is_english)
    if not english:
        return None
    initial = english[0].upper() if text[0].isupper() else english[0]
    return initial + english[1:] + whole[len(text) :].strip()


def _translated(
    text: str, target: str, wordings: Wordings, is_english: Callable[[str], bool]
) -> str | None:
    article = article_of(text)
    words = text[len(article) :]
    is_name = not words[1:].islower()
    words = words.lower()
    english = None if is_name else _of_compound(words, target, wordings)
    if not english and len(words) >= _SHORTEST and _WORD.fullmatch(words):
        plain = key_of(words)
        if article:
            known = [noun] if (noun := wordings.of_sure_noun(words)) else []
        else:
            known = wordings.of(words) or [plain] * is_english(plain)
        is_right = not known or wordings.are_explained(words, _words(target))
        english = None if is_right else known[0]
    return english and english_article(article) + english


def _of_compound(words: str, target: str, wordings: Wordings) -> str | None:
    """The English of a compound, if the target has none of its meanings."""
    meanings = [meaning.lower() for meaning in wordings.of_compound(words)]
    if not meanings or times(_in_both_numbers(meanings), target.lower(), is_joined=True):
        return None
    return wordings.of_compound(words)[0]


def _in_both_numbers(meanings: Iterable[str]) -> list[str]:
    return [form for m in meanings for form in (m, english_plural(m), english_singular(m))]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
