"""What writers are given: an edition, whose blocks come from the library or from the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from webapp.text import Detail, ParagraphKind


class Pair(Protocol):
    """A source and its target, None while there is none; offsets of the source in its block."""

    @property
    def source(self) -> str:
        """The text of the segment."""

    @property
    def target(self) -> str | None:
        """Its translation."""

    @property
    def state(self) -> str:
        """One of pending, translated, edited, failed."""

    @property
    def start(self) -> int:
        """Where it begins in the block, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""


class EditionBlock(Protocol):
    """A paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    @property
    def kind(self) -> str:
        """What sort of paragraph it is."""

    @property
    def segments(self) -> Sequence[Pair]:
        """Its pairs in reading order, at least one."""

    @property
    def detail(self) -> Detail:
        """Its level, marks and times."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A document to be written: what it is called, its languages (BCP 47), its blocks once."""

    title: str
    source_language: str
    target_language: str
    blocks: Iterable[EditionBlock]
    author: str = ""
    date: str = ""
    #: The imported file, for the formats that keep its layout.
    original: bytes | None = None
    #: How many of its footnotes have each number.
    notes: Mapping[int, int] = field(default_factory=dict)
    #: How many segments have no target.
    missing: int = 0

    @property
    def notice(self) -> str:
        """A sentence for people, where the translation is unfinished; else empty."""
        if not self.missing:
            return ""
        is_one = self.missing == 1
        return (
            f"Unfinished: {self.missing:,} sentence{' is' if is_one else 's are'} not translated."
        )


def told_title(edition: Edition) -> tuple[str, Edition]:
    """The title to set before the text, and the edition to write after it.

    It is empty where the text begins with a heading that says the same: once is enough.
    """
    first, edition = _begun(edition)
    is_told = (
        first is not None
        and first.kind == ParagraphKind.HEADING
        and _sources(first.segments) == edition.title
    )
    return "" if is_told else edition.title, edition


def translated_title(edition: Edition) -> tuple[str, Edition]:
    """The title in the target language, and the edition to write after it.

    It is known where the text begins with the title, as a paragraph or a sentence that has a
    target; else it is empty.
    """
    first, edition = _begun(edition)
    pairs = first.segments if first else ()
    for beginning in (pairs, pairs[:1]):
        targets = [pair.target for pair in beginning if pair.target]
        if len(targets) == len(beginning) and _sources(beginning) == edition.title:
            return " ".join(targets), edition
    return "", edition


def _begun(edition: Edition) -> tuple[EditionBlock | None, Edition]:
    """The first block, and the edition with all of them still to come."""
    blocks = iter(edition.blocks)
    first = next(blocks, None)
    begun = [] if first is None else [first]
    return first, replace(edition, blocks=chain(begun, blocks))


def _sources(pairs: Iterable[Pair]) -> str:
    return " ".join(pair.source for pair in pairs)


#: Before and behind a source that stands where its target would, were it translated.
NOT_TRANSLATED = ("[not translated: ", "]")


def target_or_notice(pair: Pair) -> str:
    """The target, or the source in brackets that say that it is not translated yet."""
    return pair.target if pair.target is not None else pair.source.join(NOT_TRANSLATED)
