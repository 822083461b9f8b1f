"""Pictures and inner links of books and office texts: where they stand, and what exports keep."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from tests.editions import edition_of, written
from tests.pictures import (
    illustrated_book,
    illustrated_open_document,
    illustrated_word,
    picture,
)
from webapp.formats import pictures as bounds
from webapp.formats.pictures import Raster, picture_bytes, raster_of
from webapp.formats.readers import gallery
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.text import pictures_of

CHAT = '<img src="chat.png" alt="Le chat dort."/>'
LINKS = '<p>Voir <a href="b.xhtml#fin">la fin</a> et <a href="#rien">rien</a>.</p>'
END = '<p>Un.</p><p id="fin">Fin, <a href="a.xhtml">retour</a>.</p>'


def shown(document: ImportedDocument) -> list[str]:
    """The words of each block, with its pictures as ``[part: alt]`` where they stand."""
    lines = []
    for (start, end, _), detail in zip(document.outline, document.details, strict=True):
        line = [document.text[start:end]]
        for one in pictures_of(detail):
            sign = f"[{one.part.rpartition('/')[2]}: {one.alt}]"
            line.insert(len(line) if one.is_after else len(line) - 1, sign)
        lines.append(" ".join(line))
    return lines


def ways(document: ImportedDocument) -> list[str]:
    """The words of each inner link, and the number of the paragraph that it leads to."""
    return [
        f"{document.text[start + mark.start : start + mark.end]} {mark.href}".strip()
        for (start, _, _), detail in zip(document.outline, document.details, strict=True)
        for mark in detail.get("marks", [])
        if mark.kind == "place"
    ]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (f"{CHAT}<p>Il pleut.</p>", ["[chat.png: Le chat dort.] Il pleut.", "Fin."]),
        (f"<p>Il {CHAT} pleut.</p>", ["Il pleut. [chat.png: Le chat dort.]", "Fin."]),
        (
            (
                "<figure><picture><source/><img src='./chat%2Epng'/></picture><figcaption>Un chat."
                "</figcaption></figure>"
            ),
            ["[chat.png: ] Un chat.", "Fin."],
        ),
        (
            (
                '<p>Un.</p><svg xmlns="http://www.w3.org/2000/svg" aria-label="Chat"><image '
                'xmlns:x="http://www.w3.org/1999/xlink" x:href="chat.png"/></svg>'
            ),
            ["Un.", "[chat.png: Chat] Fin."],
        ),
    ],
)
def test_a_picture_of_a_book_stands_before_or_after_the_words_beside_it(
    first: str, expected: list[str]
) -> None:
    document = read_document(illustrated_book(first, chat_png=picture()), "a.epub")
    assert shown(document) == expected
    assert document.notices == ()


def test_a_picture_behind_all_words_hangs_on_the_last() -> None:
    document = read_document(illustrated_book("<p>Un.</p>", CHAT, chat_png=picture()), "a.epub")
    assert shown(document) == ["Un. [chat.png: Le chat dort.]"]


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        b"GIF89a",
        b"<html><script>alert(1)</script></html>",
        b"",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_picture_of_pixels_is_left_out_and_told(data: bytes) -> None:
    document = read_document(illustrated_book(f"<p>Un.</p>{CHAT}", chat_png=data), "a.epub")
    assert shown(document) == ["Un.", "Fin."]
    assert document.notices == ("1 picture could not be kept and is left out.",)


def test_pictures_are_bounded_by_pixels_bytes_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert raster_of(picture("WEBP", 3, 2)) == Raster("image/webp", 3, 2)
    monkeypatch.setattr(bounds, "MAX_PIXELS", 23)
    assert raster_of(picture("JPEG", 6, 4)) is None
    assert raster_of(picture("GIF", 5, 4)) == Raster("image/gif", 5, 4)
    data = illustrated_book(CHAT * 3 + "<p>Un.</p>", chat_png=picture("PNG", 2, 2))
    monkeypatch.setattr(gallery, "MAX_PICTURES", 2)
    assert read_document(data, "a.epub").notices == (
        "1 picture could not be kept and is left out.",
    )
    monkeypatch.setattr(gallery, "MAX_TOTAL_BYTES", 20)
    assert read_document(data, "a.epub").notices == (
        "3 pictures could not be kept and are left out.",
    )


def test_a_picture_from_elsewhere_is_not_fetched() -> None:
    body = '<p>Un.</p><img src="https://example.org/a.png"/><img src="data:image/png;base64,AA"/>'
    document = read_document(illustrated_book(body), "a.epub")
    assert document.notices == ("2 pictures could not be kept and are left out.",)


@pytest.mark.parametrize(
    ("sample", "name", "expected"),
    [
        (illustrated_word, "a.docx", "Il pleut. [image1.png: Le chat dort.]"),
        (illustrated_open_document, "a.odt", "[chat.png: Le chat dort.] Il pleut."),
    ],
)
def test_office_texts_show_their_pictures_and_their_links_lead_on(
    sample: Callable[[], bytes], name: str, expected: str
) -> None:
    document = read_document(sample(), name)
    assert shown(document)[:3] == [expected, "Voir la fin.", "Fin."]
    assert ways(document) == ["Voir la fin. #3"]
    assert not [notice for notice in document.notices if "link" in notice or "picture" in notice]


def test_a_link_of_a_book_leads_to_its_paragraph_or_is_told() -> None:
    document = read_document(illustrated_book(LINKS, END), "a.epub")
    assert ways(document) == ["la fin #3", "rien", "retour #1"]
    assert document.notices == ("1 inner link could not be kept and is left out.",)


def book() -> bytes:
    return illustrated_book(CHAT + LINKS, END, chat_png=picture())


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["epub", "folded-epub", "facing-epub"])
def test_an_epub_has_the_pictures_and_its_links_lead_on(name: str) -> None:
    parts = members(written(name, edition_of(book(), "a.epub")))
    assert parts["OPS/pictures/1.png"] == picture()
    assert b'href="pictures/1.png" media-type="image/png"' in parts["OPS/package.opf"]
    text = b"".join(parts[part] for part in sorted(parts) if "chapter" in part).decode()
    assert '<img src="pictures/1.png" width="6" height="4" alt="Le chat dort." lang="fr"' in text
    for target in re.findall(r'href="(?:chapter-\d+\.xhtml)?#(p\d+)"', text):
        assert f'<span id="{target}"></span>' in text
    assert len(re.findall(r'href="#p3"', text)) == 1 + (name != "epub")


def test_links_of_an_epub_name_the_file_of_their_place() -> None:
    chapters = [f'<h1>{n}</h1><p id="x">Ici.</p><p><a href="a.xhtml#x">Un</a></p>' for n in "12"]
    first = f'<p><a href="b.xhtml#x">Deux</a></p>{chapters[0]}'
    parts = members(written("epub", edition_of(illustrated_book(first, chapters[1]), "a.epub")))
    assert b'href="chapter-3.xhtml#p6"' in parts["OPS/chapter-1.xhtml"]
    assert b'href="chapter-2.xhtml#p3"' in parts["OPS/chapter-3.xhtml"]
    assert b'href="#p3"' in parts["OPS/chapter-2.xhtml"]


def test_a_page_and_markdown_and_word_keep_pictures_and_links_too() -> None:
    page = written("html", edition_of(book(), "a.epub")).decode()
    assert '<img src="data:image/png;base64,iVBOR' in page
    assert 'href="#p3"' in page
    assert '<span id="p3"></span>' in page
    text = written("md", edition_of(book(), "a.epub")).decode()
    assert "[LA FIN](<#p3>)" in text
    assert '<a id="p3"></a>FIN' in text
    document = docx.Document(io.BytesIO(written("docx", edition_of(book(), "a.epub"))))
    [shape] = document.inline_shapes
    assert shape.width == 6 * 9_525
    assert 'w:anchor="p3"' in document.element.xml
    assert 'w:name="p3"' in document.element.xml
    assert [
        part.blob for part in document.part.related_parts.values() if "png" in part.partname
    ] == [picture()]


def test_the_bytes_of_a_picture_come_from_an_archive_alone() -> None:
    [one] = pictures_of(read_document(book(), "a.epub").details[0])
    assert picture_bytes(book(), one) == picture()
    assert picture_bytes(book(), one._replace(part="OPS/c.png")) is None
    assert picture_bytes(None, one) is None
    assert picture_bytes(b"PK\x03\x04", one) is None
