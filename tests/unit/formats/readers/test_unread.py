"""A file of another program is told by its content, with what its owner can do."""

import pytest

from tests.documents import OPEN_DOCUMENT, archive
from webapp.errors import UnreadableDocument
from webapp.formats.readers.catalogue import read_document

KIND = "application/vnd.oasis.opendocument."


def open_document(kind: str) -> bytes:
    return archive({"mimetype": KIND + kind, "content.xml": OPEN_DOCUMENT})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (open_document("spreadsheet"), r"spreadsheet \(\.ods\).* save it as \.xlsx"),
        (open_document("presentation"), r"presentation \(\.odp\).* save it as \.pptx"),
        (open_document("graphics"), r"drawing \(\.odg\)"),
        (archive({"Index/Document.iwa": b"a"}), r"Pages, Numbers or Keynote.* \.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, r"old file of Word.* \.docx"),
        (b"{\\rtf1\\ansi Oui.}", r"Rich text.* save it as \.docx"),
        (b"a" * 60 + b"BOOKMOBI" + b"\0" * 100, "Kindle.* EPUB"),
        (b"\xffWPC" + b"\0" * 100, r"WordPerfect.* \.docx"),
        (b"%!PS-Adobe-3.0\n", "PostScript.* PDF"),
    ],
)
def test_it_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    for name in ("a.odt", "a.txt", "a"):
        with pytest.raises(UnreadableDocument, match=words):
            read_document(data, name)


def test_an_opendocument_text_is_read_whatever_its_media_type_says_of_it() -> None:
    assert read_document(open_document("text"), "a.odt").text
    assert read_document(open_document("text-template"), "a.ott").text
