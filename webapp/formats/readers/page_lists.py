"""Numbered and other lists of a page of HTML: the number of each item."""

import re
from dataclasses import dataclass

from webapp.formats.markup import Element, local_name
from webapp.text import Detail

_WHOLE = re.compile(r"\s*([+-]?\d{1,6})\b")


@dataclass(slots=True)
class PageList:
    """An open list of the page, with the number of its next item, None without numbers."""

    number: int | None = None
    numbering: str = ""
    step: int = 1

    @classmethod
    def of(cls, name: str, element: Element) -> "PageList":
        if name == "ul":
            return cls()
        numbering = element.get("type", "")
        is_reversed = element.get("reversed") is not None
        first = sum(1 for child in element if local_name(child) == "li") if is_reversed else 1
        return cls(
            _whole(element.get("start"), first),
            numbering if numbering in ("a", "A", "i", "I") else "",
            -1 if is_reversed else 1,
        )

    def item(self, level: int, element: Element) -> Detail:
        """The detail of the next item."""
        if self.number is None:
            return Detail(level=level)
        number = _whole(element.get("value"), self.number)
        self.number = number + self.step
        detail = Detail(level=level, number=number)
        if self.numbering:
            detail["numbering"] = self.numbering
        return detail


def _whole(text: str | None, otherwise: int) -> int:
    """The whole number at the start of an attribute, or else ``otherwise``."""
    match = _WHOLE.match(text or "")
    return int(match[1]) if match else otherwise
