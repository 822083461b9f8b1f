"""From what a reader found in a file to what the library keeps."""

from webapp.formats.plain_text import storable
from webapp.formats.readers.imported import ImportedDocument, paragraphs_of
from webapp.library import NewDocument
from webapp.text import LANGUAGE_NAMES, TITLE_CHARS, detect_languages, made_title

#: A text is taken for one in another language than said from so many characters on, when the
#: detector is so sure (of 100). Below that, names and quotations deceive it.
SURE_CHARS = 200
SURE = 95.0


def new_document(
    imported: ImportedDocument, title: str, source_language: str, target_language: str
) -> NewDocument:
    """What the library is to keep; ``title`` goes before the document's own.

    Raises EmptyText, TooLarge. A text in another language has a question and waits for its answer.
    """
    paragraphs = paragraphs_of(imported, source_language)
    return NewDocument(
        given_title(title) or imported.title or made_title(paragraphs),
        imported.text,
        paragraphs,
        source_language,
        target_language,
        details=imported.details,
        author=imported.author,
        date=imported.date,
        notices=imported.notices,
        question=question(imported.text, source_language),
        original=imported.original,
        imported_format=imported.imported_format,
    )


def given_title(title: str) -> str:
    """What a person called a text, on one line, without what no database keeps, not too long."""
    return " ".join(storable(title).split())[: 2 * TITLE_CHARS]


def question(text: str, source_language: str) -> str | None:
    """What to ask when a text seems not to be in the language that it was said to be in."""
    said = source_language.partition("-")[0].lower()
    if len(text) < SURE_CHARS or said not in LANGUAGE_NAMES:
        return None
    best = next(iter(detect_languages(text, LANGUAGE_NAMES)), None)
    if best is None or best.language == said or best.confidence < SURE:
        return None
    return (
        f"This text seems to be in {LANGUAGE_NAMES[best.language]}, "
        f"not in {LANGUAGE_NAMES[said]}, so it is not being translated. "
        f"Is it to be translated as {LANGUAGE_NAMES[said]} all the same?"
    )
