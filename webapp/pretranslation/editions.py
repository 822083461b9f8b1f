"""A document of the library as the writers of webapp.formats take it."""

from webapp.formats.edition import Edition
from webapp.library import Library


def edition_of(library: Library, document_id: int) -> Edition:
    """The document, its blocks read as they are written; raises NotFound, LibraryUnavailable."""
    document = library.documents.get(document_id)
    return Edition(
        document.title,
        document.source_language,
        document.target_language,
        library.documents.blocks(document_id),
        author=document.author,
        date=document.date,
        original=library.documents.original(document_id),
        notes=library.documents.note_counts(document_id),
        missing=library.documents.missing(document_id),
    )
