"""The endpoint in LibreTranslate's shapes, and the alignment it adds."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.engine import Priority
from webapp.pretranslation.desk import Desk
from webapp.views.api.translation import STREAM

ASKED: dict[str, Any] = {"q": "Bonjour. Il pleut.", "source": "fr", "target": "en"}


def test_health_and_languages_answer_without_parameters(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"status": "ok"}
    expected = [
        {"code": "fr", "name": "French", "targets": ["en", "fr"]},
        {"code": "en", "name": "English", "targets": ["en"]},
    ]
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
    assert translator.priorities == [Priority.INTERACTIVE]


def test_repeated_form_fields_are_a_list(client: FlaskClient) -> None:
    answer = client.post("/translate", data=ASKED | {"q": ["Oui.", "Non."]})
    assert answer.get_json() == {"translatedText": ["EN[Oui.]", "EN[Non.]"]}


def test_a_list_of_one_text_comes_back_as_a_list(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"q": ["Oui."], "sentences": True})
    body = answer.get_json()
    assert body["translatedText"] == ["EN[Oui.]"]
    assert [len(sentences) for sentences in body["sentences"]] == [1]


def test_white_space_keeps_its_place(client: FlaskClient) -> None:
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


def test_alternatives_are_other_translations_of_the_text(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"q": "Oui.", "alternatives": 2})
    assert answer.get_json()["alternatives"] == ["EN[Oui.] (2)", "EN[Oui.] (3)"]


def test_the_source_language_auto_is_detected_and_named(client: FlaskClient) -> None:
    text = "Le gouvernement a présenté hier un projet de loi sur les retraites."
    body = client.post("/translate", json=ASKED | {"q": text, "source": "auto"}).get_json()
    assert body["translatedText"] == f"EN[{text}]"
    assert body["detectedLanguage"]["language"] == "fr"
    assert 0 <= body["detectedLanguage"]["confidence"] <= 100


def test_a_text_of_spaces_comes_back_unchanged(
    client: FlaskClient, translator: FakeTranslator
) -> None:
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
        ({"q": "a" * 2_001}, 400, "Invalid request: request (2001) exceeds text limit (2000)"),
        ({"q": ["a"] * 1_001}, 400, "Invalid request: request (1001) exceeds text limit (1000)"),
        ({"source": "zz"}, 400, "zz is not supported"),
        ({"target": "zz"}, 400, "zz is not supported"),
    ],
)
def test_a_wrong_call_gets_a_status_and_a_sentence(
    client: FlaskClient, change: dict[str, Any], status: int, sentence: str
) -> None:
    answer = client.post("/translate", json=ASKED | change)
    assert (answer.status_code, answer.get_json()["error"]) == (status, sentence)


@pytest.mark.parametrize("body", ["[" * 100_000, '{"q":' * 19_000])
def test_json_nested_without_end_is_refused(client: FlaskClient, body: str) -> None:
    answer = client.post("/translate", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()) == (400, {"error": "Invalid JSON format"})


@pytest.mark.parametrize("body", ["[1, 2]", '"text"', "{", "", "null"])
def test_json_that_is_no_object_is_refused(client: FlaskClient, body: str) -> None:
    answer = client.post("/translate", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()) == (400, {"error": "Invalid JSON format"})


def test_the_refusal_of_a_pair_lists_the_installed_pairs(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"source": "zz"})
    assert answer.status_code == 400
    assert answer.get_json()["pairs"] == ["fr → en"]
    assert "zz" in answer.get_json()["error"]


def test_a_lone_surrogate_is_translated(client: FlaskClient) -> None:
    answer = client.post(
        "/translate",
        data='{"q": "Oui \\ud800.", "source": "fr", "target": "en"}',
        content_type="application/json",
    )
    assert answer.get_json() == {"translatedText": "EN[Oui \ufffd.]"}


@pytest.mark.parametrize(("method", "status"), [("GET", 405), ("DELETE", 405)])
def test_a_wrong_method_is_refused_in_json(client: FlaskClient, method: str, status: int) -> None:
    answer = client.open("/translate", method=method)
    assert answer.status_code == status
    assert answer.get_json()["error"].endswith(".")


def test_a_page_of_any_site_may_call_the_api(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED, headers={"Origin": "https://other.example"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/translate", headers={"Origin": "https://other.example"})
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "X-Api-Key" in preflight.headers["Access-Control-Allow-Headers"]
    assert preflight.headers["Access-Control-Max-Age"] == "1728000"


@pytest.mark.parametrize("source", ["fr", "auto"])
def test_a_text_without_letters_comes_back(client: FlaskClient, source: str) -> None:
    texts = ["😀", " ", "— …", "👩‍👩‍👧 !"]
    answer = client.post("/translate", json=ASKED | {"q": texts, "source": source})
    assert answer.get_json()["translatedText"] == texts


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/translate", 400),
        ("GET", "/translate", 405),
        ("POST", "/translate/x", 404),
        ("GET", "/v2/nosuch", 404),
    ],
)
def test_a_page_of_another_site_can_read_errors(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method, json={})
    assert (answer.status_code, answer.is_json) == (status, True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_of_another_site_cannot_read_pages(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


def test_an_untrusted_host_name_is_refused_as_json_or_a_page(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED, headers={"Host": "evil.example"})
    assert (answer.status_code, list(answer.get_json())) == (400, ["error"])
    page = client.get("/", headers={"Host": "evil.example", "Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (400, "text/html")


@pytest.mark.parametrize(("number", "status"), [(1, 200), ("1", 200), (1.0, 200), (1.5, 400)])
def test_the_number_of_alternatives_must_be_whole(
    client: FlaskClient, number: object, status: int
) -> None:
    answer = client.post("/translate", json=ASKED | {"alternatives": number})
    assert answer.status_code == status


def test_a_repeated_call_is_not_translated_again(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    answers = [client.post("/translate", json=ASKED).get_json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert translator.calls == [["Bonjour.", "Il pleut."]]


def test_a_call_writes_nothing_to_the_memory(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    client.post("/translate", json=ASKED)
    assert (
        desk.library.memory.recall(translator.identity, ("fr", "en"), ["Bonjour.", "Il pleut."])
        == {}
    )


def test_a_long_request_goes_to_the_engine_in_groups(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    texts = [f"Oui {number}." for number in range(200)]
    answer = client.post("/translate", json=ASKED | {"q": texts})
    assert answer.get_json()["translatedText"] == [f"EN[{text}]" for text in texts]
    assert [len(call) for call in translator.calls] == [32] * 6 + [8]


def test_an_order_is_cancelled_when_its_caller_leaves(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    gone = {"waitress.client_disconnected": lambda: True}
    answer = client.post("/translate", json=ASKED, environ_overrides=gone)
    assert answer.status_code == 499
    assert all(future.cancelled() for future in translator.futures)


def test_a_text_in_the_target_language_comes_back_unchanged(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    asked = {"q": "It rains. Still.", "source": "en", "target": "en", "sentences": True}
    body = client.post("/translate", json=asked).get_json()
    assert body["translatedText"] == asked["q"]
    assert [sentence["target"] for sentence in body["sentences"]] == ["It rains.", "Still."]
    assert translator.calls == []


def test_each_text_of_a_list_has_a_language_of_its_own(client: FlaskClient) -> None:
    french = "Le gouvernement a présenté hier un projet de loi sur les retraites."
    english = "The government presented a bill about the pensions to parliament yesterday."
    asked = ASKED | {"q": [french, english, "Oui."], "source": "auto"}
    body = client.post("/translate", json=asked).get_json()
    assert body["translatedText"][:2] == [f"EN[{french}]", english]
    assert [guess["language"] for guess in body["detectedLanguage"]][:2] == ["fr", "en"]


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        (["Il pleut beaucoup.", "Where is the house?"], ["fr", "en"]),
        (["Il pleut beaucoup sur la ville.", "Table", "Oui."], ["fr", "fr", "fr"]),
    ],
)
def test_a_short_text_differs_in_language_only_when_its_guess_is_clear(
    client: FlaskClient, texts: list[str], languages: list[str]
) -> None:
    body = client.post("/translate", json=ASKED | {"q": texts, "source": "auto"}).get_json()
    assert [guess["language"] for guess in body["detectedLanguage"]] == languages


def test_a_text_without_letters_is_detected_with_no_confidence(client: FlaskClient) -> None:
    assert client.post("/detect", data={"q": "😀 "}).get_json() == [
        {"confidence": 0.0, "language": "fr"}
    ]
    body = client.post("/translate", json=ASKED | {"q": "😀 ", "source": "auto"}).get_json()
    assert body["translatedText"] == "😀 "


def test_detection_lists_the_best_guess_first(client: FlaskClient) -> None:
    guesses = client.post("/detect", json={"q": "Il pleut beaucoup sur la ville."}).get_json()
    assert guesses[0]["language"] == "fr"
    assert guesses[0]["confidence"] > 99
    confidences = [guess["confidence"] for guess in guesses]
    assert confidences == sorted(confidences, reverse=True)
    assert len(client.post("/detect", json={"q": "Table"}).get_json()) == 3
    assert client.post("/detect", json={}).get_json() == {
        "error": "Invalid request: missing q parameter"
    }


def test_a_language_that_no_package_reads_is_named(client: FlaskClient) -> None:
    [german, *_] = client.post(
        "/detect", json={"q": "Guten Abend, Herr Doktor, wie geht es Ihnen?"}
    ).get_json()
    assert german["language"] == "de"
    assert german["confidence"] > 90


@pytest.mark.parametrize("accepted", ["application/json", "application/x-ndjson"])
def test_a_text_in_a_language_that_no_package_reads_is_refused_with_its_name(
    client: FlaskClient, translator: FakeTranslator, accepted: str
) -> None:
    asked = ASKED | {"q": "Wo ist der Bahnhof?", "source": "auto"}
    answer = client.post("/translate", json=asked, headers={"Accept": accepted})
    assert answer.status_code == 400
    assert answer.get_json() == {
        "error": "This looks like German, and no installed package translates from German into "
        "English. If it is in another language, say which.",
        "pairs": ["fr → en"],
    }
    assert translator.calls == []


def test_a_wrong_source_language_is_translated_as_asked(client: FlaskClient) -> None:
    answer = client.post("/translate", json=ASKED | {"q": "Wo ist der Bahnhof?"})
    assert answer.get_json() == {"translatedText": "EN[Wo ist der Bahnhof?]"}


def test_an_unclear_text_is_taken_to_be_in_an_installed_language(client: FlaskClient) -> None:
    for text in ("Menu", "Paris", "Hola", "OK"):
        body = client.post("/translate", json=ASKED | {"q": text, "source": "auto"}).get_json()
        assert body["detectedLanguage"]["language"] == "fr"
        assert body["detectedLanguage"]["confidence"] < 50


def test_a_server_without_packages_says_how_to_install_one(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators.clear()
    for path in ("/translate", "/detect"):
        answer = client.post(path, json=ASKED)
        assert answer.status_code == 503
        assert "visavis models install" in answer.get_json()["error"]
    assert client.get("/languages").get_json() == []


def test_a_pair_without_a_package_goes_through_english_as_pivot(
    client: FlaskClient, translators: FakeTranslators
) -> None:
    translators.translators["en", "de"] = FakeTranslator("en", "de", identity="fake-en_de")
    assert client.get("/languages").get_json()[0]["targets"] == ["en", "de", "fr"]
    body = client.post("/translate", json=ASKED | {"target": "de"}).get_json()
    assert body["translatedText"] == "DE[EN[Bonjour.]] DE[EN[Il pleut.]]"
    assert body["pivot"] == "en"
    asked = ASKED | {"target": "de", "q": ["Oui.", "Non."], "sentences": True}
    body = client.post("/translate", json=asked).get_json()
    assert body["pivot"] == ["en", "en"]
    assert body["sentences"][0][0]["score"] == -1.0


def test_a_stream_gives_each_sentence_as_soon_as_it_is_translated(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    translator.passes = {"Bonjour."}
    answer = client.post("/translate", json=ASKED, headers={"Accept": STREAM}, buffered=False)
    lines = answer.iter_encoded()
    first = json.loads(next(lines))
    assert (first["target"], first["start"], first["end"]) == ("EN[Bonjour.]", 0, 8)
    assert not translator.gate.is_set()
    translator.gate.set()
    assert [json.loads(line)["target"] for line in lines] == ["EN[Il pleut.]"]
    assert answer.content_type == STREAM


def test_a_line_of_a_stream_has_the_number_of_its_text(client: FlaskClient) -> None:
    asked = ASKED | {"q": ["Oui. Non.", "", "Oui."], "source": "fr"}
    answer = client.post("/translate", json=asked, headers={"Accept": STREAM})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [(line["text"], line["target"]) for line in lines] == [
        (0, "EN[Oui.]"),
        (0, "EN[Non.]"),
        (2, "EN[Oui.]"),
    ]


def test_a_stream_reports_a_first_fault_as_status_and_a_later_one_as_line(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.fails_on = "Il pleut.".__eq__
    answer = client.post("/translate", json=ASKED, headers={"Accept": STREAM})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert ["error" in line for line in lines] == [False, True]
    asked = ASKED | {"q": "Il pleut."}
    assert client.post("/translate", json=asked, headers={"Accept": STREAM}).status_code == 503


def test_a_stream_is_cancelled_when_its_reader_leaves(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    translator.passes = {"Bonjour."}
    answer = client.post("/translate", json=ASKED, headers={"Accept": STREAM}, buffered=False)
    next(answer.iter_encoded())
    answer.close()
    assert [future.cancelled() for future in translator.futures] == [False, True]


def test_html_keeps_its_markup(client: FlaskClient, translator: FakeTranslator) -> None:
    html = "<p class='a'>Oui.<br><code>Non.</code> &amp; <!-- Bof. --></p>"
    body = client.post("/translate", json=ASKED | {"q": html, "format": "html"}).get_json()
    assert body == {
        "translatedText": "<p class='a'>EN[Oui.]<br><code>Non.</code> &amp; <!-- Bof. --></p>"
    }
    assert translator.calls == [["Oui."]]
    asked = ASKED | {"q": [html], "format": "html", "sentences": True, "alternatives": 1}
    body = client.post("/translate", json=asked).get_json()
    assert [html[s["start"] : s["end"]] for s in body["sentences"][0]] == [
        "Oui.",
        "<code>Non.</code> &amp;",
    ]
    assert body["alternatives"][0][0].startswith("<p class='a'>EN[Oui.] (2)<br>")


@pytest.mark.parametrize("number", [18478029047, -18478029047, "2.0", 10**300])
def test_a_whole_number_counts_the_same_in_a_form_and_in_json(
    client: FlaskClient, number: int | str
) -> None:
    asked = ASKED | {"q": "Oui.", "alternatives": number}
    in_json, in_form = client.post("/translate", json=asked), client.post("/translate", data=asked)
    assert in_json.status_code == in_form.status_code == 200
    assert in_json.get_json() == in_form.get_json()
