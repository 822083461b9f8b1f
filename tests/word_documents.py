"""Word documents made of the XML inside their paragraphs."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml

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


def saved(made: Document) -> bytes:
    """The file of a document."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def document(
    *paragraphs: str, prepare: Callable[[Document], None] = lambda _: None, style: str = ""
) -> bytes:
    """A document of python-docx with these paragraphs, given as the XML inside them."""
    made = docx.Document()
    prepare(made)
    for inside in paragraphs:
        paragraph = parse_xml(f"<w:p {DECLARED}>{inside}</w:p>")
        made.element.body.insert(-1, paragraph)
        if style:
            made.paragraphs[-1].style = made.styles[style]
    return saved(made)


def letters(made: Document, name: str, base: str = "", **looks: bool) -> None:
    """Add a style for letters."""
    style = made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    if base:
        style.base_style = made.styles[base]
    for look, is_on in looks.items():
        setattr(style.font, look, is_on)


def sign(font: str, code: str) -> str:
    """A symbol character."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def with_notes(made: Document) -> None:
    """Add a footnote and an endnote, as Word keeps them."""
    notes = (
        '<w:{0}s {1}><w:{0} w:type="separator" w:id="0"><w:p>{2}</w:p></w:{0}>'
        "<w:{0} w:id='1'><w:p><w:r><w:{0}Ref/></w:r>{3}</w:p></w:{0}></w:{0}s>"
    )
    package, base = made.part.package, CONTENT_TYPE.WML_FOOTNOTES.replace("footnotes", "{}s")
    for name, text in (("footnote", "En bas."), ("endnote", "À la fin.")):
        blob = notes.format(name, DECLARED, run("suite"), run(text)).encode()
        part = OpcPart(PackURI(f"/word/{name}s.xml"), base.format(name), blob, package)
        relation = RELATIONSHIP_TYPE.FOOTNOTES.replace("footnote", name)
        made.part.relate_to(part, relation)
