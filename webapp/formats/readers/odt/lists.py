"""Counts the lists of an OpenDocument: each item gets its depth and number."""

from webapp.formats.markup import Element
from webapp.formats.readers.odt.styles import STYLE, TEXT
from webapp.text import Detail

_NAME = "{http://www.w3.org/XML/1998/namespace}id"


class OdtLists:
    """The styles of lists, and the last number of each list."""

    def __init__(self) -> None:
        #: By the style's name and the depth: the form of the numbers, and the first number.
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.counted: dict[Element, int] = {}
        #: The last number of a list, by its name, and by its style and depth.
        self.by_name: dict[str, int] = {}
        self.by_style: dict[tuple[str, int], int] = {}
        self.begun: set[Element] = set()

    def learn(self, style: Element) -> None:
        """Remember the levels of a style that have numbers."""
        for level in style.iter(f"{TEXT}list-level-style-number"):
            form = level.get(f"{STYLE}num-format", "")
            start = whole_or_none(level.get(f"{TEXT}start-value")) or 1
            if form:
                key = style.get(f"{STYLE}name", ""), whole_or_none(level.get(f"{TEXT}level")) or 1
                self.levels[key] = form, start

    def item(self, item: Element) -> Detail:
        """The detail of the next paragraph of ``item``."""
        lists = list(item.iterancestors(f"{TEXT}list"))
        detail = Detail(level=max(len(lists), 1))
        if item in self.begun or item.tag == f"{TEXT}list-header":
            detail["goes_on"] = True
            return detail
        self.begun.add(item)
        style = next((name for element in lists if (name := element.get(f"{TEXT}style-name"))), "")
        key = style, len(lists)
        if key in self.levels:
            form, first = self.levels[key]
            start = whole_or_none(item.get(f"{TEXT}start-value"))
            detail["number"] = start or self._last(lists[0], key, first - 1) + 1
            self._count(lists[0], key, detail["number"])
            if form in ("a", "A", "i", "I"):
                detail["numbering"] = form
        return detail

    def _last(self, element: Element, key: tuple[str, int], otherwise: int) -> int:
        """The number of the last item of this list, or of the list that it continues."""
        if element in self.counted:
            return self.counted[element]
        if element.get(f"{TEXT}continue-numbering") == "true":
            return self.by_style.get(key, otherwise)
        return self.by_name.get(element.get(f"{TEXT}continue-list", ""), otherwise)

    def _count(self, element: Element, key: tuple[str, int], number: int) -> None:
        self.counted[element] = self.by_style[key] = number
        if name := element.get(_NAME):
            self.by_name[name] = number


def whole_or_none(text: str | None) -> int | None:
    """The whole number in an attribute; None where it has none."""
    return int(text) if text and text.isdecimal() and len(text) < 7 else None
