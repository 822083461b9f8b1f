"""Writes the files that translators exchange: TMX 1.4b, XLIFF 1.2 and XLIFF 2.1.

A segment's id is its position in the document, so a corrected file finds its segments again.
Pending and failed segments have the state initial (XLIFF 1.2: new). Translated segments are
translated; edited segments are reviewed (XLIFF 1.2: signed-off). Notes are those of readers; one
more, in TMX a property, says why a target is uncertain. Bold, italics, links, the marks of
footnotes and line breaks are inline codes (webapp.formats.writers.inline_codes).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from webapp.formats.edition import Edition, EditionBlock, Pair
from webapp.formats.escaping import attribute, escaped
from webapp.formats.writers.inline_codes import (
    CodedPair,
    coded_pair,
    in_tmx,
    in_xliff_1_2,
    in_xliff_2_1,
)
from webapp.text.checks import doubt_of

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STATES_1_2 = {"translated": "translated", "edited": "signed-off"}
_STATES_2_1 = {"translated": "translated", "edited": "reviewed"}


class Taught(Protocol):
    """A pair that people gave."""

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of source and target, as BCP 47 codes."""

    @property
    def source(self) -> str:
        """The text of the source."""

    @property
    def target(self) -> str:
        """The text of the target."""

    @property
    def changed_at(self) -> datetime | None:
        """When it was given, in UTC, where that is known."""


def write_memory(units: Iterable[Taught]) -> Iterator[bytes]:
    """A translation memory of any languages as TMX 1.4b, in UTF-8."""
    yield f"{_DECLARATION}{_tmx_head('*all*')}<body>\n".encode()
    for number, unit in enumerate(units, 1):
        source, target = (attribute(language) for language in unit.languages)
        at = f' changedate="{unit.changed_at:%Y%m%dT%H%M%SZ}"' if unit.changed_at else ""
        yield (
            f'<tu tuid="{number}" srclang={source}{at}><prop type="x-state">edited</prop>\n'
            f"<tuv xml:lang={source}><seg>{escaped(unit.source)}</seg></tuv>\n"
            f"<tuv xml:lang={target}><seg>{escaped(unit.target)}</seg></tuv></tu>\n"
        ).encode()
    yield b"</body>\n</tmx>\n"


def _tmx_head(source_language: str, note: str = "") -> str:
    return (
        '<tmx version="1.4">\n'
        '<header creationtool="Vis-à-vis" creationtoolversion="1" segtype="sentence" '
        f'o-tmf="visavis" adminlang="en" srclang={attribute(source_language)} '
        f'datatype="plaintext">{note}</header>\n'
    )


def write_tmx(edition: Edition) -> Iterator[str]:
    """The translated segments as a translation memory, TMX 1.4b.

    A note says how many segments are not translated.
    """
    source, target = attribute(edition.source_language), attribute(edition.target_language)
    note = f"<note>{escaped(edition.notice)}</note>" if edition.notice else ""
    yield f"{_DECLARATION}{_tmx_head(edition.source_language, note)}<body>\n"
    position = 0
    for block in edition.blocks:
        for pair in block.segments:
            position += 1
            if pair.target is not None:
                coded = coded_pair(block, pair, in_tmx)
                yield (
                    f'<tu tuid="{position}">{_notes_tmx(block, pair)}'
                    f'<prop type="x-state">{pair.state}</prop>\n'
                    f"<tuv xml:lang={source}><seg>{coded.source}</seg></tuv>\n"
                    f"<tuv xml:lang={target}><seg>{coded.target}</seg></tuv></tu>\n"
                )
    yield "</body>\n</tmx>\n"


def _notes_tmx(block: EditionBlock, pair: Pair) -> str:
    notes = [f"<note>{escaped(note)}</note>" for note in _remarks(block, pair)]
    if doubt := doubt_of(pair.checks):
        notes.append(f'<prop type="x-uncertain">{doubt}</prop>')
    return "".join(notes)


