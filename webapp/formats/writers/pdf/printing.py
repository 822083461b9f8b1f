"""Writes PDF: a facing-page edition to print, source on the left, target on the right.

Each paragraph is a row of two columns on a landscape A4 page, so the two sides stay level. The
structure of the file has the two after each other, each in its language.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import IO, Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Table

from webapp.formats.archive import PIECE_BYTES, SPOOL_BYTES
from webapp.formats.edition import Edition, EditionBlock, separate_title
from webapp.formats.marks.lines import source_in_lines, target_in_lines
from webapp.formats.writers.grouping import structure as structure_of
from webapp.formats.writers.grouping import tables
from webapp.formats.writers.pdf.flowables import TaggedCanvas, TaggedParagraph
from webapp.formats.writers.pdf.fonts import in_fonts, text_fonts
from webapp.formats.writers.pdf.portions import portions
from webapp.formats.writers.pdf.structure import NOTE, Structure, StructureElement
from webapp.formats.writers.pdf.styles import style_of
from webapp.formats.writers.pdf.tagging import tag
from webapp.formats.writers.pdf.words import Runs, words_of
from webapp.text import ParagraphKind, direction, item_mark, language_name

#: The margin of the page and the space between its columns, in points.
MARGIN, GUTTER = 50, 28
#: The space between the cells of a table, in points, and the most cells that stand abreast.
CELL_GAP, MOST_CELLS = 8, 8
#: The grey of rules.
HAIR = "#bfbfbf"
_WIDTH, _HEIGHT = landscape(A4)
#: The width of a side.
_COLUMN = (_WIDTH - 2 * MARGIN - GUTTER) / 2
#: What an edition says of languages that ReportLab cannot set as they are written.
LEFTWARD = (
    "This PDF sets {} from left to right. The page in one file, the EPUB and the Word table of "
    "this text have it from right to left, as it is written."
)
#: The blocks of each cell of a row.
_Row = list[list[EditionBlock]]
#: What ReportLab is told of the look of a table.
_Look = list[tuple[Any, ...]]


def write_pdf(edition: Edition) -> Iterator[bytes]:
    """The edition with numbered pages, tags and a bookmark for each heading."""
    structure = Structure(edition.target_language)
    with (
        tempfile.SpooledTemporaryFile(SPOOL_BYTES) as printed,
        tempfile.SpooledTemporaryFile(SPOOL_BYTES) as tagged,
    ):
        _print(edition, structure, printed)
        tag(printed, structure, tagged)
        tagged.seek(0)
        while chunk := tagged.read(PIECE_BYTES):
            yield chunk


def _print(edition: Edition, structure: Structure, file: IO[bytes]) -> None:
    document = BaseDocTemplate(
        file,
        pagesize=(_WIDTH, _HEIGHT),
        title=edition.title,
        author=edition.author,
        lang=edition.target_language,
        initialFontName=text_fonts()[0],
        allowSplitting=True,
    )
    frame = Frame(MARGIN, MARGIN, _WIDTH - 2 * MARGIN, _HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
    template = PageTemplate(frames=[frame], onPage=_begin_page, onPageEnd=_end_page)
    document.addPageTemplates(template)
    document.afterFlowable = partial(_bookmark, document)
    story = list(_story(edition, structure))
    document.build(story, canvasmaker=partial(TaggedCanvas, structure=structure))


def _begin_page(canvas: TaggedCanvas, document: Any) -> None:
    """Draw the number of a page and the line between its columns."""
    canvas.begin_page()
    canvas.setFont(text_fonts()[0], 9)
    canvas.drawCentredString(_WIDTH / 2, MARGIN / 2, str(document.page))
    canvas.setLineWidth(0.3)
    canvas.setStrokeColor(HAIR)
    canvas.line(_WIDTH / 2, MARGIN, _WIDTH / 2, _HEIGHT - MARGIN)


def _end_page(canvas: TaggedCanvas, _document: Any) -> None:
    canvas.end_page()


def _bookmark(document: Any, flowable: Any) -> None:
    """Add a heading to the outline of the PDF as soon as it is set."""
    label = getattr(flowable, "label", None)
    if label:
        key = f"heading-{document.page}-{label[:40]}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(label, key, 0)


def _story(edition: Edition, structure: Structure) -> Iterator[Any]:
    """What is set, in order: title, author, what is told, and a table for each row of the text."""
    language = edition.source_language
    title, edition = separate_title(edition)
    setter = _Setter(structure, (language, edition.target_language), int(bool(title)))
    rows = map(setter.tables, _rows(edition.blocks))
    if title:
        role = structure.heading(1)
        yield _paragraph(in_fonts(title), "title", structure.root.add(role, language))
    else:
        yield from next(rows, ())
    if edition.author:
        home = structure.root.add("P", language)
        yield _paragraph(in_fonts(edition.author), "author", home)
    if sentence := _leftward(setter.languages):
        yield _paragraph(in_fonts(sentence), "author", structure.root.add("P", "en"))
    yield from chain.from_iterable(rows)


def _leftward(languages: tuple[str, str]) -> str:
    """The sentence on those of the languages that run from right to left, or none: empty."""
    names = [language_name(code) for code in languages if direction(code) == "rtl"]
    return LEFTWARD.format(" and ".join(names)) if names else ""


def _paragraph(
    markup: str, kind: str, element: StructureElement, level: int = 0, mark: str = ""
) -> TaggedParagraph:
    paragraph = TaggedParagraph(
        markup, style_of(kind, level), bulletText=f"{mark} " if mark else None
    )
    paragraph.element = element
    return paragraph


def _rows(blocks: Iterable[EditionBlock]) -> Iterator[_Row]:
    """The rows to set: the rows of tables, filled to one width, and any other block alone."""
    for kind, group in groupby(blocks, key=structure_of):
        if kind != ParagraphKind.CELL:
            yield from ([[block]] for block in group)
            continue
        for table in map(list, tables(group)):
            width = max(len(row) for row in table)
            for row in table:
                if width <= MOST_CELLS:
                    yield row + [[]] * (width - len(row))
                else:
                    yield from ([cell] for cell in row if cell)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets rows of blocks in two languages; ``raised`` is the number of levels above headings."""

    structure: Structure
    languages: tuple[str, str]
    raised: int

    def tables(self, row: _Row) -> Iterator[Table]:
        """Both sides of a row of cells, beside each other, in a table for each of its portions.

        The end of a page may cut one.
        """
        block = next(block for cell in row for block in cell)
        level = block.detail.get("level", 1) if block.kind == ParagraphKind.HEADING else 0
        homes = self.structure.homes(row)
        role = self.structure.heading(level + self.raised) if level else _role(block)
        elements = [
            [
                home.add(role, language) if cell else home
                for cell, home in zip(row, homes, strict=True)
            ]
            for language in self.languages
        ]
        label = " ".join(pair.source for pair in block.segments) if level else ""
        mark = item_mark(block.kind, block.detail)
        rows = portions(row)
        for number, cells in enumerate(rows, 1):
            look = _look(cells, level, begins=number == 1, ends=number == len(rows))
            table = self._table(cells, elements, mark, look)
            table.keepWithNext = bool(level)
            table.label = label
            yield table
            label = mark = ""

    def _table(
        self, cells: _Row, elements: list[list[StructureElement]], mark: str, look: _Look
    ) -> Table:
        sides = [
            self._cell(cell, element, runs, mark) if cell else ""
            for runs, side in zip((source_in_lines, target_in_lines), elements, strict=True)
            for cell, element in zip(cells, side, strict=True)
        ]
        return Table([sides], colWidths=_widths(len(cells)), splitInRow=1, style=look)

    def _cell(
        self, blocks: list[EditionBlock], element: StructureElement, runs: Runs, mark: str
    ) -> TaggedParagraph:
        """One side of the blocks of a cell, each on a new line."""
        level = blocks[0].detail.get("level", 0)
        return _paragraph(words_of(blocks, runs), blocks[0].kind, element, level, mark)


def _role(block: EditionBlock) -> str:
    return NOTE if block.kind == ParagraphKind.NOTE else "P"


def _widths(count: int) -> list[float]:
    """The widths of the cells of a row with so many on each side."""
    width = (_COLUMN - (count - 1) * CELL_GAP) / count
    widths = [width + CELL_GAP] * (2 * count)
    widths[count - 1] = width + GUTTER / 2
    widths[-1] = width
    widths[count] += GUTTER / 2
    return widths


def _look(cells: _Row, level: int, *, begins: bool, ends: bool) -> _Look:
    """The spaces in a row and the rule below it; a heading has its level.

    ``begins`` and ``ends`` say whether it is the first and the last portion of its row.
    """
    count = len(cells)
    look: _Look = [
        ("FONTNAME", (0, 0), (-1, -1), text_fonts()[0]),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_GAP),
        ("RIGHTPADDING", (count - 1, 0), (count - 1, 0), GUTTER / 2),
        ("LEFTPADDING", (count, 0), (count, 0), GUTTER / 2),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), (10 if level else 1) if begins else 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4 if ends else 0),
    ]
    if ends and any(block.kind == ParagraphKind.CELL for cell in cells for block in cell):
        look.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR))
    return look
