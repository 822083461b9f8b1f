"""Follows the fields of a Word document: a result is text, an instruction is not."""

import re

from webapp.formats.markup import Element
from webapp.formats.readers.office.word.numbering import W

OUTSIDE = ("http:", "https:", "mailto:")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"')
_EQUATION = re.compile(r"\s*EQ\s", re.IGNORECASE)


def address(target: str, anchor: str = "") -> str:
    """The address of a link that leads out of the document, with its anchor; else empty."""
    if not target.startswith(OUTSIDE):
        return ""
    return f"{target}#{anchor}" if anchor and "#" not in target else target


def field_address(instruction: str) -> str:
    """The address of a field that leads out of the document; else empty."""
    link = _LINK.match(instruction)
    anchor = _ANCHOR.search(instruction)
    return address(link[1] or link[2] or "", anchor[1] if anchor else "") if link else ""


class Fields:
    """The fields that are open at a place of the text.

    A field has a beginning, an instruction, mostly a separator and a result, then an end. It can
    contain fields and whole paragraphs.
    """

    def __init__(self) -> None:
        #: For each open field in its result: the address of it, or of a field that encloses it.
        self._shown: list[str] = []
        #: The instructions of the open fields that have no result yet; they are the inner ones.
        self._instructions: list[list[str]] = []

    @property
    def is_shown(self) -> bool:
        """Whether text at this place is shown, and is no part of an instruction."""
        return not self._instructions

    @property
    def address(self) -> str:
        """The address to which text at this place leads; empty for none."""
        return self._shown[-1] if self._shown else ""

    def begin_paragraph(self) -> None:
        """Close each field whose instruction did not end with the paragraph before.

        A field that was left open by mistake would hide the rest of the document.
        """
        self._instructions.clear()

    def instruct(self, text: str) -> None:
        """Append text to the innermost instruction."""
        if self._instructions:
            self._instructions[-1].append(text)

    def meet(self, mark: Element) -> bool:
        """Pass a mark of a field (fldChar). Returns true at the end of a drawn equation."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._instructions.append([])
        elif kind == "separate" and self._instructions:
            leads = field_address("".join(self._instructions.pop()))
            self._shown.append(leads or self.address)
        elif kind == "end" and self._instructions:
            return _EQUATION.match("".join(self._instructions.pop())) is not None
        elif kind == "end" and self._shown:
            self._shown.pop()
        return False
