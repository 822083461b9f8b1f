"""Small documents of every format, made in memory, and a short way to tell what was read."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import docx
from reportlab.pdfgen.canvas import Canvas

from webapp.formats.edition import Edition
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.writers.catalogue import FORMATS
from webapp.text import Detail, ParagraphKind, TextSegment, note_counts, split_blocks

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le Livre</dc:title>
<dc:creator>Ana Durand</dc:creator><dc:language>fr</dc:language><dc:date>1901</dc:date></metadata>
<manifest><item id="two" href="text/deux.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/un%20.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""
NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol>
<li><a href="text/un%20.xhtml">Commencement</a></li>
<li><a href="text/deux.xhtml">Autre nom</a></li></ol></nav></body></html>"""
CHAPTERS = (
    """<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
    <body><p>Il &eacute;tait une fois.</p></body></html>""",
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><h2>La fin</h2><p>Fin.</p></body></html>',
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def book(**others: str | bytes) -> bytes:
    """A small EPUB; ``others`` stand in for its parts "container", "package" and so on."""
    parts = {
        "META-INF/container.xml": others.pop("container", CONTAINER),
        "OPS/package.opf": others.pop("package", PACKAGE),
        "OPS/nav.xhtml": NAVIGATION,
        "OPS/text/un .xhtml": others.pop("chapter", CHAPTERS[0]),
        "OPS/text/deux.xhtml": CHAPTERS[1],
    }
    return archive(parts | others)


def told(document: ImportedDocument) -> list[str]:
    """Each block as ``kind level: text {mark: words}``."""
    lines = []
    for (start, end, kind), detail in zip(document.outline, document.details, strict=True):
        text = document.text[start:end]
        level = f" {detail['level']}" if "level" in detail else ""
        marks = [f" {{{m.kind}: {text[m.start : m.end]}}}" for m in detail.get("marks", [])]
        lines.append(f"{kind}{level}: {text}{''.join(marks)}")
    return lines


@dataclass(frozen=True)
class MadePair:
    """A segment with its target."""

    source: str
    target: str | None
    state: str
    start: int
    end: int


@dataclass(frozen=True)
class MadeBlock:
    """A block with its pairs."""

    kind: str
    segments: tuple[MadePair, ...]
    detail: Detail


def blocks_of(
    document: ImportedDocument, translate: Callable[[str], str | None]
) -> list[MadeBlock]:
    """The document cut into segments, each translated."""
    return [
        MadeBlock(paragraph.kind, tuple(_pair(s, translate) for s in paragraph.segments), detail)
        for paragraph, detail in zip(
            split_blocks(document.text, document.outline), document.details, strict=True
        )
    ]


def _pair(segment: TextSegment, translate: Callable[[str], str | None]) -> MadePair:
    target = translate(segment.source)
    state = "pending" if target is None else "translated"
    return MadePair(segment.source, target, state, segment.start, segment.end)


def edition_of(
    data: bytes, name: str = "", translate: Callable[[str], str | None] = str.upper
) -> Edition:
    """What writers get of a file: by default each target is its source in capitals."""
    document = read_document(data, name)
    blocks = blocks_of(document, translate)
    return Edition(
        document.title or "Sans titre",
        "fr",
        "en",
        blocks,
        author=document.author,
        date=document.date,
        original=document.original,
        notes=note_counts(block.detail for block in blocks if block.kind == ParagraphKind.NOTE),
        missing=sum(pair.target is None for block in blocks for pair in block.segments),
    )


def written(name: str, edition: Edition) -> bytes:
    """The edition in the format of that name."""
    return b"".join(FORMATS[name].write(edition))


def word(*, macros: bool = False) -> bytes:
    """A small Word document, made by python-docx."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Le Rapport", "Ana Durand"
    made.add_heading("Premier titre", 2)
    paragraph = made.add_paragraph("Il ")
    paragraph.add_run("pleut").bold = True
    paragraph.add_run(" et il vente. ")
    paragraph.add_run("Toujours.").italic = True
    made.add_paragraph("Un", style="List Bullet")
    made.add_paragraph("Cité.", style="Quote")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    buffer = io.BytesIO()
    made.save(buffer)
    if macros:
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"\xd0\xcf")
    return buffer.getvalue()


def printed(password: str = "", *, pages: int = 4, words: bool = True) -> bytes:
    """Pages of two columns with a running head and numbers, made by ReportLab."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (400, 300), encrypt=password or None)
    canvas.setTitle("Le Tirage")
    for number in range(1, pages + 1):
        canvas.rect(0, 0, 5, 5)
        if words:
            _printed_page(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _printed_page(canvas: Canvas, number: int) -> None:
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(150, 285, f"Revue des choses, {number}")
    canvas.setFont("Times-Bold", 16)
    if number == 1:
        canvas.drawString(30, 255, "Le titre")
    canvas.setFont("Times-Roman", 10)
    word = ["", "une", "deux", "trois", "quatre"][number]
    for left, first in (
        (30, f"    Il était {word} fois un pays loin-"),
        (220, "qui vivait seul."),
    ):
        lines = [first, "tain où la pluie tombait, et un roi", "que personne ne voyait, jamais,"]
        if left > 30:
            lines = [first, "    Un autre alinéa commence ici et", f"finit bien, {word} fois."]
        for row, line in enumerate(lines):
            indent = 12 if line.startswith("    ") else 0
            canvas.drawString(left + indent, 220 - 12 * row, line.strip())
    canvas.drawCentredString(200, 10, f"– {number} –")


OPEN_DOCUMENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>
<style:style style:name="T1" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text><text:h text:outline-level="2">Premier titre</text:h>
<text:p>Il <text:span text:style-name="T1">pleut</text:span><text:note><text:note-citation>1
</text:note-citation><text:note-body><text:p>La note.</text:p></text:note-body></text:note>
 et<text:s/>il<text:line-break/>vente.</text:p><text:list><text:list-item><text:p>Un</text:p>
</text:list-item></text:list></office:text></office:body></office:document-content>"""


def open_document() -> bytes:
    """A small OpenDocument text."""
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": OPEN_DOCUMENT}
    )
