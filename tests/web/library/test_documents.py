"""Texts are posted, taken in from files and addresses, and listed, without a script."""

import io
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators
from tests.web.texts import TEXT, post, read
from webapp.app import create_app
from webapp.fetching import Fetched
from webapp.formats.readers import imported
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings
from webapp.text import Mark, marks_within


def test_a_posted_text_redirects_to_its_reader_before_the_engine_is_asked(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    answer = post(client)
    assert (answer.status_code, answer.location) == (303, "/documents/1")
    page = client.get("/documents/1")
    assert page.status_code == 200
    assert "Il neige." in page.text
    assert translator.calls == []


def test_equal_sources_are_translated_once_and_known_ones_not_at_all(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    read(client, desk)
    assert sorted(translator.sources) == ["Bonjour.", "Il neige.", "Il pleut.", "Un titre"]
    post(client)
    assert "EN[Il neige.]" in client.get("/documents/2").text
    assert len(translator.sources) == 4


def test_only_the_changed_paragraph_of_a_known_text_is_translated(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    read(client, desk)
    read(client, desk, TEXT.replace("Il neige.", "Il vente."))
    assert translator.sources[4:] == ["Il vente."]


def test_a_file_is_read_in_its_encoding(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO("Élève à Noël.".encode("cp1252")), "conte.txt")}
    address = client.post("/documents", data=data).location
    assert "Élève à Noël." in client.get(address).text


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"text": ""}, 400, "no text"),
        ({"text": " \n\u00a0\t"}, 400, "no text"),
        ({}, 400, "no text"),
        ({"file": (io.BytesIO(b""), "vide.txt")}, 400, "no text"),
        ({"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00"), "image.txt")}, 415, "a picture"),
        ({"file": (io.BytesIO(b"Il pleut."), "image.png")}, 415, "named as a picture"),
        ({"text": "a " * 15_000}, 413, "20,000"),
        ({"text": "a" * 150_000}, 413, "more than the server accepts"),
    ],
)
def test_a_refused_text_gets_a_sentence_and_is_not_kept(
    client: FlaskClient, desk: Desk, data: dict[str, object], status: int, words: str
) -> None:
    answer = client.post("/documents", data=data)
    assert answer.status_code == status
    assert words in answer.text
    assert desk.library.documents.all() == []


def test_a_refused_form_comes_back_with_its_text_and_a_sentence(client: FlaskClient) -> None:
    answer = client.post("/documents", data={"text": "a" * 20_001, "title": "Mon titre"})
    assert answer.status_code == 413
    assert "a" * 20_001 in answer.text
    assert "Mon titre" in answer.text
    assert "VISAVIS" not in answer.text


def test_a_file_beyond_the_limit_leaves_what_was_typed(client: FlaskClient, desk: Desk) -> None:
    big = (io.BytesIO(b"Il pleut. " * 15_000), "conte.txt")
    data = {"text": "Il neige.", "title": "Mon titre", "file": big}
    answer = client.post("/documents", data=data)
    assert answer.status_code == 413
    assert "more than the server accepts at once" in answer.text
    assert "VISAVIS" not in answer.text
    assert "Il neige.</textarea>" in answer.text
    assert 'value="Mon titre"' in answer.text
    assert desk.library.documents.all() == []


def test_the_form_chooses_the_column_of_a_table_and_leaves_a_licence_out(
    client: FlaskClient,
) -> None:
    table = (io.BytesIO(b"id,nom,avis\n1,Une tasse,Elle est belle.\n"), "a.csv")
    mark = "*** START OF THE PROJECT GUTENBERG EBOOK A ***"
    chosen = {"column": "nom", "without_licence": "yes"}
    answer = client.post("/documents", data=chosen | {"file": table, "text": f"{mark}\n\nOui."})
    assert answer.status_code == 303
    assert "GUTENBERG" not in client.get("/documents/1").text
    page = client.get("/documents/2").text
    assert "Une tasse" in page
    assert "Elle est belle" not in page
    assert "The texts of the column “nom” are read" in page
    table = (io.BytesIO(b"id,nom\n1,Une tasse\n"), "a.csv")
    refused = client.post("/documents", data={"column": "prix", "file": table})
    assert refused.status_code == 400
    assert 'value="prix"' in refused.text
    assert "It has 2 columns" in refused.text


def test_a_text_beside_files_is_read_too(client: FlaskClient, desk: Desk) -> None:
    files = [(io.BytesIO(f"La phrase {n}.".encode()), f"{n}.txt") for n in (1, 2)]
    answer = client.post("/documents", data={"text": "Il neige.", "file": files})
    assert (answer.status_code, answer.location) == (303, "/")
    texts = [document.title for document in desk.library.documents.all()]
    assert sorted(texts) == ["Il neige.", "La phrase 1.", "La phrase 2."]


