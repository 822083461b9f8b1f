"""The texts of pictures, and the words of charts, are translated in a file's own layout."""

import io
import zipfile

import pytest

from tests.documents import archive
from tests.editions import edition_of, told, written
from tests.pictures import (
    charted_word,
    illustrated_book,
    illustrated_open_document,
    illustrated_open_slides,
    illustrated_slides,
    illustrated_word,
    picture,
)
from tests.presentations import deck_of
from webapp.formats.readers.catalogue import read_document
from webapp.text import pictures_of

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
        ("own-odp", illustrated_open_slides(), "content.xml"),
        ("own-pptx", illustrated_slides(), "ppt/slides/slide1.xml"),
    ],
)
def test_the_text_of_a_picture_is_translated(name: str, data: bytes, part: str) -> None:
    edition = edition_of(data)
    for block in edition.blocks:
        block.detail["wordings"] = {"Le chat dort.": "The cat & sleeps."}
    text = parts(written(name, edition))[part].decode()
    assert "The cat &amp; sleeps." in text
    assert "Le chat dort." not in text


def test_the_words_of_a_chart_in_a_word_file_are_read_and_translated() -> None:
    data = charted_word()
    assert told(read_document(data)) == [
        *("text: Un.", "text: Les ventes", "text: Année", "text: Nord", "text: Sud")
    ]
    chart = parts(written("own-docx", edition_of(data)))["word/charts/a.xml"].decode()
    assert "LES VENTES" in chart
    assert chart.count("NORD") == 2
    assert "Nord" not in chart


CAT = "Le chat dort."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (illustrated_slides(), [[(CAT, True)], [("Le chien.", False), ("", True)]]),
        (illustrated_open_slides(), [[(CAT, True)], [(CAT, False)]]),
    ],
    ids=["pptx", "odp"],
)
def test_pictures_of_slides_stand_behind_their_words_or_before_the_next(
    data: bytes, expected: list[list[tuple[str, bool]]]
) -> None:
    document = read_document(data)
    shown = [
        [(one.alt, one.is_after) for one in pictures_of(detail)] for detail in document.details
    ]
    assert shown == expected
    assert document.notices == ()


@pytest.mark.parametrize(
    ("inside", "notices"),
    [
        ("", {"1 picture could not be kept and is left out."}),
        ('<a:videoFile r:link="x"/>', {"1 recording or film could not be kept and is left out."}),
    ],
)
def test_a_picture_that_is_not_shown_is_told_with_its_text(inside: str, notices: set[str]) -> None:
    named = f'<p:cNvPr id="9" name="x" descr="Un chat"/><p:cNvPicPr/><p:nvPr>{inside}</p:nvPr>'
    document = read_document(deck_of(f"<p:pic><p:nvPicPr>{named}</p:nvPicPr></p:pic>"))
    told_of_text = "1 picture text could not be kept and is left out."
    assert set(document.notices) == notices | {told_of_text}


def test_a_text_of_a_picture_that_was_cut_stays_whole() -> None:
    text = "Le chat dort. " * 40
    data = parts(illustrated_slides())
    slide = "ppt/slides/slide1.xml"
    data[slide] = data[slide].replace(b"Le chat dort.", text.encode())
    edition = edition_of(archive(data))
    for block in edition.blocks:
        pictures = pictures_of(block.detail)
        block.detail["wordings"] = {picture.alt: "Cut." for picture in pictures}
    assert text in parts(written("own-pptx", edition))[slide].decode()
