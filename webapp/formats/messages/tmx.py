"""TMX of other programs: the units without a target are given one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from webapp.formats.messages.message import Slice, SlicedMessages, has_words
from webapp.formats.messages.unit_notes import notes_of
from webapp.formats.messages.xml_content import (
    Content,
    attributes,
    blank_before,
    children,
    closing,
    content,
    opened,
    xml_escaped,
    xml_pieces,
    xml_read,
)
from webapp.formats.slices.running_text import Piece
from webapp.text import primary_language
from webapp.text.placing import Role

#: Elements whose content is code of another format.
_SEALED = frozenset(["bpt", "ept", "it", "ph", "ut"])
#: What a header says where its units are in any language.
_ANY = "*all*"
_LANGUAGE = re.compile(r"""\s((?:xml:)?lang)\s*=\s*["']""")


@dataclass(frozen=True, slots=True)
class _Variant:
    """A unit's text in a language without its region; ``tag`` opens its ``<seg>``.

    ``start`` and ``end`` are half-open offsets of that element, in code points.
    """

    language: str
    attribute: str
    words: Content
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its source, its other texts, and where ``end`` and how a further one is put in."""

    source: _Variant
    others: Sequence[_Variant]
    end: int
    gap: str
    note: str

    @property
    def is_waiting(self) -> bool:
        """Whether there is no text but the source."""
        return not any(variant.words.text.strip() for variant in self.others)

    def place(self, language: str) -> Slice:
        """Where the target in this language stands or is to stand."""
        code = primary_language(language)
        there = next((variant for variant in self.others if variant.language == code), None)
        if there is not None:
            return Slice(there.start, there.end, partial(self._written, there.tag))
        tag = f'{self.gap}<tuv {self.source.attribute}="{language}"><seg>'
        return Slice(self.end, self.end, partial(self._written, tag, after="</tuv>"))

    def _written(self, tag: str, target: str, after: str = "") -> str:
        return f"{tag}{self.source.words.written(target, xml_escaped)}</seg>{after}"


class TmxMessages:
    """A memory. The texts are the sources of units without a target, or of all if none lacks one.

    The language of the sources is the header's, or else that of the first text. Raises
    UnreadableDocument.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        every = xml_pieces(text)
        several = [unit for unit in _units(text, every) if has_words(unit.source.words.text)]
        self._units = [unit for unit in several if unit.is_waiting] or several
        self.texts = [unit.source.words.text for unit in self._units]
        self.notes = [unit.note for unit in self._units]
        self.language = self._units[0].source.language if self._units else ""

    def filled(self, targets: Sequence[str | None], language: str) -> str:
        """See Messages."""
        places = [unit.place(language) for unit in self._units]
        return SlicedMessages(self._text, self.texts, places).filled(targets, language)


def _units(text: str, every: Sequence[Piece]) -> Iterator[_Unit]:
    language, number = "", 0
    while number < len(every):
        piece, last = every[number], number
        if piece.name == "header":
            given = attributes(piece).get("srclang", "").lower()
            language = "" if given == _ANY else primary_language(given)
        elif piece.name == "tu" and piece.role is Role.OPEN:
            last = closing(every, number)
            inside = every[number : last + 1]
            variants = list(_variants(inside))
            language = language or (variants[0].language if variants else "")
            source = next((one for one in variants if one.language == language), None)
            if source is not None:
                yield _unit(text, inside, source, variants)
        number = last + 1


def _unit(text: str, inside: Sequence[Piece], source: _Variant, several: list[_Variant]) -> _Unit:
    others = [variant for variant in several if variant.language != source.language]
    *_, (first, last) = (place for name, *place in children(inside) if name == "tuv")
    end = inside[last].place + len(inside[last].raw)
    return _Unit(source, others, end, blank_before(text, inside[first].place), notes_of(inside))


def _variants(inside: Sequence[Piece]) -> Iterator[_Variant]:
    for name, first, last in children(inside):
        language = _LANGUAGE.search(inside[first].raw) if name == "tuv" else None
        if language is None:
            continue
        variant = inside[first : last + 1]
        code = primary_language(attributes(variant[0])[language[1]])
        for part, opening, end in children(variant):
            if part == "seg":
                yield _variant(code, language[1], variant[opening : end + 1])


def _variant(language: str, attribute: str, segment: Sequence[Piece]) -> _Variant:
    tag, last = segment[0], segment[-1]
    start, end = tag.place + len(tag.raw), last.place
    words = content(segment[1:-1], start, end, xml_read, sealed=_SEALED)
    return _Variant(
        language, attribute, words, opened(tag.raw), tag.place, last.place + len(last.raw)
    )
