"""Reads plain text, which is cut into paragraphs later, when its language is known."""

from webapp.formats.readers.imported import ImportedDocument


def read_txt(text: str) -> ImportedDocument:
    """The text with its line ends as LF."""
    return ImportedDocument(text.replace("\r\n", "\n").replace("\r", "\n"))
