"""XLIFF 1.2 and 2 of other programs: the units without a target are given one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from webapp.text.placing import Role

#: The elements with a source and a target: of version 1.2, and of version 2.
_UNITS = ("trans-unit", "segment")
#: Elements of version 1.2 whose content is code of another format.
_SEALED = frozenset(["ph", "bpt", "ept", "it"])
#: States of a target that is still to be made.
_WAITING = frozenset(["new", "needs-translation", "initial"])
_STATE = re.compile(r"""(\sstate\s*=\s*)(["'])[^"']*\2""")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its source, and where its target stands or is to stand."""

    source: Content
    start: int
    end: int
    before: str
    tag: str
    is_waiting: bool
    #: The notes on it, and where the element begins that has them: several units can share one.
    note: str = ""
    noted: int = 0

    def written(self, target: str) -> str:
        """The target of the unit as an element."""
        tag = _STATE.sub(r"\1\2translated\2", self.tag)
        return f"{self.before}{tag}{self.source.written(target, xml_escaped)}</{_name(tag)}>"


def xliff_messages(text: str) -> SlicedMessages:
    """The sources of all units without a target, or of all if none lacks one.

    Raises UnreadableDocument.
    """
    every = xml_pieces(text)
    units = [unit for unit in _units(text, every) if has_words(unit.source.text)]
    chosen = [unit for unit in units if unit.is_waiting] or units
    languages = [piece for piece in every if piece.name.endswith(("xliff", "file"))]
    return SlicedMessages(
        text,
        [unit.source.text for unit in chosen],
        [Slice(unit.start, unit.end, unit.written) for unit in chosen],
        list(_labels(languages)),
        next(filter(None, map(_source_language, languages)), ""),
        list(_first_notes(chosen)),
    )


def _first_notes(units: Sequence[_Unit]) -> Iterator[str]:
    """The notes on each unit; the first of those that share their notes has them."""
    last = -1
    for unit in units:
        yield "" if unit.noted == last else unit.note
        last = unit.noted


def _units(text: str, every: Sequence[Piece]) -> Iterator[_Unit]:
    number, noted, note = 0, 0, ""
    while number < len(every):
        piece, last = every[number], number
        name = _name(piece.raw).rpartition(":")[2]
        if piece.role is Role.OPEN and attributes(piece).get("translate") == "no":
            last = closing(every, number)
        elif piece.role is Role.OPEN and name in ("unit", *_UNITS):
            inside = every[number : closing(every, number) + 1]
            if name != "segment":
                noted, note = piece.place, notes_of(inside)
            if name != "unit":
                last = number + len(inside) - 1
                if unit := _unit(text, inside):
                    yield replace(unit, note=note, noted=noted)
        number = last + 1


def _unit(text: str, inside: Sequence[Piece]) -> _Unit | None:
    places: dict[str, tuple[int, int]] = {}
    for name, first, last in children(inside):
        places.setdefault(name, (first, last))
    if "source" not in places:
        return None
    first, last = places["source"]
    opening, end = inside[first], inside[last]
    words = content(
        inside[first + 1 : last],
        opening.place + len(opening.raw),
        end.place,
        xml_read,
        sealed=_SEALED,
    )
    if "target" in places:
        return _with_target(inside, words, *places["target"])
    _, last = places.get("seg-source", places["source"])
    at = inside[last].place + len(inside[last].raw)
    before = blank_before(text, opening.place)
    prefix = opening.name.rpartition(":")[0]
    return _Unit(words, at, at, before, f"<{prefix + ':' if prefix else ''}target>", True)


def _with_target(inside: Sequence[Piece], words: Content, first: int, last: int) -> _Unit:
    tag, end = inside[first], inside[last]
    # Programs mark where the parts of a target are to stand, before there is any.
    has_target = any(piece.raw.strip() for piece in inside[first + 1 : last] if not piece.name)
    states = [attributes(tag).get("state", ""), attributes(inside[0]).get("state", "")]
    is_waiting = not has_target or not _WAITING.isdisjoint(states)
    return _Unit(words, tag.place, end.place + len(end.raw), "", opened(tag.raw), is_waiting)


def _name(tag: str) -> str:
    match = re.match(r"<([^\s/>]+)", tag)
    return match[1] if match else ""


def _source_language(piece: Piece) -> str:
    given = attributes(piece)
    return given.get("source-language") or given.get("srcLang") or ""


def _labels(languages: Sequence[Piece]) -> Iterator[Slice]:
    """Where the language of the targets stands, or is to stand behind that of the sources."""
    for piece in languages:
        for source, target in (("source-language", "target-language"), ("srcLang", "trgLang")):
            named = re.search(rf"""\s{target}\s*=\s*(["'])(.*?)\1""", piece.raw)
            beside = re.search(rf"""\s{source}\s*=\s*(["']).*?\1""", piece.raw)
            if named:
                yield Slice(piece.place + named.start(2), piece.place + named.end(2), str)
            elif beside:
                at = piece.place + beside.end()
                yield Slice(at, at, partial(_attribute, target))


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"'
