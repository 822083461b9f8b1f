"""Puts the targets of a corrected file into the document and into the memory."""

from webapp.errors import BadInput
from webapp.formats.corrections import read_corrections
from webapp.library import Corrected, Library


def correct_document(library: Library, document_id: int, data: bytes) -> Corrected:
    """Read XLIFF or TMX and correct the document and the memory by it.

    Raises NotFound, BadInput, NotText, UnreadableDocument, LibraryUnavailable.
    """
    document = library.documents.get(document_id)
    corrections = read_corrections(data, document.target_language)
    corrected = library.corrections.apply(document_id, corrections)
    if corrected.unmatched == len(corrections):
        raise BadInput("No sentence of this file is in the document, so nothing was changed.")
    return corrected
