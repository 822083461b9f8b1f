"""Small pictures, and files of three formats that show them and have links within."""

import io
import zipfile

import docx
import pptx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from pptx.util import Cm

from tests.documents import CONTAINER, OPEN_DOCUMENT, archive
from tests.presentations import presentation

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le Livre</dc:title></metadata><manifest>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
FRAME = """<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">
<draw:image xlink:href="Pictures/chat.png"/><svg:desc
xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">Le chat dort.</svg:desc>
</draw:frame>"""


def picture(kind: str = "PNG", wide: int = 6, high: int = 4) -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (wide, high), "#7c2a2e").save(buffer, kind)
    return buffer.getvalue()


def illustrated_book(first: str, second: str = "<p>Fin.</p>", **files: bytes) -> bytes:
    """A book of two chapters, and ``files`` beside them, ``chat_png`` as ``chat.png``."""
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OPS/package.opf": PACKAGE,
        "OPS/a.xhtml": PAGE.format(first),
        "OPS/b.xhtml": PAGE.format(second),
    }
    return archive(parts | {f"OPS/{name.replace('_', '.')}": data for name, data in files.items()})


def illustrated_word() -> bytes:
    """A Word document: a picture with a text after the first words, and a link to the last."""
    document = docx.Document()
    paragraph = document.add_paragraph("Il pleut. ")
    paragraph.add_run().add_picture(io.BytesIO(picture()))
    next(paragraph._p.iter(qn("wp:docPr"))).set("descr", "Le chat dort.")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "fin")
    link.append(document.add_paragraph().add_run("Voir la fin.")._r)
    document.paragraphs[-1]._p.append(link)
    end = document.add_paragraph("Fin.")
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:name"), "fin")
    end._p.insert(0, mark)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def illustrated_open_document() -> bytes:
    """An OpenDocument text: a picture with a text before the words, and a link to the last."""
    body = (
        f"<text:p>{FRAME}</text:p><text:p>Il pleut.</text:p>"
        '<text:p><text:a xlink:href="#fin">Voir la fin.</text:a></text:p>'
        '<text:p><text:bookmark text:name="fin"/>Fin.</text:p>'
    )
    content = OPEN_DOCUMENT.replace("<office:text>", f"<office:text>{body}")
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": content, "Pictures/chat.png": picture()})


def illustrated_open_slides() -> bytes:
    """An OpenDocument presentation: a picture with a text behind the title, one before the next."""
    body = (
        "<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Il pleut.</text:p>"
        f"</draw:text-box></draw:frame>{FRAME}</draw:page><draw:page>{FRAME}</draw:page><draw:page>"
        "<draw:frame><draw:text-box><text:p>Fin.</text:p></draw:text-box></draw:frame></draw:page>"
        "</office:presentation>"
    )
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    content = OPEN_DOCUMENT.partition("<office:text>")[0] + f"{body}</office:body>"
    content = content.replace("<office:body", f"<office:body {draw}") + "</office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.presentation"
    return archive({"mimetype": mimetype, "content.xml": content, "Pictures/chat.png": picture()})


def illustrated_slides() -> bytes:
    """Three slides with pictures: one with a text of its picture, one without words, one with."""
    deck = pptx.Presentation()
    for words, text in (("Il pleut.", "Le chat dort."), ("", "Le chien."), ("Fin.", "")):
        slide = deck.slides.add_slide(deck.slide_layouts[5 if words else 6])
        if words:
            slide.shapes.title.text = words
        shown = slide.shapes.add_picture(io.BytesIO(picture()), Cm(1), Cm(1))
        shown._element.nvPicPr.cNvPr.set("descr", text)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def charted_word() -> bytes:
    """A Word document that shows the chart of a presentation."""
    word_file = docx.Document()
    word_file.add_paragraph("Un.")
    buffer = io.BytesIO()
    word_file.save(buffer)
    with zipfile.ZipFile(buffer) as plain, zipfile.ZipFile(io.BytesIO(presentation())) as deck:
        given = {name: plain.read(name) for name in plain.namelist()}
        chart = next(deck.read(name) for name in deck.namelist() if "/charts/chart" in name)
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    given[relations] = given[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="c" Type="{kind}" Target="charts/a.xml"/></Relationships>'.encode(),
    )
    return archive(given | {"word/charts/a.xml": chart})
