"""Reads ODT: the text of an OpenDocument, with notes at their marks."""

from collections import Counter
from collections.abc import Collection, Iterator

from webapp.errors import UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.formats.readers.imported import (
    PAGE_FRAME,
    Grid,
    ImportedBlock,
    ImportedDocument,
    Inline,
    Notes,
    assembled,
    detail_of,
    left_out,
    one_line,
    written_on,
)
from webapp.formats.readers.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Look, OdtStyles
from webapp.formats.readers.symbols import in_unicode
from webapp.text import Detail, MarkKind, ParagraphKind

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAME = "{http://www.w3.org/XML/1998/namespace}id"
_ITEMS = (f"{TEXT}list-item", f"{TEXT}list-header")
_ANNOTATION, _CHANGES = f"{OFFICE}annotation", f"{TEXT}tracked-changes"
#: Elements with paragraphs of their own, or with nothing to read. Drawings are skipped, too.
_SKIPPED = frozenset(
    [*_PARAGRAPHS, _ANNOTATION, *(f"{TEXT}{name}" for name in ("ruby-text", "script"))]
)
_MANIFEST = "META-INF/manifest.xml"
_FORMULA = "application/vnd.oasis.opendocument.formula"
#: The contents of frames and their names in notices; the first that a frame has decides.
_FRAMED = {"object": "object", "object-ole": "object", "plugin": "object", "image": "picture"}
#: The headers and footers of pages, also of left and of first pages.
_FRAMES = tuple(
    f"{STYLE}{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first")
)


def read_odt(data: bytes) -> ImportedDocument:
    """The paragraphs of a document; raises UnreadableDocument, TooLarge."""
    with Archive(data) as archive:
        formulas = _formulas(archive)
        root = xml_tree(archive.read("content.xml"))
        named = xml_tree(archive.read("styles.xml")) if "styles.xml" in archive else None
        meta = xml_tree(archive.read("meta.xml")) if "meta.xml" in archive else None
    counts: Counter[str] = Counter()
    blocks = list(_Text(root, named, counts).blocks())
    if not blocks:
        raise UnreadableDocument("This document has no text.")
    _count_frames(root, formulas, counts)
    counts["comment"] = sum(1 for _ in root.iter(_ANNOTATION))
    counts[PAGE_FRAME] += named is not None and _has_words_around(named)
    return assembled(
        blocks,
        title=_field(meta, "title"),
        author=_field(meta, "initial-creator") or _field(meta, "creator"),
        date=written_on(_field(meta, "creation-date"), _field(meta, "date")),
        language=_field(meta, "language"),
        notices=left_out(counts),
    )


def _formulas(archive: Archive) -> frozenset[str]:
    """The names of the parts that are formulas; raises UnreadableDocument for a protected file."""
    manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
    if b"encryption-data" in manifest:
        raise UnreadableDocument(
            "This file is protected by a password. Take the password off and try again."
        )
    entries = xml_tree(manifest) if manifest else ()
    return frozenset(
        entry.xpath("string(@*[local-name()='full-path'])").strip("/")
        for entry in entries
        if _FORMULA in entry.xpath("string(@*[local-name()='media-type'])")
    )


def _count_frames(root: Element, formulas: Collection[str], counts: Counter[str]) -> None:
    """Count the frames that hold no text; the picture of a formula is not counted by itself."""
    for frame in root.iter(f"{DRAW}frame"):
        held = {local_name(child): child for child in frame}
        name = next((name for name in _FRAMED if name in held), "")
        if name and next(frame.iterancestors(_ANNOTATION, _CHANGES), None) is None:
            content = held[name]
            is_formula = content.get(_HREF, "").removeprefix("./").strip("/") in formulas
            is_formula = is_formula or any(local_name(child) == "math" for child in content)
            counts["formula" if is_formula else _FRAMED[name]] += 1


def _has_words_around(named: Element) -> bool:
    """Whether headers or footers of the pages have letters, not only numbers."""
    frames = named.iter(*_FRAMES)
    return any(any(map(str.isalpha, text)) for frame in frames for text in frame.itertext())


def _field(meta: Element | None, name: str) -> str:
    if meta is None:
        return ""
    return one_line(meta.xpath(f"string(//*[local-name()='{name}'][1])"))


