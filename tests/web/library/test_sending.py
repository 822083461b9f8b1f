"""A page that one reads elsewhere, sent here: filled in, and taken in only by a form of ours."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.settings import Settings

ADDRESS = "https://example.org/un?a=1&b=2"
FIELD = 'value="https://example.org/un?a=1&amp;b=2"'


@pytest.fixture
def fetching(settings: Settings) -> FlaskClient:
    """A client of a server that fetches pages."""
    return create_app(replace(settings, url_import=True), FakeTranslators()).test_client()


@pytest.mark.parametrize(
    "sent",
    [
        {"url": ADDRESS},
        {"url": ADDRESS, "title": "Un", "text": "Un"},
        {"text": ADDRESS},
        {"text": f"Un titre {ADDRESS}", "title": "Un"},
    ],
)
def test_an_address_is_filled_in_and_nothing_is_taken_in_yet(
    fetching: FlaskClient, sent: dict[str, str]
) -> None:
    page = fetching.get("/send", query_string=sent).text
    assert FIELD in page
    assert 'method="post" action="/documents"' in page
    assert "<textarea" not in page
    assert "Nothing here yet" in fetching.get("/").text


def test_where_fetching_is_off_the_page_says_so_and_asks_for_the_text(client: FlaskClient) -> None:
    page = client.get("/send", query_string={"url": ADDRESS}).text
    assert "VISAVIS_URL_IMPORT switches that on" in page
    assert 'id="url"' not in page
    assert '<textarea id="text"' in page
    assert "VISAVIS_URL_IMPORT" in client.get("/send").text


def test_a_text_that_is_sent_is_filled_in_with_its_title(client: FlaskClient) -> None:
    sent = {"text": "Il pleut. " * 40 + ADDRESS, "title": "<Pluie>"}
    page = client.get("/send", query_string=sent).text
    assert "Il pleut." in page
    assert 'value="&lt;Pluie&gt;"' in page
    assert "VISAVIS_URL_IMPORT" not in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a", "<b>", " "]
)
def test_what_is_no_address_of_a_page_is_not_filled_in(fetching: FlaskClient, url: str) -> None:
    page = fetching.get("/send", query_string={"url": url}).text
    assert "<h1>Send a page here</h1>" in page
    assert url.strip() == "" or f'value="{url}' not in page


def test_another_site_cannot_send_the_form(fetching: FlaskClient) -> None:
    other = {"Origin": "https://example.org", "Sec-Fetch-Site": "cross-site"}
    answer = fetching.post("/documents", data={"url": ADDRESS}, headers=other)
    assert answer.status_code == 403


def test_the_bookmark_names_the_server_by_the_address_of_the_request(client: FlaskClient) -> None:
    page = client.get("/send", base_url="http://127.0.0.1:5005").text
    opened = "javascript:void open(&#39;http://127.0.0.1:5005/send?url=&#39;"
    assert f"{opened}+encodeURIComponent(location.href))" in page


def test_the_manifest_names_the_same_page_for_phones() -> None:
    manifest = Path(__file__).parents[3] / "static" / "manifest.json"
    target = json.loads(manifest.read_text(encoding="utf-8"))["share_target"]
    assert (target["action"], target["method"]) == ("../send", "GET")
    assert set(target["params"].values()) == {"title", "text", "url"}
