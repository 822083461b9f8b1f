"""Pure text work: paragraphs, segments, the language of a text. No I/O, no other room."""

from webapp.text.details import (
    Bare,
    Detail,
    Mark,
    MarkKind,
    Picture,
    TimedCue,
    item_mark,
    marks_within,
    note_counts,
    pictures_of,
    place_of,
    places_of,
    timed_cues,
    without_notes,
)
from webapp.text.languages.detection import (
    Detection,
    contradiction,
    detect_languages,
)
from webapp.text.languages.names import LANGUAGE_NAMES, direction, language_name, primary_language
from webapp.text.segmentation.paragraphs import (
    ParagraphKind,
    TextParagraph,
    TextSegment,
    split_blocks,
    split_text,
)
from webapp.text.segmentation.segments import split_segments
from webapp.text.titles import TITLE_CHARS, made_title

__all__ = [
    "LANGUAGE_NAMES",
    "TITLE_CHARS",
    "Bare",
    "Detail",
    "Detection",
    "Mark",
    "MarkKind",
    "ParagraphKind",
    "Picture",
    "TextParagraph",
    "TextSegment",
    "TimedCue",
    "contradiction",
    "detect_languages",
    "direction",
    "item_mark",
    "language_name",
    "made_title",
    "marks_within",
    "note_counts",
    "pictures_of",
    "place_of",
    "places_of",
    "primary_language",
    "split_blocks",
    "split_segments",
    "split_text",
    "timed_cues",
    "without_notes",
]
