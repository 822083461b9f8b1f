"""Reads from the styles of an OpenDocument how letters look, and names its namespaces."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from webapp.formats.markup import Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, TABLE = (f"{{{_NAMES}{name}:1.0}}" for name in ("text", "style", "table"))
DRAW, OFFICE = f"{{{_NAMES}drawing:1.0}}", f"{{{_NAMES}office:1.0}}"
_FO, _SVG = f"{{{_NAMES}xsl-fo-compatible:1.0}}", f"{{{_NAMES}svg-compatible:1.0}}"
#: The most ancestors of a style; this also ends a loop of styles.
_MAX_PARENTS = 20
#: The least weight, of 100 to 900, that counts as bold.
_BOLD_WEIGHT = 600
_STYLES = f"{STYLE}style"


class Look(TypedDict, total=False):
    """How letters look. Properties that no style states are missing."""

    bold: bool
    italic: bool
    hidden: bool
    font: str


@dataclass
class OdtStyles:
    """The styles by family ("text", "paragraph") and name."""

    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    #: The styles that a program made for formatting by hand.
    automatic: set[tuple[str, str]] = field(default_factory=set)
    _fonts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Element, named: Element | None) -> "OdtStyles":
        """The styles of content.xml and of styles.xml, without those of headers and footers."""
        styles = cls()
        for tree in (named, content) if named is not None else (content,):
            for face in tree.iter(f"{STYLE}font-face"):
                styles._fonts[face.get(f"{STYLE}name", "")] = face.get(f"{_SVG}font-family", "")
        for group in () if named is None else named.iter(f"{OFFICE}styles"):
            styles._learn(group)
        for group in content.iter(f"{OFFICE}automatic-styles"):
            styles.automatic.update(styles._learn(group))
        return styles

    def _learn(self, group: Element) -> list[tuple[str, str]]:
        learned = []
        for style in group.iter(_STYLES):
            key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
            self.parents[key] = style.get(f"{STYLE}parent-style-name", "")
            properties = style.find(f"{STYLE}text-properties")
            self.looks[key] = Look() if properties is None else self._look(properties)
            learned.append(key)
        return learned

    def _look(self, properties: Element) -> Look:
        look = Look()
        weight, slope = properties.get(f"{_FO}font-weight"), properties.get(f"{_FO}font-style")
        if weight is not None:
            is_number = weight.isdecimal() and len(weight) <= 3
            look["bold"] = weight == "bold" or (is_number and int(weight) >= _BOLD_WEIGHT)
        if slope is not None:
            look["italic"] = slope in ("italic", "oblique")
        if (display := properties.get(f"{TEXT}display")) is not None:
            look["hidden"] = display == "none"
        if (font := properties.get(f"{STYLE}font-name")) is not None:
            look["font"] = self._fonts.get(font, font).strip("'\"")
        return look

    def letters(self, name: str) -> Look:
        """How a style for letters and its ancestors make letters look."""
        look = Look()
        for key in reversed(list(self._line("text", name))):
            look |= self.looks.get(key, Look())
        return look

    def paragraph(self, name: str) -> Look:
        """How a style for paragraphs makes letters look.

        Bold and italics of a named style belong to the kind of its paragraphs (headings,
        quotations). They stress no words there. But what a style hides is hidden.
        """
        look = Look()
        for key in reversed(list(self._line("paragraph", name))):
            style_look = self.looks.get(key, Look())
            if key in self.automatic:
                look |= style_look
            elif "hidden" in style_look:
                look["hidden"] = style_look["hidden"]
        return look

    def _line(self, family: str, name: str) -> Iterator[tuple[str, str]]:
        """The keys of a style and of its ancestors."""
        for _ in range(_MAX_PARENTS):
            key = family, name
            if key not in self.parents:
                return
            yield key
            name = self.parents[key]
