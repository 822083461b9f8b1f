"""Pure text work: paragraphs, segments, the language of a text. No I/O, no other room."""

from webapp.text.detection import Detection, detect_languages
from webapp.text.names import language_name
from webapp.text.paragraphs import Paragraph, ParagraphKind, Segment, split_blocks, split_text
from webapp.text.segmentation import split_segments
from webapp.text.structure import (
    Bare,
    Detail,
    Mark,
    item_mark,
    marks_within,
    note_counts,
    without_notes,
)

__all__ = [
    "Bare",
    "Detail",
    "Detection",
    "Mark",
    "Paragraph",
    "ParagraphKind",
    "Segment",
    "detect_languages",
    "item_mark",
    "language_name",
    "marks_within",
    "note_counts",
    "split_blocks",
    "split_segments",
    "split_text",
    "without_notes",
]
