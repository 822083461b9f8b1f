"""Reads the paragraphs of a DOCX in reading order, with the places of their words.

A converter would lose the places, which a translation in the document's own layout needs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from webapp.formats.markup import Element
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import Grid, ImportedBlock, Notes, detail_of
from webapp.formats.readers.office.word.numbering import Numbering, W, value
from webapp.formats.readers.office.word.paragraph import (
    BOOKMARK,
    FALLBACK,
    TAKEN_OUT,
    WordParagraph,
    WordPart,
)
from webapp.formats.readers.office.word.styles import WordStyles
from webapp.text import Detail, ParagraphKind

_QUOTES = ("quote", "citation", "blocktext", "quotations", "intensequote")
#: Styles of paragraphs without a mark that go on with an item or look like one.
_UNMARKED = ("list paragraph", "list continue")
_NOTES = (f"{W}footnote", f"{W}endnote")
#: What bookmarks between paragraphs stand in.
_BETWEEN = (f"{W}body", f"{W}tc", f"{W}tr", f"{W}tbl", f"{W}sdtContent")


def word_flow(
    root: Element,
    styles: WordStyles,
    numbering: Numbering,
    links: Mapping[str, str],
    counts: Counter[str],
    notes: Notes,
    parts: Mapping[str, str] | None = None,
    gallery: Gallery | None = None,
) -> Iterator[Flow]:
    """The paragraphs of ``root``; ``links`` has the addresses by their relation's id.

    Adds to ``counts`` what is left out, by its name in the singular. ``notes`` numbers the notes by
    the marks that refer to them, and gives each note its number. The pictures go to ``gallery``;
    ``parts`` has their parts by their relation's id.
    """
    kinds = _Kinds(styles, numbering, notes)
    part = WordPart(styles, links, counts, notes, parts or {}, gallery)
    for paragraph in root.iter(f"{W}p", BOOKMARK):
        if paragraph.tag == BOOKMARK:
            if paragraph.getparent().tag in _BETWEEN:
                part.take_anchor(paragraph)
            continue
        if _is_apart(paragraph):
            continue
        words = WordParagraph(part, value(paragraph.find(f"{W}pPr/{W}pStyle")))
        words.read(paragraph)
        text, marks, lead = words.inline.take()
        if not text:
            continue
        kind, place = kinds.of(paragraph, words.style)
        slots = tuple(s._replace(start=s.start - lead, end=s.end - lead) for s in words.slots)
        detail = detail_of(marks, place)
        if gallery:
            gallery.hang(detail)
        yield Flow(ImportedBlock(text, kind, detail, tuple(part.anchors)), slots)
        part.anchors = []


def _is_apart(paragraph: Element) -> bool:
    """Whether a paragraph is deleted, a repetition, or the line between notes and text."""
    ancestors = paragraph.iterancestors(FALLBACK, *TAKEN_OUT, *_NOTES)
    return any(
        element.tag not in _NOTES or element.get(f"{W}type", "normal") != "normal"
        for element in ancestors
    )


class _Kinds:
    """Finds the kinds of paragraphs. It takes those with words, in reading order."""

    def __init__(self, styles: WordStyles, numbering: Numbering, notes: Notes) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.grid = Grid()

    def of(self, paragraph: Element, style: str) -> tuple[ParagraphKind, Detail]:
        """The kind of a paragraph of that style, and its place."""
        name = self.styles.names.get(style, style).lower()
        if style in self.styles.levels or name == "title":
            return ParagraphKind.HEADING, Detail(level=self.styles.levels.get(style, 1))
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is not None:
            return ParagraphKind.CELL, self._cell(cell)
        item = self._item(paragraph, style, name)
        if item is not None:
            return ParagraphKind.ITEM, item
        if name.replace(" ", "").startswith(_QUOTES):
            return ParagraphKind.QUOTATION, Detail()
        note = next(paragraph.iterancestors(*_NOTES), None)
        if note is None:
            return ParagraphKind.TEXT, Detail()
        return ParagraphKind.NOTE, self.notes.detail((note.tag, note.get(f"{W}id", "")))

    def _cell(self, cell: Element) -> Detail:
        row = next(cell.iterancestors(f"{W}tr"), cell)
        return self.grid.place(next(row.iterancestors(f"{W}tbl"), row), row, cell)

    def _item(self, paragraph: Element, style: str, name: str) -> Detail | None:
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        numbered = self.styles.lists.get(style) if numbered is None else numbered
        if numbered is not None:
            return self.numbering.item(numbered)
        if name.startswith(_UNMARKED):
            return Detail(level=1, goes_on=True)
        return Detail(level=1) if name.startswith("list ") else None
