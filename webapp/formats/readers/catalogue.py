"""The formats that can be read, a row each; the bytes of a file show which of them it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from threading import BoundedSemaphore

from webapp.errors import NotText, UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.plain_text import ascii_start, read_text
from webapp.formats.readers.choices import DEFAULT, Choices
from webapp.formats.readers.conversions import CONVERSIONS, conversion_of
from webapp.formats.readers.facts import (
    ArchivePart,
    Bound,
    Bounds,
    FileKind,
    InPlace,
    Reader,
    Rewritten,
    Start,
)
from webapp.formats.readers.imported import ImportedDocument, one_line
from webapp.formats.readers.media import media_kind
from webapp.formats.readers.office.package import main_part
from webapp.formats.readers.unread import unread_archive, unread_file

#: The bounds of most formats: of a book of a million words, with room for a slow machine.
_STRICT = Bounds(
    memory=Bound(300_000_000, 1_000_000, 400_000_000),
    seconds=Bound(5, 0, 5),
    turns=BoundedSemaphore(2),
)
#: The bounds of PDFs, whose pages take much more of both.
_WIDE = Bounds(
    memory=Bound(300_000_000, 50_000_000, 1_000_000_000),
    seconds=Bound(5, 30, 120),
    turns=BoundedSemaphore(1),
)


def _after_prolog(element: bytes) -> Start:
    """The sign of an XML file whose root is such an element."""
    prolog = rb"\s*+(?:<\?[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE[^>]*+>\s*+)*+"
    return Start(re.compile(prolog + element, re.DOTALL), always=True)


def _open_document(kind: bytes) -> Start:
    """The sign of an OpenDocument of that kind: its first part, which is not packed, names it."""
    name = rb"PK\x03\x04.{26}mimetype.{0,40}?application/vnd\.oasis\.opendocument\."
    return Start(re.compile(name + kind, re.DOTALL), always=True)


#: The format of a file of which neither the bytes nor the name show what it is.
_PLAIN_TEXT = Reader(
    name="txt",
    label="plain text",
    extensions=(".txt", ".text"),
    media_type="text/plain",
    function="readers.plain.read_txt",
    kind=FileKind.TEXT,
    sign=None,
    translated=InPlace(runs=None, finish=None, label=None, cues=None),
    is_called_as_its_file=False,
    bounds=None,
)
_MARKDOWN = Reader(
    name="md",
    label="Markdown",
    extensions=(".md", ".markdown", ".mdx"),
    media_type="text/markdown",
    function="readers.markdown.read_md",
    kind=FileKind.TEXT,
    sign=None,
    translated=InPlace(
        runs="inplace.markdown.markdown_runs",
        finish="inplace.front_matter.requoted",
        label=None,
        cues=None,
    ),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_RST = Reader(
    name="rst",
    label="reStructuredText",
    extensions=(".rst",),
    media_type="text/x-rst",
    function="prose.files.read_rst",
    kind=FileKind.PAGE,
    sign=None,
    translated=Rewritten("own-rst", own_layout=None),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_ASCIIDOC = Reader(
    name="adoc",
    label="AsciiDoc",
    extensions=(".adoc", ".asciidoc"),
    media_type="text/asciidoc",
    function="prose.files.read_asciidoc",
    kind=FileKind.PAGE,
    sign=None,
    translated=Rewritten("own-adoc", own_layout=None),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_LATEX = Reader(
    name="tex",
    label="LaTeX",
    extensions=(".tex",),
    media_type="text/x-tex",
    function="prose.files.read_latex",
    kind=FileKind.PAGE,
    sign=None,
    translated=Rewritten("own-tex", own_layout=None),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_WEB_PAGE = Reader(
    name="html",
    label="web pages",
    extensions=(".html", ".htm", ".xhtml"),
    media_type="text/html",
    function="readers.html.read_html",
    kind=FileKind.PAGE,
    sign=Start(
        re.compile(
            # No comment may run on into the next, or their number would double the time with each.
            rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        always=False,
    ),
    translated=InPlace(
        runs="slices.markup.runs", finish=None, label="inplace.page.labelled", cues=None
    ),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_EPUB = Reader(
    name="epub",
    label="EPUB books",
    extensions=(".epub",),
    media_type="application/epub+zip",
    function="readers.epub.read_epub",
    kind=FileKind.BINARY,
    sign=ArchivePart("META-INF/container.xml"),
    translated=Rewritten("epub", own_layout="own-epub"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_WORD = Reader(
    name="docx",
    label="Word documents",
    extensions=(".docx", ".docm"),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    function="readers.office.word.reader.read_docx",
    kind=FileKind.OFFICE,
    sign=ArchivePart("word/document.xml"),
    translated=Rewritten("docx", own_layout="own-docx"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_OPEN_DOCUMENT = Reader(
    name="odt",
    label="OpenDocument texts",
    extensions=(".odt",),
    media_type="application/vnd.oasis.opendocument.text",
    function="readers.odt.reader.read_odt",
    kind=FileKind.OFFICE,
    sign=ArchivePart("content.xml"),
    translated=Rewritten("docx", own_layout="own-odt"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_SLIDES = Reader(
    name="odp",
    label="OpenDocument presentations",
    extensions=(".odp",),
    media_type="application/vnd.oasis.opendocument.presentation",
    function="readers.odt.reader.read_odp",
    kind=FileKind.OFFICE,
    sign=_open_document(b"presentation"),
    translated=Rewritten("docx", own_layout="own-odp"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_SHEETS = Reader(
    name="ods",
    label="OpenDocument workbooks",
    extensions=(".ods",),
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    function="readers.odt.reader.read_ods",
    kind=FileKind.OFFICE,
    sign=_open_document(b"spreadsheet"),
    translated=Rewritten("docx", own_layout="own-ods"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_PRESENTATION = Reader(
    name="pptx",
    label="PowerPoint presentations",
    extensions=(".pptx", ".pptm", ".ppsx"),
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    function="readers.office.pptx.read_pptx",
    kind=FileKind.OFFICE,
    sign=ArchivePart("ppt/presentation.xml"),
    translated=Rewritten("docx", own_layout="own-pptx"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_WORKBOOK = Reader(
    name="xlsx",
    label="Excel workbooks",
    extensions=(".xlsx", ".xlsm"),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    function="readers.office.xlsx.read_xlsx",
    kind=FileKind.OFFICE,
    sign=ArchivePart("xl/workbook.xml"),
    translated=Rewritten("docx", own_layout="own-xlsx"),
    is_called_as_its_file=False,
    bounds=_STRICT,
)
_PDF = Reader(
    name="pdf",
    label="PDFs",
    extensions=(".pdf",),
    media_type="application/pdf",
    function="readers.pdf.reader.read_pdf",
    kind=FileKind.BINARY,
    sign=Start(re.compile(rb".{0,1019}?%PDF-", re.DOTALL), always=True),
    translated=Rewritten("pdf", own_layout=None),
    is_called_as_its_file=False,
    bounds=_WIDE,
)
_SUBRIP = Reader(
    name="srt",
    label="SubRip subtitles",
    extensions=(".srt",),
    media_type="application/x-subrip",
    function="readers.subtitles.read_subtitles",
    kind=FileKind.TEXT,
    sign=Start(
        # Signs that show nothing may stand first, and a cue may have no number.
        re.compile(
            rb"[\s\x80-\xff]*+(?:\d++[ \t]*+(?:[\r\n]++[ \t]*+)++)?+"
            rb"-?\d{1,3}:\d\d?(?::\d\d?)?(?:[,.:]\d{1,3})?[ \t]*+--?>[ \t]*+-?\d{1,3}:\d"
        ),
        always=False,
    ),
    translated=InPlace(
        runs="inplace.subtitles.srt_runs",
        finish="inplace.subtitles.folded",
        label=None,
        cues="inplace.subtitles.shown_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)
_WEBVTT = Reader(
    name="vtt",
    label="WebVTT subtitles",
    extensions=(".vtt",),
    media_type="text/vtt",
    function="readers.subtitles.read_subtitles",
    kind=FileKind.TEXT,
    sign=Start(re.compile(rb"WEBVTT"), always=True),
    translated=InPlace(
        runs="inplace.subtitles.vtt_runs",
        finish="inplace.subtitles.folded",
        label=None,
        cues="inplace.subtitles.shown_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)
_SBV = Reader(
    name="sbv",
    label="SBV subtitles",
    extensions=(".sbv",),
    media_type="text/x-sbv",
    function="readers.subtitles.read_subtitles",
    kind=FileKind.TEXT,
    sign=Start(
        re.compile(rb"\s*+\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\s"), always=True
    ),
    translated=InPlace(
        runs="inplace.subtitles.srt_runs",
        finish="inplace.subtitles.folded",
        label=None,
        cues="inplace.subtitles.shown_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)
_SUBSTATION = Reader(
    name="ass",
    label="SubStation Alpha subtitles",
    extensions=(".ass", ".ssa"),
    media_type="text/x-ssa",
    function="readers.styled_subtitles.read_ass",
    kind=FileKind.TEXT,
    sign=Start(re.compile(rb"\s*+\[Script Info\]", re.IGNORECASE), always=True),
    translated=InPlace(
        runs="inplace.styled_subtitles.ass_runs",
        finish="inplace.styled_subtitles.ass_folded",
        label=None,
        cues="inplace.styled_subtitles.ass_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)
_MICRODVD = Reader(
    name="sub",
    label="MicroDVD subtitles",
    extensions=(".sub",),
    media_type="text/x-microdvd",
    function="readers.styled_subtitles.read_sub",
    kind=FileKind.TEXT,
    sign=Start(
        # A line of defaults may stand first, and a cue may have no end.
        re.compile(rb"\s*+(?:\{DEFAULT\}[^\r\n]*+\s++)?+\{\d{1,9}\}\{\d{0,9}\}"),
        always=True,
    ),
    translated=InPlace(
        runs="inplace.styled_subtitles.sub_runs",
        finish="inplace.styled_subtitles.sub_folded",
        label=None,
        cues="inplace.styled_subtitles.sub_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)
_LYRICS = Reader(
    name="lrc",
    label="lyrics with times",
    extensions=(".lrc",),
    media_type="text/x-lrc",
    function="readers.styled_subtitles.read_lrc",
    kind=FileKind.TEXT,
    sign=Start(
        re.compile(
            rb"\s*+(?:\[[A-Za-z#]{1,10}:[^\]\r\n]*+\]\s*+)*+\[\d{1,3}:\d\d\.\d{2,3}\][^\r\n]*+[\r\n]"
        ),
        always=False,
    ),
    translated=InPlace(
        runs="inplace.styled_subtitles.lrc_runs",
        finish=None,
        label=None,
        cues="inplace.styled_subtitles.lrc_cues",
    ),
    is_called_as_its_file=True,
    bounds=_STRICT,
)


def _messages(
    name: str, label: str, extensions: tuple[str, ...], media_type: str, sign: Start | None = None
) -> Reader:
    """The reader of a file of messages, which has its words translated and nothing else changed."""
    return Reader(
        name=name,
        label=label,
        extensions=extensions,
        media_type=media_type,
        function=f"readers.messages.read_{name}",
        kind=FileKind.PAGE,
        sign=sign,
        translated=Rewritten(f"own-{name}", own_layout=None),
        is_called_as_its_file=True,
        bounds=_STRICT,
    )


_PO = _messages(
    "po",
    "gettext catalogues",
    (".po", ".pot"),
    "text/x-gettext-translation",
    Start(re.compile(rb'(?:#[^\r\n]*+\s++|\s++)*+msgid\s*+"'), always=False),
)
_JSON = _messages("json", "JSON messages", (".json", ".arb"), "application/json")
_YAML = _messages("yaml", "YAML messages", (".yml", ".yaml"), "application/yaml")
_PROPERTIES = _messages("properties", "Java properties", (".properties",), "text/x-java-properties")
_STRINGS = _messages("strings", "Apple strings", (".strings",), "text/x-apple-strings")
_ANDROID = _messages(
    "android", "Android strings", (".xml",), "application/xml", _after_prolog(rb"<resources\b")
)
_XLIFF = _messages(
    "xliff",
    "XLIFF",
    (".xlf", ".xliff"),
    "application/xliff+xml",
    _after_prolog(rb"<(?:\w++:)?+xliff\b"),
)
_TMX = _messages(
    "tmx", "translation memories", (".tmx",), "application/x-tmx+xml", _after_prolog(rb"<tmx\b")
)
_TABLE = Reader(
    name="csv",
    label="tables of values",
    extensions=(".csv", ".tsv", ".tab"),
    media_type="text/csv",
    function="readers.messages.read_csv",
    kind=FileKind.TABLE,
    sign=None,
    translated=Rewritten("own-csv", own_layout=None),
    is_called_as_its_file=True,
    bounds=_STRICT,
)

#: Every format that can be read, in the order in which lists for people have them.
READERS: Sequence[Reader] = (
    _PLAIN_TEXT,
    _MARKDOWN,
    _RST,
    _ASCIIDOC,
    _LATEX,
    _WEB_PAGE,
    _EPUB,
    _WORD,
    _OPEN_DOCUMENT,
    _SLIDES,
    _SHEETS,
    _PRESENTATION,
    _WORKBOOK,
    _PDF,
    _SUBRIP,
    _WEBVTT,
    _SBV,
    _SUBSTATION,
    _MICRODVD,
    _LYRICS,
    _PO,
    _JSON,
    _YAML,
    _PROPERTIES,
    _STRINGS,
    _ANDROID,
    _XLIFF,
    _TMX,
    _TABLE,
)


def extensions() -> list[str]:
    """The endings of the names of files that are read."""
    rows = [*(reader.extensions for reader in READERS), *(old.extensions for old in CONVERSIONS)]
    return [ending for row in rows for ending in row]


def readable_formats() -> str:
    """The formats that are read, as people's pages list them, each with its endings."""
    listed = [f"{reader.label} ({', '.join(reader.extensions)})" for reader in READERS]
    old = [f"{kind.label} ({', '.join(kind.extensions)})" for kind in CONVERSIONS]
    return f"{', '.join(listed)}; and where LibreOffice is installed {', '.join(old)}"


