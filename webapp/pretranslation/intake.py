"""Makes of an imported document what the library keeps."""

from webapp.formats.plain_text import storable
from webapp.formats.readers.imported import ImportedDocument, paragraphs_of
from webapp.library import NewDocument
from webapp.text import LANGUAGE_NAMES, TITLE_CHARS, detect_languages, made_title

#: A text is asked about only from so many characters on, and only if the detector is so sure (of
#: 100) of another language. In shorter texts names and quotations deceive it.
SURE_CHARS = 200
SURE = 95.0


def new_document(
    imported: ImportedDocument, title: str, source_language: str, target_language: str
) -> NewDocument:
    """What the library keeps of an imported document; ``title`` replaces the title of the file.

    A text that seems to be in another language gets a question and waits for the answer. Raises
    EmptyText, TooLarge.
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
    """A person's title for a text: on one line, storable, and at most twice TITLE_CHARS long."""
    return " ".join(storable(title).split())[: 2 * TITLE_CHARS]


def question(text: str, source_language: str) -> str | None:
    """What to ask when a text seems not to be in ``source_language``; else None."""
    expected = source_language.partition("-")[0].lower()
    if len(text) < SURE_CHARS or expected not in LANGUAGE_NAMES:
        return None
    best = next(iter(detect_languages(text, LANGUAGE_NAMES)), None)
    if best is None or best.language == expected or best.confidence < SURE:
        return None
    return (
        f"This text seems to be in {LANGUAGE_NAMES[best.language]}, "
        f"not in {LANGUAGE_NAMES[expected]}, so it is not being translated. "
        f"Is it to be translated as {LANGUAGE_NAMES[expected]} all the same?"
    )
