"""The library's list and the halt of a translation work by plain forms and links."""

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk

HTMX = {"HX-Request": "true"}


def add(client: FlaskClient, text: str, title: str = "") -> str:
    return client.post("/documents", data={"text": text, "title": title}).location


def test_a_search_in_one_text_leads_back_to_it(client: FlaskClient, desk: Desk) -> None:
    document = desk.add_document("Il pleut. Il neige.", "Un conte")
    desk.add_document("Il pleut aussi.", "Une fable")
    page = client.get(f"/?search=pleut&within={document.id}").text
    assert f'href="/documents/{document.id}">Back to the text' in page
    assert "Il <mark>pleut</mark>." in page
    assert "Une fable" not in page
    assert client.get("/?search=pleut&within=x").status_code == 400


def test_a_search_that_finds_sentences_needs_no_title(client: FlaskClient, desk: Desk) -> None:
    desk.add_document("Il pleut. Il neige.", "Un conte")
    assert "No title has that" not in client.get("/?search=neige").text
    assert "No title has that" in client.get("/?search=grêle").text
    assert "No text has that" in client.get("/?tag=vers").text


def test_an_empty_library_invites_to_the_first_text(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Nothing here yet" in page
    assert 'href="#text"' in page
    assert 'href="#file"' in page
    assert "EPUB books, Word documents" in page
    assert "search" not in page.split("<main", 1)[1]


def test_who_has_few_texts_is_welcomed_and_who_searches_is_not(client: FlaskClient) -> None:
    for n in range(3):
        assert 'class="welcome"' in client.get("/").text
        add(client, f"La phrase {n}.")
    assert 'class="welcome"' not in client.get("/").text
    assert 'class="welcome"' not in client.get("/?search=phrase&within=1").text


def test_a_long_title_is_cut_with_an_ellipsis(client: FlaskClient) -> None:
    address = add(client, "Il pleut.", "Un titre " * 20)
    page = client.post(f"{address}/deletion", follow_redirects=True).text
    assert "Un titre…</span>” is deleted" in page


def test_titles_and_texts_are_searched_and_lead_to_the_segment(
    client: FlaskClient, desk: Desk
) -> None:
    add(client, "Bonjour. L'été est fini.", "Un conte")
    add(client, "Il neige.", "Été indien")
    desk.pretranslate(1)
    page = client.get("/?search=ete").text
    assert "Été indien" in page
    assert 'id="document-1"' not in page
    assert 'href="/documents/1?first=2#s2"' in page
    assert "EN[L&#39;<mark>été</mark> est fini.]" in page
    assert "No sentence has that" in client.get("/?search=printemps").text
    assert "/documents/1?first=2#s2" not in client.get("/?search=ete&within=2").text
    assert "<b>" not in client.get("/?search=<b>").text


def test_titles_and_tags_are_changed_and_filter_the_shelf(client: FlaskClient) -> None:
    add(client, "Bonjour.", "Un")
    add(client, "Bonsoir.", "Deux")
    answer = client.post("/documents/1/name", data={"title": "Trois", "tags": "conte, école"})
    assert (answer.status_code, answer.location) == (303, "/#document-1")
    page = client.get("/?tag=conte").text
    assert "Trois" in page
    assert 'id="document-2"' not in page
    assert client.post("/documents/1/name", data={"title": " "}).status_code == 400


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", [3, 2, 1]), ("oldest", [1, 2, 3]), ("title", [3, 1, 2]), ("longest", [2, 3, 1])],
)
def test_the_shelf_is_sorted(client: FlaskClient, order: str, expected: list[int]) -> None:
    for text, title in (("Un.", "Élan"), ("Un. Deux. Trois.", "Zut"), ("Un. Deux.", "À part")):
        add(client, text, title)
    page = client.get(f"/?order={order}").text
    assert sorted(expected, key=lambda n: page.index(f'id="document-{n}"')) == expected
    assert client.get("/?order=colour").status_code == 400


def test_a_text_is_deleted_and_brought_back(client: FlaskClient) -> None:
    address = add(client, "Bonjour.", "Un conte")
    answer = client.post(f"{address}/deletion")
    assert (answer.status_code, answer.location) == (303, "/?deleted=1#undo")
    page = client.get(answer.location).text
    assert 'id="document-1"' not in page
    assert '“<span lang="fr">Un conte</span>” is deleted' in page
    assert 'id="undo"' in page
    assert 'action="/documents/1/restoration"' in page
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/deletion").status_code == 404
    client.post(f"{address}/restoration")
    assert "Un conte" in client.get("/").text
    assert "is deleted" not in client.get("/?deleted=1").text
    assert client.post("/documents/99/restoration").status_code == 404


