"""The blocks of an HTML tree in reading order, for pages and for the chapters of e-books."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import quote

from webapp.formats.imported import ImportedBlock, Inline, detail_of
from webapp.formats.markup import Element, local_name
from webapp.text import ParagraphKind

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic"}
_SILENT = "button datalist head input label noscript rp rt script select style template textarea"
#: What no reader reads; those with a name are told as left out.
_SKIPPED = {
    **dict.fromkeys(_SILENT.split(), ""),
    **dict.fromkeys(["img", "svg", "canvas", "picture"], "picture"),
    **dict.fromkeys(["audio", "video", "iframe", "object", "embed"], "recording or film"),
    "math": "formula",
}
_NOTE_NAMES = "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnotes"
_NOTES = frozenset(_NOTE_NAMES.split())
_BACK = {"backlink", "doc-backlink"}
_NOTE_MARKS = {"noteref", "doc-noteref"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TYPES = ("{http://www.idpf.org/2007/ops}type", "epub:type", "role")
_OUTSIDE = ("http:", "https:", "mailto:")


class Slot(NamedTuple):
    """Where some words of a block stand in the tree: ``element.text`` or ``element.tail``.

    Half-open offsets in the block's text, in code points; they can reach beyond its ends, where
    white space was taken off.
    """

    element: Element
    attribute: str
    start: int
    end: int


class Flow(NamedTuple):
    """A block and the places its words came from."""

    block: ImportedBlock
    slots: tuple[Slot, ...]


def flow(root: Element, counts: Counter[str], without: Collection[Element] = ()) -> Iterator[Flow]:
    """The blocks below ``root`` but those in ``without``.

    ``counts`` is told what cannot be kept, by name in the singular.
    """
    return _Walker(counts, frozenset(without)).walk(root)


class _Walker:
    def __init__(self, counts: Counter[str], without: frozenset[Element]) -> None:
        self.counts = counts
        self.without = without
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.kinds = [(ParagraphKind.TEXT, 0)]
        self.row = 0
        self.lists = 0

    def walk(self, root: Element) -> Iterator[Flow]:
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            name = local_name(element)
            skipped = self._is_skipped(name, element)
            if event == "start" and skipped:
                self.counts[_SKIPPED.get(name, "")] += 1
                events.skip_subtree()
            elif event == "start":
                yield from self._start(name, element)
            elif event == "end" and not skipped:
                yield from self._end(name)
            if event != "start" and element is not root:
                yield from self._words(element, "tail")
        yield from self._flush()

    def _is_skipped(self, name: str, element: Element) -> bool:
        if not name:  # a comment, whose tail is still read
            return False
        return (
            name in _SKIPPED
            or element in self.without
            or element.get("hidden") is not None
            or not _BACK.isdisjoint(_types(element))
        )

    def _start(self, name: str, element: Element) -> Iterator[Flow]:
        if name in _BLOCKS:
            yield from self._flush()
            self.lists += name in ("ul", "ol")
            self.row += name == "tr"
            self.kinds.append(self._kind(name, element))
        elif name == "br":
            self.inline.add_break()
        else:
            kind, href = _mark(name, element)
            within = kind == "note" and self.inline.is_open("note")  # <a role=…><sup>1</sup></a>
            self.inline.open("" if within else kind, href)
        yield from self._words(element, "text")

    def _end(self, name: str) -> Iterator[Flow]:
        if name in _BLOCKS:
            yield from self._flush()
            self.lists -= name in ("ul", "ol")
            self.kinds.pop()
        elif name != "br":
            self.inline.close()

    def _words(self, element: Element, attribute: str) -> Iterator[Flow]:
        words = getattr(element, attribute)
        if not words:
            return
        if self.kinds[-1][0] is not ParagraphKind.VERSE:
            self._add(element, attribute, words)
            return
        for number, line in enumerate(words.splitlines()):
            if number and not line.strip():
                yield from self._flush()
            elif number:
                self.inline.add_break()
            self._add(element, attribute, line)

    def _add(self, element: Element, attribute: str, words: str) -> None:
        start = self.inline.length
        self.inline.add(words.translate(_RAISED) if self.inline.is_open("note") else words)
        if self.inline.length > start:
            self.slots.append(Slot(element, attribute, start, self.inline.length))

    def _kind(self, name: str, element: Element) -> tuple[ParagraphKind, int]:
        kind, level = self.kinds[-1]
        if name[0] == "h" and name[1:].isdigit():
            return ParagraphKind.HEADING, int(name[1:])
        if kind is ParagraphKind.NOTE or _NOTES & _types(element):
            return ParagraphKind.NOTE, 0
        if name == "li":
            return ParagraphKind.ITEM, self.lists
        if name in ("td", "th"):
            return ParagraphKind.CELL, 0
        if name == "pre":
            return ParagraphKind.VERSE, 0
        if name == "blockquote":
            return ParagraphKind.QUOTATION, 0
        return kind, level

    def _flush(self) -> Iterator[Flow]:
        text, marks, lead = self.inline.take()
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in self.slots)
        self.slots = []
        if text:
            kind, level = self.kinds[-1]
            row = self.row if kind is ParagraphKind.CELL else 0
            yield Flow(ImportedBlock(text, kind, detail_of(marks, level, row)), slots)


def _mark(name: str, element: Element) -> tuple[str, str]:
    """The kind of mark that an inline element makes ("" for none), and where it leads."""
    href = element.get("href", "")
    if _NOTE_MARKS & _types(element) or (href.startswith("#") and _is_raised(name, element)):
        return "note", ""
    if name == "sup" and (element.text or "").isdigit():
        return "note", ""
    if name == "a" and href.startswith(_OUTSIDE):
        return "link", quote(href, safe="%/:=&?~#+!$,;'@()*-._")
    return _MARKS.get(name, ""), ""


def _is_raised(name: str, element: Element) -> bool:
    parent = element.getparent()
    inside = [local_name(child) for child in element]
    return name == "a" and (inside == ["sup"] or local_name(parent) == "sup")


def _types(element: Element) -> set[str]:
    return {word for name in _TYPES for word in element.get(name, "").split()}
