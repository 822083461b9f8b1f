"""Every answer has the headers, and a page of another site changes nothing."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.errors import Unavailable
from webapp.pretranslation.desk import Desk
from webapp.server import OPEN_PAGES, serve
from webapp.settings import Settings


@pytest.mark.parametrize("path", ["/", "/nowhere", "/health", "/static/app.css"])
def test_every_answer_has_the_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "microphone=()" in headers["Permissions-Policy"]
    if not path.startswith("/static"):
        assert "private" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://[localhost"},
    ],
)
def test_a_page_of_another_site_can_change_nothing(
    client: FlaskClient, desk: Desk, headers: dict[str, str]
) -> None:
    answer = client.post("/documents", data={"text": "Bonjour."}, headers=headers)
    assert answer.status_code == 403
    assert desk.library.documents.all() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/translate/x", 404), ("DELETE", "/translate", 405), ("POST", "/nowhere", 404)],
)
def test_an_unknown_address_is_404_for_another_site(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method, headers={"Origin": "https://evil.example"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_reader_on_this_site_can_make_changes(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.post("/documents", data={"text": "Bonjour."}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("host", ["rebound.example", "localhost@rebound.example", "a b", "::1"])
def test_a_host_name_of_another_machine_is_refused(client: FlaskClient, host: str) -> None:
    page = client.get("/", headers={"Host": host, "Accept": "text/html"})
    assert (page.status_code, "does not answer to that host name" in page.text) == (400, True)
    assert client.get("/languages", headers={"Host": host}).get_json().keys() == {"error"}
    assert client.get("/health", headers={"Host": host}).status_code == 200
    assert client.get("/metrics", headers={"Host": host}).status_code == 404  # it is switched off


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("LOCALHOST:8128", "http://localhost:8128", 303),
        ("[::1]:8128", "http://[::1]:8128", 303),
        ("127.0.0.2", "http://127.0.0.2:80", 303),
        ("localhost:443", "https://localhost", 303),
        ("[::1]:8128", "http://[::1]:8129", 403),
        ("[::1]", "http://localhost", 403),
    ],
)
def test_an_origin_is_this_site_however_its_host_is_written(
    client: FlaskClient, host: str, origin: str, status: int
) -> None:
    headers = {"Host": host, "Origin": origin}
    answer = client.post("/documents", data={"text": "Bonjour."}, headers=headers)
    assert answer.status_code == status


def test_pages_have_no_inline_script_or_style(client: FlaskClient) -> None:
    client.post("/documents", data={"text": "Bonjour."})
    for path in ("/", "/documents/1", "/nowhere"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert "style=" not in page
        assert "<style" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count("<script src=")


def test_pages_are_closed_to_whom_the_proxy_does_not_name(
    settings: Settings, translators: FakeTranslators
) -> None:
    app = create_app(replace(settings, user_header="Remote-User", api_keys=True), translators)
    client = app.test_client()
    for path in ("/", "/documents/1", "/nowhere"):
        assert client.get(path).status_code == 403
        assert client.get(path, headers={"Remote-User": " "}).status_code == 403
    assert client.post("/documents", data={"text": "Oui."}).status_code == 403
    named = {"Remote-User": "ana"}
    assert client.get("/", headers=named).status_code == 200
    assert client.post("/documents", data={"text": "Oui."}, headers=named).status_code == 303
    for path in ("/health", "/spec", "/static/app.css"):
        with client.get(path) as answer:
            assert answer.status_code == 200
    app.extensions["visavis.desk"].close()


def test_keys_alone_are_said_to_leave_the_pages_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object) -> None:
        raise Unavailable("The port is in use.")

    monkeypatch.setattr("webapp.server.create_app", refused)
    for chosen in (settings, replace(settings, api_keys=True, user_header="Remote-User")):
        with pytest.raises(Unavailable):
            serve(chosen, print)
        assert OPEN_PAGES not in caplog.text
    with pytest.raises(Unavailable):
        serve(replace(settings, api_keys=True), print)
    assert OPEN_PAGES in caplog.text
