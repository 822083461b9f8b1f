"""Small documents of every format, made in memory."""

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.presentations import presentation
from tests.workbooks import workbook

PAGE = """<!doctype html><html lang="fr"><head><title>Le titre</title>
<meta name="author" content="Ana Durand"><script>non()</script></head><body>
<nav>Accueil</nav><article><h1>Le titre</h1>
<p>Bonjour <b>le <i>monde</i></b>,   voici<br>la suite.<!-- rien --> Un
<a href="https://example.org/">lien</a><sup><a href="#n">1</a></sup>.</p>
<ul><li>Un<ul><li>Deux</li></ul></li></ul>
<table><tr><td>a</td><td><p>b</p></td></tr></table>
<blockquote><p>Cité.</p></blockquote><img src="https://example.org/x.png">
<pre>vers un
vers deux

strophe</pre></article><aside role="doc-footnote"><p>La note.</p></aside>
<footer>pied</footer></body></html>"""

MARKDOWN = """---
title: "Un conte"
author: Ana Durand
lang: fr
---
# Chapitre

Il *pleut*[^1] et **vente**.

> Cité.

| a | b |
|---|---|
| c | d |
"""

SUBTITLES = """1
00:00:01,500 --> 00:00:03,000
<i>Bonjour</i>
tout le monde.

2
00:00:04,000 --> 00:01:05,250
{\\an8}- Il pleut.
"""

LEVELS = b"""<title>Un titre</title><h1>Un titre</h1><p>Il pleut.</p><h2>Un</h2><h3>Deux</h3>
<h4>Trois</h4><h3>Quatre</h3><p>Bon.</p><h2>Cinq</h2><p>Fin.</p>"""

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
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            zip_file.writestr(name, content, stored)
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


def word(*, macros: bool = False) -> bytes:
    """A small Word document, made by python-docx."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Le Rapport", "Ana Durand"
    document.add_heading("Premier titre", 2)
    paragraph = document.add_paragraph("Il ")
    paragraph.add_run("pleut").bold = True
    paragraph.add_run(" et il vente. ")
    paragraph.add_run("Toujours.").italic = True
    document.add_paragraph("Un", style="List Bullet")
    document.add_paragraph("Cité.", style="Quote")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    buffer = io.BytesIO()
    document.save(buffer)
    if macros:
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"\xd0\xcf")
    return buffer.getvalue()


def printed(password: str = "", *, pages: int = 4, words: bool = True) -> bytes:
    """Pages of two columns with running heads, numbers and a watermark, made by ReportLab."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (400, 300), encrypt=password or None)
    canvas.setTitle("Le Tirage")
    for number in range(1, pages + 1):
        canvas.rect(0, 0, 5, 5)
        if words:
            _printed_page(canvas, number)
            canvas.rotate(30)
            canvas.setFont("Times-Bold", 40)
            canvas.drawString(150, 0, "Brouillon")
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


_DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
_TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
_SHOWN = 'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
_HEAD = OPEN_DOCUMENT.partition("<office:text>")[0]
_TAIL = "</office:body></office:document-content>"
SLIDES = f"""{_HEAD}<office:presentation {_DRAW} {_SHOWN}>
<presentation:footer-decl presentation:name="a">Le pied</presentation:footer-decl>
<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Une diapo</text:p>
</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box>
<text:p>Dites bonjour.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
</office:presentation>{_TAIL}"""
SHEETS = f"""{_HEAD}<office:spreadsheet {_TABLE}><table:table table:name="Dépenses">
<table:table-row><table:table-cell office:value-type="string" office:string-value="Le loyer">
<text:p>Le loyer</text:p></table:table-cell><table:table-cell office:value-type="string">
<text:p>Oui</text:p></table:table-cell><table:table-cell office:value-type="date"
 office:date-value="2026-01-01"><text:p>1 janvier</text:p></table:table-cell>
<table:table-cell table:formula="of:=IF([.B1]=&quot;oui&quot;;1;2)" office:value-type="string">
<text:p>Un résultat</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet>{_TAIL}"""


def open_slides() -> bytes:
    """A small OpenDocument presentation: a title, notes of the speaker, a footer."""
    kind = "application/vnd.oasis.opendocument.presentation"
    return archive({"mimetype": kind, "content.xml": SLIDES})


