"""What operators see: readiness, ids of requests, JSON lines, metrics behind a token."""

import io
import json
import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.errors import BadInput, LibraryUnavailable
from webapp.logs import JsonLines, WithoutTexts, log_to_stderr
from webapp.pretranslation.leases import PROCESS

Make = Callable[..., FlaskClient]


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
    metrics = client.get("/metrics", headers={"Authorization": "Bearer geheim"}).text
    for line in (
        'visavis_unfinished_documents{package="fake-fr_en"} 1.0',
        'visavis_pending_segments{package="fake-fr_en"} 2.0',
        "visavis_queued_jobs 1.0",
        "visavis_workers 0.0",
    ):
        assert line in metrics.splitlines()


def test_metrics_tell_of_each_package_in_each_process(
    make: Make, translators: FakeTranslators
) -> None:
    client = make(metrics=True)
    client.post("/translate", json={"q": "Un. Deux.", "source": "fr", "target": "en"})
    done = [{"package": "fr_en 1.9", "pieces": 30, "seconds": 4.5, "waiting": 7}]
    desk = client.application.extensions["visavis.desk"]
    desk.library.workers.join("one/1/p", {}, done)
    lines = client.get("/metrics").text.splitlines()
    for line in (
        f'visavis_decoded_pieces_total{{package="fake-fr_en",process="{PROCESS}"}} 2.0',
        'visavis_decoded_pieces_total{package="fr_en 1.9",process="one/1/p"} 30.0',
        'visavis_decoding_seconds_total{package="fr_en 1.9",process="one/1/p"} 4.5',
        'visavis_waiting_pieces{package="fr_en 1.9",process="one/1/p"} 7.0',
        'visavis_pending_segments{package="fake-fr_en"} 0.0',
        "visavis_workers 1.0",
    ):
        assert line in lines
    desk.library.workers.leave("one/1/p")
    assert "one/1/p" not in client.get("/metrics").text


def test_what_waits_for_a_package_that_is_gone_is_told_apart(
    make: Make, translators: FakeTranslators
) -> None:
    client = make(metrics=True)
    client.post("/documents", data={"text": "Un. Deux."})
    translators.translators.clear()
    metrics = client.get("/metrics").text
    assert 'visavis_pending_segments{package="none"} 2.0' in metrics


def test_metrics_without_a_token_are_closed_where_keys_are_asked_for(make: Make) -> None:
    assert make(metrics=True, api_keys=True).get("/metrics").status_code == 403
    opened = make(metrics=True, api_keys=True, metrics_token="a")  # noqa: S106
    assert opened.get("/metrics", headers={"Authorization": "Bearer a"}).status_code == 200


def test_a_crowd_of_requests_writes_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = logging.getLogger("waitress.queue")
    monkeypatch.setattr(queue, "level", logging.NOTSET)
    log_to_stderr("text")
    assert not queue.isEnabledFor(logging.WARNING)


@pytest.mark.parametrize("name", ["waitress", "huey.consumer"])
def test_what_libraries_log_of_a_fault_quotes_no_text(name: str) -> None:
    path = "/words/secret"
    with pytest.raises(KeyError) as caught:
        dict[str, str]()[path]
    fault = (caught.type, caught.value, caught.tb)
    message = "Exception while serving %s"
    record = logging.LogRecord(name, logging.ERROR, "a", 1, message, (path,), fault)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutTexts())
    handler.handle(record)
    assert "WithoutMessage: KeyError" in written.getvalue()
    assert "test_what_libraries_log_of_a_fault" in written.getvalue()
    assert written.getvalue().count("secret") == (name != "waitress")
