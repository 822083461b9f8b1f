"""Keys, rates and monthly characters; all are off unless a setting turns them on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.errors import BadInput
from webapp.settings import Settings

ASKED: dict[str, Any] = {"q": "Oui.", "source": "fr", "target": "en"}

Make = Callable[..., Flask]


@pytest.fixture
def make(settings: Settings, translators: FakeTranslators) -> Iterator[Make]:
    apps = []

    def make_app(**changed: Any) -> Flask:
        apps.append(create_app(replace(settings, **changed), translators))
        return apps[-1]

    yield make_app
    for app in apps:
        app.extensions["visavis.desk"].close()


def new_key(app: Flask, **limits: Any) -> str:
    _, key = app.extensions["visavis.desk"].library.keys.create("Ana", **limits)
    assert isinstance(key, str)
    return key


@pytest.fixture
def keyed(make: Make) -> Flask:
    return make(api_keys=True)


@pytest.mark.parametrize(
    "way",
    [
        lambda key: {"json": ASKED | {"api_key": key}},
        lambda key: {"data": ASKED | {"api_key": key}},
        lambda key: {"query_string": ASKED | {"api_key": key}},
        lambda key: {"json": ASKED, "headers": {"Authorization": f"Bearer {key}"}},
        lambda key: {"json": ASKED, "headers": {"X-Api-Key": key}},
        lambda key: {"json": ASKED, "headers": {"Authorization": f"DeepL-Auth-Key {key}"}},
    ],
)
def test_a_key_can_be_sent_in_many_ways(keyed: Flask, way: Callable[[str], Any]) -> None:
    answer = keyed.test_client().post("/translate", **way(new_key(keyed)))
    assert answer.get_json() == {"translatedText": "EN[Oui.]"}


@pytest.mark.parametrize("path", ["/translate", "/detect", "/suggest", "/translate_file"])
def test_a_missing_key_and_a_wrong_key_are_refused(keyed: Flask, path: str) -> None:
    client = keyed.test_client()
    for without in (ASKED, ASKED | {"api_key": ""}, ASKED | {"api_key": None}):
        answer = client.post(path, json=without)
        sentence = "Please contact the server operator to get an API key"
        assert (answer.status_code, answer.get_json()) == (400, {"error": sentence})
    for wrong in ("xyz", 7, ["a"], new_key(keyed) + "x"):
        answer = client.post(path, json=ASKED | {"api_key": wrong})
        assert (answer.status_code, answer.get_json()) == (403, {"error": "Invalid API key"})


def test_a_page_of_another_site_can_suggest_with_a_key_that_it_was_given(make: Make) -> None:
    app = make(api_keys=True, suggestions=True)
    asked, other = ASKED | {"s": "Yeah."}, {"Origin": "https://other.example"}
    answers = [
        app.test_client().post("/suggest", json=asked | {"api_key": key}, headers=other)
        for key in ("", "xyz", new_key(app))
    ]
    assert [answer.status_code for answer in answers] == [400, 403, 200]


def test_pages_and_descriptions_need_no_key(keyed: Flask) -> None:
    client = keyed.test_client()
    for path in ("/languages", "/health", "/frontend/settings", "/"):
        assert client.get(path).status_code == 200
    limits = client.get("/frontend/settings").get_json()
    assert (limits["apiKeys"], limits["keyRequired"]) == (True, True)


def test_a_sent_key_is_ignored_while_keys_are_off(client: FlaskClient) -> None:
    assert client.post("/translate", json=ASKED | {"api_key": "xyz"}).status_code == 200


def test_a_call_beyond_the_rate_is_refused(make: Make) -> None:
    client = make(rate_limit="2 per day").test_client()
    answers = [client.post("/translate", json=ASKED) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [a.headers["X-RateLimit-Remaining"] for a in answers] == ["1", "0", "0"]
    assert answers[2].get_json() == {"error": "Slowdown: 2 per 1 day"}
    assert int(answers[2].headers["Retry-After"]) > 0
    assert answers[2].headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/languages").status_code == 200
    other = client.post("/translate", json=ASKED, environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    assert other.status_code == 200


def test_one_rate_counts_the_calls_to_all_addresses(make: Make) -> None:
    client = make(rate_limit="2 per day").test_client()
    paths = ("/translate", "/detect", "/v2/usage")
    assert [client.post(path, json=ASKED).status_code for path in paths] == [200, 200, 429]


def test_a_refusal_names_the_rate_that_was_exceeded(make: Make) -> None:
    client = make(rate_limit="2 per day; 9 per minute").test_client()
    answers = [client.post("/translate", json=ASKED) for _ in range(3)]
    assert [answer.headers["X-RateLimit-Limit"] for answer in answers] == ["9", "9", "2"]
    assert answers[2].get_json() == {"error": "Slowdown: 2 per 1 day"}
    assert int(answers[2].headers["X-RateLimit-Reset"]) > int(
        answers[1].headers["X-RateLimit-Reset"]
    )


def test_calls_and_characters_are_counted_apart(make: Make) -> None:
    client = make(rate_limit="10 per 30 days", monthly_chars=10).test_client()
    headers = client.post("/translate", json=ASKED).headers
    assert (headers["X-RateLimit-Remaining"], headers["X-Characters-Remaining"]) == ("9", "6")


def test_the_size_of_a_request_is_checked_before_its_languages(client: FlaskClient) -> None:
    asked = ASKED | {"source": "zz"}
    answer = client.post("/translate", json=asked | {"q": "a" * 2_001})
    assert "exceeds text limit" in answer.get_json()["error"]
    file = (BytesIO(b"a" * 20_001), "a.txt")
    assert client.post("/translate_file", data=asked | {"file": file}).status_code == 413


def test_only_a_refusal_has_retry_after(make: Make) -> None:
    client = make(rate_limit="9 per minute", monthly_chars=5).test_client()
    taken, refused = (client.post("/translate", json=ASKED) for _ in range(2))
    assert (taken.status_code, taken.headers.get("Retry-After")) == (200, None)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 29 * 24 * 3600


def test_the_preflight_of_a_browser_is_not_counted(make: Make) -> None:
    client = make(rate_limit="1 per day").test_client()
    asking = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    assert [client.options("/translate", headers=asking).status_code for _ in range(3)] == [200] * 3
    answer = client.post("/translate", json=ASKED, headers={"Origin": "https://other.example"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Expose-Headers"] == "*"


def test_each_key_has_a_count_and_may_have_a_rate_of_its_own(make: Make) -> None:
    app = make(api_keys=True, rate_limit="1 per day")
    client, common = app.test_client(), new_key(app)
    special = new_key(app, rate_limit="2 per day", max_request_chars=4)

    def statuses(key: str) -> list[int]:
        asked = ASKED | {"api_key": key}
        return [client.post("/translate", json=asked).status_code for _ in range(3)]

    assert statuses(common) == [200, 429, 429]
    assert statuses(special) == [200, 200, 429]


def test_a_key_may_limit_the_size_of_a_request(keyed: Flask) -> None:
    key = new_key(keyed, max_request_chars=3)
    answer = keyed.test_client().post("/translate", json=ASKED | {"api_key": key})
    sentence = "Invalid request: request (4) exceeds text limit (3)"
    assert (answer.status_code, answer.get_json()) == (400, {"error": sentence})


def test_a_call_beyond_the_characters_of_a_month_is_refused(
    make: Make, translator: FakeTranslator
) -> None:
    client = make(monthly_chars=10).test_client()
    answers = [client.post("/translate", json=ASKED) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [a.headers["X-Characters-Remaining"] for a in answers] == ["6", "2", "2"]
    assert answers[2].get_json()["error"].startswith("Slowdown: this request's 4 characters")


@pytest.mark.parametrize("wrong", [{"target": "zz"}, {"format": "pdf"}, {"q": "x" * 11}])
def test_a_refused_call_uses_no_characters(make: Make, wrong: dict[str, str]) -> None:
    client = make(monthly_chars=10, max_request_chars=10).test_client()
    refused = client.post("/translate", json=ASKED | wrong)
    assert (refused.status_code, refused.headers["X-Characters-Remaining"]) == (400, "10")


def test_a_suggestion_uses_no_characters(make: Make) -> None:
    client = make(monthly_chars=10, suggestions=True).test_client()
    given = client.post("/suggest", json=ASKED | {"s": "Yeah."})
    assert (given.status_code, given.headers["X-Characters-Remaining"]) == (200, "10")


def test_the_text_of_a_file_is_limited_and_counted(make: Make) -> None:
    app = make(api_keys=True, monthly_chars=10)
    client, key = app.test_client(), new_key(app, max_request_chars=6)

    def answer(text: str) -> Any:
        file = (BytesIO(text.encode()), "a.txt")
        return client.post("/translate_file", data=ASKED | {"api_key": key, "file": file})

    assert answer("Oui. Non.").status_code == 413
    assert answer("Été.").headers["X-Characters-Remaining"] == "6"
    assert [answer("Non.").status_code, answer("Si.").status_code] == [200, 429]


def test_a_server_does_not_start_with_an_unreadable_rate(make: Make) -> None:
    with pytest.raises(BadInput, match="VISAVIS_RATE_LIMIT must be like"):
        make(rate_limit="many")


def test_metrics_are_off_by_default(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert (answer.status_code, list(answer.get_json())) == (404, ["error"])


def test_metrics_count_requests_and_characters_but_hold_no_text(make: Make) -> None:
    client = make(metrics=True).test_client()
    client.post("/translate", json=ASKED | {"q": "Secret 77."})
    client.post("/translate", json={})
    client.get("/secret-address")
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    view = 'view="api.translation.translate"'
    assert f'visavis_requests_total{{status="200",{view}}} 1.0' in lines
    assert f'visavis_requests_total{{status="400",{view}}} 1.0' in lines
    assert f"visavis_request_seconds_count{{{view}}} 2.0" in lines
    assert "visavis_characters_total 10.0" in lines
    assert "ecret" not in answer.text
