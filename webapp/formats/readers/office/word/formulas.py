"""Writes formulas of Word as plain text where one line can show them: E = mc², a/b, √2."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from webapp.formats.markup import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: The longest formula that is read as text, in code points.
MAX_CHARS = 80
_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)


def plain_formula(formula: Element) -> str:
    """A formula (oMath) in one line; empty for a long one or one that no line can show."""
    try:
        text = _text(formula).strip()
    except _NotPlainError:
        return ""
    return text if len(text) <= MAX_CHARS else ""


class _NotPlainError(Exception):
    """A formula has more than one dimension."""


def _text(element: Element) -> str:
    """The text of an element, without its properties, whose names end in Pr."""
    name = element.tag.removeprefix(M)
    if name == "t":
        return element.text or ""
    if name in _SHAPES:
        return _SHAPES[name](element)
    if name not in ("oMath", "r", "e", "num", "den", "sub", "sup", "deg"):
        raise _NotPlainError
    return "".join(_text(child) for child in element if not child.tag.endswith("Pr"))


def _part(element: Element, name: str) -> str:
    part = element.find(f"{M}{name}")
    return _text(part) if part is not None else ""


def _property(element: Element, path: str, otherwise: str) -> str:
    child = element.find("/".join(f"{M}{name}" for name in path.split("/")))
    return child.get(f"{M}val", otherwise) if child is not None else otherwise


def _raised(element: Element) -> str:
    return _part(element, "e") + _written(_part(element, "sup"), _RAISED)


def _lowered(element: Element) -> str:
    return _part(element, "e") + _written(_part(element, "sub"), _LOWERED)


def _both(element: Element) -> str:
    return _lowered(element) + _written(_part(element, "sup"), _RAISED)


def _written(text: str, characters: Mapping[str, str]) -> str:
    try:
        return "".join(characters[character] for character in text if character != " ")
    except KeyError as error:
        raise _NotPlainError from error


def _fraction(element: Element) -> str:
    if _property(element, "fPr/type", "bar") == "noBar":
        raise _NotPlainError
    return f"{_term(_part(element, 'num'))}/{_term(_part(element, 'den'))}"


def _root(element: Element) -> str:
    return f"{_written(_part(element, 'deg'), _RAISED)}√{_term(_part(element, 'e'))}"


def _term(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _fenced(element: Element) -> str:
    inside = "|".join(_text(part) for part in element.findall(f"{M}e"))
    first, last = (_property(element, f"dPr/{n}", c) for n, c in (("begChr", "("), ("endChr", ")")))
    return f"{first}{inside}{last}"


_SHAPES: Mapping[str, Callable[[Element], str]] = MappingProxyType(
    {
        "sSup": _raised,
        "sSub": _lowered,
        "sSubSup": _both,
        "f": _fraction,
        "rad": _root,
        "d": _fenced,
    }
)
