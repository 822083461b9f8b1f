"""Reads the blocks of an HTML tree in reading order, from pages and chapters of e-books."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from webapp.formats.markup import Element, local_name
from webapp.formats.readers.gallery import PageGallery
from webapp.formats.readers.imported import ImportedBlock, Inline, bounded, detail_of
from webapp.formats.readers.page_lists import PageList
from webapp.formats.readers.page_marks import anchor_of, leads_back, mark_of, types
from webapp.text import Detail, MarkKind, ParagraphKind
from webapp.text.raising import raised

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = (
    "button datalist head input label noscript rp rt script select style template textarea title"
)
#: Elements that are not read. Those with a name are counted as left out.
_SKIPPED = {
    **dict.fromkeys(_SILENT.split(), ""),
    **dict.fromkeys(["img", "svg", "canvas", "picture"], "picture"),
    **dict.fromkeys(["audio", "video", "iframe", "object", "embed"], "recording or film"),
    "math": "formula",
    "rt": "ruby reading",
}
_CODE = frozenset(("code", "kbd", "samp"))
_CODE_NAMES = frozenset(("code", "highlight", "programlisting", "sourcecode"))
_NOTE_NAMES = "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnotes"
NOTES = frozenset(_NOTE_NAMES.split())
#: Where a word may be parted at the end of a line.
_SOFT_HYPHEN = "\u00ad"


class Slot(NamedTuple):
    """A place in the tree with words of a block: ``element.text`` or ``element.tail``.

    ``attribute`` is empty for words that the tree draws by itself: a formula, a symbol, a
    footnote's mark. They stay there unchanged.

    The offsets in the block's text are half-open and in code points. They can reach beyond its
    ends, where white space was removed.
    """

    element: Element
    attribute: str
    start: int
    end: int


class Flow(NamedTuple):
    """A block and the places of its words in the tree."""

    block: ImportedBlock
    slots: tuple[Slot, ...]

    def aside(self) -> "Flow":
        """The same beside the text of its file: of a header, a footer or a comment."""
        block = replace(self.block, detail=self.block.detail | Detail(aside=True))
        return self._replace(block=block)


def flow(
    root: Element,
    counts: Counter[str],
    without: Collection[Element] = (),
    notes: Iterable[Element] = (),
    page: str = "",
    gallery: PageGallery | None = None,
) -> Iterator[Flow]:
    """The blocks of ``root`` without those in ``without``, then ``notes`` from other places.

    ``page`` is the name of the part that ``root`` is, to which links of other parts lead; its
    pictures go to ``gallery``. Adds to ``counts`` what cannot be kept, by its name in the singular.
    Raises TooLarge.
    """
    walker = _Walker(counts, frozenset(without), page, gallery)
    apart = chain.from_iterable(map(walker.walk_note, notes))
    return bounded(chain(walker.walk(root), apart))


@dataclass(slots=True)
class _Place:
    """The kind and detail of a block by the elements that enclose it."""

    kind: ParagraphKind = ParagraphKind.TEXT
    detail: Detail = field(default_factory=Detail)


class _Walker:
    def __init__(
        self,
        counts: Counter[str],
        without: frozenset[Element],
        page: str,
        gallery: PageGallery | None,
    ) -> None:
        self.counts = counts
        self.without = without
        self.page = page
        self.gallery = gallery
        #: The names of the places in the next block.
        self.anchors = [f"{page}#"]
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.places = [_Place()]
        self.lists: list[PageList] = []
        #: For each open table, the place of its last cell.
        self.grids: list[Detail] = [Detail(table=0, row=0, column=0)]
        self.tables = self.rows = 0

    def walk(self, root: Element) -> Iterator[Flow]:
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            name = local_name(element)
            skipped = element is not root and self._is_skipped(name, element)
            if event == "start" and skipped:
                self._pass_over(name, element)
                events.skip_subtree()
            elif event == "start":
                yield from self._start(name, element)
            elif event == "end" and not skipped:
                yield from self._end(name)
            if event != "start" and element is not root:
                yield from self._words(element, "tail")
        yield from self._flush()

    def walk_note(self, root: Element) -> Iterator[Flow]:
        """The blocks of a note, or of a list of notes whose items keep their numbers."""
        self.places.append(_Place(ParagraphKind.NOTE))
        yield from self.walk(root)
        self.places.pop()

    def _is_skipped(self, name: str, element: Element) -> bool:
        if not name:  # a comment; its tail is read
            return False
        return (
            name in _SKIPPED
            or element in self.without
            or element.get("hidden") is not None
            or (name == "a" and leads_back(element))
        )

    def _pass_over(self, name: str, element: Element) -> None:
        """Take a picture, or count what is left out."""
        self._take_anchor(name, element)
        is_shown = element.get("hidden") is None and element not in self.without
        if self.gallery and is_shown and _SKIPPED.get(name) == "picture":
            is_after = self.inline.length > 0
            self.gallery.take_element(element, self.page, is_after=is_after)
        else:
            self.counts[_SKIPPED.get(name, "")] += 1

    def _take_anchor(self, name: str, element: Element) -> None:
        """Note the place that an element names, as one of the block that is being read."""
        anchor = element.get("id") or (element.get("name") if name == "a" else "")
        if anchor:
            self.anchors.append(f"{self.page}#{anchor}")

    def _start(self, name: str, element: Element) -> Iterator[Flow]:
        if name in BLOCKS:
            yield from self._flush()
            self._take_anchor(name, element)
            self._enter(name, element)
            self.places.append(self._place(name, element))
        elif name == "br":
            self.inline.add_break()
        else:
            self._take_anchor(name, element)
            kind, href = mark_of(name, element)
            href = anchor_of(self.page, href) if kind == MarkKind.PLACE else href
            if kind == MarkKind.NOTE and self.inline.is_open(kind):  # <a role=…><sup>1</sup></a>
                kind = ""
            self.inline.open(kind, href)
        yield from self._words(element, "text")

    def _end(self, name: str) -> Iterator[Flow]:
        if name in BLOCKS:
            yield from self._flush()
            self._leave(name)
            self.places.pop()
        elif name != "br":
            self.inline.close()

    def _enter(self, name: str, element: Element) -> None:
        if name in ("ul", "ol"):
            self.lists.append(PageList.of(name, element))
        elif name == "table":
            self.tables += 1
            self.grids.append(Detail(table=self.tables, row=self.rows, column=0))
        elif name == "tr":
            self.rows += 1
            self.grids[-1] |= Detail(row=self.rows, column=0)

    def _leave(self, name: str) -> None:
        if name in ("ul", "ol"):
            self.lists.pop()
        elif name == "table":
            self.grids.pop()

    def _words(self, element: Element, attribute: str) -> Iterator[Flow]:
        words = getattr(element, attribute)
        if not words:
            return
        if self.places[-1].kind is ParagraphKind.CODE:
            self.inline.add_kept(words)  # code has no slot, so its page keeps it unchanged
            return
        if self.places[-1].kind is not ParagraphKind.VERSE:
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
        words = words.replace(_SOFT_HYPHEN, "")
        self.inline.add(raised(words) if self.inline.is_open(MarkKind.NOTE) else words)
        if self.inline.length > start:
            self.slots.append(Slot(element, attribute, start, self.inline.length))

    def _place(self, name: str, element: Element) -> _Place:
        outer = self.places[-1]
        if name[0] == "h" and name[1:].isdigit():
            return _Place(ParagraphKind.HEADING, Detail(level=int(name[1:])))
        if outer.kind is ParagraphKind.NOTE or NOTES & types(element):
            return self._note(name, element)
        if name == "li":
            items = self.lists[-1] if self.lists else PageList()
            return _Place(ParagraphKind.ITEM, items.item(max(len(self.lists), 1), element))
        if name in ("td", "th"):
            return _Place(ParagraphKind.CELL, self._cell())
        if name == "pre":
            return _Place(ParagraphKind.CODE if _is_code(element) else ParagraphKind.VERSE)
        if name == "blockquote":
            return _Place(ParagraphKind.QUOTATION)
        return outer

    def _note(self, name: str, element: Element) -> _Place:
        """The place of a note. A note that is an item of a numbered list has its number."""
        if name == "li" and self.lists:
            item = self.lists[-1].item(1, element)
            if "number" in item:
                return _Place(ParagraphKind.NOTE, Detail(number=item["number"]))
        outer = self.places[-1]
        return outer if "number" in outer.detail else _Place(ParagraphKind.NOTE)

    def _cell(self) -> Detail:
        """The place of the next cell of the innermost table."""
        self.grids[-1]["column"] += 1
        return self.grids[-1].copy()

    def _flush(self) -> Iterator[Flow]:
        text, marks, lead = self.inline.take()
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in self.slots)
        self.slots = []
        if text:
            place = self.places[-1]
            marks = [] if place.kind is ParagraphKind.CODE else marks
            detail = detail_of(marks, place.detail)
            if self.gallery:
                self.gallery.hang(detail)
            yield Flow(ImportedBlock(text, place.kind, detail, tuple(self.anchors)), slots)
            self.anchors = []
            if place.kind is ParagraphKind.ITEM:
                place.detail = Detail(level=place.detail["level"], goes_on=True)
            elif "number" in place.detail:
                place.detail |= Detail(goes_on=True)


def _is_code(pre: Element) -> bool:
    """Whether preformatted text is code, by an element in it or by its class or its parent's."""
    classes = f"{pre.get('class', '')} {getattr(pre.getparent(), 'attrib', {}).get('class', '')}"
    names = classes.lower().split()
    return (
        any(local_name(element) in _CODE for element in pre.iterdescendants())
        or any(name.startswith("language-") for name in names)
        or not _CODE_NAMES.isdisjoint(names)
    )
