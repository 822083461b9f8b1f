"""Reads plain text, which is cut into paragraphs later, when its language is known."""

from webapp.formats.plain_text import read_text, storable
from webapp.formats.readers.imported import ImportedDocument


def read_txt(data: bytes) -> ImportedDocument:
    """The text with its line ends as LF; raises NotText."""
    text = read_text(data).replace("\r\n", "\n").replace("\r", "\n")
    return ImportedDocument(storable(text))
