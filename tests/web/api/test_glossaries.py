"""DeepL's addresses for glossaries, and the parameter ``glossary`` of /translate."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.settings import Settings

CATS: dict[str, Any] = {
    "name": "Cats",
    "source_lang": "FR",
    "target_lang": "EN-GB",
    "entries": "chat\ttomcat\nchien\thound",
    "entries_format": "tsv",
}
DICTIONARY = {key: CATS[key] for key in ("source_lang", "target_lang", "entries")}
TEXT = {"text": ["Un chat."], "source_lang": "FR", "target_lang": "EN-GB"}


def made(client: FlaskClient, **changed: Any) -> str:
    answer = client.post("/v2/glossaries", json=CATS | changed)
    assert answer.status_code == 201
    return str(answer.get_json()["glossary_id"])


def test_a_glossary_is_made_told_and_deleted(client: FlaskClient) -> None:
    glossary_id = made(client)
    description = client.get(f"/v2/glossaries/{glossary_id}").get_json()
    assert description.pop("creation_time").endswith("+00:00")
    assert description == {
        "glossary_id": glossary_id,
        "name": "Cats",
        "ready": True,
        "source_lang": "fr",
        "target_lang": "en",
        "entry_count": 2,
    }
    assert len(client.get("/v2/glossaries").get_json()["glossaries"]) == 1
    entries = client.get(f"/v2/glossaries/{glossary_id}/entries")
    assert entries.text == CATS["entries"]
    assert entries.content_type.startswith("text/tab-separated-values")
    gone = client.delete(f"/v2/glossaries/{glossary_id}")
    assert (gone.status_code, gone.data) == (204, b"")
    assert client.get(f"/v2/glossaries/{glossary_id}").status_code == 404


def test_a_glossary_is_used_with_its_languages_alone(client: FlaskClient) -> None:
    glossary_id = made(client)

    def answer(**changed: Any) -> Any:
        return client.post("/v2/translate", json=TEXT | changed).get_json()

    translated = answer(glossary_id=glossary_id)
    assert translated["translations"][0]["text"] == "EN[Un tomcat.]"
    assert answer()["translations"][0]["text"] == "EN[Un chat.]"
    assert "source_lang" in answer(glossary_id=glossary_id, source_lang=None)["message"]
    assert answer(glossary_id="none")["message"] == "Glossary not found."
    other = made(client, entries="chat,puss\noiseau,fowl", entries_format="csv")
    first = answer(glossary_ids=[other, glossary_id], text="Un chat, un chien, un oiseau.")
    assert first["translations"][0]["text"] == "EN[Un puss, un hound, un fowl.]"


def test_a_multilingual_glossary_gets_and_loses_dictionaries(client: FlaskClient) -> None:
    asked = {"name": "Pets", "dictionaries": [DICTIONARY]}
    answer = client.post("/v3/glossaries", json=asked)
    assert answer.status_code == 201
    path = f"/v3/glossaries/{answer.get_json()['glossary_id']}"
    change = {"name": "More pets", "dictionaries": [DICTIONARY | {"entries": "oie\tgoose"}]}
    changed = client.patch(path, json=change).get_json()
    assert (changed["name"], changed["dictionaries"][0]["entry_count"]) == ("More pets", 3)
    put = client.put(f"{path}/dictionaries", json=DICTIONARY | {"entries": "oie\tbird"})
    assert put.get_json() == {"source_lang": "fr", "target_lang": "en", "entry_count": 1}
    contents = client.get(f"{path}/entries?source_lang=fr&target_lang=en").get_json()
    assert contents["dictionaries"][0]["entries"] == "oie\tbird"
    assert client.delete(f"{path}/dictionaries?source_lang=fr&target_lang=en").status_code == 204
    assert client.get(path).get_json()["dictionaries"] == []
    assert client.get(f"{path}/entries?source_lang=fr&target_lang=en").status_code == 404
    assert client.delete(f"{path}/dictionaries?source_lang=fr&target_lang=en").status_code == 404
    assert client.delete(path).status_code == 204
    assert client.get("/v3/glossaries").get_json() == {"glossaries": []}


def test_a_glossary_may_begin_without_a_dictionary(client: FlaskClient) -> None:
    answer = client.post("/v3/glossaries", json={"name": "Later", "dictionaries": []})
    assert (answer.status_code, answer.get_json()["dictionaries"]) == (201, [])
    assert client.post("/v3/glossaries", data={"name": "Form"}).get_json()["dictionaries"] == []
    path = f"/v3/glossaries/{answer.get_json()['glossary_id']}"
    assert client.put(f"{path}/dictionaries", json=DICTIONARY).status_code == 200
    assert client.get(path).get_json()["dictionaries"][0]["entry_count"] == 2


def test_dictionaries_come_in_forms_too(client: FlaskClient) -> None:
    fields = {f"dictionaries[0].{name}": value for name, value in DICTIONARY.items()}
    answer = client.post("/v3/glossaries", data={"name": "Pets"} | fields)
    assert answer.get_json()["dictionaries"][0]["entry_count"] == 2
    fields["dictionaries[0].entries"] = "oie\tgoose"
    path = f"/v3/glossaries/{answer.get_json()['glossary_id']}"
    assert client.patch(path, data=fields).get_json()["dictionaries"][0]["entry_count"] == 3


WRONG = [
    ({"name": ""}, "Parameter 'name' not specified."),
    ({"name": "  "}, "A glossary needs a name of at most 1,024 characters."),
    ({"entries": ""}, "Parameter 'entries' not specified."),
    ({"entries": "chat"}, "Line 1 needs a source and a target with their separator between."),
    ({"entries": "chat\tcat\nx\ty"}, "Line 2: A term of one letter would be found in nearly"),
    ({"entries": "chat\tcat\nchat\tpuss"}, "Line 2 has a source that was there before."),
    ({"entries": "chat\tcat\tpuss"}, "Line 1 needs a source and a target"),
    ({"entries": "\n"}, "A glossary needs an entry"),
    ({"entries": "Ã©cole\tschool"}, "Line 1: This term has a wrong encoding"),
    ({"entries": "chat\tto\0m"}, "Line 1: This term has a wrong encoding"),
    ({"entries": "the house\tla maison\nforest\tforêt"}, "The two columns seem to be swapped"),
    ({"entries_format": "xls"}, "Value for 'entries_format' not supported"),
    ({"source_lang": "zz"}, "Unsupported glossary source and target language pair."),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_a_wrong_glossary_is_refused_with_a_sentence(
    client: FlaskClient, changed: dict[str, str], sentence: str
) -> None:
    answer = client.post("/v2/glossaries", json=CATS | changed)
    assert answer.status_code == 400
    assert answer.get_json()["message"].startswith(sentence)
    assert client.get("/v2/glossaries").get_json() == {"glossaries": []}


@pytest.fixture
def guarded(settings: Settings, translators: FakeTranslators) -> Iterator[Flask]:
    app = create_app(replace(settings, api_keys=True), translators)
    yield app
    app.extensions["visavis.desk"].close()


def test_a_glossary_belongs_to_the_key_that_made_it(guarded: Flask) -> None:
    keys = guarded.extensions["visavis.desk"].library.keys
    client = guarded.test_client()
    headers = [{"Authorization": f"DeepL-Auth-Key {keys.create(name)[1]}"} for name in "ab"]
    answer = client.post("/v2/glossaries", json=CATS, headers=headers[0])
    path = f"/v2/glossaries/{answer.get_json()['glossary_id']}"
    assert client.get(path, headers=headers[0]).status_code == 200
    assert client.get(path, headers=headers[1]).status_code == 404
    assert client.delete(path, headers=headers[1]).status_code == 404
    assert client.get("/v3/glossaries", headers=headers[1]).get_json() == {"glossaries": []}
    assert client.get(path).status_code == 403


def test_another_site_makes_no_glossary(client: FlaskClient) -> None:
    answer = client.post("/v2/glossaries", json=CATS, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def translated(client: FlaskClient, way: str, **changed: Any) -> Any:
    asked = {"q": "Un chat. Un widget.", "source": "fr", "target": "en"} | changed
    return client.post("/translate", **{way: asked}).get_json()


def test_translate_takes_a_glossary_or_its_terms(client: FlaskClient) -> None:
    terms = {"chat": "tomcat", "widget": None}
    expected = "EN[Un tomcat.] EN[Un widget.]"
    assert translated(client, "json", glossary=terms)["translatedText"] == expected
    assert translated(client, "data", glossary=json.dumps(terms))["translatedText"] == expected
    assert translated(client, "json", glossary=made(client))["translatedText"] == expected
    assert (
        translated(client, "json", glossary="")["translatedText"] == "EN[Un chat.] EN[Un widget.]"
    )


def test_terms_that_turn_each_other_round_are_found_in_the_source_alone(
    client: FlaskClient,
) -> None:
    swap = {"chat": "chien", "chien": "chat"}
    asked = {"q": "Un chat voit un chien.", "source": "fr", "target": "en", "glossary": swap}
    answer = client.post("/translate", json=asked).get_json()
    assert answer["translatedText"] == "EN[Un chien voit un chat.]"
    glossary_id = made(client, entries="chat\tchien\nchien\tchat")
    answer = client.post("/v2/translate", json=TEXT | {"glossary_id": glossary_id}).get_json()
    assert answer["translations"][0]["text"] == "EN[Un chien.]"


@pytest.mark.parametrize("glossary", ["none", {"a": "b"}, {"chat": 3}, ["chat"], "{", "[" * 9_999,
    {"l'": "the"}, {"Ã©cole": "school"}, {"the house": "la maison", "forest": "forêt"},
    {"chat": "y" * 201}])  # fmt: skip
def test_a_wrong_glossary_of_translate_is_refused(client: FlaskClient, glossary: Any) -> None:
    asked = {"q": "Un chat.", "source": "fr", "target": "en", "glossary": glossary}
    answer = client.post("/translate", json=asked)
    assert answer.status_code in (400, 404)
    assert answer.get_json()["error"].endswith((".", "never)"))
