"""A whole text is cut into paragraphs and their segments, with exact offsets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from webapp.text.blanks import WHITE
from webapp.text.segmentation.mending import Mender
from webapp.text.segmentation.rules import Rules, rules_for
from webapp.text.segmentation.segments import segment_spans
from webapp.text.segmentation.wrapping import MARKER, ParagraphSpan, paragraph_spans


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
    """One sentence, with half-open offsets in its paragraph, in code points.

    ``source`` is the paragraph between them, its hard line breaks joined and the hyphens before
    the breaks mended.
    """

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph with half-open offsets in the whole text, in code points.

    It has at least one segment.
    """

    start: int
    end: int
    kind: ParagraphKind
    segments: tuple[TextSegment, ...]


# In code points. A longer line is no heading at all, no heading that its words or capitals alone
# show, no date.
LONGEST_HEADING, LONGEST_TITLE, LONGEST_DATE = 160, 80, 60
# A longer row of lines like headings is an address or a list without marks.
HEADINGS_IN_A_ROW = 3

_EITHER_DASH = "-–"
#: The start of a line in which another person of a dialogue speaks.
_SPEECH = re.compile(r"(?<=\n)(?=[ \t]{0,3}[-–—](?:[ \xa0\u202f]|[^\W\d_]))")
#: The start of a line of a cue in which another speaks, a sound is told or a song begins.
_TURN = re.compile(
    r"[ \t]{0,3}(?:[-–—](?:[ \xa0\u202f]|[^\W\d_])|[\[♪♫]|\([A-ZÀ-ÖØ-Þ]"
    r"|[A-ZÀ-ÖØ-Þ][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,2}[ \xa0\u202f]?:(?!\d))"
)
_NUMERIC_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_WORD = re.compile(r"\w")
_PLACE = re.compile(r"[^\W\d_][^,\d]{1,40}, ")
_DATE_PART = re.compile(r"[^\W\d_]+\.?|\d+")
_NUMBERED = re.compile(r"[IVXLCDM]{1,7}[.)]?|[IVXLCDM]{1,7}(?:\. | [-–—] ).*")
_ROMAN = re.compile(r"[IVXLCDM]+(?:er|e)?|[ivx]+")


def split_text(text: str, language: str = "fr") -> list[TextParagraph]:
    """The paragraphs of ``text`` in order; a text of nothing but white space has none.

    ``language`` is a BCP 47 code. Only white space stands outside the segments: the characters of
    ``str.isspace`` and the invisible ones of ``webapp.text.segmentation.segments``.
    """
    rules = rules_for(language)
    mender = Mender(text, rules)
    paragraphs = [_paragraph(text, span, language, mender) for span in paragraph_spans(text, rules)]
    return _without_false_headings(list(_with_whole_lists(paragraphs)))


def split_blocks(
    text: str, blocks: Iterable[tuple[int, int, ParagraphKind]], language: str = "fr"
) -> list[TextParagraph]:
    """The paragraphs of ``text`` at known offsets, in code points.

    A block of nothing but white space is left out. A line break counts as a space, so that offsets
    in the block are offsets in a segment's source too. A line that begins with a dash is another
    person's reply, so it begins a segment; ``starts_turn`` knows the lines of a cue that do. A
    block of code is one segment and keeps its lines.
    """
    paragraphs = []
    for start, end, kind in blocks:
        block = text[start:end]
        is_code = kind is ParagraphKind.CODE and block.strip(WHITE)
        code = (TextSegment(0, len(block), block),)
        parts = _turns(block) if kind is ParagraphKind.CUE else _SPEECH.split(block)
        segments = code if is_code else tuple(_segments(parts, language))
        if segments:
            paragraphs.append(TextParagraph(start, end, kind, segments))
    return paragraphs


def starts_turn(above: str, line: str) -> bool:
    """Whether a line of a cue begins something new: another speaker, a sound in brackets, a song.

    ``above`` is the line above it. What stands in brackets on a line of its own is something else
    than what is said below it.
    """
    if _TURN.match(line) or above.endswith(("]", "♪", "♫")):
        return True
    return above.endswith(")") and line.lstrip(' «“"')[:1].isupper()


def _turns(block: str) -> Iterator[str]:
    """The parts of a cue that ``starts_turn`` tells apart; joined, they are the cue."""
    part = ""
    for above, line in pairwise(["", *re.split(r"(?<=\n)", block)]):
        if part and starts_turn(above.rstrip(), line):
            yield part
            part = ""
        part += line
    yield part


