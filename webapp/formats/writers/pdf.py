"""PDF: a facing-page edition to print, source on the left, target on the right.

Each paragraph is a row of two columns on a landscape A4 page, so that the two sides stay level.
Set in Times, one of the fonts that every PDF program has; a character that Times lacks is set in
the bundled Vera, and one that both lack as a lozenge.
"""

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import IO, Any

from webapp.formats.archive import PIECE_BYTES, SPOOL_BYTES
from webapp.formats.blocks import Block, Edition
from webapp.formats.escaping import attribute, escaped
from webapp.formats.runs import Run, source_runs, target_runs
from webapp.text import ParagraphKind

#: In points: the margin of the page and what is between the columns.
MARGIN, GUTTER = 50, 28
_TAGS = (("bold", "b"), ("italic", "i"), ("note", "super"))
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": " ", "\u200a": " ", "\u2011": "-"})
_MISSING = "\N{LOZENGE}"


def write_pdf(edition: Edition) -> Iterator[bytes]:
    """The edition, headings as bookmarks, pages numbered."""
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as file:
        _build(edition, file)
        file.seek(0)
        while chunk := file.read(PIECE_BYTES):
            yield chunk


def _build(edition: Edition, file: IO[bytes]) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    width, height = landscape(A4)
    made = BaseDocTemplate(
        file,
        pagesize=(width, height),
        title=edition.title,
        author=edition.author,
        lang=edition.target_language,
        allowSplitting=True,
    )
    frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)
    made.addPageTemplates(PageTemplate(frames=[frame], onPage=_decorate))
    made.afterFlowable = partial(_bookmark, made)
    column = (width - 2 * MARGIN - GUTTER) / 2
    styles = _styles()
    story: list[Any] = [Paragraph(_set(edition.title), styles["title"])]
    if edition.author:
        story.append(Paragraph(_set(edition.author), styles["author"]))
    story.extend(_row(block, column, styles) for block in edition.blocks)
    made.build(story)


def _decorate(canvas: Any, document: Any) -> None:
    """The number of a page, and the line between its columns."""
    width, height = document.pagesize
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(width / 2, MARGIN / 2, str(document.page))
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.75)
    canvas.line(width / 2, MARGIN, width / 2, height - MARGIN)


def _bookmark(document: Any, flowable: Any) -> None:
    """Put a heading that was just set into the PDF's outline."""
    label = getattr(flowable, "label", None)
    if label:
        key = f"heading-{document.page}-{label[:40]}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(label, key, 0)


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=10.5, leading=14)
    made = {
        "text": text,
        "title": ParagraphStyle("title", text, fontName="Times-Bold", fontSize=20, leading=26),
        "author": ParagraphStyle("author", text, fontName="Times-Italic", spaceAfter=14),
        ParagraphKind.ITEM: ParagraphStyle("item", text, leftIndent=14, bulletIndent=4),
        ParagraphKind.QUOTATION: ParagraphStyle("quotation", text, leftIndent=16),
        ParagraphKind.VERSE: ParagraphStyle("verse", text, leftIndent=16),
        ParagraphKind.NOTE: ParagraphStyle("note", text, fontSize=9, leading=12),
    }
    for level in range(1, 7):
        size = max(16 - 1.5 * level, 10.5)
        made[f"heading{level}"] = ParagraphStyle(
            f"heading{level}", text, fontName="Times-Bold", fontSize=size, leading=size * 1.3
        )
    return made


def _row(block: Block, column: float, styles: dict[str, Any]) -> Any:
    """The block's two sides as a table of one row, which a page's end may cut."""
    from reportlab.platypus import Paragraph, Table

    level = block.detail.get("level", 1) if block.kind == ParagraphKind.HEADING else 0
    style = styles.get(f"heading{level}" if level else block.kind, styles["text"])
    bullet = "•" if block.kind == ParagraphKind.ITEM else None
    sides = (
        " ".join(_marked(source_runs(block, pair)) for pair in block.segments),
        " ".join(_marked(target_runs(block, pair)) for pair in block.segments),
    )
    table = Table(
        [[Paragraph(side, style, bulletText=bullet) for side in sides]],
        colWidths=[column + GUTTER / 2] * 2,
        splitInRow=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, -1), GUTTER / 2),
            ("LEFTPADDING", (1, 0), (1, -1), GUTTER / 2),
            ("RIGHTPADDING", (1, 0), (1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 10 if level else 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )
    table.keepWithNext = bool(level)
    table.label = " ".join(pair.source for pair in block.segments) if level else ""
    return table


def _marked(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    is_note = "note" in run.kinds
    made = _set(run.text.translate(_LOWERED) if is_note else run.text)
    for kind, tag in _TAGS:
        if kind in run.kinds:
            made = f"<{tag}>{made}</{tag}>"
    return f"<a href={attribute(run.href)}>{made}</a>" if run.href else made


def _set(text: str) -> str:
    """``text`` escaped, in Times where it can be."""
    plain = text.translate(_SPACES)
    try:
        plain.encode("cp1252")
    except UnicodeEncodeError:
        return "".join(_set_character(character) for character in plain)
    return escaped(plain)


def _set_character(character: str) -> str:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        shown = character if ord(character) in _fallback_glyphs() else _MISSING
        return f'<font name="Vera">{shown}</font>'
    return escaped(character)


@cache
def _fallback_glyphs() -> frozenset[int]:
    """The code points that Vera has; registers it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont("Vera", "Vera.ttf")
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
