"""Pure text work: paragraphs, segments, the language of a text. No I/O, no other room."""

from webapp.text.detection import Detection, detect_languages
from webapp.text.paragraphs import Paragraph, ParagraphKind, Segment, split_text
from webapp.text.segmentation import split_segments

__all__ = [
    "Detection",
    "Paragraph",
    "ParagraphKind",
    "Segment",
    "detect_languages",
    "split_segments",
    "split_text",
]
