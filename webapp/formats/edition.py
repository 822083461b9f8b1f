"""An edition is what writers receive. Its blocks come from the library or from the engine."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from webapp.text import Detail, Mark, ParagraphKind, Picture
from webapp.text.checks import Check
from webapp.text.highlights import Highlight


class Pair(Protocol):
    """A source with its target and its place in the block."""

    @property
    def source(self) -> str:
        """The text of the segment."""

    @property
    def target(self) -> str | None:
        """The translation, None while there is none."""

    @property
    def state(self) -> str:
        """One of pending, translated, edited, failed."""

    @property
    def start(self) -> int:
        """The offset in the block where the source begins, in code points."""

    @property
    def end(self) -> int:
        """The offset in the block where the source ends, in code points."""

    @property
    def checks(self) -> Sequence[Check] | None:
        """The reasons to doubt the target; None where nothing was checked."""

    @property
    def target_marks(self) -> Sequence[Mark] | None:
        """Where a person put the marks in the target; None where ``marks.runs`` finds their places.

        JSON keeps each as a list.
        """


class MarkedBlock(Protocol):
    """What says where the marks of a paragraph's segments are."""

    @property
    def detail(self) -> Detail:
        """Its level, marks and times."""


class EditionBlock(MarkedBlock, Protocol):
    """A paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    @property
    def position(self) -> int:
        """Its number among the paragraphs of the document, from 1."""

    @property
    def kind(self) -> str:
        """The kind of paragraph."""

    @property
    def segments(self) -> Sequence[Pair]:
        """Its pairs in reading order; there is at least one."""

    @property
    def highlights(self) -> Mapping[int, Sequence[Highlight]]:
        """The highlights of its pairs, by the offsets where these begin."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A document to write. Its languages are BCP 47 codes; its blocks can be read once."""

    title: str
    source_language: str
    target_language: str
    blocks: Iterable[EditionBlock]
    author: str = ""
    date: str = ""
    #: The imported file, for formats that keep the layout of the original.
    original: bytes | None = None
    #: For each number, how many footnotes have it.
    notes: Mapping[int, int] = field(default_factory=dict)
    #: The numbers of the paragraphs that inner links lead to.
    places: Collection[int] = ()
    #: How many segments have no target.
    missing: int = 0
    #: Whether what other programs may run stays in the file (webapp.formats.active).
    keeps_active: bool = False

    @property
    def notice(self) -> str:
        """A sentence that says how much is not translated; empty when nothing is missing."""
        if not self.missing:
            return ""
        is_one = self.missing == 1
        return (
            f"Unfinished: {self.missing:,} sentence{' is' if is_one else 's are'} not translated."
        )


def separate_title(edition: Edition) -> tuple[str, Edition]:
    """The title to write before the text, and the edition to write after it.

    The title is empty when the text begins with a heading of the same words.
    """
    first, edition = _begun(edition)
    has_title = (
        first is not None
        and first.kind == ParagraphKind.HEADING
        and _sources(first.segments) == edition.title
    )
    return "" if has_title else edition.title, edition


def translated_title(edition: Edition) -> tuple[str, Edition]:
    """The title in the target language, and the edition to write after it.

    The title is known when the first paragraph or its first segment is the title and has a
    target. Otherwise it is empty.
    """
    first, edition = _begun(edition)
    pairs = first.segments if first else ()
    for beginning in (pairs, pairs[:1]):
        targets = [pair.target for pair in beginning if pair.target]
        if len(targets) == len(beginning) and _sources(beginning) == edition.title:
            return " ".join(targets), edition
    return "", edition


def remarks(block: EditionBlock) -> Iterator[tuple[str, str, str]]:
    """The notes of readers on a block: the colour, the highlighted words and the note of each."""
    for pair in block.segments:
        for highlight in block.highlights.get(pair.start, ()):
            if highlight.note:
                words = pair.source[highlight.start : highlight.end]
                yield highlight.colour, words, highlight.note


def place_name(edition: Edition, block: EditionBlock) -> str:
    """The name of a block to which links lead, as ``place_link`` gives it; empty for others."""
    return place_link(block.position) if block.position in edition.places else ""


def place_link(position: int) -> str:
    """The name, within a file, of the paragraph with that number."""
    return f"p{position}"


def picture_text(edition: Edition, block: MarkedBlock, picture: Picture) -> tuple[str, str]:
    """The text of a picture and its language: the target where there is one, else the source."""
    target = block.detail.get("wordings", {}).get(picture.alt)
    if target:
        return target, edition.target_language
    return picture.alt, edition.source_language


def _begun(edition: Edition) -> tuple[EditionBlock | None, Edition]:
    """The first block, and the edition with all its blocks, the first included."""
    blocks = iter(edition.blocks)
    first = next(blocks, None)
    begun = [] if first is None else [first]
    return first, replace(edition, blocks=chain(begun, blocks))


def _sources(pairs: Iterable[Pair]) -> str:
    return " ".join(pair.source for pair in pairs)


#: What stands before and after a source that has no target.
NOT_TRANSLATED = ("[not translated: ", "]")


def target_or_notice(pair: Pair) -> str:
    """The target, or the source in brackets that say it is not translated."""
    return pair.target if pair.target is not None else pair.source.join(NOT_TRANSLATED)
