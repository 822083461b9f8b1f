"""What a reader knows of a text: the dictionary's words beside the vocabulary's states."""

from collections.abc import Sequence
from datetime import datetime

from webapp.errors import BadInput
from webapp.library import Document, MetWord, Part, Segment, Vocabulary, WordState
from webapp.study.meanings import chief_meanings
from webapp.words.context import explain
from webapp.words.dictionary import Dictionary, Lexeme
from webapp.words.lookup import Entry, look_up
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
    tokens = [french_tokens(source) for source in sources]
    lexemes = dictionary.lexemes({token.form for some in tokens for token in some})
    states: dict[tuple[str, str], WordState] = dict(
        vocabulary.states({lexeme.lemma for lexeme in lexemes.values()})
    )
    if unmet:
        states = dict.fromkeys(lexemes.values(), WordState.NEW) | states
    return [
        [
            (token, states[lexeme])
            for token in some
            if (lexeme := lexemes.get(token.form)) and lexeme in states
        ]
        for some in tokens
    ]


def keep_others(dictionary: Dictionary, vocabulary: Vocabulary, part: Part) -> tuple[int, datetime]:
    """Keep every word of a part as known that is not kept: how many, and at what moment."""
    segments = [segment for block in part.blocks for segment in block.segments]
    places: dict[Lexeme, tuple[Segment, Token]] = {}
    tokens = [(segment, token) for segment in segments for token in french_tokens(segment.source)]
    lexemes = dictionary.lexemes({token.form for _, token in tokens})
    kept = vocabulary.states({lexeme.lemma for lexeme in lexemes.values()})
    for segment, token in tokens:
        lexeme = lexemes.get(token.form)
        if lexeme and lexeme not in kept:
            places.setdefault(lexeme, (segment, token))
    words = [
        _met(
            look_up(dictionary, token.form)[0],
            segment.source[token.start : token.end],
            part.document,
            segment,
        )
        for segment, token in places.values()
    ]
    return vocabulary.keep_others([(word, WordState.KNOWN) for word in words])


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
