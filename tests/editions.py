"""Made documents as readers read them and as writers are given them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.formats.edition import Edition
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.choices import DEFAULT, Choices
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.writers.catalogue import FORMATS
from webapp.text import (
    Detail,
    Mark,
    ParagraphKind,
    TextSegment,
    note_counts,
    pictures_of,
    places_of,
    split_blocks,
)
from webapp.text.checks import Check
from webapp.text.highlights import Highlight


def told(document: ImportedDocument) -> list[str]:
    """Each block as ``kind level: text {mark: words}``, and its pictures by their parts."""
    lines = []
    for (start, end, kind), detail in zip(document.outline, document.details, strict=True):
        text = document.text[start:end]
        level = f" {detail['level']}" if "level" in detail else ""
        marks = [f" {{{m.kind}: {text[m.start : m.end]}}}" for m in detail.get("marks", [])]
        marks += [f" {{picture: {picture.part}}}" for picture in pictures_of(detail)]
        lines.append(f"{kind}{level}: {text}{''.join(marks)}")
    return lines


@dataclass(frozen=True)
class MadePair:
    """A segment with its target."""

    source: str
    target: str | None
    state: str
    start: int
    end: int
    checks: tuple[Check, ...] = ()
    target_marks: tuple[Mark, ...] | None = None


@dataclass(frozen=True)
class MadeBlock:
    """A block with its pairs."""

    kind: str
    segments: tuple[MadePair, ...]
    detail: Detail
    position: int = 1
    highlights: Mapping[int, Sequence[Highlight]] = field(default_factory=dict)


def blocks_of(
    document: ImportedDocument, translate: Callable[[str], str | None]
) -> list[MadeBlock]:
    """The document cut into segments, each translated."""
    return [
        MadeBlock(
            paragraph.kind,
            tuple(_pair(s, translate) for s in paragraph.segments),
            detail,
            position,
        )
        for position, (paragraph, detail) in enumerate(
            zip(split_blocks(document.text, document.outline), document.details, strict=True), 1
        )
    ]


def _pair(segment: TextSegment, translate: Callable[[str], str | None]) -> MadePair:
    target = translate(segment.source)
    state = "pending" if target is None else "translated"
    return MadePair(segment.source, target, state, segment.start, segment.end)


def edition_of(
    data: bytes,
    name: str = "",
    translate: Callable[[str], str | None] = str.upper,
    choices: Choices = DEFAULT,
) -> Edition:
    """What writers get of a file: by default each target is its source in capitals."""
    document = read_document(data, name, choices)
    blocks = blocks_of(document, translate)
    return Edition(
        document.title or "Sans titre",
        "fr",
        "en",
        blocks,
        author=document.author,
        date=document.date,
        original=document.original,
        notes=note_counts(block.detail for block in blocks if block.kind == ParagraphKind.NOTE),
        places=places_of(block.detail for block in blocks),
        missing=sum(pair.target is None for block in blocks for pair in block.segments),
    )


def written(name: str, edition: Edition) -> bytes:
    """The edition in the format of that name."""
    return b"".join(FORMATS[name].write(edition))
