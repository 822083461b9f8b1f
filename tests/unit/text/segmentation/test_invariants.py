"""Whatever the text: nothing is lost, nothing overlaps, and the work grows with the length only."""

import re
import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.text import TextParagraph, split_segments, split_text
from webapp.text.blanks import WHITE
from webapp.text.segmentation import mending, paragraphs, wrapping
from webapp.text.segmentation import segments as segmentation

ANY = st.text(st.characters(), max_size=200)  # with lone surrogates and every control character
PIECES = st.lists(
    st.sampled_from([
        *".!?…,;:«»“”‘’\"'()[]—–-•\n\r\t\u00a0\u202f\u2028\u2029\f\x00\ufeff\u200b\u00ad\ud800 ",
        "\r\n", "\n\n", " ", " ", ". ", " « ", " » ", "M.", "etc.", "J.-C.", "p. 12", "1.", "a)",
        "Il", "le", "Le", "fin", "12", "É", "😀", "compre-\nnant", "bien plus long que la ligne",
    ]),
    max_size=60,
).map("".join)  # fmt: skip
LANGUAGES = st.sampled_from(["fr", "en", "de", "xx"])


def assert_nothing_lost(text: str, found: list[TextParagraph]) -> None:
    at = 0
    for paragraph in found:
        assert at <= paragraph.start < paragraph.end <= len(text)
        assert not text[at : paragraph.start].strip(WHITE)
        assert_segments_fit(text[paragraph.start : paragraph.end], paragraph)
        at = paragraph.end
    assert not text[at:].strip(WHITE)


def assert_segments_fit(text: str, paragraph: TextParagraph) -> None:
    assert paragraph.segments
    at = 0
    for segment in paragraph.segments:
        assert at <= segment.start < segment.end <= len(text)
        assert not text[at : segment.start].strip(WHITE)
        assert segment.source
        assert segment.source == segment.source.strip()
        at = segment.end
    assert not text[at:].strip(WHITE)


@given(ANY | PIECES, LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_nothing_is_lost_of_any_text(text: str, language: str) -> None:
    assert_nothing_lost(text, split_text(text, language))


@given(ANY | PIECES)
@settings(max_examples=300, deadline=None)
def test_a_source_is_its_slice_but_for_line_breaks_and_their_hyphens(text: str) -> None:
    for paragraph in split_text(text):
        paragraph_text = text[paragraph.start : paragraph.end]
        for segment in paragraph.segments:
            slice_ = paragraph_text[segment.start : segment.end]
            if len(slice_.splitlines()) == 1:
                assert segment.source == slice_
            assert _shown(segment.source) == _shown(slice_)


def _shown(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u00ac-]", "", text)


@given(ANY | PIECES, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_segments_of_one_paragraph_hold_all_that_shows(text: str, language: str) -> None:
    segments = split_segments(text, language)
    assert all(segment.strip(WHITE) == segment for segment in segments)
    blanks = str.maketrans(dict.fromkeys(WHITE, ""))
    assert "".join(segments).translate(blanks) == text.translate(blanks)


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_splitting_a_segment_again_leaves_its_beginning_where_it_was(text: str) -> None:
    segments = split_segments(text)
    again = [part for segment in segments for part in split_segments(segment)]
    assert "".join(again) == "".join(segments)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "\u200b\u2060", "\u00a0\r\n\u2029", "\u00ad"]
)
def test_a_text_of_white_space_has_no_paragraph(text: str) -> None:
    assert split_text(text) == []
    assert split_segments(text) == []


@pytest.mark.parametrize("text", ["😀", "...", "?", "«", "\x00", "\ud800", "—", "1.", ")"])
def test_a_text_of_anything_else_has_a_segment(text: str) -> None:
    (paragraph,) = split_text(text)
    assert [segment.source for segment in paragraph.segments] == [text]


def test_a_byte_order_mark_belongs_to_no_segment() -> None:
    (paragraph,) = split_text("\ufeffIl pleut.")
    assert (paragraph.start, paragraph.end) == (1, 10)
    assert paragraph.segments[0].source == "Il pleut."


def test_offsets_count_code_points() -> None:
    first, second = split_text("\n😀 Oui. Non.\n\n  É. Bien.")
    assert [(s.start, s.end) for s in first.segments] == [(0, 6), (7, 11)]
    assert (first.start, first.end, second.start, second.end) == (1, 12, 16, 24)


ROOM = str(Path(split_text.__code__.co_filename).parent)
MONOTONOUS = [
    ".", "«", "(", "[", "a", "!", "…", " ", "\n", ";", '"', "-", "\u200b", "\u00ad", "M. ", ". ",
    "...,", "; A", ".(", '." ', "a\n", "-\n", "1. ", ". (", ".\u00a0»", "etc. ", "[1]", ".[1]",
    "é-\n", "(A. ", "— ", "Oui. ", "Art. 1. ", "il\n",
    ".*", ".[a ", ".1,", "a. B ", ": 1. ", "xm. 9. A ", "A. B ; ", "- a\n", "A,\n\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", MONOTONOUS)
def test_monotonous_texts_lose_nothing(unit: str) -> None:
    text = unit * 2000
    assert_nothing_lost(text, split_text(text))


@pytest.mark.parametrize("unit", MONOTONOUS)
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    """Work is counted in calls; what one call may look at is bounded, as the next tests show."""
    assert _calls(unit * 400) <= 2 * _calls(unit * 200) + 50


def _calls(text: str) -> int:
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        # Only this room's: a garbage collection in between calls finalizers of anybody.
        calls += event.endswith("call") and frame.f_code.co_filename.startswith(ROOM)

    split_text("Tout est chargé. Oui.")
    sys.setprofile(count)
    try:
        split_text(text)
    finally:
        sys.setprofile(None)
    return calls


EXPRESSIONS = [
    pytest.param(value, id=f"{module.__name__}.{name}")
    for module in (mending, paragraphs, segmentation, wrapping)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
]
# Matched against a heading, a date or a token only, all of them short.
BOUNDED_INPUT = {
    paragraphs._NUMBERED,
    paragraphs._ROMAN,
    mending._WORD,
    paragraphs._DATE_PART,
}
BOUNDED_INPUT |= {segmentation._NUMERAL}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_no_expression_can_go_back_over_an_unbounded_run(expression: re.Pattern[str]) -> None:
    """Every repetition without an upper bound is possessive: it never gives back what it took."""
    if expression in BOUNDED_INPUT:
        return
    assert not re.search(r"(?<!\\)(?:[*+]|\{\d+,\})(?!\+)", _skeleton(expression.pattern))


def _skeleton(pattern: str) -> str:
    """The pattern without its comments, character classes, escapes, and second ``+`` signs."""
    pattern = re.sub(r"\\.", "e", re.sub(r"\s#.*", "", pattern))
    return re.sub(r"([*+}])\+", "", re.sub(r"\[[^\]]*\]", "c", pattern))


@pytest.mark.parametrize("mark", ".!?…")
def test_a_run_of_marks_is_taken_whole_and_never_tried_again(mark: str) -> None:
    for after in ("", " ", ",", "a", "»", "\u200b", "(", "1"):
        match = segmentation._CANDIDATE.search(mark * 100 + after)
        assert match is not None
        assert match.start() == 0
        assert match.end() >= 100
