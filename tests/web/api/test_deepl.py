"""DeepL's addresses answer in DeepL's shapes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.settings import Settings

ASKED: dict[str, Any] = {"text": ["Oui. Non.", "Bof."], "target_lang": "EN-GB", "source_lang": "FR"}


@pytest.fixture
def limited(settings: Settings, translators: FakeTranslators) -> Iterator[Flask]:
    app = create_app(replace(settings, api_keys=True, monthly_chars=20), translators)
    yield app
    app.extensions["visavis.desk"].close()


def texts(client: FlaskClient, **changed: Any) -> list[str]:
    answer = client.post("/v2/translate", json=ASKED | changed)
    return [translation["text"] for translation in answer.get_json()["translations"]]


@pytest.mark.parametrize("way", ["json", "data"])
@pytest.mark.parametrize("name", ["text", "text[]"])
def test_texts_come_in_json_and_in_forms(client: FlaskClient, way: str, name: str) -> None:
    asked = {name if way == "data" else key: value for key, value in ASKED.items() if key == "text"}
    asked |= {key: value for key, value in ASKED.items() if key != "text"}
    assert client.post("/v2/translate", **{way: asked}).get_json() == {
        "translations": [
            {"detected_source_language": "FR", "text": "EN[Oui.] EN[Non.]"},
            {"detected_source_language": "FR", "text": "EN[Bof.]"},
        ]
    }


def test_characters_and_the_type_of_model_are_told_on_request(client: FlaskClient) -> None:
    asked = ASKED | {"show_billed_characters": True, "model_type": "prefer_quality_optimized"}
    first, second = client.post("/v2/translate", json=asked).get_json()["translations"]
    assert (first["billed_characters"], second["billed_characters"]) == (9, 4)
    assert first["model_type_used"] == "quality_optimized"
    assert client.post("/v2/translate", json=ASKED | {"model_type": "best"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v2/document/1/pages"),
        ("POST", "/v2/write/rephrase"),
        ("GET", "/v3/style_rules"),
        ("POST", "/v3/translation_memories/import"),
        ("GET", "/v2/admin/developer-keys"),
    ],
)
def test_what_deepl_has_and_this_server_has_not_is_refused_clearly(
    client: FlaskClient, method: str, path: str
) -> None:
    answer = client.open(path, method=method, json={})
    assert answer.status_code == 404
    assert answer.get_json()["message"].startswith("This part of DeepL's API is not offered here")


def test_older_clients_call_by_get_and_send_their_key_as_a_parameter(limited: Flask) -> None:
    _, key = limited.extensions["visavis.desk"].library.keys.create("Ana")
    asked = {"text": ["Oui.", "Non."], "target_lang": "EN-GB", "source_lang": "FR"}
    for client_call in (limited.test_client().get, limited.test_client().post):
        way = "query_string" if client_call.__name__ == "get" else "data"
        given: dict[str, Any] = {way: asked | {"auth_key": key}}
        answer = client_call("/v2/translate", **given).get_json()
        assert [each["text"] for each in answer["translations"]] == ["EN[Oui.]", "EN[Non.]"]
        refused = client_call("/v2/translate", **{way: asked | {"auth_key": "wrong"}})
        assert (refused.status_code, list(refused.get_json())) == (403, ["message"])
    again = limited.test_client().get("/v2/languages", query_string={"auth_key": key})
    assert [each["language"] for each in again.get_json()] == ["FR"]


def test_one_text_needs_no_list(client: FlaskClient) -> None:
    assert texts(client, text="Oui.") == ["EN[Oui.]"]


def test_a_missing_source_language_is_detected(client: FlaskClient) -> None:
    french = "Le gouvernement a présenté hier un projet de loi sur les retraites."
    asked = {"text": [french], "target_lang": "en-us"}
    [translation] = client.post("/v2/translate", json=asked).get_json()["translations"]
    assert translation["detected_source_language"] == "FR"


def test_a_detected_language_that_no_package_reads_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        "/v2/translate", json={"text": ["Wo ist mein Buch?"], "target_lang": "EN-GB"}
    )
    assert answer.status_code == 400
    assert "This looks like German, and no installed package" in answer.get_json()["message"]


def test_split_sentences_says_where_a_text_is_cut(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    text = "Oui.\nIl pleut\nencore. "
    assert texts(client, text=text, split_sentences="0") == ["EN[Oui. Il pleut encore.] "]
    assert texts(client, text=text, split_sentences="nonewlines") == [
        "EN[Oui.]\nEN[Il pleut encore.] "
    ]
    assert texts(client, text=text, split_sentences="1")[0].startswith("EN[Oui.]\n")


def test_tag_handling_keeps_the_tags_of_html_and_xml(client: FlaskClient) -> None:
    html = "<p>Oui.</p><code>Non.</code>"
    assert texts(client, text=html, tag_handling="html") == ["<p>EN[Oui.]</p><code>Non.</code>"]
    xml = "<a>Oui<b>Non</b></a> <x>Bof</x>."
    handled = {"tag_handling": "xml", "splitting_tags": "b", "ignore_tags": ["x"]}
    assert texts(client, text=xml, **handled) == ["<a>EN[Oui]<b>EN[Non]</b></a> <x>Bof</x>."]
    to_come = 'Bonjour <x id="8"></x>, il fait beau (<x id="3"></x>) à «<x id="42"></x>».'
    assert texts(client, text=to_come, **handled) == [f"EN[{to_come}]"]


@pytest.mark.parametrize("text", ["<a>Oui", "Oui</a>", "<a><b>Oui</a></b>", "Oui & non", "a < b"])
def test_ill_formed_xml_is_refused(client: FlaskClient, text: str) -> None:
    asked = {"text": ["<a>Bon</a>", text], "target_lang": "EN-GB", "tag_handling": "xml"}
    response = client.post("/v2/translate", json=asked)
    assert response.status_code == 400
    assert response.get_json()["message"].endswith("the text is not well-formed XML.")


def test_xml_may_have_a_declaration_and_entities_of_html(client: FlaskClient) -> None:
    xml = '<?xml version="1.0"?><a>Oui&nbsp;&amp; non</a>'
    assert texts(client, text=xml, tag_handling="xml") == [
        '<?xml version="1.0"?><a>EN[Oui&nbsp;&amp; non]</a>'
    ]


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"text": None}, 400, "Parameter 'text' not specified."),
        ({"target_lang": ""}, 400, "Parameter 'target_lang' not specified."),
        ({"target_lang": "ZZ"}, 400, "Value for 'target_lang' not supported: ZZ is not supported"),
        (
            {"target_lang": "EN-XX"},
            400,
            "Value for 'target_lang' not supported: EN-XX is not supported",
        ),
        (
            {"source_lang": "FR-FR"},
            400,
            "Value for 'source_lang' not supported: FR-FR is not supported",
        ),
        ({"text": ["a"] * 51}, 400, "Value for 'text' not supported: it must be 1 to 50 texts."),
        ({"text": [["a"]]}, 400, "Value for 'text' not supported: it must be 1 to 50 texts."),
        (
            {"formality": "more"},
            400,
            (
                "Value for 'formality' not supported: it must be “default”, “prefer_more” or "
                "“prefer_less”."
            ),
        ),
        ({"glossary_id": "a"}, 404, "Glossary not found."),
        ({"style_id": "a"}, 404, "Style not found."),
        ({"translation_memory_id": "a"}, 404, "Translation memory not found."),
        (
            {"custom_instructions": ["Be brief."]},
            400,
            "Value for 'custom_instructions' not supported: it must be left out.",
        ),
        ({"text": "a" * 2_001}, 400, "Invalid request: request (2001) exceeds text limit (2000)"),
        ({"context": "a" * 90_000, "x": "a" * 9_000}, 200, None),
    ],
)
def test_a_wrong_call_gets_a_status_and_a_message(
    client: FlaskClient, change: dict[str, Any], status: int, message: str | None
) -> None:
    answer = client.post("/v2/translate", json=ASKED | change)
    assert (answer.status_code, answer.get_json().get("message")) == (status, message)


def test_a_body_larger_than_deepl_allows_is_refused(
    settings: Settings, translators: FakeTranslators
) -> None:
    app = create_app(replace(settings, max_upload_bytes=200_000), translators)
    answer = app.test_client().post("/v2/translate", json=ASKED | {"context": "a" * 140_000})
    assert (answer.status_code, list(answer.get_json())) == (413, ["message"])
    app.extensions["visavis.desk"].close()


@pytest.mark.parametrize("path", ["/v2/translate", "/v2/other", "/v2"])
def test_unknown_addresses_and_methods_answer_in_json(client: FlaskClient, path: str) -> None:
    answer = client.delete(path)
    assert answer.status_code in (404, 405)
    assert answer.get_json()


def test_languages_have_the_codes_of_deepl(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de", identity="fake-en_de")
    assert client.get("/v2/languages").get_json() == [
        {"language": "FR", "name": "French"},
        {"language": "EN", "name": "English"},
    ]
    targets = client.get("/v2/languages?type=target").get_json()
    assert [language["language"] for language in targets] == ["EN-GB", "EN-US", "DE"]
    assert client.get("/v2/languages", data={"type": "target"}).get_json() == targets
    assert client.get("/v2/languages?type=other").status_code == 400


def test_version_3_tells_what_each_language_can_be_used_for(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de", identity="fake-en_de")

    def rows_of(resource: str) -> dict[str, Any]:
        rows = client.get(f"/v3/languages?resource={resource}").get_json()
        assert {row["status"] for row in rows} == {"stable"}
        sides = ("usable_as_source", "usable_as_target", "features")
        return {row["lang"]: tuple(row[side] for side in sides) for row in rows}

    both = {"tag_handling": {"status": "stable"}, "glossary": {"status": "stable"}}
    detected = {"auto_detection": {"status": "stable"}}
    assert rows_of("translate_text") == {
        "fr": (True, False, both | detected),
        "en": (True, False, both | detected),
        "en-GB": (False, True, both),
        "en-US": (False, True, both),
        "de": (False, True, both),
    }
    assert "tag_handling" not in rows_of("translate_document")["de"][2]
    sides = {code: row[:2] for code, row in rows_of("glossary").items()}
    assert sides == {"fr": (True, False), "en": (True, True), "de": (False, True)}
    names = [row["name"] for row in client.get("/v3/languages/resources").get_json()]
    assert names == ["translate_text", "translate_document", "glossary"]
    for wrong in ("?resource=voice", ""):
        answer = client.get(f"/v3/languages{wrong}")
        assert (answer.status_code, "resource" in answer.get_json()["message"]) == (400, True)
    assert client.post("/v3/languages", json={"resource": "glossary"}).status_code == 405


@pytest.mark.parametrize(
    ("code", "status"), [("ZH", 200), ("zh-Hans", 200), ("ZH-HANT", 400), ("en-us", 200)]
)
def test_only_an_offered_variant_stands_for_its_language(
    client: FlaskClient, translators: FakeTranslators, code: str, status: int
) -> None:
    translators.translators["fr", "zh"] = FakeTranslator("fr", "zh", identity="fake-fr_zh")
    answer = client.post("/v2/translate", json=ASKED | {"target_lang": code})
    assert answer.status_code == status


def test_a_translation_through_english_names_its_pivot(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de", identity="fake-en_de")
    asked = ASKED | {"target_lang": "DE", "text": "Oui."}
    [translation] = client.post("/v2/translate", json=asked).get_json()["translations"]
    assert (translation["text"], translation["pivot_language"]) == ("DE[EN[Oui.]]", "en")


def test_a_wrong_key_gets_403_and_a_used_up_quota_456(limited: Flask) -> None:
    client = limited.test_client()
    for headers in ({}, {"Authorization": "DeepL-Auth-Key wrong"}):
        answer = client.post("/v2/translate", json=ASKED, headers=headers)
        assert (answer.status_code, answer.get_json()) == (403, {"message": "Invalid API key"})
    _, key = limited.extensions["visavis.desk"].library.keys.create("Ana")
    headers = {"Authorization": f"DeepL-Auth-Key {key}"}
    assert client.post("/v2/translate", json=ASKED, headers=headers).status_code == 200
    used = client.get("/v2/usage", headers=headers).get_json()
    assert used == {"character_count": 13, "character_limit": 20}
    answer = client.post("/v2/translate", json=ASKED, headers=headers)
    assert (answer.status_code, list(answer.get_json())) == (456, ["message"])
