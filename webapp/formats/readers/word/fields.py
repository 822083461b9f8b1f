"""The fields of a Word document: what is computed there is shown, what computes it is not."""

import re

from webapp.formats.markup import Element
from webapp.formats.readers.word.numbering import W

OUTSIDE = ("http:", "https:", "mailto:")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"')
_EQUATION = re.compile(r"\s*EQ\s", re.IGNORECASE)


def address(target: str, anchor: str = "") -> str:
    """Where a link leads outside the document, with a place there; empty for a link inside."""
    if not target.startswith(OUTSIDE):
        return ""
    return f"{target}#{anchor}" if anchor and "#" not in target else target


def field_address(instruction: str) -> str:
    """Where a field leads, empty for one that leads nowhere outside."""
    link = _LINK.match(instruction)
    anchor = _ANCHOR.search(instruction)
    return address(link[1] or link[2] or "", anchor[1] if anchor else "") if link else ""


class Fields:
    """The fields that are open at a place of the text; they can hold fields and whole paragraphs.

    Each has a beginning, an instruction, and mostly a separator and what it shows, then an end.
    """

    def __init__(self) -> None:
        #: Of each open field that shows by now: where it or one around it leads.
        self._shown: list[str] = []
        #: The instructions of those that do not show yet, which are inside the others.
        self._instructions: list[list[str]] = []

    @property
    def is_shown(self) -> bool:
        """Whether text here is shown, and not part of an instruction."""
        return not self._instructions

    @property
    def address(self) -> str:
        """Where text here leads."""
        return self._shown[-1] if self._shown else ""

    def begin_paragraph(self) -> None:
        """Take no field for open whose instruction did not end with the paragraph before.

        One that was left open by mistake would else hide the rest of the document.
        """
        self._instructions.clear()

    def instruct(self, text: str) -> None:
        """Go on with the innermost instruction."""
        if self._instructions:
            self._instructions[-1].append(text)

    def meet(self, mark: Element) -> bool:
        """Go past a mark of a field (fldChar); true at the end of an equation that is drawn."""
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
