"""Each wrong call gets one sentence and its status, as page, fragment or JSON."""

import errno
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.errors import LibraryUnavailable
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings

JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/documents/99", 404),
        ("GET", "/documents/99/progress", 404),
        ("GET", "/documents/99/download", 404),
        ("POST", "/documents/99/pretranslation", 404),
        ("POST", "/segments/99/retry", 404),
        ("GET", "/documents/99999999999999999999", 404),
        ("GET", "/nowhere", 404),
        ("DELETE", "/", 405),
        ("GET", "/documents", 405),
        ("GET", "/documents/1?first=two", 400),
        ("GET", "/documents/1/progress?after=-3", 400),
    ],
)
def test_an_error_is_a_page_a_fragment_or_json(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    page = client.open(path, method=method, headers=BROWSER)
    fragment = client.open(path, method=method, headers=HTMX)
    json = client.open(path, method=method, headers=JSON)
    assert {page.status_code, fragment.status_code, json.status_code} == {status}
    sentence = json.get_json()["error"]
    assert sentence.endswith(".")
    assert "<html" in page.text
    assert "<html" not in fragment.text
    assert 'role="alert"' in fragment.text


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}])
def test_a_program_at_an_unknown_address_gets_json(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.post("/api/translate", data={"q": "Oui."}, headers=headers)
    assert (answer.status_code, list(answer.get_json())) == (404, ["error"])


def test_the_refusal_of_a_method_lists_the_allowed_ones(client: FlaskClient) -> None:
    assert "POST" in client.get("/documents").headers["Allow"]


def test_a_library_that_cannot_be_written_is_503_and_the_text_comes_back(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LibraryUnavailable("The disk is full.")

    monkeypatch.setattr(desk.library.documents, "add", full)
    answer = client.post("/documents", data={"text": "Un texte précieux."})
    assert answer.status_code == 503
    assert "The disk is full." in answer.text
    assert "Un texte précieux." in answer.text


def test_an_unforeseen_error_is_500_and_logs_no_text(
    client: FlaskClient,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(text: str, *_: object) -> None:
        raise RuntimeError(f"cannot handle {text}")

    monkeypatch.setattr(desk, "add_imported", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/documents", data={"text": "Un secret."})
    assert answer.status_code == 500
    assert "went wrong" in answer.text
    assert "Unforeseen RuntimeError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 503), (errno.EACCES, 500)])
def test_a_full_disk_is_told_wherever_it_is_met(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, "secret")

    monkeypatch.setattr(desk, "add_imported", full)
    answer = client.post("/documents", data={"text": "Oui."})
    assert answer.status_code == status
    assert ("disk is full" in answer.text) == (status == 503)
    assert "secret" not in answer.text


@pytest.fixture
def empty(settings: Settings) -> Flask:
    return create_app(settings, FakeTranslators(installed=()))


def test_pages_without_any_package_say_how_to_install_one(empty: Flask) -> None:
    client, desk = empty.test_client(), empty.extensions["visavis.desk"]
    home = client.get("/")
    assert home.status_code == 200
    assert "visavis models install fr_en" in home.text
    assert client.post("/documents", data={"text": "Bonjour."}).status_code == 303
    desk.pretranslate(1)
    reader = client.get("/documents/1")
    assert "visavis models install fr_en" in reader.text
    assert "Try again" in reader.text
    assert "/documents/1/progress" not in reader.text
    answer = client.post("/translate", json={"q": "Oui.", "source": "fr", "target": "en"})
    assert answer.status_code == 503
    assert "visavis models install fr_en" in answer.get_json()["error"]
    desk.close()


def test_a_choice_made_on_an_error_page_leads_back_to_a_page_with_get(
    client: FlaskClient,
) -> None:
    browser = {"Accept": "text/html"}
    page = client.post("/documents/1/halt", data={"halt": "paused"}, headers=browser)
    assert page.status_code == 404
    assert 'name="back" value="/"' in page.text
    assert 'name="back" value="/nowhere?"' in client.get("/nowhere", headers=browser).text
