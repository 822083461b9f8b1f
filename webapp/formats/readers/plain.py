"""Plain text: its paragraphs are found later, in its language."""

from webapp.formats.plain_text import read_text, storable
from webapp.formats.readers.imported import ImportedDocument


def read_txt(data: bytes) -> ImportedDocument:
    """The text with its line ends as LF; raises NotText."""
    text = read_text(data).replace("\r\n", "\n").replace("\r", "\n")
    return ImportedDocument(storable(text))
