"""PDF: the text of its pages, mended. PDFium reads it in a process of its own, within bounds.

A small PDF can unpack to more than the machine has. So what reads it may take 1 GB of memory beside
the file, 120 seconds of the processor and 300 seconds in all
(``webapp.formats.readers.pdf.process``), one such process at a time. What that gives is bounded
too, by pages, lines, characters and bytes: here a PDF never takes more memory than its text does.
"""

import json
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

import webapp
from webapp.errors import TooLarge, Unavailable, UnreadableDocument
from webapp.formats.readers.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.readers.pdf.lines import PrintedLine
from webapp.formats.readers.pdf.paragraphs import blocks_of, paragraphs_of
from webapp.text import Mark
from webapp.text.languages import rules_for
from webapp.text.mending import Mender

#: What reads a PDF from its input; it is found from the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.readers.pdf.process")
_HOME = Path(webapp.__file__).parents[1]
#: Longest time of one PDF, also where the system bounds no time of the processor.
MAX_SECONDS = 300
#: Most bytes taken from that process, about twice what its own bounds let it give in any script.
MAX_ANSWER_BYTES = 100_000_000
_ERRORS = {error.__name__: error for error in (UnreadableDocument, TooLarge)}
#: Titles and authors that are none: names of files, and what stands there by default.
_FILE = re.compile(
    r"untitled|sans titre|document\d*|microsoft (?:word|powerpoint|excel) - .*"
    r"|\S*\.(?:docx?|odt|rtf|pptx?|xlsx?|tex|dvi|html?|indd|qxd|pdf)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"anonymous|\(?unknown\)?|admin(?:istrat\w+)?|user|utilisateur|root|owner", re.IGNORECASE
)
_turn = threading.Lock()


def read_pdf(data: bytes) -> ImportedDocument:
    """The paragraphs of a PDF; raises UnreadableDocument, also for a scan or for one that takes too
    much memory or time to read, TooLarge, and Unavailable where no process can be started.
    """
    title, author, pictures, pages = _told(data)
    empty = sum(1 for page in pages if not page)
    if empty == len(pages):
        raise UnreadableDocument(
            "This PDF has no text, only pictures of pages (a scan). Have a program recognise its "
            "text (OCR) first."
        )
    paragraphs = paragraphs_of(pages)
    lines = "\n".join(line.text for paragraph in paragraphs for line in paragraph.lines)
    return assembled(
        blocks_of(paragraphs, Mender(lines, rules_for("fr"))),
        title=_said(_FILE, one_line(title)),
        author=_said(_NOBODY, one_line(author)),
        notices=left_out(Counter({"page without text": empty, "picture": pictures})),
    )


def _said(empty: re.Pattern[str], field: str) -> str:
    """A field of the file, but for what a program put there."""
    return "" if empty.fullmatch(field) else field


def _told(data: bytes) -> tuple[str, str, int, list[list[PrintedLine]]]:
    """Title, author, how many pictures there are, and the lines of each page."""
    title, author, pictures = "", "", 0
    pages: list[list[PrintedLine]] = []
    with _process() as process:
        for name, *fields in _answers(process, data):
            if name in _ERRORS:
                raise _ERRORS[name](*fields)
            if name == "about":
                title, author = fields
            else:
                pictures += fields[0]
                pages.append([_line(*line) for line in fields[1]])
    if process.returncode:
        raise UnreadableDocument(
            "This PDF cannot be read: it is damaged, or takes too much memory or time."
        )
    return title, author, pictures, pages


def _line(
    text: str, left: float, right: float, base: float, size: float, marks: Any
) -> PrintedLine:
    return PrintedLine(text, left, right, base, size, tuple(Mark(*mark) for mark in marks))


@contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    """What reads a PDF, when its turn has come; it ends with the block, or after MAX_SECONDS."""
    with _turn, _started() as process:
        timer = threading.Timer(MAX_SECONDS, process.kill)
        timer.start()
        try:
            yield process
            process.wait()
        finally:
            process.kill()
            timer.cancel()


def _started() -> subprocess.Popen[bytes]:
    """It has no stderr: whatever goes wrong there, nothing of a text reaches a log."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603, a command of our own
            COMMAND, stdin=pipe, stdout=pipe, stderr=nothing, cwd=_HOME
        )
    except OSError as error:
        raise Unavailable("No PDF can be read at the moment. Try again later.") from error


def _answers(process: subprocess.Popen[bytes], data: bytes) -> Iterator[list[Any]]:
    """Give it the PDF, then take its whole records, up to MAX_ANSWER_BYTES; raises TooLarge."""
    given, taken = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(OSError), given:  # that has ended before it read all
        given.write(data)
    left = MAX_ANSWER_BYTES
    while (line := taken.readline(left + 1)).endswith(b"\n"):
        left -= len(line)
        yield json.loads(line)
    if len(line) > left:
        raise TooLarge("This PDF has more text than is read here.")
