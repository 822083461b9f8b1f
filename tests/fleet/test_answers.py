"""Servers share recent answers in a real Redis, which may be gone and must write to no disk."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from redis import Redis as Client

from tests.fakes import FakeTranslators
from tests.services import Redis
from webapp.app import create_app
from webapp.engine import Translation
from webapp.errors import BadInput
from webapp.library import Library
from webapp.settings import Settings
from webapp.text.checks import Check
from webapp.translation import shared_answers
from webapp.translation.shared_answers import GENERATIONS, KEPT_SECONDS, SharedAnswers

ANSWER = Translation("It’s \ud800 raining 🌧.", -0.25, ("It rains.", ""), (Check.NUMBERS,))
#: Told in the log while nothing is shared.
FOR_ITSELF = "each server keeps recent answers for itself"

Open = Callable[..., SharedAnswers]


@pytest.fixture
def share(queue: Redis, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens what one server more shares; Redis is asked again at once after a fault."""
    monkeypatch.setattr(shared_answers, "REST_SECONDS", 0)
    opened: list[SharedAnswers] = []

    def share(most_chars: int = 10_000, options: str = "") -> SharedAnswers:
        opened.append(SharedAnswers(queue.url, most_chars, options))
        return opened[-1]

    yield share
    for answers in opened:
        answers.close()


@pytest.fixture
def client(queue: Redis) -> Iterator[Any]:
    with Client.from_url(queue.url, decode_responses=True) as client:
        yield client


def test_an_answer_comes_back_whole_and_for_nothing_else_than_it_was_given_for(share: Open) -> None:
    share(options="a").keep("fr_en-1", 2, {"Il pleut \ud800.": ANSWER})
    assert share(options="a").recall("fr_en-1", 2, ["Il pleut \ud800.", "Il neige."]) == {
        "Il pleut \ud800.": ANSWER
    }
    for identity, alternatives, source, options in (
        ("fr_en-2", 2, "Il pleut \ud800.", "a"),
        ("fr_en-1", 0, "Il pleut \ud800.", "a"),
        ("fr_en-1", 2, "Il pleut.", "a"),
        ("fr_en-1", 2, "Il pleut \ud800.", "b"),
    ):
        assert share(options=options).recall(identity, alternatives, [source]) == {}


def test_the_newest_answers_are_kept_in_a_bounded_room_for_a_bounded_time(
    share: Open, client: Any
) -> None:
    answers = share(most_chars=2_000)
    sources = [f"Phrase {n}." for n in range(300)]
    for first in range(0, 300, 100):
        some = sources[first : first + 100]
        answers.keep("fr_en-1", 0, {source: Translation("x" * 50, -0.5) for source in some})
    answers.keep("fr_en-1", 0, {"Long.": Translation("x" * 1_001, -0.5)})
    known = answers.recall("fr_en-1", 0, [*sources, "Long."])
    assert 10 <= len(known) <= 40
    assert list(known) == sources[-len(known) :]
    kept = [client.hgetall(name) for name in GENERATIONS]
    assert sum(len(text) for hash_ in kept for text in hash_.values()) <= 2_000 + len("9991000")
    for name in GENERATIONS:
        assert KEPT_SECONDS - 60 < client.ttl(name) <= KEPT_SECONDS
    assert "Phrase" not in str(kept)
    assert set(client.keys()) == set(GENERATIONS)


def test_what_another_program_wrote_there_is_no_answer(share: Open, client: Any) -> None:
    answers = share()
    answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})
    (name,) = set(client.hkeys(GENERATIONS[0])) - {"size"}
    for text in ("", "{", "[]", '"abcd"', "[null, 0, [], []]", '["a", "b", [], []]',
                 '["a", 0, [1], []]', '["a", 0, [], ["new"]]', "1", "é"):  # fmt: skip
        client.hset(GENERATIONS[0], name, text)
        assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {}
    client.delete(GENERATIONS[0])
    client.set(GENERATIONS[0], "no hash")
    assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {}
    answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})


