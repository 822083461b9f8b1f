"""From a whole text to its paragraphs and their segments, with exact offsets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from webapp.text.languages import Rules, rules_for
from webapp.text.mending import Mender
from webapp.text.segmentation import WHITE, segment_spans
from webapp.text.wrapping import MARKER, Unit, units


class ParagraphKind(StrEnum):
    """What a paragraph is to its reader."""

    TEXT = "text"
    HEADING = "heading"
    DATE = "date"
    ITEM = "item"
    VERSE = "verse"
    QUOTATION = "quotation"
    CELL = "cell"
    NOTE = "note"
    CUE = "cue"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class TextSegment:
    """One sentence: half-open offsets in its paragraph, in code points, and what is read of it.

    ``source`` is that slice with hard line breaks joined and the hyphens before them mended.
    """

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """Half-open offsets in the whole text, in code points; at least one segment."""

    start: int
    end: int
    kind: ParagraphKind
    segments: tuple[TextSegment, ...]


# Code points: longer lines are no headings, none by their words or capitals alone, no dates.
LONGEST_HEADING, LONGEST_TITLE, LONGEST_DATE = 160, 80, 60
# More lines like headings in a row are something else: an address, a list without marks.
HEADINGS_IN_A_ROW = 3

_EITHER_DASH = "-–"
#: Where, in a block, the line of another speaker begins.
_SPEECH = re.compile(r"(?<=\n)(?=[ \t]{0,3}[-–—](?:[ \xa0\u202f]|[^\W\d_]))")
_NUMERIC_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_WORD = re.compile(r"\w")
_PLACE = re.compile(r"[^\W\d_][^,\d]{1,40}, ")
_DATE_PART = re.compile(r"[^\W\d_]+\.?|\d+")
_NUMBERED = re.compile(r"[IVXLCDM]{1,7}[.)]?|[IVXLCDM]{1,7}(?:\. | [-–—] ).*")
_ROMAN = re.compile(r"[IVXLCDM]+(?:er|e)?|[ivx]+")


def split_text(text: str, language: str = "fr") -> list[TextParagraph]:
    """The paragraphs of ``text`` in order; a text of nothing but white space has none.

    White space is what ``str.isspace`` calls so and the invisible characters of
    ``webapp.text.segmentation``; nothing else stands outside the segments.
    """
    rules = rules_for(language)
    mender = Mender(text, rules)
    paragraphs = [_paragraph(text, unit, language, mender) for unit in units(text, rules)]
    return _without_false_headings(list(_with_whole_lists(paragraphs)))


def split_blocks(
    text: str, blocks: Iterable[tuple[int, int, ParagraphKind]], language: str = "fr"
) -> list[TextParagraph]:
    """The paragraphs at known offsets of ``text``; one of nothing but white space is left out.

    Each line break stands for a space, so that offsets hold in a segment's source as well; where
    the line behind it begins with a dash, somebody else speaks, and a segment ends. Code is one
    segment with its lines as they are.
    """
    paragraphs = []
    for start, end, kind in blocks:
        own = text[start:end]
        is_code = kind is ParagraphKind.CODE and own.strip(WHITE)
        segments = (TextSegment(0, len(own), own),) if is_code else tuple(_segments(own, language))
        if segments:
            paragraphs.append(TextParagraph(start, end, kind, segments))
    return paragraphs


def _segments(block: str, language: str) -> Iterator[TextSegment]:
    at = 0
    for speech in _SPEECH.split(block):
        own = speech.replace("\n", " ")
        for start, end in segment_spans(own, language):
            yield TextSegment(at + start, at + end, own[start:end])
        at += len(speech)


def _paragraph(text: str, unit: Unit, language: str, mender: Mender) -> TextParagraph:
    own = text[unit.start : unit.end]
    is_one_line = len(own.splitlines()) == 1
    segments = tuple(
        TextSegment(start, end, own[start:end] if is_one_line else mender.joined(own[start:end]))
        for start, end in segment_spans(own, language)
    )
    kind = ParagraphKind.VERSE if unit.verse else _kind(own, len(segments), rules_for(language))
    return TextParagraph(unit.start, unit.end, kind, segments)


def _kind(own: str, segments: int, rules: Rules) -> ParagraphKind:
    if MARKER.match(own) and _WORD.search(own):
        spoken = own.startswith(("—", "--")) or (own[0] in _EITHER_DASH and own[-1] in ".!?…»")
        return ParagraphKind.TEXT if spoken else ParagraphKind.ITEM
    if len(own) <= LONGEST_DATE and _is_date(own, rules):
        return ParagraphKind.DATE
    if segments <= 2 and len(own) <= LONGEST_HEADING and _is_heading(own, segments, rules):
        return ParagraphKind.HEADING
    return ParagraphKind.TEXT


def _is_date(own: str, rules: Rules) -> bool:
    """A date alone, with its place or hour: ``Paris, le 3 mars 1914``, ``12/02/2026 à 14 h``."""
    numeric = _NUMERIC_DATE.search(own) is not None
    place = _PLACE.match(own)
    parts = _DATE_PART.findall(own.lower(), place.end() if place else 0)
    named = any(part in rules.months for part in parts) and any(part.isdigit() for part in parts)
    return (numeric or named) and all(
        part.isdigit() or part in rules.date_words or part in rules.months for part in parts
    )


def _is_heading(own: str, segments: int, rules: Rules) -> bool:
    """One line without a final mark, or a short one in capitals or that says ``Chapitre II``."""
    if len(own) <= LONGEST_TITLE and (
        _NUMBERED.fullmatch(own)
        or (own.isupper() and segments == 1)
        or _says_chapter(own.split(), rules)
    ):
        return True
    return segments == 1 and _ends_open(own) and own.lstrip("«“\"' \u00a0")[:1].isupper()


def _says_chapter(words: list[str], rules: Rules) -> bool:
    first, second = words[0].strip(".:"), words[1].strip(".:") if len(words) > 1 else ""
    return first.lower() in rules.heading_words and (
        not second
        or second.isdigit()
        or second.lower() in rules.ordinals
        or _ROMAN.fullmatch(second) is not None
    )


def _with_whole_lists(paragraphs: list[TextParagraph]) -> Iterator[TextParagraph]:
    """Some items end as replies do, and some replies as items; what half of a row are, all are."""
    for is_dashed, group in groupby(paragraphs, key=_is_dashed):
        row = list(group)
        if is_dashed:
            items = sum(paragraph.kind is ParagraphKind.ITEM for paragraph in row)
            kind = ParagraphKind.ITEM if 2 * items >= len(row) else ParagraphKind.TEXT
            row = [replace(paragraph, kind=kind) for paragraph in row]
        yield from row


def _is_dashed(paragraph: TextParagraph) -> bool:
    """Whether it begins with a dash that stands before items and replies alike."""
    own = paragraph.segments[0].source
    return own[0] in _EITHER_DASH and not own.startswith("--") and MARKER.match(own) is not None


def _without_false_headings(paragraphs: list[TextParagraph]) -> list[TextParagraph]:
    """A heading stands before something; in a longer run of open lines none is one."""
    result: list[TextParagraph] = []
    for is_open, group in groupby(paragraphs, key=_is_open):
        run = list(group)
        is_last = len(result) + len(run) == len(paragraphs)
        kinds = {paragraph.kind for paragraph in run}
        if is_open and (
            is_last or len(run) > HEADINGS_IN_A_ROW or kinds != {ParagraphKind.HEADING}
        ):
            run = [_as_text(paragraph) for paragraph in run]
        result += run
    return result


def _as_text(paragraph: TextParagraph) -> TextParagraph:
    is_text = paragraph.kind is ParagraphKind.TEXT
    return paragraph if is_text else replace(paragraph, kind=ParagraphKind.TEXT)


def _is_open(paragraph: TextParagraph) -> bool:
    """Whether it is a short line without a final mark, as headings and addresses are."""
    return (
        paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.TEXT)
        and len(paragraph.segments) == 1
        and paragraph.end - paragraph.start <= LONGEST_HEADING
        and _ends_open(paragraph.segments[0].source)
    )


def _ends_open(own: str) -> bool:
    return own[-1].isalnum() or own[-1] in "»”\"')’"
