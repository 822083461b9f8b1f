"""Puts the targets of a corrected file into the document and into the memory."""

from webapp.engine import Translators
from webapp.errors import BadInput, VisavisError
from webapp.formats.corrections import read_corrections
from webapp.library import Corrected, Library


def correct_document(
    library: Library, translators: Translators, document_id: int, data: bytes
) -> Corrected:
    """Read XLIFF or TMX and correct the document by it.

    The memory keeps the targets under the identity of the pair's translator. Without a package for
    the pair there is no translator, so only the document changes. Raises NotFound, BadInput,
    NotText, UnreadableDocument, LibraryUnavailable.
    """
    document = library.documents.get(document_id)
    corrections = read_corrections(data, document.target_language)
    try:
        identity = translators.get(document.source_language, document.target_language).identity
    except VisavisError:
        identity = None
    corrected = library.corrections.apply(document_id, corrections, identity)
    if corrected.unmatched == len(corrections):
        raise BadInput("No sentence of this file is in the document, so nothing was changed.")
    return corrected
