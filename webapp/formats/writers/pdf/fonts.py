"""The fonts of a printed edition; each stands in the file.

The text is in Liberation Serif, which has Latin, Greek and Cyrillic letters, where it is installed
here, and else in Vera, which ReportLab has. A character that this lacks is set in Vera or in a
common font that is installed here. A character that all fonts lack becomes a lozenge.
"""

import re
from functools import cache

from webapp.formats.escaping import escaped

#: A free serif with Latin, Greek and Cyrillic letters, in its four looks.
SERIF = tuple(f"LiberationSerif-{look}" for look in ("Regular", "Bold", "Italic", "BoldItalic"))
#: The font of code, beside that serif.
MONO = "LiberationMono-Regular"
#: What is always there, in the same looks.
_VERA = ("Vera", "VeraBd", "VeraIt", "VeraBI")
#: The fonts for characters that the serif lacks, in order.
FALLBACKS = ("Vera", "DejaVuSerif", "DejaVuSans", "NotoSans-Regular", "arial")
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": " ", "\u200a": " ", "\u2011": "-"})
_MISSING = "\N{LOZENGE}"


def text_fonts() -> tuple[str, ...]:
    """The names of the font of the text: regular, bold, italic, and bold italic."""
    return _family(SERIF)


def code_font() -> str:
    """The name of the font of code."""
    return MONO if _glyphs(MONO) else text_fonts()[0]


def in_fonts(text: str) -> str:
    """``text`` as ReportLab's markup, with another font for each character that its own lacks."""
    text = text.translate(_SPACES)
    glyphs = _glyphs(text_fonts()[0])
    signs = {sign for sign in text if ord(sign) not in glyphs and not sign.isspace()}
    if not signs:
        return escaped(text)
    return re.sub(f"[{re.escape(''.join(signs))}]", lambda sign: _elsewhere(sign[0]), escaped(text))


def _elsewhere(sign: str) -> str:
    for name in FALLBACKS:
        if ord(sign) in _glyphs(name):
            return f'<font name="{name}">{escaped(sign)}</font>'
    return f'<font name="{FALLBACKS[0]}">{_MISSING}</font>'


@cache
def _family(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the looks of a font, or of Vera where one of them is not installed."""
    from reportlab.pdfbase.pdfmetrics import registerFontFamily

    looks = names if names and all(map(_glyphs, names)) else _VERA
    for name in looks:
        _glyphs(name)
    registerFontFamily(looks[0], *looks)
    return looks


@cache
def _glyphs(name: str) -> frozenset[int]:
    """Register an installed font; the code points that it has, none where it is not installed.

    A font is registered once, as that takes it out of its family.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(name, f"{name}.ttf")
    except TTFError:
        return frozenset()
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