def open_sheets() -> bytes:
    """A small OpenDocument workbook: words, a date, a formula that names a text."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": SHEETS})


WORDS = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">
<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>Gras</w:t></w:r>
<w:r><w:rPr><w:rStyle w:val="Strong"/><w:b w:val="0"/></w:rPr><w:t> maigre</w:t></w:r>
<w:r><w:rPr><w:rStyle w:val="Leaning"/></w:rPr><w:t> penché</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>
<w:r><w:t xml:space="preserve"> voir </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText> HYPERLINK "https://a.</w:instrText></w:r>
<w:r><w:instrText>example/" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ici</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> ou </w:t></w:r>
<w:fldSimple w:instr="HYPERLINK &quot;https://b.example/&quot;"><w:r><w:t>là</w:t></w:r></w:fldSimple>
<w:fldSimple w:instr="PAGE"><w:r><w:t>, 7</w:t></w:r></w:fldSimple>
<w:r><w:sym w:font="Arial" w:char="2192"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>
<w:r><w:t>.</w:t></w:r>
<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"""


def demanding_word() -> bytes:
    """A Word file with styles of characters, fields, symbols, a formula and a page header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Revue des choses"
    document.sections[0].footer.paragraphs[0].text = "7"
    leaning = document.styles.add_style("Leaning", WD_STYLE_TYPE.CHARACTER)
    leaning.base_style = document.styles["Emphasis"]
    document.element.body.insert(0, parse_xml(WORDS))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@st.composite
def mangled(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` with some bytes changed, some taken out and some put in."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(changed)))
        gone = draw(st.integers(0, 30))
        changed[at : at + gone] = draw(st.binary(max_size=30))
    return bytes(changed)


#: A small file of each format that is read, by its name.
SAMPLES = {
    "docx": word(),
    "pdf": printed(pages=1),
    "odt": open_document(),
    "odp": open_slides(),
    "ods": open_sheets(),
    "pptx": presentation(),
    "xlsx": workbook(),
    "epub": book(),
    "html": b"<html><body><p>Un <b>deux</b></p><table><tr><td>x<pre>a\n\nb</pre></table>",
    "md": b"# Un\n\n- *deux* [trois](https://e.org)\n\n| a |\n|---|\n| b |\n",
    "rst": b"Un\n==\n\n- *deux* :ref:`trois <x>` ``y`` [1]_\n\n.. note:: Quatre ::\n\n     z\n"
    b"\n.. [1] Cinq\n",
    "adoc": b"= Un\n\n* *deux* <<x,trois>> `y`footnote:[Cinq]\n\n----\nz\n----\n\n|===\n"
    b"|Six\n|===\n",
    "tex": b"\\section{Un}\n\\emph{deux}\\footnote{Cinq} \\'et\\'e $x$ \\verb|y| % z\n\n\\[a\\]\n",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>Un</i> <b>deux\n\n2\n00:01,0 --> 9:9\nx\n",
    "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Un</v> <c.x>deux</i>\n",
    "sbv": b"0:00:01.000,0:00:02.000\nUn\n\n0:00:03.000,0:00:04.500\nDeux\n",
    "ass": b"[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, "
    b"Name, MarginL, MarginR, MarginV, Effect, Text\n"
    b"Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\an8}Un {\\i1}deux{\\i0}\\Ntrois\n",
    "sub": b"{1}{1}25\n{25}{50}{Y:i}Un|deux\n",
    "lrc": b"[ti:a]\n[00:01.00]Un\n[00:02.50][00:09.00]Deux <00:03.10>trois\n",
    "txt": "Élève à Noël.\n\nDeux.".encode("cp1252"),
    "po": b'msgid ""\nmsgstr "Language: \\n"\n\nmsgid "Un"\nmsgid_plural "%d deux"\nmsgstr[0] ""\n',
    "json": b'{"fr": {"un": "Un {{x}}", "deux": ["Deux", 3]}}',
    "yaml": b'fr:\n  un: "Un %{x}"\n  deux: |\n    Deux\n',
    "properties": b"# a\nun = Un {0}\ndeux: De\\\n  ux\n",
    "strings": b'/* a */\n"un" = "Un %@";\n',
    "android": b'<!-- a --><resources><string name="un">Un <b>deux</b></string></resources>',
    "csv": b'cl\xc3\xa9;texte\n1;Un deux\n2;"Trois; quatre"\n',
    "xliff": b'<xliff version="1.2"><file source-language="fr" datatype="plaintext" original="a">'
    b'<body><trans-unit id="1"><source>Un <x id="1"/></source></trans-unit></body></file></xliff>',
    "tmx": b'<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>'
    b'Un <ph x="1"/></seg></tuv></tu></body></tmx>',
}