def test_nul_and_lone_surrogates_are_kept_as_replacement_characters(
    client: FlaskClient,
) -> None:
    page = client.get(post(client, "Bon\x00jour. Il pleut.").location)
    assert "Bon\ufffdjour." in page.text


def test_the_library_lists_titles_languages_and_progress(client: FlaskClient, desk: Desk) -> None:
    read(client, desk)
    post(client, "Autre chose.", title="Mon livre")
    page = client.get("/").text
    assert page.index("Mon livre") < page.index("Un titre")
    assert 'href="/documents/2"' in page


def test_several_files_of_several_formats_become_one_document_each(
    client: FlaskClient, desk: Desk
) -> None:
    page = b"<html><title>La page</title><h2>Un</h2><p>Il <b>pleut</b>.</p></html>"
    cues = b"1\n00:00:01,000 --> 00:00:02,000\nBonjour.\n"
    files = [(io.BytesIO(page), "page.html"), (io.BytesIO(cues), "film.srt")]
    answer = client.post("/documents", data={"file": files})
    assert (answer.status_code, answer.location) == (303, "/")
    newest, oldest = desk.library.documents.all()
    assert oldest.title == "La page"
    [heading, text] = desk.library.documents.blocks(oldest.id)
    assert (heading.kind, heading.detail) == ("heading", {"level": 2})
    assert marks_within(text.detail, 0, 99) == [Mark(3, 8, "bold")]
    [cue] = desk.library.documents.blocks(newest.id)
    assert (cue.kind, cue.detail) == ("cue", {"begin": 1.0, "end": 2.0})


def test_several_files_with_a_bad_one_are_not_kept(client: FlaskClient, desk: Desk) -> None:
    files = [(io.BytesIO(b"Bonjour."), "bon.txt"), (io.BytesIO(b"%!PS-Adobe"), "mal.ps")]
    answer = client.post("/documents", data={"file": files})
    assert answer.status_code == 422
    assert "PostScript" in answer.text
    assert desk.library.documents.all() == []


GERMAN = "Es war einmal ein König, der hatte eine Tochter, und die war sehr schön. " * 5


@pytest.mark.parametrize("text", [GERMAN, "Es war einmal ein König."])
def test_a_text_in_another_language_is_translated_only_on_request(
    client: FlaskClient, desk: Desk, translator: FakeTranslator, text: str
) -> None:
    page = read(client, desk, text)
    assert "This looks like German, not French" in page
    assert "Translate it as French all the same" in page
    assert 'action="/documents/1/deletion"' in page
    assert "/documents/1/progress" not in page
    assert translator.calls == []
    assert desk.library.worklist.unfinished() == []
    client.post("/documents/1/pretranslation")
    desk.pretranslate(1)
    page = client.get("/documents/1").text
    assert "looks like German" not in page
    assert "EN[Es war einmal" in page


def test_nothing_of_a_held_text_is_recalled_or_remembered(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    german = "Das Wetter ist heute sehr schön."
    desk.library.memory.correct(("fr", "en"), {german: "The weather is very fine today."})
    page = read(client, desk, f"{german} Wir gehen in den Garten.")
    assert "The weather is very fine today." not in page
    asked = ["Wir gehen in den Garten."]
    assert desk.library.memory.recall(translator.identity, ("fr", "en"), asked) == {}


def test_a_short_french_text_is_not_asked_about(client: FlaskClient, desk: Desk) -> None:
    for text in ("Oui.", "Bonjour", "Menu", "Jean Dupont", "OK", "12 + 3", "Un week-end à Londres"):
        assert "looks like" not in read(client, desk, text)


def test_import_by_address_is_off_by_default(client: FlaskClient, desk: Desk) -> None:
    assert 'name="url"' not in client.get("/").text
    answer = client.post("/documents", data={"url": "https://example.org/"})
    assert answer.status_code == 403
    assert "VISAVIS_URL_IMPORT" in answer.text


def test_a_page_is_imported_by_its_address(
    settings: Settings, translators: FakeTranslators, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Fetched(b"<html><title>Loin</title><p>Il pleut.</p></html>", "page")
    monkeypatch.setattr("webapp.views.library.documents.Fetcher.fetch", lambda _self, _url: page)
    app = create_app(replace(settings, url_import=True), translators)
    client = app.test_client()
    assert 'name="url"' in client.get("/").text
    address = client.post("/documents", data={"url": "https://example.org/page"}).location
    assert "Il pleut." in client.get(address).text
    app.extensions["visavis.desk"].close()


def test_a_text_of_too_many_paragraphs_is_refused(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imported, "MAX_BLOCKS", 3)
    assert post(client, "Un.\n\nDeux.\n\nTrois.").status_code == 303
    answer = post(client, "Un.\n\nDeux.\n\nTrois.\n\nQuatre.")
    assert answer.status_code == 413
    assert "more than 3 paragraphs" in answer.text
