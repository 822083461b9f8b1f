"""A word's page, and the same for programs."""

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator

JSON = {"Accept": "application/json"}


def test_a_program_gets_the_entries_of_a_form(client: FlaskClient) -> None:
    answer = client.get("/words/venait", headers=JSON)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["form"] == "venait"
    [entry] = [entry for entry in answer.json["entries"] if entry["lemma"] == "venir"]
    assert entry["kind"] == "verb"
    assert entry["grammar"] == ["imperfect, he/she"]
    assert entry["meanings"][0]["text"] == "come"
    assert 0 < entry["meanings"][0]["share"] <= 1
    assert entry["source"] == "Vis-à-vis"


def test_a_person_gets_a_page(client: FlaskClient) -> None:
    page = client.get("/words/l'homme", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert '<span lang="fr">homme</span>' in page.text
    assert "masculine" in page.text
    assert "<li>man " in page.text


def test_an_unknown_word_is_not_found_and_the_nearest_are_named(client: FlaskClient) -> None:
    answer = client.get("/words/maisson", headers=JSON)
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["entries"] == []
    assert "maison" in answer.json["nearest"]
    assert "maison" in answer.json["error"]
    page = client.get("/words/maisson", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert '<a href="/words/maison" lang="fr">maison</a>' in page.text


@pytest.mark.parametrize(
    "address", ["/words/" + "a" * 101, "/words/maison?source=de", "/words", "/words?form=%20"]
)
def test_what_cannot_be_looked_up_is_refused(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]


def test_the_form_of_a_page_leads_to_the_word(client: FlaskClient) -> None:
    answer = client.get("/words?form=l'été")
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize("form", ["<b>", "a/b", "%00", "\u202e", "书"])
def test_an_odd_word_is_shown_as_text(client: FlaskClient, form: str) -> None:
    page = client.get(f"/words/{form}", headers={"Accept": "text/html"})
    assert page.status_code in (200, 404)
    assert "<b>" not in page.text


def test_translate_gives_pairs_of_words(client: FlaskClient, translator: FakeTranslator) -> None:
    asked = {"q": "Camille dort.", "source": "fr", "target": "en", "words": True}
    answer = client.post("/translate", json=asked).json
    assert answer is not None
    [sentence] = answer["sentences"]
    pairs = [(sentence["source"][a:b], sentence["target"][c:d]) for a, b, c, d in sentence["words"]]
    assert ("Camille", "Camille") in pairs
    without = client.post("/translate", json=asked | {"words": False, "sentences": True}).json
    assert without is not None
    assert "words" not in without["sentences"][0]
