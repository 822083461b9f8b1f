"""Lists of terms, looked at as a whole: whether there are too many, or their columns swapped."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from webapp.errors import BadInput
from webapp.text.languages.detection import detect_languages
from webapp.text.terms.terms import Term

#: The most terms of one list, wherever it comes from.
MOST_TERMS = 50_000
#: How sure the guess must be that columns are swapped, in per cent, and that of a single term.
#: At these none of 13,773 French words with their English is taken for swapped.
_SURE, _SURE_OF_ONE = 90.0, 97.0
#: Terms of which that is guessed.
_ENOUGH_TERMS = 500

Entry = TypeVar("Entry")


def bounded_terms(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a list, one by one; raises BadInput at the first that is too many."""
    several = iter(entries)
    yield from islice(several, MOST_TERMS)
    if next(several, None) is not None:
        raise _too_many()


def check_terms(terms: Sequence[Term], languages: tuple[str, str]) -> None:
    """Raise BadInput for too many terms, and where sources seem to be in the target's language.

    That two terms turn each other round is no fault here: they are found in the source alone, so
    that neither changes what the other gives.
    """
    if len(terms) > MOST_TERMS:
        raise _too_many()
    guesses = []
    for words in ([t.source for t in terms], [t.target or t.source for t in terms]):
        best = detect_languages("\n".join(words[:_ENOUGH_TERMS]), languages)
        guesses.append(best[0] if best else None)
    source, target = guesses
    sure = _SURE if len(terms) > 1 else _SURE_OF_ONE
    if not source or not target or min(source.confidence, target.confidence) < sure:
        return
    if (source.language, target.language) == languages[::-1]:
        raise BadInput("The two columns seem to be swapped: the source comes first.")


def _too_many() -> BadInput:
    return BadInput(f"A glossary can have {MOST_TERMS:,} terms; this one has more.")
