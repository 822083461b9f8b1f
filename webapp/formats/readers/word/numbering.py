"""The lists of a Word document: which depth and which number each of its items has."""

from dataclasses import dataclass, field

from webapp.formats.markup import Element
from webapp.text import Detail

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What HTML calls Word's ways to write a number; all others are digits here.
_NUMBERINGS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_UNNUMBERED = ("bullet", "none")
_NO_LIST = "0"
#: Word's deepest level, from 0.
_MAX_DEPTH = 8
#: Longest number that is one, in digits.
_MAX_DIGITS = 6


def value(element: Element | None) -> str:
    """What an element of Word says, empty where there is none."""
    return element.get(f"{W}val", "") if element is not None else ""


def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number that an attribute says, if it does."""
    is_number = text is not None and text.isdecimal() and len(text) <= _MAX_DIGITS
    return int(text) if text and is_number else otherwise


@dataclass(frozen=True, slots=True)
class _Level:
    """One depth of a list: how its numbers are written, the first one, and the text around."""

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
    """The lists that numbering.xml defines, and how far each has been counted."""

    #: By the list's key, the definition that it shares with others.
    shared: dict[str, str] = field(default_factory=dict)
    #: By the definition and the depth; and by the list and the depth where it differs.
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    own_levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    #: First numbers that lists of their own begin with, until they have.
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    #: By the definition: the last number at each depth.
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
        """The next item of the list that ``properties`` (numPr) name; None where they name none."""
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
        elif not level.text.strip():  # set as an item, without a mark
            detail["goes_on"] = True
        if level.form in _NUMBERINGS:
            detail["numbering"] = _NUMBERINGS[level.form]
        return detail

    def _count(self, key: str, depth: int, start: int) -> int:
        """The next number at a depth; deeper ones begin again after it."""
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
