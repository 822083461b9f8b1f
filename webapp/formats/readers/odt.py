"""ODT: the text of an OpenDocument, its notes where they stand."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from webapp.errors import UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.imported import (
    ImportedBlock,
    ImportedDocument,
    Inline,
    assembled,
    detail_of,
    left_out,
    one_line,
)
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.text import ParagraphKind

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _STYLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}style:1.0}}"
_FO, _TABLE = f"{{{_NAMES}xsl-fo-compatible:1.0}}", f"{{{_NAMES}table:1.0}}"
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_HREF = "{http://www.w3.org/1999/xlink}href"
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
        date=_field(meta, "creation-date")[:10],
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
        for tree in (named, root):
            for style in () if tree is None else tree.iter(f"{_STYLE}style"):
                self._learn(style)

    def _learn(self, style: Element) -> None:
        key = style.get(f"{_STYLE}name", "")
        self.parents[key] = style.get(f"{_STYLE}parent-style-name", "")
        look = style.find(f"{_STYLE}text-properties")
        if look is not None and style.get(f"{_STYLE}family") == "text":
            is_bold = look.get(f"{_FO}font-weight") == "bold"
            is_italic = look.get(f"{_FO}font-style") in ("italic", "oblique")
            self.looks[key] = ["bold"] * is_bold + ["italic"] * is_italic

    def blocks(self) -> Iterator[ImportedBlock]:
        rows: dict[Element, int] = {}
        for image in self.root.iter("{*}image", "{*}object"):
            self.counts[_LEFT_OUT[local_name(image)]] += 1
        for paragraph in self.root.iter(*_PARAGRAPHS):
            if next(paragraph.iterancestors("{*}annotation", "{*}tracked-changes"), None) is None:
                self._inside(paragraph)
                text, marks, _ = self.inline.take()
                kind, level, row = self._kind(paragraph, rows)
                yield ImportedBlock(text, kind, detail_of(marks, level, row))

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

    def _kind(self, paragraph: Element, rows: dict[Element, int]) -> tuple[ParagraphKind, int, int]:
        level = paragraph.get(f"{_T}outline-level", "1")
        style = paragraph.get(f"{_T}style-name", "")
        styles = f"{style} {self.parents.get(style, '')}"
        if paragraph.tag == f"{_T}h":
            return ParagraphKind.HEADING, min(int(level), 6) if level.isdigit() else 1, 0
        if "Title" in styles.split():
            return ParagraphKind.HEADING, 1, 0
        if next(paragraph.iterancestors(f"{_T}note"), None) is not None:
            return ParagraphKind.NOTE, 0, 0
        row = next(paragraph.iterancestors(f"{_TABLE}table-row"), None)
        if row is not None:
            return ParagraphKind.CELL, 0, rows.setdefault(row, len(rows) + 1)
        depth = sum(1 for _ in paragraph.iterancestors(f"{_T}list"))
        if depth:
            return ParagraphKind.ITEM, depth, 0
        return (ParagraphKind.QUOTATION if "Quot" in styles else ParagraphKind.TEXT), 0, 0
