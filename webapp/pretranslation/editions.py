"""Makes of a document of the library what the writers of webapp.formats take."""

from webapp.formats.edition import Edition
from webapp.library import Library


def edition_of(library: Library, document_id: int, *, keeps_active: bool = False) -> Edition:
    """The edition of a document, which reads blocks only as a writer asks for them.

    ``keeps_active`` leaves in it what other programs may run (webapp.formats.active).
    Raises NotFound, LibraryUnavailable.
    """
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
        keeps_active=keeps_active,
    )
