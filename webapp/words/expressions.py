"""Finds the expressions that a word of a sentence is part of: inflected, and with words between."""

from collections.abc import Iterator, Sequence
from itertools import product

from webapp.words.dictionary import Dictionary, Expression, Lexeme
from webapp.words.tokens import Token, french_tokens

#: The most words of an expression, and the most that may stand between two of them.
LONGEST, _MOST_BETWEEN = 5, 2
#: Words of these kinds and lemmas may stand between, behind a verb or a pronoun.
_PASSED, _PASSED_LEMMAS = {"pronoun", "adverb"}, {"être", "avoir"}
_BEHIND = {"verb", "pronoun"}
#: Pronouns that an expression has as « se », with their subjects, which stand close before them.
_SUBJECTS = {
    "me": {"je", "j'"},
    "m'": {"je", "j'"},
    "te": {"tu"},
    "t'": {"tu"},
    "nous": {"nous"},
    "vous": {"vous"},
}
_CLOSE = 3
_HYPHENS = {"-", "\u2011"}

Places = tuple[int, ...]


def expressions_at(
    dictionary: Dictionary,
    source: str,
    tokens: Sequence[Token],
    lexemes: Sequence[Lexeme | None],
    number: int,
) -> list[Expression]:
    """The expressions that the word with this number is part of, the longest first.

    ``tokens`` are those of the sentence ``source``, each with its lexeme. An expression within a
    longer one is left out. Raises DictionaryUnavailable.
    """
    forms = [token.form for token in tokens]
    joined = [source[token.start - 1 : token.start] in _HYPHENS for token in tokens]
    classes = [_classes(dictionary, forms, place, lexeme) for place, lexeme in enumerate(lexemes)]
    places: dict[str, Places] = {}
    for some in _paths(lexemes, number):
        for words in product(*(classes[place] for place in some)):
            places.setdefault(" ".join(words), some)
    ranked = sorted(
        (
            expression
            for expression in dictionary.expressions(list(places))
            if _hyphens_agree(expression.text, [joined[place] for place in places[expression.key]])
        ),
        key=lambda expression: (-_span(places[expression.key]), len(places[expression.key])),
    )
    taken: list[Expression] = []
    for expression in ranked:
        if not any(_is_within(places[expression.key], places[other.key]) for other in taken):
            taken.append(expression)
    return taken


def _hyphens_agree(text: str, joined: Sequence[bool]) -> bool:
    """Whether what an expression joins by hyphens is so in a sentence (est-ce que: c'est ce que).

    ``joined`` tells of each of its words there whether a hyphen is before it.
    """
    words = french_tokens(text)
    together = zip(words, joined, strict=False)  # its preposition may be missing
    return all(is_so for word, is_so in together if text[word.start - 1 : word.start] == "-")


def _classes(
    dictionary: Dictionary, forms: Sequence[str], place: int, lexeme: Lexeme | None
) -> list[str]:
    """What may stand for a word in an expression: its class, that of its lemma, or « se »."""
    words = [forms[place], *([lexeme.lemma] if lexeme else [])]
    subjects = _SUBJECTS.get(forms[place], set())
    if subjects.intersection(forms[max(0, place - _CLOSE) : place]):
        words += ["se", "s'"]
    return list(dict.fromkeys(dictionary.class_of(word) for word in words))


def _paths(lexemes: Sequence[Lexeme | None], number: int) -> Iterator[Places]:
    """The places of two to LONGEST words with that of ``number`` among them, nearest first."""
    first = max(0, number - (LONGEST - 1) * (1 + _MOST_BETWEEN))
    paths: list[Places] = [(start,) for start in range(number, first - 1, -1)]
    for path in paths:
        if len(path) > 1 and number in path:
            yield path
        if len(path) < LONGEST:
            paths += [(*path, place) for place in _following(lexemes, path[-1], number)]


def _following(lexemes: Sequence[Lexeme | None], place: int, number: int) -> Iterator[int]:
    """Where the next word of an expression may be; ``number`` is not passed over."""
    for following in range(place + 1, min(place + 2 + _MOST_BETWEEN, len(lexemes))):
        yield following
        before, passed = lexemes[place], lexemes[following]
        if following == number or not (before and passed and before.kind in _BEHIND):
            return
        if passed.kind not in _PASSED and passed.lemma not in _PASSED_LEMMAS:
            return


def _span(places: Places) -> int:
    return places[-1] - places[0]


def _is_within(inner: Places, outer: Places) -> bool:
    return outer[0] <= inner[0] and inner[-1] <= outer[-1]
