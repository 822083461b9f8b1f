"""Old files that LibreOffice converts, and scanned pages whose words tesseract recognises."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.documents import word
from tests.editions import told
from tests.foreign.programs import converted, program
from webapp.formats.readers.bounded import read_file
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.pdf.recognising import NOTICE

#: A text of Windows-1252 with a picture at an address, which nothing may fetch.
RICH = (
    rb"{\rtf1\ansi\ansicpg1252{\field{\*\fldinst INCLUDEPICTURE \"http://127.0.0.1:9/a.png\" \\d}"
    rb"{\fldrslt }}{\b Il pleut} \'e0 No\'ebl\u8230?\par Deux.\par}"
)
SCANNED = ("Il pleut depuis ce matin.", "Le roi dort dans son jardin.")


def test_rich_text_and_old_word_files_are_read_by_way_of_libreoffice(tmp_path: Path) -> None:
    program("soffice")
    document = read_file(RICH, "a.rtf")
    assert told(read_document(document.original or b"")) == [
        "text: Il pleut à Noël… {bold: Il pleut}",
        "text: Deux.",
    ]
    assert document.imported_format == "docx"
    old = converted(tmp_path, word(), ".docx", "doc")
    assert read_file(old, "a.doc").text.startswith(read_document(word()).text[:40])


def scan() -> bytes:
    """A PDF whose page is a picture of two lines."""
    page = Image.new("L", (1240, 600), 255)
    font = ImageFont.load_default(44)
    for row, line in enumerate(SCANNED):
        ImageDraw.Draw(page).text((120, 150 + 120 * row), line, fill=0, font=font)
    buffer = io.BytesIO()
    page.save(buffer, "PDF", resolution=150)
    return buffer.getvalue()


def test_the_words_of_a_scan_are_recognised(tmp_path: Path) -> None:
    program("tesseract")
    document = read_file(scan(), "a.pdf")
    assert " ".join(document.text.split()) == " ".join(SCANNED)
    assert document.notices[0] == NOTICE