class _Text:
    def __init__(self, root: Element, named: Element | None, counts: Counter[str]) -> None:
        self.root = root
        self.counts = counts
        self.inline = Inline()
        self.notes = Notes()
        self.styles = OdtStyles.of(root, named)
        self.lists = _OdtLists()
        self.grid = Grid()
        #: Whether the last words were hidden.
        self.is_hiding = False
        for tree in (named, root):
            for style in () if tree is None else tree.iter(f"{TEXT}list-style"):
                self.lists.learn(style)

    def blocks(self) -> Iterator[ImportedBlock]:
        for paragraph in self.root.iter(*_PARAGRAPHS):
            if next(paragraph.iterancestors(_ANNOTATION, _CHANGES), None) is None:
                look = self.styles.paragraph(paragraph.get(f"{TEXT}style-name", ""))
                if _is_hidden(paragraph):
                    look["hidden"] = True
                self._inside(paragraph, look)
                text, marks, _ = self.inline.take()
                if text:
                    kind, place = self._kind(paragraph)
                    yield ImportedBlock(text, kind, detail_of(marks, place))

    def _inside(self, element: Element, look: Look) -> None:
        self._add(element.text, look)
        for child in element:
            self._child(child, look)
            self._add(child.tail, look)

    def _child(self, child: Element, look: Look) -> None:
        name = local_name(child)
        if child.tag in _SKIPPED or (child.tag.startswith(DRAW) and name != "a"):
            return
        if name in ("s", "tab"):
            self._add(" ", look)
        elif name == "note":
            self._mark_note(child, look)
        elif name == "line-break":
            self._break(look)
        elif name == "hidden-text":
            is_hidden = child.get(f"{TEXT}is-hidden", "true") == "true"
            words = child.get(f"{TEXT}string-value", "")
            self._add(words, look | Look(hidden=True) if is_hidden else look)
        else:
            self._span(child, look)

    def _span(self, span: Element, look: Look) -> None:
        start = self.inline.length
        self._inside(span, look | self.styles.letters(span.get(f"{TEXT}style-name", "")))
        href = span.get(_HREF, "")
        if href.startswith(("http:", "https:", "mailto:")):
            self.inline.mark(start, self.inline.length, MarkKind.LINK, href)

    def _mark_note(self, note: Element, look: Look) -> None:
        if not look.get("hidden"):
            start = self.inline.length
            self.inline.add(self.notes.mark(note))
            self.inline.mark(start, self.inline.length, MarkKind.NOTE)

    def _break(self, look: Look) -> None:
        if not look.get("hidden"):
            self.inline.add_break()

    def _add(self, words: str | None, look: Look) -> None:
        if not words:
            return
        if look.get("hidden"):
            has_words = bool(words.strip())
            self.counts["hidden passage"] += has_words and not self.is_hiding
            self.is_hiding = self.is_hiding or has_words
            return
        start = self.inline.length
        words, unknown = in_unicode(words, look.get("font", ""))
        self.inline.add(words)
        self.counts["symbol"] += unknown
        self.is_hiding = False
        for kind in (MarkKind.BOLD, MarkKind.ITALIC):
            self.inline.mark(start, self.inline.length, kind if look.get(kind) else "")

    def _kind(self, paragraph: Element) -> tuple[ParagraphKind, Detail]:
        level = paragraph.get(f"{TEXT}outline-level", "1")
        style = paragraph.get(f"{TEXT}style-name", "")
        styles = f"{style} {self.styles.parents.get(('paragraph', style), '')}"
        if paragraph.tag == f"{TEXT}h":
            return ParagraphKind.HEADING, Detail(level=min(_whole(level) or 1, 6))
        if "Title" in styles.split():
            return ParagraphKind.HEADING, Detail(level=1)
        note = next(paragraph.iterancestors(f"{TEXT}note"), None)
        if note is not None:
            return ParagraphKind.NOTE, self.notes.detail(note)
        row = next(paragraph.iterancestors(f"{TABLE}table-row"), None)
        if row is not None:
            return ParagraphKind.CELL, self._cell(paragraph, row)
        item = next(paragraph.iterancestors(*_ITEMS), None)
        if item is not None:
            return ParagraphKind.ITEM, self.lists.item(item)
        return (ParagraphKind.QUOTATION if "Quot" in styles else ParagraphKind.TEXT), Detail()

    def _cell(self, paragraph: Element, row: Element) -> Detail:
        cell = next(paragraph.iterancestors(f"{TABLE}table-cell"), row)
        return self.grid.place(next(row.iterancestors(f"{TABLE}table"), row), row, cell)


def _is_hidden(paragraph: Element) -> bool:
    """Whether a paragraph hides itself or stands in a hidden section."""
    hiding = [*paragraph.iter(f"{TEXT}hidden-paragraph")]
    sections = [*paragraph.iterancestors(f"{TEXT}section")]
    return any(element.get(f"{TEXT}is-hidden") == "true" for element in hiding + sections) or any(
        section.get(f"{TEXT}display") == "none" for section in sections
    )


class _OdtLists:
    """The styles of lists, and the last number of each list."""

    def __init__(self) -> None:
        #: By the style's name and the depth: the form of the numbers, and the first number.
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.counted: dict[Element, int] = {}
        #: The last number of a list, by its name, and by its style and depth.
        self.by_name: dict[str, int] = {}
        self.by_style: dict[tuple[str, int], int] = {}
        self.begun: set[Element] = set()

    def learn(self, style: Element) -> None:
        for level in style.iter(f"{TEXT}list-level-style-number"):
            form = level.get(f"{STYLE}num-format", "")
            start = _whole(level.get(f"{TEXT}start-value")) or 1
            if form:
                key = style.get(f"{STYLE}name", ""), _whole(level.get(f"{TEXT}level")) or 1
                self.levels[key] = form, start

    def item(self, item: Element) -> Detail:
        """The detail of the next paragraph of ``item``."""
        lists = list(item.iterancestors(f"{TEXT}list"))
        detail = Detail(level=max(len(lists), 1))
        if item in self.begun or item.tag == f"{TEXT}list-header":
            detail["goes_on"] = True
            return detail
        self.begun.add(item)
        style = next((name for element in lists if (name := element.get(f"{TEXT}style-name"))), "")
        key = style, len(lists)
        if key in self.levels:
            form, first = self.levels[key]
            start = _whole(item.get(f"{TEXT}start-value"))
            detail["number"] = start or self._last(lists[0], key, first - 1) + 1
            self._count(lists[0], key, detail["number"])
            if form in ("a", "A", "i", "I"):
                detail["numbering"] = form
        return detail

    def _last(self, element: Element, key: tuple[str, int], otherwise: int) -> int:
        """The number of the last item of this list, or of the list that it continues."""
        if element in self.counted:
            return self.counted[element]
        if element.get(f"{TEXT}continue-numbering") == "true":
            return self.by_style.get(key, otherwise)
        return self.by_name.get(element.get(f"{TEXT}continue-list", ""), otherwise)

    def _count(self, element: Element, key: tuple[str, int], number: int) -> None:
        self.counted[element] = self.by_style[key] = number
        if name := element.get(_NAME):
            self.by_name[name] = number


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 7 else None