@pytest.mark.parametrize("setting", [("save", "60 1"), ("appendonly", "yes")])
def test_nothing_is_given_to_a_redis_that_writes_to_a_disk(
    setting: tuple[str, str], share: Open, client: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client.config_set(*setting)
    answers = share()
    for _ in range(2):
        answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})
        assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {}
    assert client.keys() == []
    assert caplog.text.count("may write to a disk: " + FOR_ITSELF) == 1
    client.config_set(setting[0], "" if setting[0] == "save" else "no")
    answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})
    assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {"Il pleut.": ANSWER}


def test_nothing_is_given_to_a_redis_that_does_not_say_whether_it_writes(
    share: Open, client: Any, queue: Redis
) -> None:
    client.acl_setuser("default", enabled=True, commands=["-config"])
    answers = share()
    answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})
    assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {}
    assert client.keys() == []


def test_while_redis_is_gone_nothing_fails_and_one_line_is_logged(
    share: Open, queue: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    answers = share()
    answers.keep("fr_en-1", 0, {"Il pleut.": ANSWER})
    queue.stop()
    for _ in range(3):
        assert answers.recall("fr_en-1", 0, ["Il pleut."]) == {}
        answers.keep("fr_en-1", 0, {"Il neige.": ANSWER})
    assert caplog.text.count(FOR_ITSELF) == 1
    assert "pleut" not in caplog.text
    queue.start()
    answers.keep("fr_en-1", 0, {"Il gèle.": ANSWER})
    assert answers.recall("fr_en-1", 0, ["Il pleut.", "Il gèle."]) == {"Il gèle.": ANSWER}


def test_a_redis_that_is_gone_is_left_alone_for_a_while(
    queue: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.stop()
    answers = SharedAnswers(queue.url, 1_000, "")
    answers.recall("fr_en-1", 0, ["Il pleut."])
    asked: list[str] = []
    monkeypatch.setattr(answers._redis, "config_get", asked.append)
    answers.recall("fr_en-1", 0, ["Il pleut."])
    assert asked == []
    answers.close()


def test_an_address_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(BadInput, match="VISAVIS_QUEUE_URL is no address"):
        SharedAnswers("http://there", 1_000, "")


@pytest.fixture
def serve(queue: Redis, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Opens one server more, all with one library."""
    apps: list[Flask] = []

    def serve(**changed: Any) -> Flask:
        settings = Settings(data_dir=tmp_path, queue_url=queue.url, seeds=False)
        apps.append(create_app(replace(settings, **changed), FakeTranslators()))
        return apps[-1]

    yield serve
    for app in apps:
        app.extensions["visavis.desk"].close()


def ask(app: Flask) -> tuple[str, int]:
    """What a server answers, and how often it has called its translator."""
    asked = {"q": "Il pleut.", "source": "fr", "target": "en"}
    answer = app.test_client().post("/translate", json=asked).get_json()
    translators: FakeTranslators = app.extensions["visavis.desk"].translators
    return answer["translatedText"], len(translators.translator.calls)


def test_one_server_knows_what_another_one_translated_by_the_same_settings(
    serve: Callable[..., Flask], client: Any
) -> None:
    assert ask(serve()) == ("EN[Il pleut.]", 1)
    assert ask(serve()) == ("EN[Il pleut.]", 0)
    assert ask(serve(english_figures=False)) == ("EN[Il pleut.]", 1)
    assert ask(serve(kept_terms="Oise")) == ("EN[Il pleut.]", 1)
    client.flushall()
    assert ask(serve(recent_chars=0)) == ("EN[Il pleut.]", 1)
    assert client.keys("*recent*") == []


def test_what_people_wrote_comes_before_what_any_server_translated(
    serve: Callable[..., Flask], tmp_path: Path
) -> None:
    server = serve()
    ask(server)
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as library:
        library.memory.correct(("fr", "en"), {"Il pleut.": "It rains."})
    assert ask(server) == ("It rains.", 1)
    assert ask(serve()) == ("It rains.", 0)
