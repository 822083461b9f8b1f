"""The texts of pictures, and the words of charts, are translated in a file's own layout."""

import io
import zipfile

import docx
import pytest

from tests.documents import archive
from tests.editions import edition_of, told, written
from tests.pictures import (
    illustrated_book,
    illustrated_open_document,
    illustrated_word,
    picture,
)
from tests.presentations import presentation
from webapp.formats.readers.catalogue import read_document

BOOK = illustrated_book('<p>Un.</p><img src="chat.png" alt="Le chat dort."/>', chat_png=picture())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("own-docx", illustrated_word(), "word/document.xml"),
        ("own-odt", illustrated_open_document(), "content.xml"),
        ("own-epub", BOOK, "OPS/a.xhtml"),
    ],
)
def test_the_text_of_a_picture_is_translated(name: str, data: bytes, part: str) -> None:
    edition = edition_of(data)
    for block in edition.blocks:
        block.detail["wordings"] = {"Le chat dort.": "The cat & sleeps."}
    text = parts(written(name, edition))[part].decode()
    assert "The cat &amp; sleeps." in text
    assert "Le chat dort." not in text


def charted() -> bytes:
    """A Word document that shows the chart of a presentation."""
    word_file = docx.Document()
    word_file.add_paragraph("Un.")
    buffer = io.BytesIO()
    word_file.save(buffer)
    given = parts(buffer.getvalue())
    chart = next(data for name, data in parts(presentation()).items() if "/charts/chart" in name)
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    given[relations] = given[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="c" Type="{kind}" Target="charts/a.xml"/></Relationships>'.encode(),
    )
    return archive(given | {"word/charts/a.xml": chart})


def test_the_words_of_a_chart_in_a_word_file_are_read_and_translated() -> None:
    data = charted()
    assert told(read_document(data)) == [
        *("text: Un.", "text: Les ventes", "text: Année", "text: Nord", "text: Sud")
    ]
    chart = parts(written("own-docx", edition_of(data)))["word/charts/a.xml"].decode()
    assert "LES VENTES" in chart
    assert chart.count("NORD") == 2
    assert "Nord" not in chart
