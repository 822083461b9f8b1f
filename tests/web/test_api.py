"""The endpoint in LibreTranslate's shapes, and the alignment it adds."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator

ASKED: dict[str, Any] = {"q": "Bonjour. Il pleut.", "source": "fr", "target": "en"}


def test_health_and_languages(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"status": "ok"}
    expected = [{"code": "fr", "name": "French", "targets": ["en"]}]
    assert client.get("/languages").get_json() == expected
    assert client.get("/languages", data="a body").get_json() == expected
    assert client.post("/languages").get_json() == expected


@pytest.mark.parametrize("way", ["json", "data", "query_string"])
def test_json_form_and_query_string_mean_the_same(client: FlaskClient, way: str) -> None:
    answer = client.post("/translate", **{way: ASKED})
    assert answer.status_code == 200
    assert answer.get_json() == {"translatedText": "EN[Bonjour.] EN[Il pleut.]"}


def test_a_list_comes_back_as_a_list_in_one_engine_call(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    texts = ["Oui. Non.", "Non.", "Peut-être."]
    answer = client.post("/translate", json=ASKED | {"q": texts})
    assert answer.get_json() == {
        "translatedText": ["EN[Oui.] EN[Non.]", "EN[Non.]", "EN[Peut-être.]"]
    }
    assert translator.calls == [["Oui.", "Non.", "Peut-être."]]


def test_repeated_form_fields_are_a_list(client: FlaskClient) -> None:
    answer = client.post("/translate", data=ASKED | {"q": ["Oui.", "Non."]})
    assert answer.get_json() == {"translatedText": ["EN[Oui.]", "EN[Non.]"]}


def test_a_list_of_one_is_still_a_list(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"q": ["Oui."], "sentences": True})
    body = answer.get_json()
    assert body["translatedText"] == ["EN[Oui.]"]
    assert [len(sentences) for sentences in body["sentences"]] == [1]


def test_white_space_comes_back_where_it_was(client: FlaskClient) -> None:
    text = "  Bonjour.\n\n\tIl pleut.  😀 \n"
    answer = client.post("/translate", json=ASKED | {"q": text})
    assert answer.get_json()["translatedText"] == "  EN[Bonjour.]\n\n\tEN[Il pleut.]  😀 \n"


def test_the_alignment_has_exact_offsets(client: FlaskClient) -> None:
    text = "  Élan 🙂. Il pleut.\n\nFin."
    answer = client.post("/translate", json=ASKED | {"q": text, "sentences": True})
    sentences = answer.get_json()["sentences"]
    assert [s["source"] for s in sentences] == [text[s["start"] : s["end"]] for s in sentences]
    assert [s["target"] for s in sentences] == [f"EN[{s['source']}]" for s in sentences]
    assert all(isinstance(s["score"], float) for s in sentences)


def test_alternatives(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"q": "Oui.", "alternatives": 2})
    assert answer.get_json()["alternatives"] == ["EN[Oui.] (2)", "EN[Oui.] (3)"]


def test_auto_finds_the_language_and_says_so(client: FlaskClient) -> None:
    text = "Le gouvernement a présenté hier un projet de loi sur les retraites."
    body = client.post("/translate", json=ASKED | {"q": text, "source": "auto"}).get_json()
    assert body["translatedText"] == f"EN[{text}]"
    assert body["detectedLanguage"]["language"] == "fr"
    assert 0 <= body["detectedLanguage"]["confidence"] <= 100


def test_only_spaces_come_back_as_they_are(client: FlaskClient, translator: FakeTranslator) -> None:
    answer = client.post("/translate", json=ASKED | {"q": " \n "})
    assert answer.get_json() == {"translatedText": " \n "}
    assert translator.sources == []


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"q": ""}, 400, "Invalid request: missing q parameter"),
        ({"q": []}, 400, "Invalid request: missing q parameter"),
        ({"q": None}, 400, "Invalid request: missing q parameter"),
        ({"source": ""}, 400, "Invalid request: missing source parameter"),
        ({"target": None}, 400, "Invalid request: missing target parameter"),
        ({"target": ["en"]}, 400, "Invalid request: target must be a language code"),
        ({"q": {"a": 1}}, 400, "Invalid request: q must be a text or a list of texts"),
        ({"q": ["a", ["b"]]}, 400, "Invalid request: q must be a text or a list of texts"),
        ({"q": 7}, 400, "Invalid request: q must be a text or a list of texts"),
        ({"format": "docx"}, 400, "docx format is not supported"),
        (
            {"alternatives": "many"},
            400,
            "Invalid request: alternatives parameter is not a number",
        ),
        ({"q": "a" * 2_001}, 413, "Invalid request: request (2001) exceeds text limit (2000)"),
    ],
)
def test_wrong_calls(
    client: FlaskClient, change: dict[str, Any], status: int, sentence: str
) -> None:
    answer = client.post("/translate", json=ASKED | change)
    assert (answer.status_code, answer.get_json()) == (status, {"error": sentence})


@pytest.mark.parametrize("body", ["[1, 2]", '"text"', "{", "", "null"])
def test_json_that_is_no_object(client: FlaskClient, body: str) -> None:
    answer = client.post("/translate", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()) == (400, {"error": "Invalid JSON format"})


def test_an_unknown_pair_says_which_are_installed(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"source": "zz"})
    assert answer.status_code == 400
    assert answer.get_json()["pairs"] == ["fr → en"]
    assert "zz" in answer.get_json()["error"]


def test_a_lone_surrogate_is_no_fault(client: FlaskClient) -> None:
    answer = client.post(
        "/translate",
        data='{"q": "Oui \\ud800.", "source": "fr", "target": "en"}',
        content_type="application/json",
    )
    assert answer.get_json() == {"translatedText": "EN[Oui \ufffd.]"}


@pytest.mark.parametrize(("method", "status"), [("GET", 405), ("DELETE", 405)])
def test_wrong_methods_are_told_in_json(client: FlaskClient, method: str, status: int) -> None:
    answer = client.open("/translate", method=method)
    assert answer.status_code == status
    assert answer.get_json()["error"].endswith(".")


def test_any_site_may_call_and_another_origin_is_no_fault(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED, headers={"Origin": "https://other.example"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/translate", headers={"Origin": "https://other.example"})
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]


def test_errors_can_be_read_by_other_sites_too(client: FlaskClient) -> None:
    answer = client.post("/translate", json={})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_nothing_of_a_call_is_kept(client: FlaskClient, translator: FakeTranslator) -> None:
    client.post("/translate", json=ASKED)
    client.post("/translate", json=ASKED)
    assert len(translator.calls) == 2
