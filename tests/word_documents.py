"""Word documents made of the XML inside their paragraphs."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml
from lxml import etree

from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def run(text: str, properties: str = "") -> str:
    """A run with these properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def instruction(text: str) -> str:
    """A run with a part of the instruction of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def formula(inside: str) -> str:
    """A formula."""
    return f"<m:oMath>{inside}</m:oMath>"


def letter(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><w:rPr/><m:t>{text}</m:t></m:r>"


def saved(word_document: Document) -> bytes:
    """The file of a document."""
    buffer = io.BytesIO()
    word_document.save(buffer)
    return buffer.getvalue()


def document(
    *paragraphs: str, prepare: Callable[[Document], None] = lambda _: None, style: str = ""
) -> bytes:
    """A document of python-docx with these paragraphs, given as the XML inside them."""
    word_document = docx.Document()
    prepare(word_document)
    for inside in paragraphs:
        paragraph = parse_xml(f"<w:p {DECLARED}>{inside}</w:p>")
        word_document.element.body.insert(-1, paragraph)
        if style:
            word_document.paragraphs[-1].style = word_document.styles[style]
    return saved(word_document)


def letters(word_document: Document, name: str, base: str = "", **looks: bool) -> None:
    """Add a style for letters."""
    style = word_document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    if base:
        style.base_style = word_document.styles[base]
    for look, is_on in looks.items():
        setattr(style.font, look, is_on)


def sign(font: str, code: str) -> str:
    """A symbol character."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def with_notes(word_document: Document) -> None:
    """Add a footnote and an endnote, as Word keeps them."""
    notes = (
        '<w:{0}s {1}><w:{0} w:type="separator" w:id="0"><w:p>{2}</w:p></w:{0}>'
        "<w:{0} w:id='1'><w:p><w:r><w:{0}Ref/></w:r>{3}</w:p></w:{0}></w:{0}s>"
    )
    package = word_document.part.package
    base = CONTENT_TYPE.WML_FOOTNOTES.replace("footnotes", "{}s")
    for name, text in (("footnote", "En bas."), ("endnote", "À la fin.")):
        blob = notes.format(name, DECLARED, run("suite"), run(text)).encode()
        part = OpcPart(PackURI(f"/word/{name}s.xml"), base.format(name), blob, package)
        relation = RELATIONSHIP_TYPE.FOOTNOTES.replace("footnote", name)
        word_document.part.relate_to(part, relation)


def read(*paragraphs: str, prepare: Callable[[Document], None] = lambda _: None) -> list[str]:
    """What is read of such a document."""
    return told(read_document(document(*paragraphs, prepare=prepare)))


def notices(*paragraphs: str) -> Sequence[str]:
    """What is said to be left out of such a document."""
    return read_document(document(*paragraphs)).notices


BOXES = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
    "<w:p>{0}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent><w:p>{0}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


NOTED = (
    run("Un") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" deux")
    + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run(" trois")
    + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
)  # fmt: skip


def own_layout(data: bytes, translate: Callable[[str], str | None]) -> etree._Element:
    """The body of the translation in the document's own layout."""
    translation = written("own-docx", edition_of(data, "", translate))
    docx.Document(io.BytesIO(translation))
    with zipfile.ZipFile(io.BytesIO(translation)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def said(root: etree._Element, path: str) -> list[str]:
    """The text at a path of the tree."""
    return [str(text) for text in root.xpath(path, namespaces=NAMES)]
