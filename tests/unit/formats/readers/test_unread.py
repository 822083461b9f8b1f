"""A file of another program is told by its content, with what its owner can do."""

import sys

import pytest

from tests.documents import OPEN_DOCUMENT, archive
from webapp.errors import UnreadableDocument
from webapp.formats.readers import conversions, converting
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.converting import converted

KIND = "application/vnd.oasis.opendocument."


def old_office(stream: str) -> bytes:
    """What begins as an old file of Office and names a part of it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1\\ansi Oui.}", r"rich text .*libreoffice-writer.* \.docx"),
        (old_office("WordDocument"), r"old Word .*libreoffice-writer.* \.docx"),
        (old_office("Workbook"), r"old Excel .*libreoffice-calc.* \.xlsx"),
        (old_office("PowerPoint Document"), r"PowerPoint .*libreoffice-impress.* \.pptx"),
    ],
)
def test_without_libreoffice_a_sentence_names_what_to_install(
    data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversions, "office_program", lambda: None)
    for read in (read_document, converted):
        with pytest.raises(UnreadableDocument, match=words):
            read(data)


def test_a_file_that_libreoffice_gives_up_is_refused_with_the_bounds_that_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converting, "COMMAND", (sys.executable, "-c", "pass"))
    for module in (conversions, converting):
        monkeypatch.setattr(module, "office_program", lambda: "soffice")
    with pytest.raises(UnreadableDocument, match=r"more than 25 seconds .* or 3 GB of memory"):
        converted(b"{\\rtf1 Oui.}".ljust(1_000_000))


def open_document(kind: str) -> bytes:
    return archive({"mimetype": KIND + kind, "content.xml": OPEN_DOCUMENT})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive({"Index/Document.iwa": b"a"}), r"Pages, Numbers or Keynote.* \.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, r"old file of Word.* \.docx"),
        (old_office("EncryptedPackage"), "protected by a password"),
        (b"a" * 60 + b"BOOKMOBI" + b"\0" * 100, "Kindle.* EPUB"),
        (b"\xffWPC" + b"\0" * 100, r"WordPerfect.* \.docx"),
        (b"%!PS-Adobe-3.0\n", "PostScript.* PDF"),
        (b"{\\rtf1 Oui.\\bin2000000000 a}", "fewer bytes than it says"),
    ],
)
def test_it_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    for name in ("a.odt", "a.txt", "a"):
        with pytest.raises(UnreadableDocument, match=words):
            read_document(data, name)


@pytest.mark.parametrize(
    "kind", ["text", "text-template", "spreadsheet", "presentation", "graphics"]
)
def test_the_words_of_every_opendocument_are_read(kind: str) -> None:
    assert read_document(open_document(kind), "a.odt").text
