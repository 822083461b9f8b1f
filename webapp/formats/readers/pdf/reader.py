"""Reads the text of a PDF's pages by PDFium, in a process of its own and within bounds.

A small PDF can unpack to more than the machine has. So ``webapp.formats.readers.pdf.process`` may
take 1 GB of memory beside the file, 120 seconds of the processor and 300 seconds in all. One such
process runs at a time. Pages, lines, characters and bytes of its output are bounded too. So here a
PDF never takes more memory than its text does.
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
from webapp.text import LANGUAGE_NAMES, Mark, detect_languages
from webapp.text.languages import rules_for
from webapp.text.mending import Mender

#: The least confidence in a language, in percent, at which its rules mend the words.
SURE = 25
#: The command that reads a PDF from its input; it runs in the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.readers.pdf.process")
_HOME = Path(webapp.__file__).parents[1]
#: The longest time of one PDF, also where the system cannot bound processor time.
MAX_SECONDS = 300
#: The most bytes read from that process: about twice what its own bounds allow in any script.
MAX_ANSWER_BYTES = 100_000_000
_ERRORS = {error.__name__: error for error in (UnreadableDocument, TooLarge)}
#: Names of files and defaults of programs, which are no titles and authors.
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
    """The paragraphs of a PDF; raises UnreadableDocument, TooLarge, Unavailable.

    A scan, and a PDF that takes too much memory or time, are unreadable too. Reading is unavailable
    where no process can be started.
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
        blocks_of(paragraphs, Mender(lines, rules_for(_language_of(lines)))),
        title=_said(_FILE, one_line(title)),
        author=_said(_NOBODY, one_line(author)),
        notices=left_out(Counter({"page without text": empty, "picture": pictures})),
    )


def _language_of(text: str) -> str:
    """The language whose rules tell a printer's hyphen; French where the text does not show one."""
    best = next(iter(detect_languages(text, LANGUAGE_NAMES)), None)
    return best.language if best and best.confidence >= SURE else "fr"


def _said(empty: re.Pattern[str], field: str) -> str:
    """A field of the file; empty if a program put a default there."""
    return "" if empty.fullmatch(field) else field


def _told(data: bytes) -> tuple[str, str, int, list[list[PrintedLine]]]:
    """The title, the author, the count of pictures, and the lines of each page.

    Raises UnreadableDocument, TooLarge, Unavailable.
    """
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
    """A process that reads a PDF, one at a time. It ends with the block or after MAX_SECONDS."""
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
    """Start the process, without stderr, so that no text reaches a log; raises Unavailable."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603, a command of our own
            COMMAND, stdin=pipe, stdout=pipe, stderr=nothing, cwd=_HOME
        )
    except OSError as error:
        raise Unavailable("No PDF can be read at the moment. Try again later.") from error


def _answers(process: subprocess.Popen[bytes], data: bytes) -> Iterator[list[Any]]:
    """Send the PDF, then yield each whole record, up to MAX_ANSWER_BYTES; raises TooLarge."""
    given, taken = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(OSError), given:  # the process may end before it has read all
        given.write(data)
    left = MAX_ANSWER_BYTES
    while (line := taken.readline(left + 1)).endswith(b"\n"):
        left -= len(line)
        yield json.loads(line)
    if len(line) > left:
        raise TooLarge("This PDF has more text than is read here.")
