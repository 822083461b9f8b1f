"""What programs of others do to a file before it is read: LibreOffice and tesseract."""

from collections.abc import Callable
from dataclasses import replace

from webapp.errors import ScannedDocument
from webapp.formats.readers.converting import converted
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.readers.pdf.recognising import NOTICE, recognised


def prepared(data: bytes, read: Callable[[bytes], ImportedDocument]) -> ImportedDocument:
    """What ``read`` gives of a file, which is converted or recognised where it has to be.

    Raises what ``read`` raises, UnreadableDocument, and Unavailable.
    """
    try:
        return read(converted(data))
    except ScannedDocument:
        document = read(recognised(data))
        return replace(document, notices=(NOTICE, *document.notices))
