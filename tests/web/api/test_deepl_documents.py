"""Files for DeepL's clients: sent, asked after, fetched."""

import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.documents import book
from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.formats.readers.catalogue import read_document
from webapp.settings import Settings
from webapp.translation.background import AT_ONCE, MOST_UNDER_WAY


def upload(client: FlaskClient, data: bytes, name: str = "a.txt", **fields: str) -> Any:
    form = {"file": (BytesIO(data), name), "target_lang": "EN-GB", "source_lang": "FR"} | fields
    return client.post("/v2/document", data=form)


def state_of(client: FlaskClient, handle: dict[str, str]) -> Any:
    key = {"document_key": handle["document_key"]}
    return client.post(f"/v2/document/{handle['document_id']}", json=key).get_json()


def wait_for(client: FlaskClient, handle: dict[str, str], status: str) -> Any:
    while (state := state_of(client, handle))["status"] != status:
        time.sleep(0.01)
    return state


def fetched(client: FlaskClient, handle: dict[str, str]) -> Any:
    key = {"document_key": handle["document_key"]}
    return client.post(f"/v2/document/{handle['document_id']}/result", data=key)


def test_a_file_is_sent_asked_after_and_fetched(client: FlaskClient) -> None:
    handle = upload(client, b"Il pleut ici. Fin.").get_json()
    state = wait_for(client, handle, "done")
    assert state == {
        "document_id": handle["document_id"],
        "status": "done",
        "billed_characters": 18,
    }
    answer = fetched(client, handle)
    assert (answer.status_code, answer.text) == (200, "EN[Il pleut ici.] EN[Fin.]")
    assert "a_en.txt" in answer.headers["Content-Disposition"]


def test_a_book_comes_back_as_a_book_or_as_another_format(client: FlaskClient) -> None:
    handle = upload(client, book(), "livre.epub", output_format="epub").get_json()
    wait_for(client, handle, "done")
    assert "EN[Il était une fois.]" in read_document(fetched(client, handle).data).text
    handle = upload(client, book(), "livre.epub", output_format="bilingual-txt").get_json()
    wait_for(client, handle, "done")
    assert "Il était une fois.\nEN[Il était une fois.]" in fetched(client, handle).text


def test_a_file_that_is_not_ready_is_not_given(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    handles = [upload(client, b"Oui.").get_json() for _ in range(AT_ONCE + 1)]
    wait_for(client, handles[0], "translating")
    assert fetched(client, handles[0]).status_code == 503
    states = [state_of(client, handle)["status"] for handle in handles]
    while states.count("queued") != 1:
        states = [state_of(client, handle)["status"] for handle in handles]
    translator.gate.set()
    for handle in handles:
        wait_for(client, handle, "done")


def test_a_fault_of_the_engine_is_told_to_who_asks(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda _source: True
    handle = upload(client, b"Oui.").get_json()
    assert wait_for(client, handle, "error")["error_message"] == "The fake was told to fail."
    answer = fetched(client, handle)
    assert (answer.status_code, answer.get_json()["message"]) == (503, "The fake was told to fail.")


@pytest.mark.parametrize(
    ("data", "name", "fields", "status"),
    [
        (b"\x89PNG\x00\x00", "a.txt", {}, 415),
        (b"PK\x03\x04", "a.docx", {}, 422),
        (b"Oui.", "a.xyz", {}, 400),
        (b"Oui.", "a.txt", {"target_lang": "ZZ"}, 400),
        (b"Oui.", "a.txt", {"target_lang": ""}, 400),
        (b"Oui.", "a.txt", {"output_format": "own-docx"}, 400),
        (b"Oui.", "a.txt", {"formality": "more"}, 400),
        (b"Oui.", "a.txt", {"glossary_id": "x"}, 404),
        (b"Oui.", "a.txt", {"style_id": "x"}, 404),
        (b"Oui.", "a.txt", {"custom_instructions": "Be brief."}, 400),
    ],
)
def test_what_cannot_be_translated_is_refused_when_it_is_sent(
    client: FlaskClient, data: bytes, name: str, fields: dict[str, str], status: int
) -> None:
    answer = upload(client, data, name, **fields)
    assert (answer.status_code, "message" in answer.get_json()) == (status, True)


def test_without_its_key_a_file_is_not_there(client: FlaskClient) -> None:
    handle = upload(client, b"Oui.").get_json()
    wait_for(client, handle, "done")
    path = f"/v2/document/{handle['document_id']}"
    assert client.post(path, json={"document_key": "other"}).status_code == 404
    assert client.post(f"{path}/result", json={"document_key": "é"}).status_code == 404
    assert client.post("/v2/document/none", json={"document_key": "a"}).status_code == 404
    assert client.post(path).status_code == 400


def test_too_many_files_at_once_are_told_when_to_come_back(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    handles = [upload(client, b"Oui.").get_json() for _ in range(MOST_UNDER_WAY)]
    answer = upload(client, b"Oui.")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    translator.gate.set()
    for handle in handles:
        wait_for(client, handle, "done")


@pytest.fixture
def limited(settings: Settings, translators: FakeTranslators) -> Iterator[Flask]:
    app = create_app(replace(settings, api_keys=True, monthly_chars=5), translators)
    yield app
    app.extensions["visavis.desk"].close()


def test_files_count_and_need_a_key(limited: Flask) -> None:
    client = limited.test_client()
    assert upload(client, b"Oui.").status_code == 403
    _, key = limited.extensions["visavis.desk"].library.keys.create("Ana")
    client.environ_base["HTTP_AUTHORIZATION"] = f"DeepL-Auth-Key {key}"
    handle = upload(client, b"Oui.").get_json()
    assert wait_for(client, handle, "done")["billed_characters"] == 4
    assert upload(client, b"Oui.").status_code == 456


def test_a_glossary_counts_in_a_file(client: FlaskClient) -> None:
    fields = {"name": "Chats", "source_lang": "FR", "target_lang": "EN", "entries": "chat\ttomcat"}
    glossary = client.post("/v2/glossaries", json=fields | {"entries_format": "tsv"}).get_json()
    handle = upload(client, b"Un chat.", glossary_id=glossary["glossary_id"]).get_json()
    wait_for(client, handle, "done")
    assert "tomcat" in fetched(client, handle).text
