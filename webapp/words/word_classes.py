"""The word classes of French sentences, as the patterns of terms need them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from webapp.words.dictionary import Dictionary, Lexeme
from webapp.words.disambiguation import lexemes_in
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
_LETTERS = {"noun": "N", "name": "N", "adjective": "A", "determiner": "D", "number": "D"}


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


def tagged(
    dictionary: Dictionary, sources: Sequence[str], tokens: Sequence[Sequence[Token]]
) -> list[list[Tagged]]:
    """The words of each source, of which ``tokens`` has the tokens, with their classes.

    Raises DictionaryUnavailable.
    """
    forms = [[token.form for token in some] for some in tokens]
    known = _Forms(dictionary, {form for some in forms for form in some})
    together = zip(sources, tokens, lexemes_in(dictionary, forms), strict=True)
    return [_tagged(source, some, lexemes, known) for source, some, lexemes in together]


class _Forms:
    """What forms may be beside what they are likeliest: participles, and nouns with their lemma."""

    def __init__(self, dictionary: Dictionary, forms: Collection[str]) -> None:
        readings = dictionary.readings(forms)
        self.participles = {
            form for form, some in readings.items() if any("par:pas" in one.codes for one in some)
        }
        self.nouns = {
            form: one.lexeme
            for form, some in readings.items()
            for one in reversed(some)
            if one.lexeme.kind == "noun"
        }


def _tagged(
    source: str, tokens: Sequence[Token], lexemes: Sequence[Lexeme | None], known: _Forms
) -> list[Tagged]:
    words: list[Tagged] = []
    behind, before = 0, ""
    for token, likeliest in zip(tokens, lexemes, strict=True):
        joined = not source[behind : token.start].strip()
        lexeme = likeliest
        if lexeme and lexeme.kind == "pronoun" and joined and before in ("L", "D"):
            lexeme = known.nouns.get(token.form, lexeme)  # « une personne » is somebody
        letter, lemma = _class(token.form, lexeme)
        if before == "N" and joined and _is_quality(source, token, lexeme, known.participles):
            letter = "A"
        words.append(Tagged(token.start, token.end, letter, lemma, joined))
        behind, before = token.end, letter
    return words


def _class(form: str, lexeme: Lexeme | None) -> tuple[str, str]:
    """The class and lemma of a form by itself."""
    if form in _LINKS:
        return "P", form
    if form in _ARTICLES:
        return "L", form
    if len(form) < 2 or not form.replace("-", "").isalpha():
        return ("D" if form[0].isdigit() else "-"), form
    lemma = lexeme.lemma if lexeme and ("-" in lexeme.lemma or "-" not in form) else form
    if lexeme is None:
        return "N", form
    if lemma in _NO_QUALITIES:
        return "D", lemma
    if lexeme.kind == "noun" and lemma in _NO_THINGS:
        return "-", lemma
    return _LETTERS.get(lexeme.kind, "-"), lemma


def _is_quality(
    source: str, token: Token, lexeme: Lexeme | None, participles: Collection[str]
) -> bool:
    """Whether a word behind a noun says what kind it is: a participle, or a word not known."""
    if lexeme is None:
        return source[token.start].islower() and token.form.isalpha() and len(token.form) > 1
    return lexeme.kind == "verb" and token.form in participles
