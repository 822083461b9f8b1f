"""A printed line: what PDFium's side gives and what paragraphs are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text and its box, in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of its letters, with what is above and below them."""
        return self.top - self.bottom
