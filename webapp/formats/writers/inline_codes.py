"""How TMX, XLIFF 1.2 and XLIFF 2.1 write the inline codes of a segment.

TMX has ``<bpt>`` and ``<ept>`` about marked words and ``<ph>`` for what stands alone; XLIFF 1.2 has
``<g>`` and ``<x/>``; XLIFF 2.1 has ``<pc>`` and ``<ph/>``.
"""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from webapp.formats.edition import EditionBlock, Pair
from webapp.formats.escaping import attribute, escaped
from webapp.formats.marks.codes import LINE, Code, Spelling, source_codes, spelled, target_codes
from webapp.text import MarkKind

_TMX_TYPES = {
    MarkKind.BOLD: "bold",
    MarkKind.ITALIC: "italic",
    MarkKind.LINK: "link",
    MarkKind.PLACE: "x-place",
    MarkKind.NOTE: "fnote",
    LINE: "lb",
}
_TYPES_1_2 = _TMX_TYPES | {MarkKind.NOTE: "x-footnote"}
_TYPES_2_1 = {
    MarkKind.BOLD: 'type="fmt" subType="xlf:b"',
    MarkKind.ITALIC: 'type="fmt" subType="xlf:i"',
    MarkKind.LINK: 'type="link"',
    MarkKind.PLACE: 'type="link" subType="visavis:place"',
    MarkKind.NOTE: 'type="other" subType="visavis:note"',
    LINE: 'type="fmt" subType="xlf:lb"',
}
_TAGS: Mapping[str, str] = MappingProxyType({MarkKind.BOLD: "b", MarkKind.ITALIC: "i"})


class CodedPair(NamedTuple):
    """A source and its target, None without one, as the content of elements.

    ``addresses`` are those of its links, each with the number of its code.
    """

    source: str
    target: str | None
    addresses: list[tuple[int, str]]


def coded_pair(block: EditionBlock, pair: Pair, spelling: Spelling) -> CodedPair:
    """A pair with its codes as a format writes them."""
    codes = source_codes(block, pair)
    source = spelled(pair.source, codes, spelling)
    addresses = [(code.number, code.href) for code in codes if code.href]
    if pair.target is None:
        return CodedPair(source, None, addresses)
    if not codes:
        return CodedPair(source, escaped(pair.target), addresses)
    target = spelled(*target_codes(block, pair, pair.target), spelling)
    return CodedPair(source, target, addresses)


def _tmx_opening(code: Code) -> str:
    tag = f"<{_TAGS[code.kind]}>" if code.kind in _TAGS else f"<a href={attribute(code.href)}>"
    kind = _TMX_TYPES[code.kind]
    return f'<bpt i="{code.number}" x="{code.number}" type="{kind}">{escaped(tag)}</bpt>'


def _tmx_closing(code: Code) -> str:
    tag = f"</{_TAGS.get(code.kind, 'a')}>"
    return f'<ept i="{code.number}">{escaped(tag)}</ept>'


def _tmx_alone(code: Code, words: str) -> str:
    return f'<ph x="{code.number}" type="{_TMX_TYPES[code.kind]}">{words}</ph>'


in_tmx = Spelling(_tmx_opening, _tmx_closing, _tmx_alone)


def _opening_1_2(code: Code) -> str:
    address = f" equiv-text={attribute(code.href)}" if code.href else ""
    return f'<g id="{code.number}" ctype="{_TYPES_1_2[code.kind]}"{address}>'


def _alone_1_2(code: Code, words: str) -> str:
    return f'<x id="{code.number}" ctype="{_TYPES_1_2[code.kind]}" equiv-text="{_quoted(words)}"/>'


in_xliff_1_2 = Spelling(_opening_1_2, lambda _: "</g>", _alone_1_2)


def in_xliff_2_1(position: int) -> Spelling:
    """The spelling for the segment at a position, since codes have names of their own in a unit."""
    return Spelling(
        partial(_opening_2_1, position), lambda _: "</pc>", partial(_alone_2_1, position)
    )


def _opening_2_1(position: int, code: Code) -> str:
    name = f"{position}-{code.number}"
    address = f' dataRefStart="d{name}"' if code.href else ""
    return f'<pc id="c{name}" {_TYPES_2_1[code.kind]}{address}>'


def _alone_2_1(position: int, code: Code, words: str) -> str:
    name = f'id="c{position}-{code.number}" {_TYPES_2_1[code.kind]}'
    return f'<ph {name} equiv="{_quoted(words)}" canDelete="no"/>'


def _quoted(words: str) -> str:
    """Escaped words as the value of an attribute."""
    return words.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
