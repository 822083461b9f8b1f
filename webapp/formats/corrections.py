"""Reads corrected translations from TMX, XLIFF 1.2 and XLIFF 2, whichever program wrote them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from webapp.errors import NotText, UnreadableDocument
from webapp.formats.coded_text import CodeFault, coded_text
from webapp.formats.marks.codes import Span
from webapp.formats.markup import Element, bounded_xml_tree, local_name
from webapp.formats.plain_text import storable
from webapp.text import primary_language

#: Units read at most; the longest document has fewer segments.
MAX_UNITS = 500_000
#: States which mean that a person approved the target.
_REVIEWED = frozenset(["reviewed", "final", "signed-off"])
#: Whom our exports of XLIFF 1.2 name in a note that says why a target is uncertain.
_OURS = "visavis"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Correction(NamedTuple):
    """A source and its target. ``position`` is the segment's, from 1, where the file states it.

    A unit that has ``notes`` alone has an empty target. The codes are those of both, in matching
    order only where there is no ``fault``. ``notes`` are what people noted on it.
    """

    position: int | None
    source: str
    target: str
    reviewed: bool = False
    source_codes: tuple[Span, ...] = ()
    target_codes: tuple[Span, ...] = ()
    fault: CodeFault | None = None
    notes: tuple[str, ...] = ()


def read_corrections(data: bytes, target_language: str) -> list[Correction]:
    """The units of a file that have a source and a target or notes.

    Raises NotText for a file that is neither XLIFF nor TMX, TooLarge for one of too many tags, and
    UnreadableDocument for a file that is damaged or has neither.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise NotText("This file is neither XLIFF nor TMX.")
    root = bounded_xml_tree(data)
    key = (local_name(root), root.get("version", "")[:1])
    reader = _READERS.get(key)
    if reader is None:
        raise NotText("This file is neither XLIFF nor TMX.")
    units = reader(root, target_language)
    corrections = [c for c in units if c.source and (c.target.strip() or c.notes)]
    if not corrections:
        raise UnreadableDocument("This file has no translation in the document's language.")
    return corrections[:MAX_UNITS]


def _tmx(root: Element, target_language: str) -> Iterator[Correction]:
    source_language = next((h.get("srclang", "") for h in root.iter("{*}header")), "")
    for unit in root.iter("{*}tu"):
        texts = {
            primary_language(language_of(v)): v.find("{*}seg") for v in unit.iterfind("{*}tuv")
        }
        source = texts.get(primary_language(unit.get("srclang", source_language)))
        states = [prop.text for prop in unit.iterfind("{*}prop") if prop.get("type") == "x-state"]
        yield _correction(
            unit.get("tuid"),
            source,
            texts.get(primary_language(target_language)),
            "edited" in states,
            _texts(unit.iterfind("{*}note")),
        )


def _xliff_1(root: Element, _: str) -> Iterator[Correction]:
    for unit in root.iter("{*}trans-unit"):
        target = unit.find("{*}target")
        reviewed = unit.get("approved") == "yes" or _state(target) in _REVIEWED
        notes = _texts(note for note in unit.iterfind("{*}note") if note.get("from") != _OURS)
        yield _correction(unit.get("id"), unit.find("{*}source"), target, reviewed, notes)


def _xliff_2(root: Element, _: str) -> Iterator[Correction]:
    for unit in root.iter("{*}unit"):
        segments = list(unit.iterfind("{*}segment"))
        notes = _notes_by_segment(unit, [segment.get("id", "") for segment in segments])
        for segment in segments:
            name = segment.get("id", "")
            yield _correction(
                name.removeprefix("s"),
                segment.find("{*}source"),
                segment.find("{*}target"),
                segment.get("state") in _REVIEWED,
                _texts(notes.pop(name, ())),
            )


def _notes_by_segment(unit: Element, names: Sequence[str]) -> dict[str, list[Element]]:
    """The notes of a unit by the names of its segments; the first has those that name none.

    Our exports name the segment behind the last hyphen of a note's id.
    """
    notes: dict[str, list[Element]] = defaultdict(list)
    for note in unit.iterfind("{*}notes/{*}note"):
        key = note.get("id", "")
        if note.get("category") != "uncertain" or not key.startswith("n-s"):
            named = key.rpartition("-")[2]
            notes[named if named in names else names[0] if names else ""].append(note)
    return notes


def _correction(
    key: str | None,
    source: Element | None,
    target: Element | None,
    reviewed: bool,
    notes: tuple[str, ...],
) -> Correction:
    position = int(key) if key and key.isascii() and key.isdigit() and len(key) < 10 else None
    given = coded_text(source)
    coded = coded_text(target, given)
    if not coded.text.strip():
        return Correction(position, given.text, "", notes=notes)
    codes = () if coded.fault else given.codes
    return Correction(
        position, given.text, coded.text, reviewed, codes, coded.codes, coded.fault, notes
    )


def _texts(notes: Iterable[Element]) -> tuple[str, ...]:
    """The words of notes that have any."""
    texts = (storable("".join(note.itertext())).strip() for note in notes)
    return tuple(filter(None, texts))


def text_of(element: Element | None) -> str:
    """The text of a source or target without its codes; empty for none."""
    return coded_text(element).text


def language_of(variant: Element) -> str:
    """The language code of a variant of TMX, as it is written there."""
    return str(variant.get(_LANGUAGE) or variant.get("lang") or "")


def _state(target: Element | None) -> str:
    return "" if target is None else str(target.get("state", ""))


_READERS: Mapping[tuple[str, str], Callable[[Element, str], Iterator[Correction]]] = (
    MappingProxyType({("tmx", "1"): _tmx, ("xliff", "1"): _xliff_1, ("xliff", "2"): _xliff_2})
)
