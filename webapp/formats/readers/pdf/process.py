"""Reads the printed lines of a PDF by PDFium, in a process of its own: a PDF can be malicious.

``python -m webapp.formats.readers.pdf.process`` reads the bytes of a PDF from its input. It writes
records to its output, each a line of JSON. The first is ``["about", title, author]``. Then each
page has ``["page", pictures, [line, …]]``: the count of its pictures and the fields of each
``PrintedLine``. An error ends the output with a record of its name in ``webapp.errors`` and its
sentence. The process writes nothing else and ends with status 0.

It bounds its memory (MEMORY_BYTES beside the file itself) and its processor time (CPU_SECONDS)
before it loads PDFium. PDFium dies without memory, and the system ends a process that takes more
time. Then the output ends early, and the status is not 0. Windows has no ``resource`` and so no
bounds; macOS has no bound of memory.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from webapp.errors import TooLarge, UnreadableDocument, VisavisError
from webapp.formats.readers.pdf.lines import PrintedLine

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MEMORY_BYTES = 1_000_000_000
CPU_SECONDS = 120
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


def main() -> None:
    """Read a PDF from the input and write its records to the output, within bounds."""
    data = sys.stdin.buffer.read()
    _bound(MEMORY_BYTES + len(data), CPU_SECONDS)
    for record in records(data):
        sys.stdout.buffer.write(json.dumps(record, separators=(",", ":")).encode() + b"\n")


def records(data: bytes) -> Iterator[list[Any]]:
    """The records of a PDF, which the docstring of this module describes."""
    try:
        with _opened(data) as document:
            if len(document) > MAX_PAGES:
                raise TooLarge(f"This PDF has {len(document):,} pages; the limit is {MAX_PAGES:,}.")
            about = document.get_metadata_dict(skip_empty=True)
            yield ["about", about.get("Title", ""), about.get("Author", "")]
            for pictures, lines in _pages(document):
                yield ["page", pictures, [_fields(line) for line in lines]]
    except VisavisError as error:
        yield [type(error).__name__, str(error)]


def _fields(line: PrintedLine) -> list[Any]:
    """The fields of a line, with places rounded to a hundredth of a point."""
    places = (line.left, line.right, line.base, line.size)
    return [line.text, *(round(place, 2) for place in places), line.marks]


def _bound(memory: int, seconds: int) -> None:
    """Bound memory and processor time; write no core file, which would contain the text."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))


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
                yield line if len(line.marks) <= LINE_MARKS else replace(line, marks=())


if __name__ == "__main__":
    main()
