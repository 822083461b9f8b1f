"""What operators see: readiness, ids of requests, JSON lines, metrics behind a token."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.errors import BadInput, LibraryUnavailable
from webapp.logs import JsonLines, log_to_stderr
from webapp.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

Make = Callable[..., FlaskClient]


@pytest.fixture
def make(settings: Settings, translators: FakeTranslators) -> Iterator[Make]:
    apps: list[Flask] = []

    def make_client(**changed: Any) -> FlaskClient:
        apps.append(create_app(replace(settings, **changed), translators))
        return apps[-1].test_client()

    yield make_client
    for app in apps:
        app.extensions["visavis.desk"].close()


def test_it_is_ready_while_it_can_keep_and_translate(
    client: FlaskClient, translators: FakeTranslators, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/ready", headers={"Host": "10.0.0.7:8000"}).get_json() == {"status": "ok"}
    translators.translators.clear()
    assert (client.get("/ready").status_code, client.get("/health").status_code) == (503, 200)

    def locked(*_: object, **__: object) -> None:
        raise LibraryUnavailable("The library is locked.")

    monkeypatch.setattr("webapp.library.pending.worklist.Worklist.unfinished", locked)
    assert client.get("/ready").get_json() == {"error": "The library is locked."}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/health", "/v2/usage"])
def test_every_answer_has_an_id_and_a_given_one_is_kept(client: FlaskClient, path: str) -> None:
    one, other = (client.get(path).headers["X-Request-Id"] for _ in range(2))
    assert one != other
    given = client.get(path, headers={"X-Request-Id": "proxy-7.a_b"}).headers["X-Request-Id"]
    assert given == "proxy-7.a_b"
    for odd in ("a b", "é", "x" * 65, '"{'):
        assert client.get(path, headers={"X-Request-Id": odd}).headers["X-Request-Id"] != odd


def test_a_json_log_has_a_line_for_each_request_and_no_text_of_it(
    make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    client = make(log_format="json")
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JsonLines())
    client.get("/?search=secret", headers={"X-Request-Id": "seven"})
    client.post("/translate", json={"q": "Un secret.", "source": "fr", "target": "en"})
    client.get("/secret")
    lines = [json.loads(line) for line in caplog.text.splitlines()]
    answered = [line for line in lines if line["message"] == "Answered."]
    assert [(line["view"], line["method"], line["status"]) for line in answered] == [
        ("documents.index", "GET", 200),
        ("api.translation.translate", "POST", 200),
        ("none", "", 404),
    ]
    assert answered[0]["request"] == "seven"
    assert "secret" not in caplog.text


def test_the_log_as_text_has_no_line_for_a_request(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/")
    assert "Answered." not in caplog.text


def test_a_format_of_the_log_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadInput, match="VISAVIS_LOG_FORMAT must be text or json"):
        log_to_stderr("xml")


def test_a_json_line_names_a_fault_and_its_place() -> None:
    def fail() -> None:
        raise RuntimeError("KeyError")

    with pytest.raises(RuntimeError) as caught:
        fail()
    fault = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("a", logging.ERROR, "b", 1, "Unforeseen %s", ("KeyError",), fault)
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["message"]) == ("error", "Unforeseen KeyError")
    assert "test_a_json_line_names_a_fault_and_its_place" in line["exception"]


def test_metrics_ask_for_their_token_and_tell_what_waits(make: Make) -> None:
    client = make(metrics=True, metrics_token="geheim")  # noqa: S106
    client.post("/documents", data={"text": "Un. Deux."})
    for headers in ({}, {"Authorization": "Bearer other"}, {"Authorization": "geheim"}):
        assert client.get("/metrics", headers=headers).status_code == 403
    told = client.get("/metrics", headers={"Authorization": "Bearer geheim"}).text
    assert "visavis_unfinished_documents 1.0" in told
    assert "visavis_pending_segments 2.0" in told


def test_metrics_without_a_token_are_closed_where_keys_are_asked_for(make: Make) -> None:
    assert make(metrics=True, api_keys=True).get("/metrics").status_code == 403
    opened = make(metrics=True, api_keys=True, metrics_token="a")  # noqa: S106
    assert opened.get("/metrics", headers={"Authorization": "Bearer a"}).status_code == 200


def test_a_crowd_of_requests_writes_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = logging.getLogger("waitress.queue")
    monkeypatch.setattr(queue, "level", logging.NOTSET)
    log_to_stderr("text")
    assert not queue.isEnabledFor(logging.WARNING)
