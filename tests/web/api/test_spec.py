"""The description of the API, for programs and for people."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.formats.writers.catalogue import FORMATS
from webapp.settings import Settings


@pytest.fixture
def keyed(settings: Settings, translators: FakeTranslators) -> Iterator[Flask]:
    app = create_app(replace(settings, api_keys=True), translators)
    yield app
    app.extensions["visavis.desk"].close()


def test_every_address_of_the_api_is_described(client: FlaskClient) -> None:
    description = client.get("/spec").get_json()
    rules = client.application.url_map.iter_rules()
    api = {
        rule.rule.replace("<", "{").replace(">", "}") for rule in rules if "api." in rule.endpoint
    }
    api.add("/words/{form}")  # for browsers, too, so among the pages
    assert set(description["paths"]) == api
    page = client.get("/docs").text
    assert [path for path in api if f" {path}</code>" not in page] == []


def test_the_schemas_list_the_installed_languages(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de")
    schemas = client.get("/spec").get_json()["components"]["schemas"]
    assert schemas["TranslateRequest"]["properties"]["source"]["enum"] == ["auto", "fr", "en"]
    assert schemas["DeeplRequest"]["properties"]["target_lang"]["enum"] == ["EN-GB", "EN-US", "DE"]


def test_the_schema_of_a_file_request_lists_the_formats(client: FlaskClient) -> None:
    schemas = client.get("/spec").get_json()["components"]["schemas"]
    asked = schemas["FileRequest"]
    assert asked["properties"]["format"]["enum"] == ["", *FORMATS]
    assert "format" not in asked["required"]
    assert f"({', '.join(FORMATS)})" in client.get("/docs").text


def test_the_schema_of_a_form_has_no_null(client: FlaskClient) -> None:
    content = client.get("/spec").get_json()["paths"]["/translate"]["post"]["requestBody"][
        "content"
    ]
    form = content["application/x-www-form-urlencoded"]["schema"]
    assert form["properties"]["format"]["enum"] == ["text", "html", ""]
    assert content["application/json"]["schema"] == {
        "$ref": "#/components/schemas/TranslateRequest"
    }


def test_the_description_names_keys_only_while_they_are_asked_for(
    client: FlaskClient, keyed: Flask
) -> None:
    description = keyed.test_client().get("/spec").get_json()
    assert description["paths"]["/translate"]["post"]["security"] == [{"key": []}]
    assert "security" not in description["paths"]["/languages"]["get"]
    assert "securitySchemes" not in client.get("/spec").get_json()["components"]


def test_the_description_and_its_page_need_no_package(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators.clear()
    assert client.get("/spec").status_code == client.get("/docs").status_code == 200


def test_a_word_s_address_is_described_for_programs_and_browsers(client: FlaskClient) -> None:
    description = client.get("/spec").get_json()
    word = description["paths"]["/words/{form}"]["get"]
    form, source = word["parameters"]
    assert (form["in"], form["schema"]["maxLength"], source["in"]) == ("path", 100, "query")
    assert set(word["responses"]) == {"200", "400", "404", "503"}
    assert set(word["responses"]["404"]["content"]) == {"application/json", "text/html"}
    answer = word["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/WordEntries"}
    schemas = description["components"]["schemas"]
    reply = client.get("/words/venait", headers={"Accept": "application/json"}).get_json()
    assert set(schemas["WordEntries"]["required"]) == set(reply)
    assert set(schemas["EntryReply"]["required"]) == set(reply["entries"][0])
    assert set(schemas["MeaningReply"]["required"]) == set(reply["entries"][0]["meanings"][0])
