"""Has tesseract recognise the words of a scanned PDF, in a process of its own within bounds.

``python -m webapp.formats.readers.pdf.recognising MEMORY SECONDS PROGRAM`` reads a PDF from its
input and writes one that has the words at their places and no pictures. It bounds the memory, in
bytes, and the seconds of the processor of itself and of tesseract for each page.
"""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from webapp.errors import UnreadableDocument
from webapp.formats.readers.facts import Bound, Bounds
from webapp.formats.readers.process import bound_itself
from webapp.formats.readers.starting import started

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: What tesseract calls French, and the Debian package that has it.
_LANGUAGE, PACKAGE = "fra", "tesseract-ocr-fra"
#: A page takes some seconds, and all of them less than a reader waits.
MAX_PAGES = 30
#: The dots of a page in each point, and the most of the whole page.
_DOTS, _MOST_DOTS = 300 / 72, 20_000_000
_BOUNDS = Bounds(
    memory=Bound(1_000_000_000, 0, 1_000_000_000),
    seconds=Bound(60, 0, 60),
    turns=BoundedSemaphore(1),
)
#: The command that recognises words; it runs in the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.readers.pdf.recognising")
NOTICE = "Its words were recognised in pictures of its pages (OCR), so some of them may be wrong."


@cache
def ocr_program() -> str | None:
    """The path of tesseract; None where it or its French is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    listed = subprocess.run([path, "--list-langs"], capture_output=True, check=False)  # noqa: S603
    return path if _LANGUAGE.encode() in listed.stdout.split() else None


def recognised(data: bytes) -> bytes:
    """A scanned PDF as one with its words; raises UnreadableDocument, Unavailable."""
    limits = str(_BOUNDS.memory.of(len(data))), str(_BOUNDS.seconds.of(len(data)))
    with started([*COMMAND, *limits, ocr_program() or ""], _BOUNDS) as process:
        result, _ = process.communicate(data)
    if process.returncode != 0:
        raise UnreadableDocument(
            "The words in the pictures of this PDF cannot be recognised: a page takes too much "
            "memory or time."
        )
    return result


def main() -> None:
    """Recognise the words of the PDF in the input, within bounds."""
    memory, seconds, program = sys.argv[1:]
    bound_itself(int(memory), int(seconds))
    sys.stdout.buffer.write(_recognised(sys.stdin.buffer.read(), program))


def _recognised(data: bytes, program: str) -> bytes:
    from pypdfium2 import PdfDocument

    scanned, worded, result = PdfDocument(data), PdfDocument.new(), io.BytesIO()
    for page in scanned:
        worded.import_pages(PdfDocument(_page_with_words(_picture_of(page), program)))
    worded.save(result)
    return result.getvalue()


def _picture_of(page: "PdfPage") -> bytes:
    """A page as a picture in shades of grey (PGM)."""
    width, height = page.get_size()
    scale = min(_DOTS, (_MOST_DOTS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    raw = bytes(bitmap.buffer)
    rows = (raw[n * bitmap.stride :][: bitmap.width] for n in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _page_with_words(picture: bytes, program: str) -> bytes:
    """A PDF of one page that has the words of a picture."""
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", "300"]
    command += ["-c", "textonly_pdf=1", "pdf"]
    return subprocess.run(  # noqa: S603, a program that is installed here
        command,
        input=picture,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        check=True,
    ).stdout


if __name__ == "__main__":
    main()
