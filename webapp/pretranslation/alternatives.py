"""Other wordings of a segment, from the engine, for one who corrects it."""

import re
from collections.abc import Iterable
from concurrent.futures import CancelledError
from itertools import pairwise
from unicodedata import combining, normalize

from webapp.engine import Priority, Translator
from webapp.errors import Unavailable
from webapp.formats.marks.runs import with_notes
from webapp.library import Editable
from webapp.text import marks_within, without_notes

#: The most wordings that are offered, and the hypotheses that they are chosen from.
MOST, HYPOTHESES = 5, 10
_SIGNS = re.compile(r"[\W_]+")
#: Endings that British and American English spell each in its way.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e[sd]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?\b)"), "ter"),
    (re.compile(r"ll(?=(?:ed|ing|ers?)\b)"), "l"),
)
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")


def alternatives(translator: Translator, editable: Editable) -> list[str]:
    """At most MOST wordings, likely ones first, that differ in their words from the target.

    Raises TranslationFailed, and Unavailable when the engine closes.
    """
    segment, detail = editable.segment, editable.block.detail
    bare = without_notes(segment.source, marks_within(detail, segment.start, segment.end))
    future = translator.submit(
        [bare.text], priority=Priority.INTERACTIVE, alternatives=HYPOTHESES - 1
    )
    try:
        [translation] = future.result()
    except CancelledError as error:
        raise Unavailable("The translation engine is shutting down.") from error
    several = (translation.target, *translation.alternatives)
    return different([with_notes(bare, wording) for wording in several], segment.target or "")[
        :MOST
    ]


def continuations(translator: Translator, editable: Editable, target: str, at: int) -> list[str]:
    """At most MOST wordings that are as ``target`` up to the word at an offset and then differ.

    ``at`` is in code points. Raises what ``alternatives`` raises.
    """
    segment, detail = editable.segment, editable.block.detail
    bare = without_notes(segment.source, marks_within(detail, segment.start, segment.end))
    begun = target[: word_start(target, at)].strip()
    for note in bare.notes:
        begun = begun.replace(note.mark, "", 1)
    try:
        several = translator.continuations(bare.text, begun, HYPOTHESES).result()
    except CancelledError as error:
        raise Unavailable("The translation engine is shutting down.") from error
    return different([with_notes(bare, wording) for wording in several], target)[:MOST]


def words_of(text: str) -> list[tuple[int, str]]:
    """The words of a text and the signs between them, each with its offset, in code points.

    An odd number in the list is a word; what is between two may be empty.
    """
    edges = [0, *(at for word in _WORDS.finditer(text) for at in word.span()), len(text)]
    return [(start, text[start:end]) for start, end in pairwise(edges)]


def word_start(text: str, at: int) -> int:
    """The offset where the word begins that an offset is in or behind, in code points."""
    return next((m.start() for m in _WORDS.finditer(text) if m.end() >= at), len(text))


def different(wordings: Iterable[str], target: str) -> list[str]:
    """Those that differ in more than their spelling from the target and all before."""
    seen, kept = {_spelled(target)}, []
    for wording in wordings:
        if (letters := _spelled(wording)) not in seen:
            seen.add(letters)
            kept.append(wording)
    return kept


def _spelled(text: str) -> str:
    """The letters and digits of a text as all spellings have them: realise, realize; web site."""
    letters = "".join(c for c in normalize("NFD", text.lower()) if not combining(c))
    for spelling, other in _SPELLINGS:
        letters = spelling.sub(other, letters)
    return _SIGNS.sub("", letters)
