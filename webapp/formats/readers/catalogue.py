"""Readers: bytes in, an ImportedDocument out; which of them reads a file is told by its bytes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from webapp.errors import NotText, UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.plain_text import read_text
from webapp.formats.readers.imported import ImportedDocument, one_line


@dataclass(frozen=True, slots=True)
class Reader:
    """One format that can be read; its module is imported when it is first needed."""

    name: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    #: The function of the same module: ``read_<name>``.
    module: str

    def read(self, data: bytes) -> ImportedDocument:
        """The document; raises BadInput and TooLarge, whatever the bytes."""
        function: Callable[[bytes], ImportedDocument]
        function = getattr(
            import_module(f"webapp.formats.readers.{self.module}"), f"read_{self.name}"
        )
        return function(data)


#: Every reader, in the order in which people are told of them.
READERS: Sequence[Reader] = (
    Reader("txt", "Plain text", (".txt", ".text"), "text/plain", "plain"),
    Reader("md", "Markdown", (".md", ".markdown"), "text/markdown", "markdown"),
    Reader("html", "Web page", (".html", ".htm", ".xhtml"), "text/html", "html"),
    Reader("epub", "EPUB book", (".epub",), "application/epub+zip", "epub"),
    Reader(
        "docx",
        "Word document",
        (".docx", ".docm"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word.reader",
    ),
    Reader("odt", "OpenDocument text", (".odt",), "application/vnd.oasis.opendocument.text", "odt"),
    Reader("pdf", "PDF", (".pdf",), "application/pdf", "pdf.reader"),
    Reader("srt", "SubRip subtitles", (".srt",), "application/x-subrip", "subtitles"),
    Reader("vtt", "WebVTT subtitles", (".vtt",), "text/vtt", "subtitles"),
)
#: What a file field takes, as its ``accept`` attribute.
ACCEPTED = ",".join(ending for reader in READERS for ending in reader.extensions)
_BY_NAME = {reader.name: reader for reader in READERS}
_BY_EXTENSION = {ending: reader for reader in READERS for ending in reader.extensions}
#: Parts that tell what an archive is.
_SIGNS = {"META-INF/container.xml": "epub", "word/document.xml": "docx", "content.xml": "odt"}
_MARKUP = re.compile(
    # No comment may run on into the next, or their number would double the time with each.
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUBRIP = re.compile(r"\s*\d+[ \t]*\n[ \t]*\d+:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
#: What files that are not read here begin with, and the sentence about them.
_REFUSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "This is an old Word file or one protected by a password. "
    "Save it as .docx without a password and try again.",
    b"{\\rtf": "Rich text (.rtf) is not read here. Save it as .docx and try again.",
    b"Rar!": "RAR archives are not read here.",
    b"7z\xbc\xaf": "7z archives are not read here.",
}


def read_document(data: bytes, name: str = "") -> ImportedDocument:
    """The document in a file; ``name`` decides only where the bytes do not tell.

    Subtitles, which have no title, are called as their file. Raises NotText, UnreadableDocument and
    TooLarge, each with its sentence.
    """
    reader = reader_of(data, name)
    document = replace(reader.read(data), imported_format=reader.name)
    if reader.name in ("srt", "vtt"):
        return replace(document, title=one_line(PurePath(name).stem))
    return document


def reader_of(data: bytes, name: str = "") -> Reader:
    """Who reads this file."""
    for start, sentence in _REFUSED.items():
        if data.startswith(start):
            raise UnreadableDocument(sentence)
    if b"%PDF-" in data[:1024]:
        return _known("pdf")
    if data.startswith(b"PK\x03\x04"):
        return _archive_reader(data)
    text = read_text(data)
    if text.startswith("WEBVTT"):
        return _known("vtt")
    if _SUBRIP.match(text[:1000]):
        return _known("srt")
    if _MARKUP.match(text[:5000]):
        return _known("html")
    return _by_extension(PurePath(name).suffix.lower())


def _by_extension(suffix: str) -> Reader:
    """The reader of a text file whose words do not tell what it is."""
    reader = _BY_EXTENSION.get(suffix, _BY_NAME["txt"])
    if reader.name in ("epub", "docx", "odt", "pdf", "srt", "vtt"):
        raise UnreadableDocument(f"This file is named {suffix} but is something else, or damaged.")
    return reader


def _archive_reader(data: bytes) -> Reader:
    with Archive(data) as archive:
        for sign, name in _SIGNS.items():
            if sign in archive:
                return _known(name)
    raise NotText(f"This archive is no document that is read here; {_readable()} are.")


def _known(name: str) -> Reader:
    try:
        return _BY_NAME[name]
    except KeyError as error:
        raise NotText(f"Files of this type are not read here; {_readable()} are.") from error


def _readable() -> str:
    return ", ".join(ending for reader in READERS for ending in reader.extensions[:1])
