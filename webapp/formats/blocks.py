"""What writers are given: an edition, whose blocks come from the library or from the engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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


class Block(Protocol):
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
    blocks: Iterable[Block]
    author: str = ""
    date: str = ""
    #: The imported file, for the formats that keep its layout.
    original: bytes | None = None
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
    blocks = iter(edition.blocks)
    first = next(blocks, None)
    if first is None:
        return edition.title, edition
    heading = " ".join(pair.source for pair in first.segments)
    is_told = first.kind == ParagraphKind.HEADING and heading == edition.title
    return "" if is_told else edition.title, replace(edition, blocks=chain([first], blocks))


#: Before and behind a source that stands where its target would, were it translated.
NOT_TRANSLATED = ("[not translated: ", "]")


def target_or_notice(pair: Pair) -> str:
    """The target, or the source in brackets that say that it is not translated yet."""
    return pair.target if pair.target is not None else pair.source.join(NOT_TRANSLATED)
