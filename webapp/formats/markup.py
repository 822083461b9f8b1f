"""Parses XML and HTML of strangers into lxml trees: bounded, without entities, DTD or network."""

import codecs
import re
from contextlib import suppress
from html.entities import html5
from typing import Any, TypeAlias

from webapp.errors import TooLarge, UnreadableDocument
from webapp.formats.plain_text import read_text

#: An element of lxml, which ships no type annotations.
Element: TypeAlias = Any

#: The longest HTML page, in bytes. Tree and blocks together take sixty times as much memory in a
#: plain case, and up to a hundred times in the worst case (a tag for every letter).
MAX_HTML_BYTES = 5_000_000
#: The most signs of tags, attributes and entities in XML that the server itself reads. A tree takes
#: up to 250 bytes for each; 20 MB of our own XLIFF have 1,300,000.
MOST_MARKS = 2_000_000
#: A DOCTYPE stands within this many characters of the beginning.
_HEAD_CHARS = 4096
#: A DOCTYPE that declares something itself, behind any comments and instructions.
_DECLARING = re.compile(
    rb"(?:[^<]|<!--(?:(?!-->).)*+-->|<\?[^>]*+>)*+<!DOCTYPE[^>\[]*+\[", re.IGNORECASE | re.DOTALL
)
_PROLOG = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>|\s*<\?xml[^>]*\?>", re.IGNORECASE)
_FOREIGN = "This file defines entities of its own; that is not read here."
# The parser drops what follows the end of a page, which every browser shows.
_EARLY_ENDS = re.compile(r"</(?:body|html)\b[^<>]*>(?=\s*+[^\s])", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z]\w{1,30});")
_XML_ENTITIES = frozenset(["amp", "lt", "gt", "quot", "apos"])
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
#: The encodings, by Python's names, that a page may declare. Python knows others (idna, utf-7,
#: cp037); the web does not use them, and a page could name them to do harm.
_ENCODINGS = re.compile(
    r"ascii|iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[ru]|mac-(roman|cyrillic)"
    r"|big5\w*|gb\w+|euc_\w+|shift_jis\w*"
)
#: The encoding that browsers use (WHATWG) where a page declares a subset of it. Old pages that
#: declare ISO 8859-1 have the dashes and quotation marks of Windows.
_WHOLE_OF = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def is_well_formed(fragment: str) -> bool:
    """Whether a piece of XML is well formed; entities of HTML are allowed in it."""
    text = _without_prolog(fragment)
    text = _ENTITY.sub(lambda entity: entity[0] if entity[1] in _XML_ENTITIES else " ", text)
    try:
        xml_tree(f"<fragment>{text}</fragment>".encode(errors="replace"))
    except UnreadableDocument:
        return False
    return True


def check_doctype(head: bytes) -> None:
    """Raise UnreadableDocument when the beginning of an XML file defines entities."""
    if _DECLARING.match(head.replace(b"\x00", b"")):
        raise UnreadableDocument(_FOREIGN)


def xml_tree(data: bytes) -> Element:
    """The root of an XML document.

    Raises UnreadableDocument for damaged XML and for XML that defines entities.
    """
    from lxml import etree

    check_doctype(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("This file is damaged: its XML cannot be read.") from error
    if next(root.iter(etree.Entity), None) is not None:  # declared in a DTD of another file
        raise UnreadableDocument(_FOREIGN)
    return root


def bounded_xml_tree(data: bytes) -> Element:
    """``xml_tree`` of a file that the server itself reads, not a process with a bound of memory.

    Raises TooLarge for more than MOST_MARKS, and UnreadableDocument.
    """
    if sum(map(data.count, (b"<", b"=", b"&"))) > MOST_MARKS:
        raise TooLarge("This file has more tags than are read here. Cut it into parts.")
    return xml_tree(data)


def picture_tree(data: bytes) -> Element:
    """The root of a picture (SVG), which may define entities of its own, as drawing programs do.

    Raises UnreadableDocument for damaged XML.
    """
    from lxml import etree

    options = {"no_network": True, "load_dtd": False, "huge_tree": False, "remove_pis": True}
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities="internal", **options))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("This picture is damaged: its XML cannot be read.") from error


def html_tree(page: bytes | str) -> Element:
    """The root of an HTML page, however faulty; raises TooLarge, NotText, UnreadableDocument."""
    from lxml import etree, html

    size = len(page.encode() if isinstance(page, str) else page)
    if size > MAX_HTML_BYTES:
        raise TooLarge(
            f"This page has {size:,} bytes; pages up to {MAX_HTML_BYTES:,} are read here."
        )
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        source = page if isinstance(page, str) else html_text(page)
        # The parser would read the brackets of a DOCTYPE as text.
        source = _EARLY_ENDS.sub("", _without_prolog(source))
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("This page has no text that can be read.") from error
    return tree


def xhtml_tree(data: bytes) -> Element:
    """The root of an XHTML page. A page that is no well-formed XML is read as HTML.

    Raises TooLarge, NotText, UnreadableDocument.
    """
    source = _ENTITY.sub(_character, _without_prolog(html_text(data)))
    try:
        return xml_tree(source.encode("utf-8"))
    except UnreadableDocument:
        return html_tree(data)


def _without_prolog(source: str) -> str:
    """A page without its DOCTYPE and its declaration of XML, which stand at its beginning."""
    return _PROLOG.sub("", source[:_HEAD_CHARS]) + source[_HEAD_CHARS:]


def _character(entity: re.Match[str]) -> str:
    """The character that an entity of HTML names; the five entities of XML stay as they are."""
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(f"{name};", entity[0])


def html_text(data: bytes) -> str:
    """The source of a page, decoded as it declares or else as is likeliest; raises NotText."""
    encoding = declared_encoding(data)
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return read_text(data)


def declared_encoding(data: bytes) -> str | None:
    """Python's name of the encoding that a page declares; None for UTF-8 and unusable encodings.

    A declaration that is readable as ASCII cannot stand in UTF-16. So a page that declares UTF-16
    counts as UTF-8 (WHATWG).
    """
    declared = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
    except (LookupError, ValueError):
        return None
    return _WHOLE_OF.get(name, name) if _ENCODINGS.fullmatch(name) else None


def local_name(element: Element) -> str:
    """The tag in lower case without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def drop(element: Element) -> None:
    """Take an element out of its tree, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
