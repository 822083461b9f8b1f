"""Reads the content of a source or target of XLIFF or TMX: its text and its inline codes.

Codes that span words are ``<g>``, ``<pc>`` and the halves ``<bpt>``, ``<ept>``, ``<bx/>``,
``<ex/>``, ``<sc/>``, ``<ec/>``, ``<it>``; codes that stand alone are ``<x/>`` and ``<ph>``. A code
has no text, but one of a footnote's mark or a line break, as our own exports write it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from webapp.formats.marks.codes import Span
from webapp.formats.markup import Element, local_name
from webapp.formats.plain_text import storable

_SPANS = frozenset(["g", "pc"])
_ALONE = frozenset(["x", "ph", "ut"])
_BEGINS = frozenset(["bpt", "bx", "sc"])
_ENDS = frozenset(["ept", "ex", "ec"])
#: What a lone half of a pair is, by its attribute ``pos``.
_HALVES = MappingProxyType({"begin": True, "open": True, "end": False, "close": False})
#: The sorts of codes that have words in the text, as the three formats name them.
_NOTES = frozenset(["fnote", "x-footnote", "visavis:note"])
_LINES = frozenset(["lb", "xlf:lb"])
_LINE_END = re.compile(r"[ \t]*\n\s*")


class CodeFault(StrEnum):
    """What is wrong with the codes of a target, seen from its source."""

    MISSING = "missing"
    DOUBLED = "there twice"
    CROSSED = "across another"
    UNKNOWN = "not in the source"


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text and its codes, each before those inside it; ``words`` are those of lone codes."""

    text: str
    codes: tuple[Span, ...] = ()
    fault: CodeFault | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """What was read so far of a text, or of the target of ``source``."""

    source: CodedText | None = None
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    pairs: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    fault: CodeFault | None = None

    def add(self, text: str | None) -> None:
        """Go on with some text; a target has line breaks only where its source has them."""
        piece = storable(text or "")
        if self.is_one_line:
            piece = _LINE_END.sub(" ", piece)
        self.pieces.append(piece)
        self.length += len(piece)

    @property
    def is_one_line(self) -> bool:
        """Whether it is a target of a source in one line."""
        return self.source is not None and "\n" not in self.source.text

    def begin(self, key: str) -> None:
        """Open a code that spans words."""
        self._check_new(key)
        self.opened.append((key, self.length))

    def end(self, key: str) -> None:
        """Close the code that was opened last; the end of another one is a fault."""
        if self.opened and self.opened[-1][0] == key:
            self.spans.append(Span(key, self.opened.pop()[1], self.length, is_alone=False))
        else:
            self._note(CodeFault.CROSSED if key in self.keys else CodeFault.MISSING)

    def alone(self, key: str, words: str) -> None:
        """Read a code that stands alone; one that is there twice has its words once."""
        start = self.length
        if self._check_new(key):
            known = self.source.words if self.source else {}
            self.words[key] = known.get(key, words)
            self.pieces.append(self.words[key])
            self.length += len(self.words[key])
        self.spans.append(Span(key, start, self.length, is_alone=True))

    def finished(self) -> CodedText:
        """All that was read; a target in one line has no spaces about it."""
        if self.opened:
            self._note(CodeFault.MISSING)
        text = "".join(self.pieces)
        first, last = 0, len(text)
        if self.is_one_line:
            first, last = len(text) - len(text.lstrip()), max(len(text.rstrip()), first)
        spans = [_cut(span, first, last) for span in self.spans]
        codes = tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.is_alone)))
        return CodedText(text[first:last], codes, self.fault, self.words)

    def _check_new(self, key: str) -> bool:
        is_new = key not in self.keys
        self.keys.add(key)
        if not is_new:
            self._note(CodeFault.DOUBLED)
        return is_new

    def _note(self, fault: CodeFault) -> None:
        self.fault = self.fault or fault


def _cut(span: Span, first: int, last: int) -> Span:
    """A code of a text as one of its part from ``first`` to ``last``."""
    start, end = (min(max(at, first), last) - first for at in (span.start, span.end))
    return span._replace(start=start, end=end)


def coded_text(element: Element | None, source: CodedText | None = None) -> CodedText:
    """The text and the codes of an element; ``source`` is that of which it is the target.

    The fault is the first that the codes have, or else by which they differ from the source's. A
    target has no codes where its source has none, or faulty ones. The XML parser bounds the depth.
    """
    reading = _Reading(source)
    if element is not None:
        _read(element, reading)
    read = reading.finished()
    if source is None:
        return read
    if not source.codes or source.fault:
        return CodedText(read.text)
    return CodedText(read.text, read.codes, read.fault or _difference(source, read))


def _difference(source: CodedText, target: CodedText) -> CodeFault | None:
    theirs, ours = {span.key for span in source.codes}, {span.key for span in target.codes}
    if ours - theirs:
        return CodeFault.UNKNOWN
    return CodeFault.MISSING if theirs - ours else None


def _read(element: Element, reading: _Reading) -> None:
    reading.add(element.text)
    for child in element:
        name = local_name(child)
        if name in _SPANS:
            key = child.get("id", "")
            reading.begin(key)
            _read(child, reading)
            reading.end(key)
        elif not _read_code(name, child, reading):
            _read(child, reading)
        reading.add(child.tail)


def _read_code(name: str, code: Element, reading: _Reading) -> bool:
    """Read a code without content of its own; False for another element."""
    begins = _HALVES.get(code.get("pos", "")) if name == "it" else name in _BEGINS
    if name in _ALONE or begins is None:
        reading.alone(_lone_key(code, reading), "".join(_words(name, code)))
    elif begins:
        key = code.get("x") or next(_names(code), "")
        reading.pairs[next(_names(code), key)] = key
        reading.begin(key)
    elif name in _ENDS or name == "it":
        number = next(_names(code, "startRef", "rid"), "")
        reading.end(reading.pairs.get(number, code.get("x") or number))
    else:
        return False
    return True


def _lone_key(code: Element, reading: _Reading) -> str:
    """The name of a code that stands alone; one without a name is told by its place."""
    return code.get("x") or next(_names(code), f"alone {len(reading.words)}")


def _names(code: Element, *first: str) -> Iterator[str]:
    return (code.get(name) for name in (*first, "rid", "i", "id") if code.get(name))


def _words(name: str, code: Element) -> Iterator[str]:
    kinds = {code.get("type"), code.get("ctype"), code.get("subType")}
    if not kinds.isdisjoint(_LINES):
        yield "\n"  # programs write a break in an attribute as it is, and XML reads it as a space
    elif not kinds.isdisjoint(_NOTES):
        content = code.text if name == "ph" else None
        yield storable(code.get("equiv") or code.get("equiv-text") or content or "")
