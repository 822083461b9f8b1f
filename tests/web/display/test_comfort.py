"""Layout, theme and type by form and cookie, as a page without a script uses them."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

TEXT = "Bonjour. Il pleut."


def test_a_choice_is_kept_and_leads_back_to_the_page(client: FlaskClient) -> None:
    answer = client.post("/comfort", data={"layout": "pairs", "back": "/documents/1?first=2"})
    assert (answer.status_code, answer.location) == (303, "/documents/1?first=2")
    page = client.get("/").text
    assert 'data-layout="pairs"' in page
    assert 'data-theme="auto"' in page
    client.post("/comfort", data={"theme": "sepia", "size": "xl"})
    assert 'data-layout="pairs" data-theme="sepia"' in client.get("/").text


@pytest.mark.parametrize(
    ("before", "query", "after", "way"),
    [
        ("facing", "?toggle=2", "pairs", "/documents/1?first=1&default=shown&except=2"),
        ("pairs", "?toggle=all", "interlinear", "/documents/1?first=1&default=hidden&except="),
        ("facing", "", "pairs", "/documents/1?first=1"),
        ("facing", "?toggle=2", "source", "/documents/1?first=1"),
        ("target", "?toggle=2", "facing", "/documents/1?first=1"),
    ],
)
def test_hidden_sides_stay_hidden_in_a_layout_that_shows_both(
    client: FlaskClient, before: str, query: str, after: str, way: str
) -> None:
    client.post("/documents", data={"text": TEXT})
    client.set_cookie("visavis-layout", before)
    page = client.get(f"/documents/1{query}").text
    [action] = re.findall(rf'name="layout" value="{after}" formaction="([^"]+)"', page)
    answer = client.post(unescape(action), data={"layout": after})
    assert (answer.status_code, answer.location) == (303, way)


@pytest.mark.parametrize("path", ["/documents//1", "/v2/document/..%2f/result", "/static//a"])
def test_no_address_leads_to_another_spelling_of_it(client: FlaskClient, path: str) -> None:
    answer = client.get(f"http://localhost{path}")
    assert answer.status_code == 404
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/documents/1\r\nSet-Cookie: a=b",
        "/\n",
        "/\x00",
        "/ documents",
        "/é",
        "evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_the_way_back_never_leaves_the_site(client: FlaskClient, back: str) -> None:
    answer = client.post("/comfort", data={"theme": "dark", "back": back})
    assert (answer.status_code, answer.location) == (303, "/")
    query = {"back": back}
    assert client.post("/comfort", query_string=query, data={"theme": "dark"}).location == "/"


def test_an_unknown_choice_is_refused_and_an_unknown_cookie_ignored(client: FlaskClient) -> None:
    assert client.post("/comfort", data={"theme": "neon"}).status_code == 400
    client.set_cookie("visavis-theme", '"><script>')
    assert 'data-theme="auto"' in client.get("/").text


@pytest.mark.parametrize(
    ("layout", "hidden"), [("facing", ""), ("source", "target"), ("target", "source")]
)
def test_a_layout_of_one_language_hides_the_other_until_it_is_revealed(
    client: FlaskClient, layout: str, hidden: str
) -> None:
    client.post("/documents", data={"text": TEXT})
    client.set_cookie("visavis-layout", layout)
    page = client.get("/documents/1").text
    for side in ("source", "target"):
        tag = page.split(f'id="{side}-2"', 1)[1].split(">", 1)[0]
        assert (" hidden" in tag) == (side == hidden)
    if hidden:
        revealed = client.get("/documents/1?default=hidden&except=&toggle=2").text
        assert " hidden" not in revealed.split(f'id="{hidden}-2"', 1)[1].split(">", 1)[0]
