"""Which marks the inline elements of a page make: bold, italics, links, marks of notes."""

import re
from urllib.parse import quote, unquote

from webapp.formats.archive import resolved
from webapp.formats.markup import Element, local_name
from webapp.text import MarkKind

_MARKS = {
    **dict.fromkeys(["b", "strong"], MarkKind.BOLD),
    **dict.fromkeys(["i", "em", "cite"], MarkKind.ITALIC),
}
_BACK = {"backlink", "doc-backlink"}
#: Signs of a link that only leads back from a note to its mark.
_BACK_SIGNS = frozenset(
    "↩↑⤴⬆⇧↵⏎^\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16} \N{NO-BREAK SPACE}"
)
_NOTE_MARKS = {"noteref", "doc-noteref"}
_TYPES = ("{http://www.idpf.org/2007/ops}type", "epub:type", "role")
_OUTSIDE = ("http:", "https:", "mailto:")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//")


def is_note_mark(link: Element) -> bool:
    """Whether a link is the mark of a footnote."""
    return mark_of("a", link)[0] == MarkKind.NOTE


def leads_back(link: Element) -> bool:
    """Whether a link only leads from a note back to its mark."""
    if not _BACK.isdisjoint(types(link)):
        return True
    label = "".join(link.itertext())
    return link.get("href", "").startswith("#") and bool(label) and _BACK_SIGNS.issuperset(label)


def mark_of(name: str, element: Element) -> tuple[str, str]:
    """The kind of mark that an inline element makes ("" for none), and its address.

    That of a PLACE is as the element writes it.
    """
    href = element.get("href", "")
    if _NOTE_MARKS & types(element) or (href.startswith("#") and _is_raised(name, element)):
        return MarkKind.NOTE, ""
    if name == "sup" and (element.text or "").isdigit():
        return MarkKind.NOTE, ""
    if name == "a" and href.startswith(_OUTSIDE):
        return MarkKind.LINK, quote(href, safe="%/:=&?~#+!$,;'@()*-._")
    if name == "a" and href and not _SCHEME.match(href):
        return MarkKind.PLACE, href
    return _MARKS.get(name, ""), ""


def anchor_of(page: str, href: str) -> str:
    """The name of the place that a link of the part ``page`` leads to."""
    path, _, name = unquote(href.strip()).partition("#")
    return f"{resolved(page, path) if path else page}#{name}"


def _is_raised(name: str, element: Element) -> bool:
    parent = element.getparent()
    inside = [local_name(child) for child in element]
    return name == "a" and (inside == ["sup"] or local_name(parent) == "sup")


def types(element: Element) -> set[str]:
    """The roles of an element, and its types in e-books."""
    return {word for name in _TYPES for word in element.get(name, "").split()}
