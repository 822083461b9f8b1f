"""Makes of a document of the library what the writers of webapp.formats take."""

from webapp.errors import NotFound
from webapp.formats.edition import Edition
from webapp.formats.pictures import picture_bytes
from webapp.library import Library


def edition_of(
    library: Library, document_id: int, *, reader: str = "", keeps_active: bool = False
) -> Edition:
    """The edition of a document, which reads blocks only as a writer asks for them.

    It has the highlights that ``reader`` sees (webapp.library.Annotations).
    ``keeps_active`` leaves in it what other programs may run (webapp.formats.active).
    Raises NotFound, LibraryUnavailable.
    """
    document = library.documents.get(document_id)
    return Edition(
        document.title,
        document.source_language,
        document.target_language,
        library.documents.blocks(document_id, reader=reader),
        author=document.author,
        date=document.date,
        original=library.documents.original(document_id),
        notes=library.documents.note_counts(document_id),
        places=library.documents.places(document_id),
        missing=library.documents.missing(document_id),
        keeps_active=keeps_active,
    )


def picture_of(
    library: Library, document_id: int, paragraph: int, number: int
) -> tuple[str, bytes]:
    """The media type and the bytes of a picture: the one of ``number``, from 0, at a paragraph.

    ``paragraph`` counts from 1. Raises NotFound, LibraryUnavailable.
    """
    pictures = library.documents.pictures(document_id, paragraph)
    if not 0 <= number < len(pictures):
        raise NotFound("There is no such picture.")
    data = picture_bytes(library.documents.original(document_id), pictures[number])
    if data is None:
        raise NotFound("There is no such picture.")
    return pictures[number].media_type, data
