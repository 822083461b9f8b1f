"""Escapes text for XML and HTML, and replaces the characters that XML forbids."""

import html
import re

from webapp.text import direction

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """``text`` without the characters that XML forbids."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def escaped(text: str) -> str:
    """``text`` as the content of an element."""
    return html.escape(printable(text), quote=False)


def attribute(text: str) -> str:
    """``text`` as the value of an attribute, in quotes."""
    return f'"{html.escape(printable(text))}"'


def language_attributes(code: str) -> str:
    """The attributes for words in a language: ``lang``, and ``dir`` where it runs leftward."""
    leftward = ' dir="rtl"' if direction(code) == "rtl" else ""
    return f"lang={attribute(code)}{leftward}"
