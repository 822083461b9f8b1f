"""From a whole text to paragraphs and their segments, with exact offsets."""

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.text.segmentation import segment_spans, trimmed


class ParagraphKind(StrEnum):
    """What a paragraph is to its reader."""

    TEXT = "text"
    HEADING = "heading"
    DATE = "date"
    ITEM = "item"
    VERSE = "verse"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: half-open offsets in its paragraph, in code points, and what is read of it."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Half-open offsets in the whole text, in code points; at least one segment."""

    start: int
    end: int
    kind: ParagraphKind
    segments: tuple[Segment, ...]


def split_text(text: str, language: str = "fr") -> list[Paragraph]:
    """The paragraphs of ``text``; a text of nothing but white space has none."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        span = trimmed(text, at, at + len(line))
        at += len(line)
        if span:
            spans.append(span)
    return [
        _paragraph(text, start, end, language, last=end == spans[-1][1]) for start, end in spans
    ]


_DATE = re.compile(r"(?:\w+ )?\d{1,2}(?:er)? \w+ \d{4}")


def _paragraph(text: str, start: int, end: int, language: str, *, last: bool) -> Paragraph:
    own = text[start:end]
    segments = tuple(
        Segment(first, past, own[first:past]) for first, past in segment_spans(own, language)
    )
    return Paragraph(start, end, _kind(own, segments, last=last), segments)


def _kind(own: str, segments: tuple[Segment, ...], *, last: bool) -> ParagraphKind:
    if _DATE.fullmatch(own):
        return ParagraphKind.DATE
    heading = len(segments) == 1 and not last and len(own) < 200 and own[-1].isalnum()
    return ParagraphKind.HEADING if heading else ParagraphKind.TEXT
