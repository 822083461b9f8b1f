"""Servers that have one Redis count one allowance, and say so when they cannot count."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from tests.fleet.machines import Proxy
from tests.services import Redis
from webapp.app import create_app
from webapp.settings import Settings
from webapp.views.api import allowance

Serve = Callable[..., FlaskClient]
ORDER = {"q": "Il pleut.", "source": "fr", "target": "en"}


@pytest.fixture
def serve(queue: Redis, tmp_path: Path) -> Iterator[Serve]:
    """Opens one server more, all with one library."""
    apps = []

    def serve(**changed: Any) -> FlaskClient:
        settings = Settings(data_dir=tmp_path, queue_url=queue.url, seeds=False, recent_chars=0)
        apps.append(create_app(replace(settings, **changed), FakeTranslators()))
        return apps[-1].test_client()

    yield serve
    for app in apps:
        app.extensions["visavis.desk"].close()


def test_calls_and_characters_at_two_servers_count_together(serve: Serve) -> None:
    one, two = (serve(rate_limit="3 per hour", monthly_chars=20) for _ in range(2))
    answers = [server.post("/translate", json=ORDER) for server in (one, two)]
    left = [
        (answer.headers["X-RateLimit-Remaining"], answer.headers["X-Characters-Remaining"])
        for answer in answers
    ]
    assert left == [("2", "11"), ("1", "2")]
    refused = one.post("/translate", json=ORDER)
    assert refused.status_code == 429
    assert "characters" in refused.get_json()["error"]
    assert "3 per 1 hour" in two.post("/translate", json=ORDER).get_json()["error"]


def test_a_key_has_one_allowance_at_all_servers(serve: Serve) -> None:
    one, two = (serve(api_keys=True) for _ in range(2))
    desk = one.application.extensions["visavis.desk"]
    _, key = desk.library.keys.create("Ana", rate_limit="1 per hour")
    keyed = ORDER | {"api_key": key}
    assert one.post("/translate", json=keyed).status_code == 200
    assert two.post("/translate", json=keyed).status_code == 429


def test_what_is_counted_waits_for_redis_and_the_rest_goes_on(serve: Serve, queue: Redis) -> None:
    limited, free = serve(rate_limit="9 per hour"), serve()
    queue.stop()
    refused = limited.post("/translate", json=ORDER)
    assert refused.status_code == 503
    assert refused.get_json()["error"].startswith("The calls of callers cannot be counted now")
    assert [limited.get(path).status_code for path in ("/", "/health", "/ready")] == [200] * 3
    assert [free.post("/translate", json=ORDER).status_code for _ in range(2)] == [200] * 2
    assert free.get("/v2/usage").status_code == 503
    queue.start()
    assert limited.post("/translate", json=ORDER).status_code == 200


def test_a_redis_that_says_nothing_holds_no_caller_for_long(
    serve: Serve, queue: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "COUNT_SECONDS", 0.05)
    network = Proxy(queue.port)
    server = serve(rate_limit="9 per hour", queue_url=f"redis://127.0.0.1:{network.port}/0")
    network.stop()
    assert server.post("/translate", json=ORDER).status_code == 503
    network.go_on()
    assert server.post("/translate", json=ORDER).status_code == 200
    network.close()
