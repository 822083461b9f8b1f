"""Chooses a hypothesis by the rare nouns of its source: « hymne » is an anthem, not an "anonym".

A noun that is rare, and that the bundled dictionary is sure of, is often in one hypothesis of a
search and not in another. Common nouns are put in more ways than a dictionary knows.
"""

import re
from collections.abc import Callable, Sequence, Sized

from webapp.text.likeness import most_like
from webapp.text.terms.singulars import english_singular
from webapp.words.wordings import Wordings

_WORD = re.compile(r"[^\W\d_]+")
#: Letters of the shortest noun that is looked at.
_SHORTEST = 4
#: A word as like a noun's English, in per cent, is another spelling of it.
_LIKE = 80

MadeUp = Callable[[str, str], Sized]


def with_nouns_first(
    source: str, targets: Sequence[str], wordings: Wordings, made_up: MadeUp
) -> list[str]:
    """The targets, with one in front that has more rare nouns of its source than the first.

    It lacks none that the first one has, and has no more words that were ``made_up``. Raises
    DictionaryUnavailable.
    """
    first, *others = targets
    lacked = lacked_nouns(source, first, wordings)
    if not lacked or not others:
        return [first, *others]
    most = len(made_up(source, first))
    for number, other in enumerate(others):
        is_better = lacked_nouns(source, other, wordings) < lacked
        if is_better and len(made_up(source, other)) <= most:
            return [other, first, *others[:number], *others[number + 1 :]]
    return [first, *others]


def lacked_nouns(source: str, target: str, wordings: Wordings) -> set[str]:
    """The rare nouns of a source for which no word of a target stands."""
    nouns = {
        word: english
        for word in _WORD.findall(source)
        if len(word) >= _SHORTEST and word.islower() and (english := wordings.of_rare_noun(word))
    }
    if not nouns:
        return set()
    words = {word.lower() for word in _WORD.findall(target)}
    words |= set(map(english_singular, words))
    listed = list(words)
    return {
        noun
        for noun, english in nouns.items()
        if not wordings.are_explained(noun, words)
        and not most_like(english.lower(), listed, _LIKE, 1)
    }
