"""What the API tells of itself."""

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
    told = client.get("/spec").get_json()
    rules = client.application.url_map.iter_rules()
    api = {
        rule.rule.replace("<", "{").replace(">", "}") for rule in rules if "api." in rule.endpoint
    }
    assert set(told["paths"]) == api
    page = client.get("/docs").text
    assert [path for path in api if f" {path}</code>" not in page] == []


def test_languages_are_those_of_now(client: FlaskClient, translators: FakeTranslators) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de")
    schemas = client.get("/spec").get_json()["components"]["schemas"]
    assert schemas["TranslateRequest"]["properties"]["source"]["enum"] == ["auto", "fr", "en"]
    assert schemas["DeeplRequest"]["properties"]["target_lang"]["enum"] == ["EN-GB", "EN-US", "DE"]


def test_the_formats_of_files_are_named(client: FlaskClient) -> None:
    schemas = client.get("/spec").get_json()["components"]["schemas"]
    asked = schemas["FileRequest"]
    assert asked["properties"]["format"]["enum"] == ["", *FORMATS]
    assert "format" not in asked["required"]
    assert f"({', '.join(FORMATS)})" in client.get("/docs").text


def test_a_form_has_no_null(client: FlaskClient) -> None:
    content = client.get("/spec").get_json()["paths"]["/translate"]["post"]["requestBody"][
        "content"
    ]
    form = content["application/x-www-form-urlencoded"]["schema"]
    assert form["properties"]["format"]["enum"] == ["text", "html", ""]
    assert content["application/json"]["schema"] == {
        "$ref": "#/components/schemas/TranslateRequest"
    }


def test_keys_are_described_where_they_are_asked_for(client: FlaskClient, keyed: Flask) -> None:
    told = keyed.test_client().get("/spec").get_json()
    assert told["paths"]["/translate"]["post"]["security"] == [{"key": []}]
    assert "security" not in told["paths"]["/languages"]["get"]
    assert "securitySchemes" not in client.get("/spec").get_json()["components"]


def test_both_are_told_with_no_package_at_all(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators.clear()
    assert client.get("/spec").status_code == client.get("/docs").status_code == 200
