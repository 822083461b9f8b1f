"""Sends the first segments of a new text to the engine while the rest is still cut and stored.

A person who adds a long text waits for its first words, and cutting and storing 5,000 segments
takes longer than translating four.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from webapp.engine import Priority, Translation, Translator
from webapp.library import Memory
from webapp.text import split_text

#: The length of the head of a text that the first segments are taken from, in characters.
HEAD_CHARS = 4_000
#: The most segments of an opening; with more of them the first would take longer.
SEGMENTS = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """Sources that are probably the first segments of a text, and their future translations."""

    sources: Sequence[str]
    translations: Future[list[Translation]]


def begin(text: str, translator: Translator, memory: Memory) -> Opening | None:
    """Send those first segments of ``text`` to the engine that ``memory`` does not know.

    The result is None when the memory knows them all. The head of the text is cut alone, so a
    segment can differ from that of the whole text; such a segment is never stored. Raises
    LibraryUnavailable.
    """
    paragraphs = split_text(text[:HEAD_CHARS], translator.source_language)
    segments = [segment.source for paragraph in paragraphs for segment in paragraph.segments]
    sure = segments[:-1] if len(text) > HEAD_CHARS else segments  # the last may be cut off
    first = list(dict.fromkeys(sure[:SEGMENTS]))
    languages = translator.source_language, translator.target_language
    plain = [source for source in first if not any(translator.glossary.find(source))]
    known = memory.recall(translator.identity, languages, plain)
    sources = [source for source in first if source not in known]
    if not sources:
        return None
    # A person waits for it, so it does not queue behind the books of others.
    return Opening(sources, translator.submit(sources, priority=Priority.INTERACTIVE))
