"""Reads PDFs: lines of letters become columns and paragraphs."""

import re
from collections import Counter

from webapp.errors import ScannedDocument, UnreadableDocument
from webapp.formats.readers.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.readers.pdf.pages import printed_pages
from webapp.formats.readers.pdf.paragraphs import blocks_of, paragraphs_of
from webapp.formats.readers.pdf.recognising import MAX_PAGES, PACKAGE, ocr_program
from webapp.text import LANGUAGE_NAMES, detect_languages
from webapp.text.segmentation.mending import Mender
from webapp.text.segmentation.rules import rules_for

#: The least confidence in a language, in percent, at which its rules mend the words.
SURE = 25
#: Names of files and defaults of programs, which are no titles and authors.
_FILE = re.compile(
    r"untitled|sans titre|document\d*|microsoft (?:word|powerpoint|excel) - .*"
    r"|\S*\.(?:docx?|odt|rtf|pptx?|xlsx?|tex|dvi|html?|indd|qxd|pdf)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"anonymous|\(?unknown\)?|admin(?:istrat\w+)?|user|utilisateur|root|owner", re.IGNORECASE
)


def read_pdf(data: bytes) -> ImportedDocument:
    """The paragraphs of a PDF; raises UnreadableDocument, for a scan too, and TooLarge."""
    printed = printed_pages(data)
    empty = sum(1 for page in printed.pages if not page)
    if empty == len(printed.pages):
        raise _scanned(empty)
    paragraphs = paragraphs_of(printed.pages)
    lines = "\n".join(line.text for paragraph in paragraphs for line in paragraph.lines)
    return assembled(
        blocks_of(paragraphs, Mender(lines, rules_for(_language_of(lines)))),
        title=_said(_FILE, one_line(printed.title)),
        author=_said(_NOBODY, one_line(printed.author)),
        notices=left_out(Counter({"page without text": empty, "picture": printed.pictures})),
    )


def _scanned(pages: int) -> UnreadableDocument:
    """What is said of a PDF of pictures; a ScannedDocument where its words can be recognised."""
    if ocr_program() and 0 < pages <= MAX_PAGES:
        return ScannedDocument()
    why = f"where tesseract and its French are installed (Debian: {PACKAGE})"
    if ocr_program():
        why = f"in at most {MAX_PAGES} of them, and it has {pages:,}: bring it in parts"
    return UnreadableDocument(
        f"This PDF has no text, only pictures of pages (a scan). Words are recognised here {why}. "
        "Or have another program recognise its text (OCR) first."
    )


def _language_of(text: str) -> str:
    """The language whose rules tell a printer's hyphen; French where the text does not show one."""
    best = next(iter(detect_languages(text, LANGUAGE_NAMES)), None)
    return best.language if best and best.confidence >= SURE else "fr"


def _said(empty: re.Pattern[str], field: str) -> str:
    """A field of the file; empty if a program put a default there."""
    return "" if empty.fullmatch(field) else field
