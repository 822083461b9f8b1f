"""Writes PDF: a facing-page edition to print, source on the left, target on the right.

Each paragraph is a row of two columns on a landscape A4 page, so the two sides stay level. The
font is Liberation Serif, which then stands in the file; where it is not installed here it is Times,
which every PDF program has. A character that the font lacks is set in the bundled Vera or in a
common font that is installed here. A character that all fonts lack becomes a lozenge.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import groupby
from typing import IO, Any

from webapp.formats.archive import PIECE_BYTES, SPOOL_BYTES
from webapp.formats.edition import Edition, EditionBlock, Pair, separate_title
from webapp.formats.escaping import attribute, escaped
from webapp.formats.marks.lines import LINE_END, joined, source_in_lines, target_in_lines
from webapp.formats.marks.runs import StyledRun
from webapp.formats.writers.grouping import structure, tables
from webapp.text import MarkKind, ParagraphKind, item_mark
from webapp.text.raising import lowered

#: The margin of the page and the space between its columns, in points.
MARGIN, GUTTER = 50, 28
#: The space between the cells of a table, in points, and the most cells that stand abreast.
CELL_GAP, MOST_CELLS = 8, 8
#: Items and headings below this depth look like those of this depth.
DEEPEST = 6
#: The grey of rules.
HAIR = "#bfbfbf"
_TAGS = ((MarkKind.BOLD, "b"), (MarkKind.ITALIC, "i"), (MarkKind.NOTE, "super"))
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": " ", "\u200a": " ", "\u2011": "-"})
#: A free serif with Latin, Greek and Cyrillic letters, in its four looks.
SERIF = tuple(f"LiberationSerif-{look}.ttf" for look in ("Regular", "Bold", "Italic", "BoldItalic"))
#: The font of code, beside that serif.
MONO = "LiberationMono-Regular.ttf"
_TIMES = ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic")
#: The fonts for characters that the serif lacks, in order; only the first is always there.
FALLBACKS = ("Vera.ttf", "DejaVuSerif.ttf", "DejaVuSans.ttf", "NotoSans-Regular.ttf", "arial.ttf")
_MISSING = "\N{LOZENGE}"


def write_pdf(edition: Edition) -> Iterator[bytes]:
    """The edition with numbered pages and a bookmark for each heading."""
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as file:
        _build(edition, file)
        file.seek(0)
        while chunk := file.read(PIECE_BYTES):
            yield chunk


def _build(edition: Edition, file: IO[bytes]) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    width, height = landscape(A4)
    document = BaseDocTemplate(
        file,
        pagesize=(width, height),
        title=edition.title,
        author=edition.author,
        lang=edition.target_language,
        allowSplitting=True,
    )
    frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_decorate))
    document.afterFlowable = partial(_bookmark, document)
    column = (width - 2 * MARGIN - GUTTER) / 2
    styles = _styles()
    title, edition = separate_title(edition)
    story: list[Any] = [_set_row(cells, column, styles) for cells in _rows(edition.blocks)]
    if edition.author:
        story.insert(0 if title else 1, Paragraph(_set(edition.author), styles["author"]))
    if title:
        story.insert(0, Paragraph(_set(title), styles["title"]))
    document.build(story)


def _decorate(canvas: Any, document: Any) -> None:
    """Draw the number of a page and the line between its columns."""
    width, height = document.pagesize
    canvas.setFont(_serif(SERIF)[0], 9)
    canvas.drawCentredString(width / 2, MARGIN / 2, str(document.page))
    canvas.setLineWidth(0.3)
    canvas.setStrokeColor(HAIR)
    canvas.line(width / 2, MARGIN, width / 2, height - MARGIN)


def _bookmark(document: Any, flowable: Any) -> None:
    """Add a heading to the outline of the PDF as soon as it is set."""
    label = getattr(flowable, "label", None)
    if label:
        key = f"heading-{document.page}-{label[:40]}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(label, key, 0)


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    regular, bold, italic, _ = _serif(SERIF)
    text = ParagraphStyle(
        "text",
        fontName=regular,
        fontSize=10.5,
        leading=14,
        bulletFontName=regular,
        bulletFontSize=10.5,
    )
    styles = {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=bold, fontSize=20, leading=26),
        "author": ParagraphStyle("author", text, fontName=italic, spaceAfter=14),
        ParagraphKind.ITEM: ParagraphStyle("item", text, leftIndent=14, firstLineIndent=-10),
        ParagraphKind.QUOTATION: ParagraphStyle(
            "quotation", text, fontSize=9.5, leading=13, leftIndent=20, rightIndent=12
        ),
        ParagraphKind.VERSE: ParagraphStyle("verse", text, leftIndent=16),
        ParagraphKind.NOTE: ParagraphStyle("note", text, fontSize=9, leading=12),
        ParagraphKind.CODE: ParagraphStyle("code", text, fontName=_mono(), fontSize=8, leading=10),
    }
    for level in range(1, DEEPEST + 1):
        styles[f"item{level}"] = ParagraphStyle(
            f"item{level}", text, leftIndent=18 * level, bulletIndent=18 * level - 14
        )
        size = max(16 - 1.5 * level, 10.5)
        styles[f"heading{level}"] = ParagraphStyle(
            f"heading{level}", text, fontName=bold, fontSize=size, leading=size * 1.3
        )
    return styles


def _rows(blocks: Iterable[EditionBlock]) -> Iterator[list[list[EditionBlock]]]:
    """The rows to set: the rows of tables, filled to one width, and any other block alone."""
    for kind, group in groupby(blocks, key=structure):
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


def _set_row(cells: list[list[EditionBlock]], column: float, styles: dict[str, Any]) -> Any:
    """Both sides of a row of cells, beside each other. The end of a page may cut it."""
    from reportlab.platypus import Table

    block = next(block for cell in cells for block in cell)
    level = block.detail.get("level", 1) if block.kind == ParagraphKind.HEADING else 0
    count = len(cells)
    width = (column - (count - 1) * CELL_GAP) / count
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_GAP),
        ("RIGHTPADDING", (count - 1, 0), (count - 1, 0), GUTTER / 2),
        ("LEFTPADDING", (count, 0), (count, 0), GUTTER / 2),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 10 if level else 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if block.kind == ParagraphKind.CELL:
        look.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR))
    widths = [width + CELL_GAP] * (2 * count)
    widths[count - 1] = width + GUTTER / 2
    widths[-1] = width
    widths[count] += GUTTER / 2
    sides = [
        _set_cell(cell, runs, styles)
        for runs in (source_in_lines, target_in_lines)
        for cell in cells
    ]
    table = Table([sides], colWidths=widths, splitInRow=1, style=look)
    table.keepWithNext = bool(level)
    table.label = " ".join(pair.source for pair in block.segments) if level else ""
    return table


def _set_cell(
    blocks: list[EditionBlock],
    runs: Callable[[EditionBlock, Pair], list[StyledRun]],
    styles: dict[str, Any],
) -> Any:
    """One side of the blocks of a cell, each on a new line."""
    from reportlab.platypus import Paragraph

    if not blocks:
        return ""
    words = (joined(block, partial(_words, runs, block), "<br/>") for block in blocks)
    mark = item_mark(blocks[0].kind, blocks[0].detail)
    markup = "<br/>".join(words)
    if blocks[0].kind == ParagraphKind.CODE:
        markup = re.sub("\n *", lambda match: "<br/>" + "\xa0" * (len(match[0]) - 1), markup)
    return Paragraph(markup, _style(blocks[0], styles), bulletText=mark or None)


def _style(block: EditionBlock, styles: dict[str, Any]) -> Any:
    level = block.detail.get("level")
    name = f"{block.kind}{min(level, DEEPEST)}" if level else block.kind
    return styles.get(name, styles["text"])


def _words(
    runs: Callable[[EditionBlock, Pair], list[StyledRun]], block: EditionBlock, pair: Pair
) -> str:
    return _marked(runs(block, pair))


def _marked(runs: Iterable[StyledRun]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: StyledRun) -> str:
    is_note = MarkKind.NOTE in run.kinds
    text = lowered(run.text) if is_note else run.text
    markup = "<br/>".join(map(_set, text.split(LINE_END)))
    for kind, tag in _TAGS:
        if kind in run.kinds:
            markup = f"<{tag}>{markup}</{tag}>"
    return f"<a href={attribute(run.href)}>{markup}</a>" if run.href else markup


def _set(text: str) -> str:
    """``text`` escaped, with a fallback font for each character that the serif lacks."""
    plain = text.translate(_SPACES)
    try:
        plain.encode("cp1252")
    except UnicodeEncodeError:
        return "".join(_set_character(character) for character in plain)
    return escaped(plain)


def _set_character(character: str) -> str:
    if not _has(character):
        for name, glyphs in _fallbacks(FALLBACKS).items():
            if ord(character) in glyphs:
                return f'<font name="{name}">{character}</font>'
        return f'<font name="Vera">{_MISSING}</font>'
    return escaped(character)


def _has(character: str) -> bool:
    """Whether the serif has a character; Times has those of Windows-1252."""
    glyphs = _fallbacks(SERIF).get(_serif(SERIF)[0])
    if glyphs is not None:
        return ord(character) in glyphs
    with suppress(UnicodeEncodeError):
        return bool(character.encode("cp1252"))
    return False


def _mono() -> str:
    """The name of the font of code."""
    return next(iter(_fallbacks((MONO,))), "Courier")


@cache
def _serif(files: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the serif's looks: those of the installed one, or else of Times."""
    from reportlab.pdfbase.pdfmetrics import registerFontFamily

    names = tuple(_fallbacks(files))
    if len(names) < len(_TIMES):
        return _TIMES
    registerFontFamily(names[0], *names)
    return names


@cache
def _fallbacks(files: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Register the installed fonts; the code points that each of them has, by its name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    fonts = {}
    for file in files:
        with suppress(TTFError):
            font = TTFont(file.removesuffix(".ttf"), file)
            pdfmetrics.registerFont(font)
            fonts[font.fontName] = frozenset(font.face.charToGlyph)
    return fonts
