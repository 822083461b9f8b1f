"""What a reader knows of a text: the dictionary's words beside the vocabulary's states."""

from collections.abc import Sequence
from datetime import datetime

from webapp.errors import BadInput
from webapp.library import Document, MetWord, Part, Segment, Vocabulary, WordState
from webapp.study.meanings import chief_meanings
from webapp.words.context import entries_of, explain
from webapp.words.dictionary import Dictionary, Lexeme
from webapp.words.disambiguation import lexemes_in
from webapp.words.lookup import Entry
from webapp.words.tokens import Token, french_tokens

WordStates = list[tuple[Token, WordState]]


def met_word(dictionary: Dictionary, document: Document, segment: Segment, at: int) -> MetWord:
    """The word of a segment at the offset ``at`` of its source, as it is kept.

    Raises BadInput where the dictionary does not have it, NotFound, DictionaryUnavailable.
    """
    word = explain(dictionary, segment.source, segment.target, at)
    if not word.entries:
        raise BadInput("The dictionary does not have this word, so it cannot be kept.")
    return _met(word.entries[0], word.written, document, segment)


def states_in(
    dictionary: Dictionary, vocabulary: Vocabulary, sources: Sequence[str], *, unmet: bool
) -> list[WordStates]:
    """The words of each French source that are kept, with their states, in the order of the text.

    With ``unmet`` those of the dictionary that are not kept are there, too, as new.
    """
    words = lexemes_of(dictionary, sources)
    lexemes = {lexeme for some in words for _, lexeme in some}
    states: dict[tuple[str, str], WordState] = dict(
        vocabulary.states({lexeme.lemma for lexeme in lexemes})
    )
    if unmet:
        states = dict.fromkeys(lexemes, WordState.NEW) | states
    return [
        [(token, states[lexeme]) for token, lexeme in some if lexeme in states] for some in words
    ]


def lexemes_of(dictionary: Dictionary, sources: Sequence[str]) -> list[list[tuple[Token, Lexeme]]]:
    """The words of each French source that the dictionary has, each with its lexeme there."""
    tokens = [french_tokens(source) for source in sources]
    lexemes = lexemes_in(dictionary, [[token.form for token in some] for some in tokens])
    return [
        [(token, lexeme) for token, lexeme in zip(*both, strict=True) if lexeme]
        for both in zip(tokens, lexemes, strict=True)
    ]


def keep_others(dictionary: Dictionary, vocabulary: Vocabulary, part: Part) -> tuple[int, datetime]:
    """Keep every word of a part as known that is not kept: how many, and at what moment."""
    segments = [segment for block in part.blocks for segment in block.segments]
    words = lexemes_of(dictionary, [segment.source for segment in segments])
    kept = vocabulary.states({lexeme.lemma for some in words for _, lexeme in some})
    met: dict[Lexeme, MetWord] = {}
    for segment, some in zip(segments, words, strict=True):
        for token, lexeme in some:
            if lexeme not in kept and lexeme not in met:
                entry = entries_of(dictionary, token.form, lexeme)[0]
                written = segment.source[token.start : token.end]
                met[lexeme] = _met(entry, written, part.document, segment)
    return vocabulary.keep_others([(word, WordState.KNOWN) for word in met.values()])


def _met(entry: Entry, written: str, document: Document, segment: Segment) -> MetWord:
    return MetWord(
        lemma=entry.lemma,
        kind=entry.kind,
        form=written,
        meaning=", ".join(chief_meanings(entry.meanings)),
        frequency=entry.frequency,
        source=segment.source,
        target=segment.target or "",
        title=document.title,
        document_id=document.id,
        position=segment.position,
    )