def write_xliff_1_2(edition: Edition) -> Iterator[str]:
    """Every segment with its state as XLIFF 1.2, where a paragraph is a group."""
    yield (
        f'{_DECLARATION}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'<file original={attribute(edition.title)} datatype="plaintext" '
        f"source-language={attribute(edition.source_language)} "
        f"target-language={attribute(edition.target_language)}>\n<body>\n"
    )
    position = 0
    for number, block in enumerate(edition.blocks, 1):
        yield f'<group id="p{number}" restype="x-{block.kind}">\n'
        for pair in block.segments:
            position += 1
            coded = coded_pair(block, pair, in_xliff_1_2)
            yield (
                f'<trans-unit id="{position}" xml:space="preserve">'
                f"<source>{coded.source}</source>{_target_1_2(pair, coded)}"
                f"{_notes_1_2(block, pair)}</trans-unit>\n"
            )
        yield "</group>\n"
    yield "</body>\n</file>\n</xliff>\n"


def _target_1_2(pair: Pair, coded: CodedPair) -> str:
    state = _STATES_1_2.get(pair.state, "new")
    if coded.target is None:
        return f'<target state="{state}"/>'
    return f'<target state="{state}">{coded.target}</target>'


def _notes_1_2(block: EditionBlock, pair: Pair) -> str:
    notes = [f'<note from="reader">{escaped(note)}</note>' for note in _remarks(block, pair)]
    if doubt := doubt_of(pair.checks):
        notes.append(f'<note from="visavis" annotates="target">{doubt}</note>')
    return "".join(notes)


def _remarks(block: EditionBlock, pair: Pair) -> list[str]:
    """The notes of readers that end in a segment."""
    return [one.note for one in block.highlights.get(pair.start, ()) if one.note]


def write_xliff_2_1(edition: Edition) -> Iterator[str]:
    """Every segment with its state as XLIFF 2.1, where a paragraph is a unit."""
    yield (
        f'{_DECLARATION}<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        f"srcLang={attribute(edition.source_language)} "
        f"trgLang={attribute(edition.target_language)}>\n"
        f'<file id="f1" original={attribute(edition.title)}>\n'
    )
    position = 0
    for number, block in enumerate(edition.blocks, 1):
        yield f'<unit id="p{number}" type="visavis:{block.kind}" xml:space="preserve">\n'
        yield from _notes_2_1(position, block)
        yield from _unit_2_1(position, block)
        position += len(block.segments)
        yield "</unit>\n"
    yield "</file>\n</xliff>\n"


def _notes_2_1(position: int, block: EditionBlock) -> Iterator[str]:
    """The notes of readers, and one for each uncertain segment; ``position`` is that before them.

    Notes are the unit's in XLIFF 2.1, so the id of each names its segment.
    """
    pairs = [(f"s{n}", pair) for n, pair in enumerate(block.segments, position + 1)]
    notes = [
        f'<note id="r{number}-{name}" category="reader">{escaped(note)}</note>\n'
        for name, pair in pairs
        for number, note in enumerate(_remarks(block, pair), 1)
    ]
    notes += [
        f'<note id="n-{name}" category="uncertain" appliesTo="target">{name}: {doubt}</note>\n'
        for name, pair in pairs
        if (doubt := doubt_of(pair.checks))
    ]
    if notes:
        yield "".join(["<notes>\n", *notes, "</notes>\n"])


def _unit_2_1(position: int, block: EditionBlock) -> Iterator[str]:
    """The addresses of a unit's links, then its segments; ``position`` is that before them."""
    segments, addresses = [], []
    for number, pair in enumerate(block.segments, position + 1):
        coded = coded_pair(block, pair, in_xliff_2_1(number))
        addresses += [(f"d{number}-{code}", href) for code, href in coded.addresses]
        segments.append(_segment_2_1(number, pair, coded))
    if addresses:
        data = [f'<data id="{name}">{escaped(href)}</data>\n' for name, href in addresses]
        yield "".join(["<originalData>\n", *data, "</originalData>\n"])
    yield from segments


def _segment_2_1(position: int, pair: Pair, coded: CodedPair) -> str:
    state = _STATES_2_1.get(pair.state, "initial")
    target = "" if coded.target is None else f"<target>{coded.target}</target>"
    source = f"<source>{coded.source}</source>"
    return f'<segment id="s{position}" state="{state}">{source}{target}</segment>\n'
