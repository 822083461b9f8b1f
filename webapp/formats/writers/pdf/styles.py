"""The looks of paragraphs in a printed edition."""

from functools import cache

from reportlab.lib.styles import ParagraphStyle

from webapp.formats.writers.pdf.fonts import code_font, text_fonts
from webapp.text import ParagraphKind

#: Items and headings below this depth look like those of this depth.
DEEPEST = 6


def style_of(kind: str, level: int = 0) -> ParagraphStyle:
    """The look of a block of that kind and level, or of a ``title`` or an ``author``."""
    name = f"{kind}{min(level, DEEPEST)}" if level else kind
    styles = _styles((*text_fonts()[:3], code_font()))
    return styles.get(name, styles["text"])


@cache
def _styles(fonts: tuple[str, ...]) -> dict[str, ParagraphStyle]:
    regular, bold, italic, code = fonts
    text = ParagraphStyle(
        "text",
        fontName=regular,
        fontSize=10.5,
        leading=14,
        bulletFontName=regular,
        bulletFontSize=10.5,
    )
    styles = {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=bold, fontSize=20, leading=26),
        "author": ParagraphStyle("author", text, fontName=italic, spaceAfter=14),
        ParagraphKind.ITEM: ParagraphStyle("item", text, leftIndent=14, firstLineIndent=-10),
        ParagraphKind.QUOTATION: ParagraphStyle(
            "quotation", text, fontSize=9.5, leading=13, leftIndent=20, rightIndent=12
        ),
        ParagraphKind.VERSE: ParagraphStyle("verse", text, leftIndent=16),
        ParagraphKind.NOTE: ParagraphStyle("note", text, fontSize=9, leading=12),
        ParagraphKind.CODE: ParagraphStyle("code", text, fontName=code, fontSize=8, leading=10),
    }
    for level in range(1, DEEPEST + 1):
        styles[f"item{level}"] = ParagraphStyle(
            f"item{level}", text, leftIndent=18 * level, bulletIndent=18 * level - 14
        )
        size = max(16 - 1.5 * level, 10.5)
        styles[f"heading{level}"] = ParagraphStyle(
            f"heading{level}", text, fontName=bold, fontSize=size, leading=size * 1.3
        )
    return styles
