"""ODT: the text of an OpenDocument, its notes where they stand."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from webapp.errors import UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.imported import (
    Grid,
    ImportedBlock,
    ImportedDocument,
    Inline,
    assembled,
    detail_of,
    left_out,
    one_line,
    written_on,
)
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.text import Detail, ParagraphKind

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _STYLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}style:1.0}}"
_FO, _TABLE = f"{{{_NAMES}xsl-fo-compatible:1.0}}", f"{{{_NAMES}table:1.0}}"
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAME = "{http://www.w3.org/XML/1998/namespace}id"
_ITEMS = (f"{_T}list-item", f"{_T}list-header")
_LEFT_OUT = {"image": "picture", "object": "object"}
#: What holds paragraphs of its own, or nothing to read.
_SKIPPED = ("annotation", "tracked-changes", "frame", "note-body")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_odt(data: bytes) -> ImportedDocument:
    """The paragraphs of a document; raises UnreadableDocument, TooLarge."""
    with Archive(data) as archive:
        if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise UnreadableDocument(
                "This file is protected by a password. Take the password off and try again."
            )
        root = xml_tree(archive.read("content.xml"))
        named = xml_tree(archive.read("styles.xml")) if "styles.xml" in archive else None
        meta = xml_tree(archive.read("meta.xml")) if "meta.xml" in archive else None
    counts: Counter[str] = Counter()
    blocks = list(_Text(root, named, counts).blocks())
    if not blocks:
        raise UnreadableDocument("This document has no text.")
    return assembled(
        blocks,
        title=_field(meta, "title"),
        author=_field(meta, "initial-creator") or _field(meta, "creator"),
        date=written_on(_field(meta, "creation-date"), _field(meta, "date")),
        language=_field(meta, "language"),
        notices=left_out(counts),
    )


def _field(meta: Element | None, name: str) -> str:
    if meta is None:
        return ""
    return one_line(meta.xpath(f"string(//*[local-name()='{name}'][1])"))


class _Text:
    def __init__(self, root: Element, named: Element | None, counts: Counter[str]) -> None:
        self.root = root
        self.counts = counts
        self.inline = Inline()
        self.notes = count(1)
        self.looks: dict[str, list[str]] = {}
        self.parents: dict[str, str] = {}
        self.lists = _Lists()
        self.grid = Grid()
        for tree in (named, root):
            for style in () if tree is None else tree.iter(f"{_STYLE}style"):
                self._learn(style)
            for style in () if tree is None else tree.iter(f"{_T}list-style"):
                self.lists.learn(style)

    def _learn(self, style: Element) -> None:
        key = style.get(f"{_STYLE}name", "")
        self.parents[key] = style.get(f"{_STYLE}parent-style-name", "")
        look = style.find(f"{_STYLE}text-properties")
        if look is not None and style.get(f"{_STYLE}family") == "text":
            is_bold = look.get(f"{_FO}font-weight") == "bold"
            is_italic = look.get(f"{_FO}font-style") in ("italic", "oblique")
            self.looks[key] = ["bold"] * is_bold + ["italic"] * is_italic

    def blocks(self) -> Iterator[ImportedBlock]:
        for image in self.root.iter("{*}image", "{*}object"):
            self.counts[_LEFT_OUT[local_name(image)]] += 1
        for paragraph in self.root.iter(*_PARAGRAPHS):
            if next(paragraph.iterancestors("{*}annotation", "{*}tracked-changes"), None) is None:
                self._inside(paragraph)
                text, marks, _ = self.inline.take()
                kind, place = self._kind(paragraph)
                yield ImportedBlock(text, kind, detail_of(marks, place))

    def _inside(self, element: Element) -> None:
        self.inline.add(element.text or "")
        for child in element:
            name = local_name(child)
            start = self.inline.length
            if name in ("s", "tab"):
                self.inline.add(" ")
            elif name == "line-break":
                self.inline.add_break()
            elif name == "note":
                self.inline.add(str(next(self.notes)).translate(_RAISED))
                self.inline.mark(start, self.inline.length, "note")
            elif name not in _SKIPPED:
                self._inside(child)
                self._mark(child, start)
            self.inline.add(child.tail or "")

    def _mark(self, element: Element, start: int) -> None:
        for kind in self.looks.get(element.get(f"{_T}style-name", ""), []):
            self.inline.mark(start, self.inline.length, kind)
        href = element.get(_HREF, "")
        if href.startswith(("http:", "https:", "mailto:")):
            self.inline.mark(start, self.inline.length, "link", href)

    def _kind(self, paragraph: Element) -> tuple[ParagraphKind, Detail]:
        level = paragraph.get(f"{_T}outline-level", "1")
        style = paragraph.get(f"{_T}style-name", "")
        styles = f"{style} {self.parents.get(style, '')}"
        if paragraph.tag == f"{_T}h":
            return ParagraphKind.HEADING, Detail(level=min(int(level), 6) if level.isdigit() else 1)
        if "Title" in styles.split():
            return ParagraphKind.HEADING, Detail(level=1)
        if next(paragraph.iterancestors(f"{_T}note"), None) is not None:
            return ParagraphKind.NOTE, Detail()
        row = next(paragraph.iterancestors(f"{_TABLE}table-row"), None)
        if row is not None:
            return ParagraphKind.CELL, self._cell(paragraph, row)
        item = next(paragraph.iterancestors(*_ITEMS), None)
        if item is not None:
            return ParagraphKind.ITEM, self.lists.item(item)
        return (ParagraphKind.QUOTATION if "Quot" in styles else ParagraphKind.TEXT), Detail()

    def _cell(self, paragraph: Element, row: Element) -> Detail:
        cell = next(paragraph.iterancestors(f"{_TABLE}table-cell"), row)
        return self.grid.place(next(row.iterancestors(f"{_TABLE}table"), row), row, cell)


class _Lists:
    """The styles of lists, and how far each list has been counted."""

    def __init__(self) -> None:
        #: By the style's name and the depth: the way to write its numbers, and the first.
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.counted: dict[Element, int] = {}
        #: By the name and by the style and depth of lists: how far the last such was counted.
        self.by_name: dict[str, int] = {}
        self.by_style: dict[tuple[str, int], int] = {}
        self.begun: set[Element] = set()

    def learn(self, style: Element) -> None:
        for level in style.iter(f"{_T}list-level-style-number"):
            form = level.get(f"{_STYLE}num-format", "")
            start = _whole(level.get(f"{_T}start-value")) or 1
            if form:
                key = style.get(f"{_STYLE}name", ""), _whole(level.get(f"{_T}level")) or 1
                self.levels[key] = form, start

    def item(self, item: Element) -> Detail:
        """The detail of the next paragraph of ``item``."""
        around = list(item.iterancestors(f"{_T}list"))
        detail = Detail(level=max(len(around), 1))
        if item in self.begun or item.tag == f"{_T}list-header":
            detail["goes_on"] = True
            return detail
        self.begun.add(item)
        style = next((name for own in around if (name := own.get(f"{_T}style-name"))), "")
        key = style, len(around)
        if key in self.levels:
            form, first = self.levels[key]
            said = _whole(item.get(f"{_T}start-value"))
            detail["number"] = said or self._last(around[0], key, first - 1) + 1
            self._count(around[0], key, detail["number"])
            if form in ("a", "A", "i", "I"):
                detail["numbering"] = form
        return detail

    def _last(self, own: Element, key: tuple[str, int], otherwise: int) -> int:
        """The number of the item before, in this list or in the one that it goes on with."""
        if own in self.counted:
            return self.counted[own]
        if own.get(f"{_T}continue-numbering") == "true":
            return self.by_style.get(key, otherwise)
        return self.by_name.get(own.get(f"{_T}continue-list", ""), otherwise)

    def _count(self, own: Element, key: tuple[str, int], number: int) -> None:
        self.counted[own] = self.by_style[key] = number
        if name := own.get(_NAME):
            self.by_name[name] = number


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isdigit() and len(said) < 7 else None
