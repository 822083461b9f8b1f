"""What every file of messages gives: its texts, and itself with their targets."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from webapp.text import split_text
from webapp.text.blanks import trimmed
from webapp.text.exact.kept import kept_spans

#: The code of a language, as keys and attributes of these files have it: ``fr``, ``pt-BR``.
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


class Messages(Protocol):
    """A file of messages. ``language`` is what it says of the language of its texts, or empty."""

    @property
    def language(self) -> str:
        """A BCP 47 code, or empty."""

    @property
    def notes(self) -> Sequence[str]:
        """What the file notes on each text for people, empty where nothing; or nothing at all."""

    @property
    def texts(self) -> Sequence[str]:
        """The messages to translate, as people read them, in the order of the file."""

    def filled(self, targets: Sequence[str | None], language: str) -> str:
        """The file with the targets of its texts; None is for a message without one."""


class Slice(NamedTuple):
    """A place from ``start`` to ``end`` of a file, in code points, and how words are put there."""

    start: int
    end: int
    written: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SlicedMessages:
    """A file in which nothing but slices is changed.

    ``places`` has that of each text; ``labels`` are the places that name the language of the file.
    """

    source: str
    texts: Sequence[str]
    places: Sequence[Slice]
    labels: Sequence[Slice] = ()
    language: str = ""
    notes: Sequence[str] = ()

    def filled(self, targets: Sequence[str | None], language: str) -> str:
        """See Messages."""
        given = [
            (place, target)
            for place, target in zip(self.places, targets, strict=True)
            if target is not None
        ]
        given += [(label, language) for label in self.labels]
        pieces, at = [], 0
        for place, words in sorted(given, key=lambda pair: pair[0].start):
            pieces += [self.source[at : place.start], place.written(words)]
            at = place.end
        return "".join([*pieces, self.source[at:]])


def has_words(text: str) -> bool:
    """Whether a message has a letter outside of what stays as it is in every language."""
    at = 0
    for span in kept_spans(text):
        if any(map(str.isalpha, text[at : span.start])):
            return True
        at = span.end
    return any(map(str.isalpha, text[at:]))


def part_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the paragraphs of a message, which are translated one by one."""
    if len(text.splitlines()) < 2:  # most are a line, which is one paragraph
        yield from filter(None, [trimmed(text, 0, len(text))])
        return
    for paragraph in split_text(text):
        yield paragraph.start, paragraph.end
