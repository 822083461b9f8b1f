"""Highlights and notes without a script: made, changed, listed, searched, undone, taken home."""

import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from webapp.pretranslation.desk import Desk

TEXT = "Il pleut <fort> et il neige. Il vente."


@pytest.fixture
def document(desk: Desk) -> int:
    document = desk.add_document(TEXT, title="La météo")
    desk.pretranslate(document.id)
    return document.id


def put(client: FlaskClient, document: int, **fields: object) -> str:
    form = {"position": 1} | fields
    return client.post(f"/documents/{document}/annotations", data=form, follow_redirects=True).text


def test_words_are_highlighted_on_the_page_of_a_sentence(
    client: FlaskClient, document: int
) -> None:
    page = put(client, document, words="fort>  et", colour="blue", note="<b>À voir</b>")
    assert "Sentence 1" in page
    assert page.count('<mark class="blue">fort&gt; et</mark>') == 1
    reader = client.get(f"/documents/{document}").text
    assert 'Il pleut &lt;<mark class="blue">fort&gt; et</mark> il neige.' in reader
    assert "Blue</a>" in reader
    assert "&lt;b&gt;À voir&lt;/b&gt;" in reader
    assert "does not have these words" in put(client, document, words="le soleil")
    form = {"colour": "pink", "note": "", "back": "/annotations"}
    assert client.post("/annotations/1", data=form).location == "/annotations"
    assert "Pink</a>" in client.get(f"/documents/{document}").text
    form = {"colour": "pink", "back": "https://example.org/"}
    assert client.post("/annotations/1", data=form).location == "/"


def test_the_script_gets_the_segment_as_it_is_now(client: FlaskClient, document: int) -> None:
    address, script = f"/documents/{document}/annotations", {"HX-Request": "true"}
    form = {"position": 1, "start": 3, "end": 8}
    fragment = client.post(address, data=form, headers=script).text
    assert '<mark class="yellow">pleut</mark>' in fragment
    assert "<html" not in fragment
    assert 'class="green"' in client.post(address, data=form, headers=script).text
    assert "<mark" not in client.post("/annotations/1/removal", headers=script).text
    assert 'class="green"' in client.post("/annotations/1/restoration", headers=script).text


def test_they_are_listed_searched_and_brought_back(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    other = desk.add_document("Bonjour. Bonsoir.").id
    assert "Nothing is highlighted yet" in client.get("/annotations").text
    put(client, document, words="pleut", note="averse")
    put(client, other, position=2)
    page = client.get("/annotations").text
    assert 'lang="fr" dir="auto">pleut</mark>' in page
    assert f'href="/documents/{other}?first=2#s2"' in page
    assert "Bonsoir" not in client.get(f"/annotations?document={document}").text
    assert "Bonsoir" not in client.get("/annotations?search=averse").text
    assert "No highlight and no note has that" in client.get("/annotations?search=soleil").text
    answer = client.post("/annotations/1/removal", data={"document": document})
    page = client.get(answer.location).text
    assert "is taken away" in page
    assert "Nothing is highlighted yet" in page
    assert client.post("/annotations/1/restoration").location == "/annotations#annotation-1"
    assert "averse" in client.get("/annotations").text


def test_they_go_home_in_files(client: FlaskClient, document: int) -> None:
    put(client, document, words="pleut", colour="green", note="averse & *orage*")

    def file(name: str) -> bytes:
        data: bytes = client.get(f"/documents/{document}/download?format={name}").data
        return data

    mark, note = '<mark class="green">pleut</mark>', "averse &amp; *orage*"
    page = file("html").decode()
    assert mark in page
    assert note in page
    for name in ("epub", "folded-epub", "facing-epub"):
        book = zipfile.ZipFile(io.BytesIO(file(name)))
        chapter = book.read("OPS/chapter-1.xhtml").decode()
        assert (mark in chapter) is (name != "epub")
        assert f"<b>Note (green)</b> “pleut” – {note}" in chapter
    for name in ("md", "bilingual-md"):
        text = file(name).decode()
        assert (mark in text) is (name != "md")
        assert r"*Note (green) on “pleut”:* averse & \*orage\*" in text
    [block] = json.loads(file("json"))["blocks"]
    highlight = {"start": 3, "end": 8, "colour": "green", "note": "averse & *orage*"}
    assert block["segments"][0]["highlights"] == [highlight]
    assert "highlights" not in block["segments"][1]
    for name in ("docx", "pdf", "apkg", "txt", "csv", "tmx"):
        assert file(name)


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("/documents/1/annotations", {"position": 9}, 404),
        ("/documents/9/annotations", {"position": 1}, 404),
        ("/documents/1/annotations", {"position": 1, "colour": "red"}, 400),
        ("/documents/1/annotations", {"position": 1, "start": 5, "end": 2}, 400),
        ("/documents/1/annotations", {"position": "x"}, 400),
        ("/documents/1/annotations", {"position": 9, "words": "Il"}, 404),
        ("/documents/1/annotations", {"position": 1, "note": "x" * 5_001}, 400),
        ("/annotations/9", {"colour": "blue"}, 404),
        ("/annotations/9/removal", {}, 404),
        ("/annotations/9/restoration", {}, 404),
    ],
)
def test_what_is_none_is_refused(
    client: FlaskClient, document: int, address: str, form: dict[str, object], status: int
) -> None:
    assert client.post(address, data=form).status_code == status
    assert client.get("/annotations?document=99").status_code == 404
    assert client.get("/annotations?removed=99").status_code == 404
    assert "Nothing is highlighted yet" in client.get("/annotations").text


def test_words_across_the_lines_of_a_text_are_highlighted(client: FlaskClient, desk: Desk) -> None:
    wrapped = (
        "Le vieux chat de la voisine dort depuis ce matin sur le mur de pierre du grand  \n"
        "jardin, et il rêve, comme tous les jours, de la souris qui habite sous l'escalier \n"
        "de la maison."
    )
    document = desk.add_document(wrapped, title="Chat").id
    desk.pretranslate(document)
    page = put(client, document, words="grand jardin", colour="blue")
    assert page.count('<mark class="blue">grand jardin</mark>') == 1


def test_a_name_has_its_own_on_every_page_and_in_every_file(
    client: FlaskClient, document: int
) -> None:
    put(client, document, words="Il pleut", note="à tous")
    client.post("/reader", data={"name": "Zoé"})
    put(client, document, position=2, note="à moi")
    pages = [
        f"/documents/{document}",
        f"/documents/{document}?last=2",
        "/annotations",
        "/segments/2/target",
    ]
    pages += [f"/documents/{document}/download?format={name}" for name in ("html", "json", "md")]
    assert all("à moi" in client.get(page).text for page in pages)
    assert "everybody’s" in client.get("/annotations").text
    other = client.application.test_client()
    for name in ("", "Adam"):
        other.post("/reader", data={"name": name})
        assert not any("à moi" in other.get(page).text for page in pages)
        assert other.post("/annotations/2", data={"colour": "pink"}).status_code == 404
        assert other.get("/annotations?removed=2").status_code == 404
        assert "à tous" in other.get("/annotations").text
