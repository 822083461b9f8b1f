"""Terms that a text suggests: what recurs in its source, and what that is put as in its target."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.errors import BadInput
from webapp.library import Document, Library, TranslatedPair
from webapp.text.terms.terms import Glossary
from webapp.words.dictionary import Dictionary, key_of
from webapp.words.equivalents import Equivalent, EquivalentFinder
from webapp.words.recurring import recurring

#: The most sentences that are looked at, spread over a text; the most terms that are suggested,
#: the equivalents and the sentences that are shown of one.
MOST_SENTENCES, MOST_SUGGESTIONS, _MOST_EQUIVALENTS, _MOST_EXAMPLES = 3_000, 60, 4, 3
#: The most characters of a sentence that is looked at: to align longer ones takes long.
_LONGEST = 600
#: In this part of its sentences a name is the same in both languages, and so needs no term.
_EQUAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that may be a term: how often they occur, what they are put as, and where they are."""

    source: str
    count: int
    equivalents: tuple[Equivalent, ...]
    examples: tuple[TranslatedPair, ...]


def can_suggest(document: Document) -> bool:
    """Whether a text is in the languages that terms are suggested for."""
    return document.languages == ("fr", "en")


def suggested_terms(
    library: Library, dictionary: Dictionary, document: Document
) -> list[Suggestion]:
    """The terms that a text suggests, most telling first, without those that were agreed on.

    Raises BadInput for other languages than French and English, DictionaryUnavailable, NotFound.
    """
    if not can_suggest(document):
        raise BadInput("Terms can be suggested for texts in French with English.")
    pairs = library.documents.pairs(document.id, MOST_SENTENCES, _LONGEST)
    agreed = Glossary(library.termbase.terms(document))
    finder = EquivalentFinder(dictionary, [(pair.source, pair.target) for pair in pairs])
    suggestions = []
    for candidate in recurring(dictionary, [pair.source for pair in pairs], 2 * MOST_SUGGESTIONS):
        sentences = [pairs[number] for number in dict.fromkeys(p.number for p in candidate.places)]
        if _is_agreed(agreed, candidate.source) or _is_equal(candidate.source, sentences):
            continue
        equivalents = tuple(finder.equivalents(candidate)[:_MOST_EQUIVALENTS])
        examples = tuple(sentences[:_MOST_EXAMPLES])
        suggestions.append(
            Suggestion(candidate.source, len(candidate.places), equivalents, examples)
        )
        if len(suggestions) == MOST_SUGGESTIONS:
            break
    return suggestions


def _is_agreed(agreed: Glossary, source: str) -> bool:
    return any(
        occurrence.end - occurrence.start == len(source) for occurrence in agreed.find(source)
    )


def _is_equal(source: str, sentences: Sequence[TranslatedPair]) -> bool:
    """Whether the words are the same in most targets, but for accents and capitals."""
    words = key_of(source.lower())
    same = [pair for pair in sentences if words in key_of(pair.target.lower())]
    return len(same) >= _EQUAL_SHARE * len(sentences)