def readable_labels() -> str:
    """The formats that are read, as a person calls them."""
    *labels, last = (reader.label for reader in READERS)
    return f"{', '.join(labels)} and {last}"


def read_document(data: bytes, name: str = "", choices: Choices = DEFAULT) -> ImportedDocument:
    """The document in a file; ``name`` decides only where the bytes show nothing.

    Raises NotText, UnreadableDocument and TooLarge, each with its sentence, and BadInput for a
    choice that cannot be met.
    """
    reader = reader_of(data, name)
    document = reader.read(data, choices)
    if reader.is_called_as_its_file:
        return replace(document, title=one_line(PurePath(name).stem))
    return document


def reader_of(data: bytes, name: str = "") -> Reader:
    """Who reads this file; raises NotText and UnreadableDocument."""
    if (sentence := unread_file(data)) is not None:
        raise UnreadableDocument(sentence)
    if (conversion := conversion_of(data)) is not None:
        conversion.check()
        return reader_named(conversion.becomes)
    text_start = ascii_start(data)
    for reader in READERS:
        start = text_start if reader.kind.is_text else data
        if isinstance(reader.sign, Start) and reader.sign.pattern.match(start):
            return reader
    if data.startswith(b"PK\x03\x04"):
        return _reader_of_archive(data)
    if (kind := media_kind(data, name)) is not None:
        raise NotText(f"This file is {kind}, not a text. What is read: {readable_formats()}.")
    return _reader_by_name(data, name)


def _reader_of_archive(data: bytes) -> Reader:
    with Archive(data) as archive:
        if (sentence := unread_archive(archive)) is not None:
            raise UnreadableDocument(sentence)
        for reader in READERS:
            sign = reader.sign
            if isinstance(sign, ArchivePart) and main_part(archive, sign.name) in archive:
                return reader
    usual = ", ".join(reader.extensions[0] for reader in READERS)
    raise NotText(f"This archive is no document that is read here; {usual} are.")


def reader_named(suffix: str) -> Reader:
    """The reader of files whose names end so, that of plain text for any other end."""
    return next((reader for reader in READERS if suffix in reader.extensions), _PLAIN_TEXT)


def _reader_by_name(data: bytes, name: str) -> Reader:
    """The reader of a file whose bytes do not show what it is."""
    suffix = PurePath(name).suffix.lower()
    reader = reader_named(suffix)
    if reader.is_always_signed:
        read_text(data)  # raises NotText, which says more of a binary file
        raise UnreadableDocument(f"This file is named {suffix} but is something else, or damaged.")
    return reader
