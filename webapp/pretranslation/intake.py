"""From what a reader found in a file to what the library keeps."""

from collections.abc import Sequence

from webapp.errors import EmptyText
from webapp.formats.imported import ImportedDocument, bounded
from webapp.formats.plain_text import storable
from webapp.library import NewDocument
from webapp.pretranslation.texts import AlignedParagraph
from webapp.text import Paragraph, ParagraphKind, detect_languages, split_blocks, split_text

#: Longest title made from a text, in characters.
TITLE_CHARS = 140
#: A text is taken for one in another language than said from so many characters on, when the
#: detector is so sure (of 100). Below that, names and quotations deceive it.
SURE_CHARS = 200
SURE = 95.0
#: Languages that texts are told from, by their BCP 47 codes.
LANGUAGES = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


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


def paragraphs_of(imported: ImportedDocument, language: str) -> list[Paragraph]:
    """Its paragraphs, at least one, each with its detail if it has some.

    Raises EmptyText, TooLarge.
    """
    if imported.outline:
        paragraphs = split_blocks(imported.text, imported.outline, language)
    else:
        paragraphs = list(bounded(split_text(imported.text, language)))
    if not paragraphs:
        raise EmptyText
    return paragraphs


def given_title(title: str) -> str:
    """What a person called a text, on one line, without what no database keeps, not too long."""
    return " ".join(storable(title).split())[: 2 * TITLE_CHARS]


def made_title(paragraphs: Sequence[Paragraph] | Sequence[AlignedParagraph]) -> str:
    """A text's first heading, or else its first words, at most TITLE_CHARS characters."""
    headings = (p for p in paragraphs if p.kind == ParagraphKind.HEADING)
    words = next(headings, paragraphs[0]).segments[0].source.split()
    title = " ".join(words)
    if len(title) <= TITLE_CHARS:
        return title
    return title[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def question(text: str, source_language: str) -> str | None:
    """What to ask when a text seems not to be in the language that it was said to be in."""
    said = source_language.partition("-")[0].lower()
    if len(text) < SURE_CHARS or said not in LANGUAGES:
        return None
    best = next(iter(detect_languages(text, LANGUAGES.keys())), None)
    if best is None or best.language == said or best.confidence < SURE:
        return None
    return (
        f"This text seems to be in {LANGUAGES[best.language]}, not in {LANGUAGES[said]}, so it is "
        f"not being translated. Is it to be translated as {LANGUAGES[said]} all the same?"
    )
