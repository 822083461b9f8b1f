"""The first segments of a new text, with the engine while the rest is still cut and stored.

Whoever adds a long text waits for its first words only; cutting and storing 5,000 segments takes
longer than translating four.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from webapp.engine import Priority, Translation, Translator
from webapp.library import Memory
from webapp.text import split_text

#: Characters at the head of a text in which its first segments are looked for.
HEAD_CHARS = 4_000
#: Most segments of an opening: with more, a reader would wait longer for the first.
SEGMENTS = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """Sources that are likely to be a text's first segments, and their coming translations."""

    sources: Sequence[str]
    translations: Future[list[Translation]]


def begin(text: str, translator: Translator, memory: Memory) -> Opening | None:
    """Send the first segments of ``text`` that ``memory`` does not know to the engine, if any.

    The head is cut alone, so a segment may differ from what the whole text gives; what does is
    never stored. Raises LibraryUnavailable.
    """
    paragraphs = split_text(text[:HEAD_CHARS], translator.source_language)
    segments = [segment.source for paragraph in paragraphs for segment in paragraph.segments]
    sure = segments[:-1] if len(text) > HEAD_CHARS else segments  # the last may be broken off
    first = list(dict.fromkeys(sure[:SEGMENTS]))
    known = memory.recall(translator.identity, first)
    sources = [source for source in first if source not in known]
    if not sources:
        return None
    # Its reader waits, so it does not queue behind the books of others.
    return Opening(sources, translator.submit(sources, priority=Priority.INTERACTIVE))
