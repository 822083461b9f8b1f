"""Headers, footers and comments of a file of an office, read and translated where that is asked."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from tests import documents
from tests.comments import CELL_COMMENTS, CELL_THREAD, SLIDE_COMMENTS, SLIDE_THREAD, commented
from tests.editions import edition_of, told, written
from tests.presentations import deck_of, presentation
from tests.word_documents import saved
from tests.workbooks import workbook
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.choices import Choices

CHOSEN = Choices(with_asides=True)
FOOTER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="9" name="a"/><p:cNvSpPr/><p:nvPr><p:ph type="ftr"/></p:nvPr>'
    "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Le pied</a:t></a:r></a:p></p:txBody>"
    "</p:sp>"
)


def word_file() -> bytes:
    """A text of a paragraph with a comment, under a header and over a footer."""
    file = docx.Document()
    paragraph = file.add_paragraph("Le texte.")
    file.add_comment(paragraph.runs, "Vraiment ?", "Ana Durand")
    file.sections[0].header.paragraphs[0].text = "La tête"
    file.sections[0].footer.paragraphs[0].text = "Le pied"
    return saved(file)


def open_text() -> bytes:
    """The same as an OpenDocument."""
    namespaces = documents.OPEN_DOCUMENT.partition("<office:document-content")[2].partition(">")[0]
    frames = "".join(
        f"<style:{place}><text:p>{words}</text:p></style:{place}>"
        for place, words in (("header", "La tête"), ("footer", "Le pied"))
    )
    styles = (
        f"<office:document-styles{namespaces}><office:master-styles>"
        f"<style:master-page>{frames}</style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    note = "<office:annotation><text:p>Vraiment ?</text:p></office:annotation>"
    content = documents.OPEN_DOCUMENT.replace(
        "<office:text>", f"<office:text><text:p>Le texte.{note}</text:p>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return documents.archive({"mimetype": kind, "content.xml": content, "styles.xml": styles})


def words_of(data: bytes, choices: Choices) -> str:
    """All parts of the translation in the file's own layout."""
    edition = edition_of(data, choices=choices)
    name = read_document(data).imported_format
    with zipfile.ZipFile(io.BytesIO(written(f"own-{name}", edition))) as archive:
        return "".join(archive.read(part).decode(errors="replace") for part in archive.namelist())


ASIDES = ["La tête", "Le pied", "Vraiment ?"]


@pytest.mark.parametrize(
    ("make", "asides"),
    [
        (word_file, ASIDES),
        (open_text, ASIDES),
        (lambda: deck_of(FOOTER), ["Le pied"]),
        (lambda: commented(presentation(), "slides/slide1", SLIDE_COMMENTS), ["Vraiment ?"]),
        (lambda: commented(presentation(), "slides/slide1", SLIDE_THREAD), ["Vraiment ?", "Oui."]),
        (lambda: commented(workbook(), "worksheets/sheet1", CELL_COMMENTS), ["Vraiment ?"]),
        (lambda: commented(workbook(), "worksheets/sheet1", CELL_THREAD), ["Vraiment ?", "Oui."]),
    ],
    ids=["docx", "odt", "pptx", "comments", "thread", "xlsx", "xlsx thread"],
)
def test_asides_are_read_and_translated_where_that_is_asked(
    make: Callable[[], bytes], asides: list[str]
) -> None:
    data = make()
    plain, whole = read_document(data), read_document(data, choices=CHOSEN)
    assert not set(asides) & {line.partition(": ")[2] for line in told(plain)}
    assert set(asides) <= {line.partition(": ")[2] for line in told(whole)}
    hints = ("headers and footers", "comment")
    assert any(hint in notice for notice in plain.notices for hint in hints)
    assert not any(hint in notice for notice in whole.notices for hint in hints)
    without, translated = words_of(data, Choices()), words_of(data, CHOSEN)
    for words in asides:
        assert f">{words}<" in without
        assert f">{words.upper()}<" in translated
        assert f">{words}<" not in translated


def test_the_library_keeps_that_asides_were_read() -> None:
    """The details of blocks say so, with which a translation finds the same blocks again."""
    edition = edition_of(word_file(), choices=CHOSEN)
    blocks = list(edition.blocks)
    assert [block.detail.get("aside", False) for block in blocks] == [False, True, True, True]
    again = replace(edition, blocks=iter(blocks))
    assert written("own-docx", again).startswith(b"PK")
