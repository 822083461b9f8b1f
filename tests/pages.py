"""Printed pages made by ReportLab, letter by letter where it matters, and what is read of them."""

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.editions import told
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument

ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
#: Some text, its font, its size and how high it is raised.
Run = tuple[str, str, float, float]
Page = Callable[[Canvas], None]


def read(*pages: Page) -> ImportedDocument:
    """A PDF of these pages, read."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (400, 400))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(buffer.getvalue())


def write(canvas: Canvas, left: float, base: float, *runs: str | Run) -> None:
    """One line, from ``left`` on; a string alone is in roman letters of 10 points."""
    text = canvas.beginText(left, base)
    for run in runs:
        words, font, size, rise = run if isinstance(run, tuple) else (run, ROMAN, 10, 0)
        text.setFont(font, size)
        text.setRise(rise)
        text.textOut(words)
    canvas.drawText(text)


def column(canvas: Canvas, *lines: str, left: float = 30, top: float = 300) -> None:
    """Lines below each other, 12 points apart; spaces at a beginning set it in by 4 points each."""
    for row, line in enumerate(lines):
        indent = 4 * (len(line) - len(line.lstrip()))
        write(canvas, left + indent, top - 12 * row, line.lstrip())


def long(words: str) -> str:
    """A line that fills its column, with these words at its end."""
    return f"Il était une fois, au fond des bois, une maison où {words}"


def lines(*pages: Page) -> list[str]:
    """What is told of each paragraph of these pages."""
    return told(read(*pages))
