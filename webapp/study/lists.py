"""Words that a reader knows already, from a list: into the vocabulary, without sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from webapp.errors import BadInput
from webapp.library import MetWord, Vocabulary, WordState
from webapp.study.meanings import chief_meanings
from webapp.words.dictionary import Dictionary, Lexeme, key_of
from webapp.words.tokens import french_tokens

#: Words that may stand before a listed word without being meant: articles and the reflexive se.
_BEFORE = frozenset(["le", "la", "les", "l'", "un", "une", "des", "du", "se", "s'"])


class Listed(Protocol):
    """A word of a list; ``level`` is its place among the states, or None."""

    @property
    def written(self) -> str:
        """The word as the list has it."""

    @property
    def level(self) -> int | None:
        """Its state: 0 new, 1 to 4 being learnt, 5 known, 6 ignored."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list: words kept, kept before, and not in the dictionary; and when."""

    kept: int
    before: int
    missing: int
    moment: datetime


def take_in(
    dictionary: Dictionary, vocabulary: Vocabulary, words: Sequence[Listed], state: WordState
) -> TakenIn:
    """Keep the listed words that are not kept yet; ``state`` is that of those without a level.

    Forms of one lexeme count as one word, in the best known of their states. Raises BadInput where
    the dictionary has none of them, or the vocabulary has no room for them.
    """
    order = list(WordState)
    levels: dict[str, int] = {}
    missing = 0
    for word in words:
        form = _form(word.written)
        missing += form is None
        if form is not None:
            level = order.index(state) if word.level is None else word.level
            levels[form] = max(level, levels.get(form, 0))
    lexemes = dictionary.lexemes(levels)
    states: dict[Lexeme, int] = {}
    for form, lexeme in lexemes.items():
        states[lexeme] = max(levels[form], states.get(lexeme, 0))
    if not states:
        raise BadInput("The dictionary has none of the words of this file: are they French?")
    met = _met(dictionary, lexemes)
    kept, moment = vocabulary.keep_others(
        (met[lexeme], order[level]) for lexeme, level in states.items()
    )
    return TakenIn(kept, len(states) - kept, missing + len(levels) - len(lexemes), moment)


def _form(written: str) -> str | None:
    """The one word that is meant, or None where there are several."""
    tokens = [token.form for token in french_tokens(written)]
    while len(tokens) > 1 and tokens[0] in _BEFORE:
        del tokens[0]
    return tokens[0] if len(tokens) == 1 else None


def _met(dictionary: Dictionary, lexemes: dict[str, Lexeme]) -> dict[Lexeme, MetWord]:
    """Each lexeme as it is kept without a sentence."""
    wanted = set(lexemes.values())
    met: dict[Lexeme, MetWord] = {}
    keys = {key_of(form) for form in lexemes}
    keys |= {key_of(part) for form in lexemes for part in form.replace(" ", "-").split("-")}
    for form in dictionary.forms(list(keys)):
        lexeme = Lexeme(form.lemma, form.kind)
        if lexeme in wanted and lexeme not in met:
            met[lexeme] = MetWord(
                lemma=form.lemma,
                kind=form.kind,
                form=form.lemma,
                meaning=", ".join(chief_meanings(form.meanings)),
                frequency=form.lemma_frequency,
                source="",
                target="",
                title="",
                document_id=None,
                position=0,
            )
    return met
