"""The content of an element of XML as a text with codes, and a target as content again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from webapp.errors import UnreadableDocument
from webapp.formats.markup import is_well_formed
from webapp.formats.slices.markup import pieces
from webapp.formats.slices.running_text import Dialect, Piece
from webapp.text.placing import Role

XML = Dialect(is_html=False)
_CDATA = "<![CDATA["
_PLAIN = re.compile(r"</?[a-z]+>")
_TAG = re.compile(r"</?[A-Za-z][\w.-]*+/?>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")


@dataclass(slots=True)
class Content:
    """The content of an element, from ``start`` to ``end`` of the file, in code points.

    ``text`` is what people read, with a code for each tag in it; ``codes`` has the tag of each.
    """

    start: int
    end: int
    text: str
    codes: Mapping[str, str] = field(default_factory=dict)

    def written(self, target: str, escaped: Callable[[str], str]) -> str:
        """A target as content: its codes as the tags that they are; those it lacks at its end."""
        words: list[str] = []
        at, lost = 0, dict(self.codes)
        for tag in _TAG.finditer(target):
            if tag[0] in self.codes:
                words += [escaped(target[at : tag.start()]), self.codes[tag[0]]]
                lost.pop(tag[0], None)
                at = tag.end()
        return "".join([*words, escaped(target[at:]), *lost.values()])


def xml_pieces(text: str) -> list[Piece]:
    """The tags and the text of a file, in order; raises UnreadableDocument for damaged XML."""
    if not is_well_formed(text):
        raise UnreadableDocument("This file is damaged: its XML cannot be read.")
    return list(pieces(text, XML))


def attributes(piece: Piece) -> dict[str, str]:
    """The attributes of a tag."""
    pairs = _ATTRIBUTE.findall(piece.attributes)
    return {name: unescape(first or second) for name, first, second in pairs}


def closing(every: Sequence[Piece], opening: int) -> int:
    """The number of the tag that closes an element; ``opening`` is that of its first tag."""
    depth = 0
    for number in range(opening, len(every)):
        depth += {Role.OPEN: 1, Role.CLOSE: -1}.get(every[number].role or Role.POINT, 0)
        if every[number].name and not depth:
            return number
    return len(every) - 1


def children(inside: Sequence[Piece]) -> Iterator[tuple[str, int, int]]:
    """The children of an element that has these pieces, its tags included.

    Each has its name without a prefix, and the numbers of its first and its last piece.
    """
    number = 1
    while number < len(inside) - 1:
        piece, last = inside[number], number
        if piece.role is Role.OPEN:
            last = closing(inside, number)
        if piece.name and piece.role is not Role.CLOSE:
            yield piece.name.rpartition(":")[2], number, last
        number = last + 1


def blank_before(text: str, place: int) -> str:
    """The white space that stands before a place."""
    start = place
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:place]


def opened(tag: str) -> str:
    """A tag as that of an element with content, also where it is the whole element."""
    return re.sub(r"\s*/>\Z", ">", tag)


def content(
    inside: Sequence[Piece],
    start: int,
    end: int,
    read: Callable[[str], str],
    *,
    sealed: frozenset[str],
) -> Content:
    """The content that has these pieces; an element of a ``sealed`` name is one code."""
    codes: dict[str, str] = {}
    counts: Counter[str] = Counter()
    words = [
        _code(raw, codes, counts) if is_code else read(raw)
        for raw, is_code in _runs(inside, sealed)
    ]
    return Content(start, end, "".join(words), codes)


def _code(raw: str, codes: dict[str, str], counts: Counter[str]) -> str:
    """What stands for a tag: a plain one for itself, any other as a short one that has a number."""
    shown = raw
    if not _PLAIN.fullmatch(raw):
        name = re.match(r"</?([A-Za-z][\w.-]*)", raw.replace(":", "-"))
        sort = name[1] if name else "x"
        is_closing, is_alone = raw.startswith("</"), raw.endswith("/>") or "</" in raw[1:]
        counts[f"{is_closing}{sort}"] += 1
        number = counts[f"{is_closing}{sort}"]
        shown = f"</{sort}{number}>" if is_closing else f"<{sort}{number}{'/' * is_alone}>"
    codes[shown] = raw
    return shown


def _runs(inside: Sequence[Piece], sealed: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The text and the tags of a content, each with whether it is a code."""
    number = 0
    while number < len(inside):
        piece = inside[number]
        last = number
        if piece.role is Role.OPEN and piece.name in sealed:
            last = closing(inside, number)
        raw = "".join(inner.raw for inner in inside[number : last + 1])
        if raw.startswith(_CDATA):  # words without entities
            yield xml_escaped(raw.removeprefix(_CDATA).removesuffix("]]>")), False
        elif piece.role is None or not raw.startswith(("<!--", "<?")):
            yield raw, piece.role is not None
        number = last + 1


def xml_read(raw: str) -> str:
    """The text of XML without its entities."""
    return unescape(raw)


def xml_escaped(words: str) -> str:
    """Words as the text of XML."""
    return escape(words, quote=False)