def _segments(parts: Iterable[str], language: str) -> Iterator[TextSegment]:
    at = 0
    for speech in parts:
        line = speech.replace("\n", " ")
        for start, end in segment_spans(line, language):
            yield TextSegment(at + start, at + end, line[start:end])
        at += len(speech)


def _paragraph(text: str, span: ParagraphSpan, language: str, mender: Mender) -> TextParagraph:
    written = text[span.start : span.end]
    is_one_line = len(written.splitlines()) == 1
    join = str if is_one_line else mender.joined
    segments = tuple(
        TextSegment(start, end, join(written[start:end]))
        for start, end in segment_spans(written, language)
    )
    kind = ParagraphKind.VERSE if span.verse else _kind(written, len(segments), rules_for(language))
    return TextParagraph(span.start, span.end, kind, segments)


def _kind(text: str, segments: int, rules: Rules) -> ParagraphKind:
    if MARKER.match(text) and _WORD.search(text):
        spoken = text.startswith(("—", "--")) or (text[0] in _EITHER_DASH and text[-1] in ".!?…»")
        return ParagraphKind.TEXT if spoken else ParagraphKind.ITEM
    if len(text) <= LONGEST_DATE and _is_date(text, rules):
        return ParagraphKind.DATE
    if segments <= 2 and len(text) <= LONGEST_HEADING and _is_heading(text, segments, rules):
        return ParagraphKind.HEADING
    return ParagraphKind.TEXT


def _is_date(text: str, rules: Rules) -> bool:
    """Whether nothing but a date, its place and its hour is said.

    ``Paris, le 3 mars 1914`` and ``12/02/2026 à 14 h`` are dates.
    """
    numeric = _NUMERIC_DATE.search(text) is not None
    place = _PLACE.match(text)
    parts = _DATE_PART.findall(text.lower(), place.end() if place else 0)
    named = any(part in rules.months for part in parts) and any(part.isdigit() for part in parts)
    return (numeric or named) and all(
        part.isdigit() or part in rules.date_words or part in rules.months for part in parts
    )


def _is_heading(text: str, segments: int, rules: Rules) -> bool:
    """Whether one line has no final mark, or is short and in capitals or says ``Chapitre II``."""
    if len(text) <= LONGEST_TITLE and (
        _NUMBERED.fullmatch(text)
        or (text.isupper() and segments == 1)
        or _says_chapter(text.split(), rules)
    ):
        return True
    return segments == 1 and _ends_open(text) and text.lstrip("«“\"' \u00a0")[:1].isupper()


def _says_chapter(words: list[str], rules: Rules) -> bool:
    first, second = words[0].strip(".:"), words[1].strip(".:") if len(words) > 1 else ""
    return first.lower() in rules.heading_words and (
        not second
        or second.isdigit()
        or second.lower() in rules.ordinals
        or _ROMAN.fullmatch(second) is not None
    )


def _with_whole_lists(paragraphs: list[TextParagraph]) -> Iterator[TextParagraph]:
    """Give the dashed paragraphs of a row one kind: items when at least half of them are.

    The end of a single line cannot tell an item from a reply.
    """
    for is_dashed, group in groupby(paragraphs, key=_is_dashed):
        row = list(group)
        if is_dashed:
            items = sum(paragraph.kind is ParagraphKind.ITEM for paragraph in row)
            kind = ParagraphKind.ITEM if 2 * items >= len(row) else ParagraphKind.TEXT
            row = [replace(paragraph, kind=kind) for paragraph in row]
        yield from row


def _is_dashed(paragraph: TextParagraph) -> bool:
    """Whether the paragraph begins with a dash that items and replies share."""
    source = paragraph.segments[0].source
    is_dash = source[0] in _EITHER_DASH and not source.startswith("--")
    return is_dash and MARKER.match(source) is not None


def _without_false_headings(paragraphs: list[TextParagraph]) -> list[TextParagraph]:
    """Make text of headings that head nothing: the last lines, and long runs of open lines."""
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
    """Whether the paragraph is a short line without a final mark, like a heading or an address."""
    return (
        paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.TEXT)
        and len(paragraph.segments) == 1
        and paragraph.end - paragraph.start <= LONGEST_HEADING
        and _ends_open(paragraph.segments[0].source)
    )


def _ends_open(line: str) -> bool:
    return line[-1].isalnum() or line[-1] in "»”\"')’"
