"""No text that a database cannot store comes in, wherever it stands in a request."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pydantic import ValidationError

from webapp.pretranslation.desk import Desk
from webapp.views.api.deepl_schemas import DeeplRequest
from webapp.views.api.glossary_schemas import GlossaryChange
from webapp.views.api.schemas import Asked, TranslateRequest

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


def test_the_name_of_a_reader_and_of_a_file_are_storable(client: FlaskClient, desk: Desk) -> None:
    cue = b"1\n00:00:01,000 --> 00:00:02,000\nIl pleut.\n"
    client.post("/documents", data={"file": (BytesIO(cue), f"{NO_TEXT}.srt")})
    assert desk.library.documents.get(1).title == "a\ufffdb"
    cookie = {"Cookie": r'visavis-reader="a\000b"'}
    other = client.application.test_client(use_cookies=False)
    other.post("/documents/1/bookmark", data={"position": "1"}, headers=cookie)
    assert desk.library.bookmarks.newest("a\ufffdb").keys() == {1}


def test_the_terms_that_a_form_has_as_json_are_storable(client: FlaskClient) -> None:
    call = {"q": "Oui.", "source": "fr", "target": "en", "glossary": r'{"Oui": "a\ud800b"}'}
    answer = client.post("/translate", data=call, headers={"Accept": "application/x-ndjson"})
    assert (answer.status_code, "encoding" in answer.get_json()["error"]) == (400, True)


@pytest.mark.parametrize(
    ("sent", "bound"),
    [
        ({"data": "text=a&b&c"}, "MOST_FIELDS"),
        ({"data": "text=%41%42%43"}, "MOST_ESCAPES"),
        ({"data": '{"q": [["a"], {}]}', "content_type": "application/json"}, "MOST_VALUES"),
    ],
)
def test_what_takes_far_more_memory_than_bytes_is_refused_before_it_is_read(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, sent: dict[str, str], bound: str
) -> None:
    asked = {"content_type": "application/x-www-form-urlencoded"} | sent
    assert client.post("/detect", **asked).status_code == 400
    monkeypatch.setattr(f"webapp.views.requests.door.{bound}", 2)
    answer = client.post("/detect", **asked)
    assert (answer.status_code, answer.get_json()["error"][-1]) == (413, ".")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_packed_body_is_refused(client: FlaskClient, coding: str) -> None:
    call = {"q": "Oui.", "source": "fr", "target": "en"}
    answer = client.post("/translate", json=call, headers={"Content-Encoding": coding})
    assert (answer.status_code, "Content-Encoding" in answer.get_json()["error"]) == (415, True)
    plain = client.post("/translate", json=call, headers={"Content-Encoding": "identity"})
    assert plain.status_code == 200


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (TranslateRequest, "q", [1] * 100),
        (TranslateRequest, "glossary", {str(number): 1 for number in range(100)}),
        (DeeplRequest, "text", [[0]] * 100),
        (DeeplRequest, "glossary_ids", [1] * 100),
        (DeeplRequest, "custom_instructions", [1] * 100),
        (GlossaryChange, "dictionaries", [1] * 100),
    ],
)
def test_of_many_faults_of_a_call_few_are_kept(
    model: type[Asked], field: str, value: object
) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate({field: value})
    assert sum(error["loc"][0] == field for error in caught.value.errors()) <= 2
