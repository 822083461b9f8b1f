"""Reads the printed lines of a PDF's pages by PDFium.

A PDF can be malicious: a small one can ask for more memory than there is, or end what reads it. So
this runs in the bounded process of ``webapp.formats.readers.process`` only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webapp.errors import TooLarge, UnreadableDocument
from webapp.formats.readers.pdf.lines import PrintedLine, accented

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_PAGES = 3_000
#: The most of each in one PDF. A printed page has about a hundred lines, and a few changes of its
#: letters: to bold, to italic, to a link, to a raised sign.
BOUNDS = {"characters": 10_000_000, "lines": 500_000, "changes of its letters": 300_000}
#: A picture narrower or lower than this, in points, is an icon or a rule. One larger than this part
#: of the page's width and height is a scan of the page, whose text a program has read.
PICTURE_POINTS, PAGE_SHARE = 30, 0.8
#: A line with more marks than this loses them, because it was not made to be read.
LINE_MARKS = 200
#: A line ends with a break, or with the code that PDFium writes for a hyphen at a line's end.
_LINE = re.compile(r"([^\n\x02\ufffe]+)([\n\x02\ufffe]?)")


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """A PDF's title and author, the count of its pictures, and the lines of each page."""

    title: str
    author: str
    pictures: int
    pages: list[list[PrintedLine]]


def printed_pages(data: bytes) -> PrintedPages:
    """The pages of a PDF; raises UnreadableDocument, TooLarge."""
    with _opened(data) as document:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"This PDF has {len(document):,} pages; the limit is {MAX_PAGES:,}.")
        about = document.get_metadata_dict(skip_empty=True)
        pages = list(_pages(document))
    return PrintedPages(
        about.get("Title", ""),
        about.get("Author", ""),
        sum(pictures for pictures, _ in pages),
        [lines for _, lines in pages],
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


def _pages(document: "PdfDocument") -> Iterator[tuple[int, list[PrintedLine]]]:
    totals = Counter[str]()
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        lines = list(_lines(page, text_page))
        pictures = _pictures(page)
        text_page.close()
        page.close()
        totals["characters"] += sum(len(line.text) for line in lines)
        totals["lines"] += len(lines)
        totals["changes of its letters"] += sum(len(line.marks) for line in lines)
        for name, most in BOUNDS.items():
            if totals[name] > most:
                raise TooLarge(f"This PDF has more than {most:,} {name}.")
        yield pictures, lines


def _pictures(page: "PdfPage") -> int:
    """The count of pictures on a page, without rules, icons and a scan of the page itself."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    count = 0
    for picture in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        left, bottom, right, top = picture.get_bounds()
        wide, high = right - left, top - bottom
        is_page = wide > PAGE_SHARE * width and high > PAGE_SHARE * height
        count += min(wide, high) >= PICTURE_POINTS and not is_page
    return count


def _lines(page: "PdfPage", text_page: "PdfTextPage") -> Iterator[PrintedLine]:
    from webapp.formats.readers.pdf.letters import Letters, Links, pieces

    links = Links.of(page)
    for match in _LINE.finditer(text_page.get_text_range()):
        body = match[1].strip()
        if body:
            start = match.start() + match[1].index(body[0])
            hyphen = "" if match[2] in ("\n", "") else "-"
            *others, last = pieces(Letters(text_page, start, body, links))
            for line in (*others, replace(last, text=last.text + hyphen)):
                yield accented(line if len(line.marks) <= LINE_MARKS else replace(line, marks=()))
