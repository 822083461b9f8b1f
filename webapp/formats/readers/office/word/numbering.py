"""Counts the lists of a Word document: each item gets its depth and number."""

from dataclasses import dataclass, field

from webapp.formats.markup import Element
from webapp.text import Detail

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: HTML's names of Word's ways to write numbers; all other ways count as digits.
_NUMBERINGS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_UNNUMBERED = ("bullet", "none")
_NO_LIST = "0"
#: The deepest level of Word, counted from 0.
_MAX_DEPTH = 8
#: The most digits of a number.
_MAX_DIGITS = 6


def value(element: Element | None) -> str:
    """The value of an element of Word; empty for None."""
    return element.get(f"{W}val", "") if element is not None else ""


def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number in an attribute, or else ``otherwise``."""
    is_number = text is not None and text.isdecimal() and len(text) <= _MAX_DIGITS
    return int(text) if text and is_number else otherwise


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the form of its numbers, the first number, and the text of its mark."""

    form: str
    start: int
    text: str

    @classmethod
    def of(cls, level: Element) -> "_Level":
        return cls(
            value(level.find(f"{W}numFmt")) or "decimal",
            whole(value(level.find(f"{W}start")), 1),
            value(level.find(f"{W}lvlText")),
        )


@dataclass
class Numbering:
    """The lists that numbering.xml defines, and the last numbers of each."""

    #: By a list's key: the definition that it shares with other lists.
    shared: dict[str, str] = field(default_factory=dict)
    #: By definition and depth; and by list and depth, where a list differs from its definition.
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    own_levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    #: By list and depth: the first number of a list that restarts, until the list has begun.
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    #: By definition and depth: the last number.
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "Numbering":
        """The lists of numbering.xml."""
        numbering = cls()
        for definition in root.iter(f"{W}abstractNum"):
            numbering.levels |= _levels(definition.get(f"{W}abstractNumId", ""), definition)
        for instance in root.iter(f"{W}num"):
            key = instance.get(f"{W}numId", "")
            numbering.shared[key] = value(instance.find(f"{W}abstractNumId"))
            numbering.own_levels |= _levels(key, instance)
            numbering.restarts[key] = _restarts(instance)
        return numbering

    def item(self, properties: Element) -> Detail | None:
        """The next item of the list that ``properties`` (numPr) name; None for no list."""
        key = value(properties.find(f"{W}numId"))
        depth = min(whole(value(properties.find(f"{W}ilvl"))), _MAX_DEPTH)
        return None if key == _NO_LIST else self._item(key, depth)

    def _item(self, key: str, depth: int) -> Detail:
        shared = self.shared.get(key, "")
        level = self.own_levels.get((key, depth)) or self.levels.get((shared, depth))
        detail = Detail(level=depth + 1)
        if level is None:
            return detail
        if level.form not in _UNNUMBERED:
            detail["number"] = self._count(key, depth, level.start)
        elif not level.text.strip():  # an item without a mark goes on with the one before
            detail["goes_on"] = True
        if level.form in _NUMBERINGS:
            detail["numbering"] = _NUMBERINGS[level.form]
        return detail

    def _count(self, key: str, depth: int, start: int) -> int:
        """The next number at a depth. Deeper levels begin again after it."""
        counted = self.counted.setdefault(self.shared[key], {})
        counted |= {d: first - 1 for d, first in self.restarts.pop(key, {}).items()}
        for deeper in [d for d in counted if d > depth]:
            del counted[deeper]
        counted[depth] = counted.get(depth, start - 1) + 1
        return counted[depth]


def _levels(key: str, element: Element) -> dict[tuple[str, int], _Level]:
    return {
        (key, whole(level.get(f"{W}ilvl"))): _Level.of(level) for level in element.iter(f"{W}lvl")
    }


def _restarts(instance: Element) -> dict[int, int]:
    return {
        whole(change.get(f"{W}ilvl")): first
        for change in instance.iter(f"{W}lvlOverride")
        if (first := whole(value(change.find(f"{W}startOverride")), -1)) >= 0
    }