def test_a_translation_is_paused_goes_on_and_is_cancelled(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    address = add(client, "Bonjour. Il pleut.")
    paused = client.post(f"{address}/halt", data={"halt": "paused"})
    assert (paused.status_code, paused.location) == (303, address)
    desk.pretranslate(1)
    assert translator.calls == []
    page = client.get(address).text
    assert "Go on" in page
    assert "/documents/1/progress" not in page
    going = client.post(f"{address}/pretranslation", headers=HTMX).text
    assert "/documents/1/progress" in going
    cancelled = client.post(f"{address}/halt", data={"halt": "cancelled"}, headers=HTMX).text
    assert "Translate the rest" in cancelled
    assert "<html" not in cancelled
    client.post(f"{address}/pretranslation")
    desk.pretranslate(1)
    assert "EN[Il pleut.]" in client.get(address).text
    assert client.post(f"{address}/halt", data={"halt": "forever"}).status_code == 400


@pytest.mark.parametrize("query", ["within=x", "deleted=99999999999", "within=-1"])
def test_nonsense_in_the_address_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/?search=mots&{query}").status_code == 400


def test_a_text_can_be_translated_again(client: FlaskClient, desk: Desk) -> None:
    address = client.post("/documents", data={"text": "Il neige."}).location
    desk.pretranslate(1)
    assert f'action="{address}/renewal"' in client.get("/").text
    answer = client.post(f"{address}/renewal")
    assert (answer.status_code, answer.location) == (303, address)
    page = client.get(address).text
    assert "EN[Il neige.]" in page
    assert f"{address}/progress" in page
    assert client.post("/documents/99/renewal").status_code == 404


def package_identity(version: str) -> str:
    """The identity of a translator from French to English."""
    return f"fr_en-{version}-0123456789ab-b4-p0.2-c100"


def test_a_text_tells_its_package_and_offers_a_newer_one(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.identity = package_identity("0.5")
    address = client.post("/documents", data={"text": "Il neige."}).location
    assert "by the package" not in client.get(address).text
    desk.pretranslate(1)
    page = client.get(address).text
    assert "English by the package fr_en 0.5" in page
    assert "Translate again with" not in page
    translator.identity = package_identity("1.9")
    page = client.get(address).text
    assert "English by the package fr_en 0.5" in page
    assert "Translate again with fr_en 1.9" in page
    client.post(f"{address}/renewal")
    assert "Translate again with" not in client.get(address).text
    desk.pretranslate(1)
    page = client.get(address).text
    assert "English by the package fr_en 1.9" in page
    assert "fr_en 0.5" not in page
    translator.identity = package_identity("0.4")
    assert "Translate again with" not in client.get(address).text


def test_what_the_memory_gives_is_of_the_package_that_wrote_it(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.identity = package_identity("0.5")
    client.post("/documents", data={"text": "Il neige."})
    desk.pretranslate(1)
    again = client.post("/documents", data={"text": "Il neige."}).location
    assert "English by the package fr_en 0.5" in client.get(again).text


def test_a_text_that_two_packages_wrote_names_both(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.identity = package_identity("0.5")
    client.post("/documents", data={"text": "Il neige."})
    desk.pretranslate(1)
    address = client.post("/documents", data={"text": "Il neige. Il pleut."}).location
    translator.identity = package_identity("1.9")
    desk.pretranslate(2)
    page = client.get(address).text
    assert "by the package fr_en 0.5" in page
    assert "by the package fr_en 1.9" in page
    assert "Translate again with fr_en 1.9" in page


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Library"),
        ("?search=mer", "Search for “mer”"),
        ("?tag=conte", "Texts with the tag “conte”"),
    ],
)
def test_the_title_names_the_page(client: FlaskClient, query: str, title: str) -> None:
    page = client.get(f"/{query}").text
    assert f"<title>{title} – Vis-à-vis</title>" in page
    assert page.index("<h1") < page.index("<h2")


def test_a_search_finds_the_beginnings_of_words_alone(client: FlaskClient) -> None:
    add(client, "La porte est là. Il importe peu. Le port. Un rapport. L’aéroport-porté.")
    page = client.get("/?search=port").text
    assert "La <mark>port</mark>e" in page
    assert "Le <mark>port</mark>." in page
    assert "L’aéroport-<mark>port</mark>é." in page
    assert "importe" not in page
    assert "rapport" not in page
