"""What a word of a sentence means there: its entries, its English, its expression, and help."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from webapp.errors import BadInput, NotFound, UnknownWord
from webapp.text.terms.plurals import is_plural
from webapp.words.alignment import WordPair, align
from webapp.words.dictionary import Dictionary, Expression, Lexeme
from webapp.words.disambiguation import lexemes_in
from webapp.words.expressions import expressions_at
from webapp.words.lookup import Entry, look_up
from webapp.words.tokens import Token, french_tokens

_FAMILIAR = frozenset(["tu", "te", "t'", "toi", "ton", "ta", "tes"])
_POLITE = frozenset(["vous", "votre", "vos"])
_OWNERS = frozenset(["son", "sa", "ses"])
_FEMININES = frozenset(["elles", "celles"])


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A French word that looks like an English one (``lookalike``) and means something else.

    ``lookalike_french`` is how the English word is said in French.
    """

    lemma: str
    meaning: str
    lookalike: str
    lookalike_french: str


@dataclass(frozen=True, slots=True)
class WordInSentence:
    """A word at a place of a sentence, and all that is known of it there.

    ``previous`` and ``following`` are the offsets of the words beside it, where there are any.
    ``pairs`` are those of this word; ``nearest`` the words like one that is unknown.
    """

    token: Token
    previous: int | None
    following: int | None
    written: str
    entries: tuple[Entry, ...]
    nearest: tuple[str, ...]
    pairs: tuple[WordPair, ...]
    english: str
    expressions: tuple[Expression, ...]
    false_friend: FalseFriend | None
    hint: str


def explain(dictionary: Dictionary, source: str, target: str | None, at: int) -> WordInSentence:
    """What is known of the word of ``source`` at the offset ``at``, or of the next one behind it.

    Raises NotFound where the sentence has no word, DictionaryUnavailable.
    """
    tokens = french_tokens(source)
    if not tokens:
        raise NotFound("There is no word in this sentence.")
    number = next((n for n, token in enumerate(tokens) if at < token.end), len(tokens) - 1)
    token = tokens[number]
    pairs = align(dictionary, source, target or "")
    pairs = [pair for pair in pairs if pair.source_start == token.start]
    [lexemes] = lexemes_in(dictionary, [[token.form for token in tokens]])
    entries, nearest = _entries(dictionary, token.form, lexemes[number])
    return WordInSentence(
        token=token,
        previous=tokens[number - 1].start if number else None,
        following=tokens[number + 1].start if number + 1 < len(tokens) else None,
        written=source[token.start : token.end],
        entries=tuple(entries),
        nearest=tuple(nearest),
        pairs=tuple(pairs),
        english=" … ".join((target or "")[p.target_start : p.target_end] for p in pairs),
        expressions=tuple(expressions_at(dictionary, source, tokens, lexemes, number)),
        false_friend=_false_friend(entries),
        hint=_hint(token.form, entries),
    )


@cache
def false_friends() -> tuple[FalseFriend, ...]:
    """Our list of false friends."""
    file = files("webapp.words") / "data" / "false_friends.tsv"
    with file.open(encoding="utf-8") as lines:
        return tuple(FalseFriend(*row) for row in csv.reader(lines, delimiter="\t"))


def _false_friend(entries: Sequence[Entry]) -> FalseFriend | None:
    """The false friend that a word is in its sentence, by its first entry."""
    lemma = entries[0].lemma if entries else None
    return next((friend for friend in false_friends() if friend.lemma == lemma), None)


def entries_of(dictionary: Dictionary, form: str, lexeme: Lexeme | None) -> list[Entry]:
    """The entries of a form, that of the lexeme which it is in its sentence first.

    Raises UnknownWord, DictionaryUnavailable.
    """
    return sorted(look_up(dictionary, form), key=lambda entry: (entry.lemma, entry.kind) != lexeme)


def _entries(
    dictionary: Dictionary, form: str, lexeme: Lexeme | None
) -> tuple[list[Entry], list[str]]:
    try:
        return entries_of(dictionary, form, lexeme), []
    except UnknownWord as error:
        return [], error.nearest
    except BadInput:  # no word has so many letters
        return [], []


def _hint(form: str, entries: Sequence[Entry]) -> str:
    """What English loses of a word: tu or vous, a gender that it has."""
    if form in _FAMILIAR:
        return "Said to one person whom the speaker knows well (tu); English has one “you” for all."
    if form in _POLITE:
        return "Said politely, or to several people (vous); English has one “you” for all."
    if form in _OWNERS:
        return "Its gender is that of the thing, not of the owner: his, her or its."
    if form in _FEMININES:
        return "All of them are feminine; English does not say so."
    if any(map(_is_feminine_of_another, entries[:1])):
        return f"The feminine of “{entries[0].lemma}”; English often does not say so."
    return ""


def _is_feminine_of_another(entry: Entry) -> bool:
    """Whether a noun is the feminine of a masculine lemma (une amie), and no plural of that."""
    feminine = entry.gender == "feminine" and entry.form != entry.lemma
    return feminine and not is_plural(entry.form, entry.lemma, "fr")
