"""Reads the paragraphs of an OpenDocument in reading order, with the places of their words."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from webapp.formats.markup import Element, local_name
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import Grid, ImportedBlock, Inline, Notes, detail_of
from webapp.formats.readers.odt.lists import OdtLists, whole_or_none
from webapp.formats.readers.odt.sheets import Sheets
from webapp.formats.readers.odt.styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Look, OdtStyles
from webapp.formats.readers.symbols import in_unicode, is_drawn
from webapp.text import Detail, MarkKind, ParagraphKind

HREF = "{http://www.w3.org/1999/xlink}href"
ANNOTATION, CHANGES = f"{OFFICE}annotation", f"{TEXT}tracked-changes"
#: The headers and footers of pages, also of left and of first pages.
FRAMES = tuple(
    f"{STYLE}{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first")
)
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_FRAME = f"{DRAW}frame"
#: What a frame shows rather than its picture.
_OTHERS = ("object", "object-ole", "plugin", "text-box")
_BOOKMARKS = ("bookmark", "bookmark-start")
_ITEMS = (f"{TEXT}list-item", f"{TEXT}list-header")
#: Elements with paragraphs of their own, or with nothing to read. Drawings are skipped, too.
_SKIPPED = frozenset(
    [*_PARAGRAPHS, ANNOTATION, *(f"{TEXT}{name}" for name in ("ruby-text", "script"))]
)
#: The elements of text whose words are the author's. A program writes the words of all others: the
#: number of a page, a date, a name from elsewhere.
_WORDED_NAMES = "p h span a meta meta-field ruby ruby-base bookmark-ref reference-ref placeholder"
_WORDED = frozenset(f"{TEXT}{name}" for name in _WORDED_NAMES.split())


class OdtText:
    """The text of content.xml; ``named`` is styles.xml. Adds to ``counts`` what is left out."""

    def __init__(
        self,
        root: Element,
        named: Element | None,
        counts: Counter[str],
        gallery: Gallery | None = None,
    ) -> None:
        self.root = root
        self.gallery = gallery
        #: The frames whose pictures went to the gallery, and the names of places.
        self.shown: set[Element] = set()
        self.anchors: list[str] = []
        self.counts = counts
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.notes = Notes()
        self.styles = OdtStyles.of(root, named)
        self.lists = OdtLists()
        self.grid = Grid()
        self.sheets = Sheets(root, counts)
        #: Whether the last words were hidden.
        self.is_hiding = False
        #: The slide and the detail of the last block.
        self.last: tuple[Element | None, Detail] = None, Detail()
        for tree in (named, root):
            for style in () if tree is None else tree.iter(f"{TEXT}list-style"):
                self.lists.learn(style)

    def flows(self) -> Iterator[Flow]:
        """The paragraphs that are shown, each with the places of its words."""
        tables = [f"{TABLE}table"] if self.sheets.are_there else []
        for element in self.root.iter(*_PARAGRAPHS, *tables, _FRAME):
            if element.tag == _FRAME:
                self._slide_picture(element)
            elif element.tag in tables:
                yield self.sheets.heading(element)
            elif _is_shown(element) and self.sheets.is_text(element):
                yield from map(self.sheets.kept, self._paragraph(element))

    def asides(self) -> Iterator[Flow]:
        """The paragraphs of comments, headers and footers."""
        for element in self.root.iter(*_PARAGRAPHS):
            is_aside = next(element.iterancestors(ANNOTATION, *FRAMES), None) is not None
            if is_aside and next(element.iterancestors(CHANGES), None) is None:
                yield from (entry.aside() for entry in self._paragraph(element))

    def _paragraph(self, paragraph: Element) -> Iterator[Flow]:
        look = self.styles.paragraph(paragraph.get(f"{TEXT}style-name", ""))
        if _is_hidden(paragraph):
            look["hidden"] = True
        self._inside(paragraph, look)
        text, marks, lead = self.inline.take()
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in self.slots)
        self.slots = []
        if text:
            kind, place = self._kind(paragraph)
            detail = detail_of(marks, place)
            if self.gallery:
                self.gallery.hang(detail)
            self.last = _page_of(paragraph), detail
            yield Flow(ImportedBlock(text, kind, detail, tuple(self.anchors)), slots)
            self.anchors = []

    def _inside(self, element: Element, look: Look) -> None:
        is_worded = element.tag in _WORDED or not element.tag.startswith(TEXT)
        self._add(element.text, look, element, "text" if is_worded else "")
        for child in list(element):
            self._child(child, look)
            self._add(child.tail, look, child, "tail")

    def _child(self, child: Element, look: Look) -> None:
        name = local_name(child)
        if child.tag == _FRAME:
            self._frame(child, is_after=self.inline.length > 0)
        if child.tag in _SKIPPED or (child.tag.startswith(DRAW) and name != "a"):
            return
        if name == "s":
            self._space(child, look)
        elif name == "tab":
            self.inline.add("" if look.get("hidden") else " ")
        elif name == "note":
            self._mark_note(child, look)
        elif name == "line-break":
            self._break(look)
        elif name == "hidden-text":
            is_hidden = child.get(f"{TEXT}is-hidden", "true") == "true"
            words = child.get(f"{TEXT}string-value", "")
            self._add(words, look | Look(hidden=True) if is_hidden else look, child, "")
        else:
            self._span(child, look)

    def _slide_picture(self, frame: Element) -> None:
        """Take a picture that stands in no paragraph, behind the words of its slide if it has any.

        One of a slide without words before it waits for the next words.
        """
        page = _page_of(frame)
        if self.gallery and page is not None and not any(frame.iterancestors(*_PARAGRAPHS)):
            last_page, detail = self.last
            self._frame(frame, is_after=last_page is page)
            if last_page is page:
                self.gallery.hang(detail)

    def _frame(self, frame: Element, *, is_after: bool) -> None:
        """Take the picture of a frame that holds nothing else."""
        images = [child for child in frame if local_name(child) == "image"]
        if not self.gallery or not images or any(local_name(child) in _OTHERS for child in frame):
            return
        texts = [child.text for child in frame if local_name(child) in ("desc", "title")]
        part = images[0].get(HREF, "").removeprefix("./")
        self.gallery.take(part, "".join(filter(None, texts[-1:])), is_after=is_after)
        self.shown.add(frame)

    def _span(self, span: Element, look: Look) -> None:
        if local_name(span) in _BOOKMARKS:
            self.anchors.append(f"#{span.get(f'{TEXT}name', '')}")
        start = self.inline.length
        self._inside(span, look | self.styles.letters(span.get(f"{TEXT}style-name", "")))
        href = span.get(HREF, "")
        if href.startswith(("http:", "https:", "mailto:")):
            self.inline.mark(start, self.inline.length, MarkKind.LINK, href)
        elif href.startswith("#") and self.inline.length > start:
            self.inline.mark(start, self.inline.length, MarkKind.PLACE, unquote(href))

    def _mark_note(self, note: Element, look: Look) -> None:
        if not look.get("hidden"):
            start = self.inline.length
            self.inline.add(self.notes.mark(note))
            self.slots.append(Slot(note, "", start, self.inline.length))
            self.inline.mark(start, self.inline.length, MarkKind.NOTE)

    def _space(self, space: Element, look: Look) -> None:
        """Read a drawn space; write one between words as a character, so that it can go."""
        before = self.inline.length
        self.inline.add("" if look.get("hidden") else " ")
        if self.inline.length > before and space.get(f"{TEXT}c", "1") == "1":
            space.tag, space.text = f"{TEXT}span", " "
            self.slots.append(Slot(space, "text", before, self.inline.length))

    def _break(self, look: Look) -> None:
        if not look.get("hidden"):
            self.inline.add_break()

    def _add(self, words: str | None, look: Look, element: Element, attribute: str) -> None:
        if not words:
            return
        if look.get("hidden"):
            has_words = bool(words.strip())
            self.counts["hidden passage"] += has_words and not self.is_hiding
            self.is_hiding = self.is_hiding or has_words
            return
        start = self.inline.length
        read, unknown = in_unicode(words, look.get("font", ""))
        self.inline.add(read)
        if self.inline.length > start:
            place = "" if is_drawn(words) else attribute
            self.slots.append(Slot(element, place, start, self.inline.length))
        self.counts["symbol"] += unknown
        self.is_hiding = False
        for kind in (MarkKind.BOLD, MarkKind.ITALIC):
            self.inline.mark(start, self.inline.length, kind if look.get(kind) else "")

    def _kind(self, paragraph: Element) -> tuple[ParagraphKind, Detail]:
        level = paragraph.get(f"{TEXT}outline-level", "1")
        style = paragraph.get(f"{TEXT}style-name", "")
        styles = f"{style} {self.styles.parents.get(('paragraph', style), '')}"
        if paragraph.tag == f"{TEXT}h":
            return ParagraphKind.HEADING, Detail(level=min(whole_or_none(level) or 1, 6))
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


def _page_of(element: Element) -> Element | None:
    """The slide that an element stands on."""
    return next(element.iterancestors(f"{DRAW}page"), None)


def _is_shown(paragraph: Element) -> bool:
    """Whether a paragraph is neither in a comment nor one that was deleted."""
    return next(paragraph.iterancestors(ANNOTATION, CHANGES), None) is None


def _is_hidden(paragraph: Element) -> bool:
    """Whether a paragraph hides itself or stands in a hidden section."""
    hiding = [*paragraph.iter(f"{TEXT}hidden-paragraph")]
    sections = [*paragraph.iterancestors(f"{TEXT}section")]
    return any(element.get(f"{TEXT}is-hidden") == "true" for element in hiding + sections) or any(
        section.get(f"{TEXT}display") == "none" for section in sections
    )
