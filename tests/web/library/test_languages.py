"""Texts in other languages than French, and into others than English: form, reader, downloads."""

import io
import zipfile

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.pretranslation.desk import Desk

GERMAN = "Der Hund schläft unter dem großen Tisch. Draußen regnet es seit heute Morgen."
FRENCH = "Le chien dort sous la grande table. Dehors, il pleut depuis ce matin."


@pytest.fixture
def translators() -> FakeTranslators:
    return FakeTranslators((("fr", "en"), ("de", "en"), ("en", "he")))


def add(client: FlaskClient, desk: Desk, text: str, pair: str = "") -> str:
    """Send the form, translate the text, and give its page."""
    answer = client.post("/documents", data={"text": text, "pair": pair})
    assert answer.status_code == 303
    desk.pretranslate(int(answer.location.rpartition("/")[2]))
    return client.get(answer.location).text


def test_the_form_offers_the_pairs_that_packages_reach(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "French or German or English text: paste it here" in page
    options = [part.partition("</option>")[0] for part in page.split('<option value="')[1:]]
    assert options[:3] == [
        'auto&gt;en">As found – English',
        'auto&gt;he">As found – Hebrew',
        'fr&gt;en">French – English',
    ]
    assert 'de&gt;he">German – Hebrew, by way of English' in options


def test_one_pair_needs_no_choice(client: FlaskClient, translators: FakeTranslators) -> None:
    del translators.translators["de", "en"], translators.translators["en", "he"]
    page = client.get("/").text
    assert "French text: paste it here" in page
    assert 'name="pair"' not in page


@pytest.mark.parametrize(
    ("text", "code", "name"), [(GERMAN, "de", "German"), (FRENCH, "fr", "French")]
)
def test_a_text_is_read_in_the_language_that_is_found(
    client: FlaskClient, desk: Desk, text: str, code: str, name: str
) -> None:
    assert (
        client.post("/documents/language", data={"text": text}).text == f"This looks like {name}."
    )
    page = add(client, desk, text)
    assert f"<span>{name} – English</span>" in page
    assert f'id="source-1" lang="{code}" dir="auto"' in page
    assert 'aria-label="English of sentence 1"' in page
    assert f"EN[{text.partition('.')[0]}.]" in page


def test_nothing_typed_is_in_no_language(client: FlaskClient) -> None:
    assert client.post("/documents/language", data={"text": " "}).text == ""


def test_a_pair_by_way_of_english_runs_leftward_in_reader_and_downloads(
    client: FlaskClient, desk: Desk
) -> None:
    page = add(client, desk, GERMAN, "de>he")
    assert 'lang="he" dir="rtl"' in page
    assert "HE[EN[Der Hund" in page
    assert "<span>German – Hebrew</span>" in page
    html = client.get("/documents/1/download?format=html").text
    assert '<p class="target" lang="he" dir="rtl">' in html
    with zipfile.ZipFile(io.BytesIO(client.get("/documents/1/download?format=epub").data)) as book:
        assert 'lang="he" dir="rtl" xml:lang="he"' in book.read("OPS/chapter-1.xhtml").decode()
    with zipfile.ZipFile(io.BytesIO(client.get("/documents/1/download?format=docx").data)) as word:
        text = word.read("word/document.xml").decode()
    assert "<w:bidi/>" in text
    assert '<w:rtl/><w:lang w:val="he"/>' in text


@pytest.mark.parametrize("pair", ["he>fr", "fr>xx", "fr", ">", "auto>de"])
def test_a_pair_without_packages_is_refused_and_the_form_stays(
    client: FlaskClient, pair: str
) -> None:
    answer = client.post("/documents", data={"text": GERMAN, "pair": pair})
    assert answer.status_code == 400
    assert "There is no package for these languages" in answer.text
    assert GERMAN in answer.text


def test_a_text_in_a_language_without_a_package_names_those_that_there_are(
    client: FlaskClient,
) -> None:
    italian = "Il cane dorme sotto il grande tavolo perché fuori piove da questa mattina."
    answer = client.post("/documents", data={"text": italian})
    assert answer.status_code == 400
    assert "Italian" in answer.text
    assert "German" in answer.text
