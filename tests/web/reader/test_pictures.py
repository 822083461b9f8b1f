"""Pictures and inner links of a book in the reader: where they stand, who may have them."""

import io
import re

import pytest
from flask.testing import FlaskClient

from tests.pictures import illustrated_book, picture
from webapp.pretranslation.desk import Desk

CHAT = '<img src="chat.png" alt="Le chat dort."/>'
FIRST = f'<p>Il pleut.</p>{CHAT}<p>Voir <a href="b.xhtml#x">Fin</a>.</p>'
BOOK = illustrated_book(FIRST, '<p>Un.</p><p id="x">Fin.</p>', chat_png=picture())


@pytest.fixture
def address(client: FlaskClient, desk: Desk) -> str:
    """The path of an illustrated book that is translated."""
    client.post("/documents", data={"file": (io.BytesIO(BOOK), "a.epub"), "language": "fr"})
    desk.pretranslate(1)
    return "/documents/1"


def test_a_picture_stands_at_its_place_with_its_text_in_english(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address).text
    [image] = re.findall("<img [^>]*>", page)
    assert f'src="{address}/pictures/2/0" width="6" height="4"' in image
    assert 'alt="EN[Le chat dort.]" lang="en"' in image
    assert page.index("Il pleut.") < page.index(image) < page.index("Voir")


def test_a_picture_is_served_as_bytes_of_its_kind_and_nothing_that_runs(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(f"{address}/pictures/2/0")
    assert answer.data == picture()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    again = client.get(f"{address}/pictures/2/0", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["pictures/2/1", "pictures/1/0", "pictures/99/0", "places/99"])
def test_a_picture_or_a_place_that_is_not_there_is_not_found(
    client: FlaskClient, address: str, path: str
) -> None:
    assert client.get(f"{address}/{path}").status_code == 404


def test_the_pictures_of_a_deleted_text_are_gone(client: FlaskClient, address: str) -> None:
    client.post(f"{address}/deletion")
    assert client.get(f"{address}/pictures/2/0").status_code == 404


def test_an_inner_link_leads_to_its_sentence_from_any_page(
    client: FlaskClient, address: str
) -> None:
    assert '<a href="#s4">Fin</a>' in client.get(address).text
    part = client.get(f"{address}?first=2").text
    assert f'<a href="{address}/places/4">Fin</a>' in part
    answer = client.get(f"{address}/places/4")
    assert answer.headers["Location"] == f"{address}?first=4#s4"
