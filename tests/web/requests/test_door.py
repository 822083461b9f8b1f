"""No text that a database cannot store comes in, wherever it stands in a request."""

import pytest
from flask.testing import FlaskClient

from webapp.pretranslation.desk import Desk

NO_TEXT = "a\x00b"


@pytest.fixture
def words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a search is asked for."""
    asked: list[object] = []

    def hits(words: str, *_: object) -> list[object]:
        asked.append(words)
        return []

    monkeypatch.setattr(desk.library.shelf, "hits", hits)
    return asked


def test_a_search_a_title_a_tag_and_a_text_are_storable(
    client: FlaskClient, desk: Desk, words: list[object]
) -> None:
    query = {"search": NO_TEXT, "tag": NO_TEXT, "order": "newest", NO_TEXT: NO_TEXT}
    assert client.get("/", query_string=query).status_code == 200
    assert words == ["a\ufffdb"]
    client.post("/documents", data={"text": NO_TEXT, "title": NO_TEXT})
    assert desk.library.documents.text(1) == "a\ufffdb"
    client.post("/documents/1/name", data={"title": NO_TEXT, "tags": f"{NO_TEXT},c"})
    document = desk.library.documents.get(1)
    assert (document.title, document.tags) == ("a\ufffdb", ["a\ufffdb", "c"])


@pytest.mark.parametrize("text", [NO_TEXT, "a\ud800b"])
def test_the_json_of_a_program_is_storable_at_any_depth(client: FlaskClient, text: str) -> None:
    call = {"q": [text, "Oui."], "source": "fr", "target": "en", text: {text: [text]}}
    answer = client.post("/translate", json=call)
    assert answer.get_json()["translatedText"] == ["EN[a\ufffdb]", "EN[Oui.]"]
    wrong = client.post("/translate", json=call | {"source": text})
    assert wrong.status_code == 400


@pytest.mark.parametrize("path", ["/static/%00", "/documents/1%00", "/download_file/%00", "/%00"])
def test_an_address_with_nul_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
