"""PDF: the text of its pages, mended; by PDFium, which looks at one document at a time."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from webapp.errors import TooLarge, UnreadableDocument
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.pages import Line, blocks_of, paragraphs_of
from webapp.text.languages import rules_for
from webapp.text.mending import Mender

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES = 3_000
MAX_CHARS = 10_000_000
#: Characters of a line whose boxes are looked at; in some files each is only as high as its letter.
MOST_BOXES = 24
#: A line ends with a break, or with what PDFium writes for a hyphen at a line's end.
_LINE = re.compile(r"([^\n\x02\ufffe]+)([\n\x02\ufffe]?)")
_pdfium = threading.Lock()


def read_pdf(data: bytes) -> ImportedDocument:
    """The paragraphs of a PDF; raises UnreadableDocument, also for a scan, and TooLarge."""
    with _pdfium, _opened(data) as document:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"This PDF has {len(document):,} pages; the limit is {MAX_PAGES:,}.")
        properties = document.get_metadata_dict(skip_empty=True)
        pages = _pages(document)
    empty = sum(1 for page in pages if not page)
    if empty == len(pages):
        raise UnreadableDocument(
            "This PDF has no text, only pictures of pages (a scan). Have a program recognise its "
            "text (OCR) first."
        )
    paragraphs = paragraphs_of(pages)
    lines = ["\n".join(line.text for line in own) for own, _ in paragraphs]
    mender = Mender("\n".join(lines), rules_for("fr"))
    return assembled(
        blocks_of(paragraphs, [mender.joined(own) for own in lines]),
        title=one_line(properties.get("Title")),
        author=one_line(properties.get("Author")),
        notices=left_out(Counter({"page without text": empty})),
    )


@contextmanager
def _opened(data: bytes) -> Iterator["PdfDocument"]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                "This PDF is protected by a password. Take the password off and try again."
            ) from error
        raise UnreadableDocument("This PDF is damaged and cannot be opened.") from error
    try:
        yield document
    except PdfiumError as error:
        raise UnreadableDocument("This PDF is damaged: a page of it cannot be read.") from error
    finally:
        document.close()


def _pages(document: "PdfDocument") -> list[list[Line]]:
    pages: list[list[Line]] = []
    chars = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        pages.append(list(_lines(text_page)))
        text_page.close()
        page.close()
        chars += sum(len(line.text) for line in pages[-1])
        if chars > MAX_CHARS:
            raise TooLarge(f"This PDF has more than {MAX_CHARS:,} characters.")
    return pages


def _lines(page: "PdfTextPage") -> Iterator[Line]:
    for found in _LINE.finditer(page.get_text_range()):
        body = found[1].strip()
        if body:
            start = found.start() + found[1].index(body[0])
            step = -(-len(body) // MOST_BOXES)
            boxes = [_box(page, at) for at in range(start, start + len(body), step)]
            last = _box(page, start + len(body) - 1)
            hyphen = "" if found[2] in ("\n", "") else "-"
            top, bottom = max(box[3] for box in boxes), min(box[1] for box in boxes)
            yield Line(body + hyphen, boxes[0][0], last[2], top, bottom)


def _box(page: "PdfTextPage", index: int) -> Any:
    """Left, bottom, right and top of a character; as high as its font, or only as itself."""
    return page.get_charbox(min(index, page.count_chars() - 1), loose=True)
