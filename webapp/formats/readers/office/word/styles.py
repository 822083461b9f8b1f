"""Reads the styles of a Word document: of paragraphs, and of the letters in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from webapp.formats.markup import Element
from webapp.formats.readers.office.word.numbering import W, value, whole
from webapp.text import MarkKind

_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-6])", re.IGNORECASE)
_OFF = ("0", "false", "none", "off")
#: Word's names of the looks that matter here.
_LOOKS = {f"{W}b": MarkKind.BOLD, f"{W}i": MarkKind.ITALIC, f"{W}vanish": "hidden"}
#: The most bases of a style; this also ends a loop of styles.
_MAX_BASES = 20

#: Which looks are on or off, by name. Looks that no style states are missing.
Look = dict[str, bool]


@dataclass
class WordStyles:
    """The styles by their id, each together with the styles on which it is based."""

    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    #: The lists (numPr) of the styles that make items.
    lists: dict[str, Element] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    #: By a style for letters: the style for paragraphs that is its other half.
    linked: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "WordStyles":
        """The styles of styles.xml."""
        styles = cls()
        elements = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        for key, style in elements.items():
            styles.names[key] = value(style.find(f"{W}name"))
            styles.linked[key] = value(style.find(f"{W}link"))
            styles._learn(key, list(_bases(elements, key)))
        return styles

    def _learn(self, key: str, bases: list[Element]) -> None:
        levels = [level for style in bases if (level := _level(style)) is not None]
        if levels and levels[0]:
            self.levels[key] = levels[0]
        lists = (style.find(f"{W}pPr/{W}numPr") for style in bases)
        nearest = next((properties for properties in lists if properties is not None), None)
        if nearest is not None:
            self.lists[key] = nearest
        self.looks[key] = {}
        for style in reversed(bases):
            self.looks[key] |= _look(style.find(f"{W}rPr"))

    def look(self, run: Element, paragraph_style: str) -> Look:
        """How the letters of a run look.

        Bold and italics of the paragraph's own style belong to its kind (a heading, a quotation).
        They stress no words there. But what a style hides is hidden.
        """
        properties = run.find(f"{W}rPr")
        look = Look(hidden=self.looks.get(paragraph_style, {}).get("hidden", False))
        if properties is None:
            return look
        style = value(properties.find(f"{W}rStyle"))
        if not self._is_half_of(style, paragraph_style):
            look |= self.looks.get(style, {})
        return look | _look(properties)

    def _is_half_of(self, style: str, paragraph_style: str) -> bool:
        return bool(paragraph_style) and self.linked.get(style) == paragraph_style


def _bases(styles: Mapping[str, Element], key: str) -> Iterator[Element]:
    """The style with that id, the style on which it is based, and so on."""
    for _ in range(_MAX_BASES):
        if key not in styles:
            return
        yield styles[key]
        key = value(styles[key].find(f"{W}basedOn"))


def _level(style: Element) -> int | None:
    """The level of a style's headings; 0 if it makes none, None if its base decides."""
    named = _HEADING.match(value(style.find(f"{W}name")))
    if named:
        return int(named[1])
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is None:
        return None
    level = whole(value(outline), 9)
    return level + 1 if level < 6 else 0


def _look(properties: Element | None) -> Look:
    if properties is None:
        return {}
    return {
        _LOOKS[child.tag]: child.get(f"{W}val", "true").lower() not in _OFF
        for child in properties
        if child.tag in _LOOKS
    }
