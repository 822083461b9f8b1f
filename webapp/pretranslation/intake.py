"""Makes of an imported document what the library keeps."""

from dataclasses import dataclass

from webapp.engine import Translators
from webapp.errors import EmptyText
from webapp.formats.plain_text import storable
from webapp.formats.readers.imported import ImportedDocument, paragraphs_of
from webapp.library import NewDocument
from webapp.text import (
    LANGUAGE_NAMES,
    TITLE_CHARS,
    contradiction,
    detect_languages,
    made_title,
    primary_language,
)
from webapp.translation import routing
from webapp.translation.routing import AUTO


@dataclass(frozen=True, slots=True)
class Source:
    """The language of a text, a BCP 47 code, and what to ask before it is translated from it."""

    language: str
    question: str | None = None


def new_document(
    imported: ImportedDocument, title: str, source: Source, target_language: str
) -> NewDocument:
    """What the library keeps of an imported document; ``title`` replaces the title of the file.

    Raises EmptyText, TooLarge.
    """
    paragraphs = paragraphs_of(imported, source.language)
    return NewDocument(
        given_title(title) or imported.title or made_title(paragraphs),
        imported.text,
        paragraphs,
        source.language,
        target_language,
        details=imported.details,
        author=imported.author,
        date=imported.date,
        notices=imported.notices,
        question=source.question,
        original=imported.original,
        imported_format=imported.imported_format,
        notes=imported.notes,
    )


def check_can_be_kept(
    imported: ImportedDocument,
    source_language: str,
    target_language: str,
    translators: Translators,
) -> None:
    """Raise what keeping a document would raise, for whoever has no library yet.

    Raises EmptyText and what ``checked_source`` raises.
    """
    if not imported.text.strip():
        raise EmptyText
    checked_source(imported.text, source_language, target_language, translators)


def given_title(title: str) -> str:
    """A person's title for a text: on one line, storable, and at most twice TITLE_CHARS long."""
    return " ".join(storable(title).split())[: 2 * TITLE_CHARS]


def checked_source(
    text: str, source_language: str, target_language: str, translators: Translators
) -> Source:
    """The language of a text; for AUTO the one that it seems to be in, else with its question.

    Raises what ``routing.source_language`` raises, for AUTO.
    """
    if source_language == AUTO:
        return Source(routing.source_language(text, target_language, translators))
    return Source(source_language, language_question(text, source_language))


def language_question(text: str, source_language: str) -> str | None:
    """What to ask when a text seems not to be in ``source_language``; else None."""
    expected = primary_language(source_language)
    if expected not in LANGUAGE_NAMES:
        return None
    guesses = detect_languages(text, LANGUAGE_NAMES, [expected])
    other = contradiction(guesses, [expected])
    if other is None:
        return None
    return (
        f"This looks like {LANGUAGE_NAMES[other.language]}, not {LANGUAGE_NAMES[expected]}, "
        "so it is not being translated."
    )
