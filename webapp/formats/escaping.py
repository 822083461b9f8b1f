"""Escapes text for XML and HTML, and replaces the characters that XML forbids."""

import html
import re

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
