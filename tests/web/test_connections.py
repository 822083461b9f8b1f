"""Slow and long requests keep nobody out."""

import errno
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import cast

import pytest
import requests
from waitress.channel import ClientDisconnected

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.connections import (
    LONG_PATHS,
    MOST_CHUNK_LINE,
    MOST_TRAILER,
    SHORT_THREADS,
    BoundedChannel,
    SentenceTask,
    _make_room,
)
from webapp.server import _address, _listening
from webapp.settings import Settings

HALF = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
UPLOAD = HALF.replace(b"GET", b"POST")


@pytest.fixture
def server(settings: Settings, translators: FakeTranslators) -> Iterator[str]:
    """The address of a real server with two threads for translations."""
    chosen = replace(settings, port=0, http_threads=2)
    app = create_app(chosen, translators)
    waitress = _listening(app, chosen)
    threading.Thread(target=waitress.run, daemon=True).start()
    yield _address(waitress, chosen)
    translators.translator.gate.set()
    waitress.close()
    app.extensions["visavis.desk"].close()


def connected(server: str, half: bytes = HALF) -> socket.socket:
    port = int(server.rstrip("/").rsplit(":", 1)[1])
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(half)
    return connection


def is_closed(connection: socket.socket) -> bool:
    """Waits until the server closes the connection or answers."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_a_header_that_does_not_end_is_cut_off(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.connections.HEADER_SECONDS", 0.2)
    with connected(server) as connection:
        assert is_closed(connection)


def test_a_header_in_parts_is_answered(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(b"\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"


def test_the_oldest_that_waits_gives_way_to_who_comes(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.connections.MOST_WAITING", 5)
    waiting = [connected(server) for _ in range(20)]
    assert requests.get(f"{server}health").status_code == 200
    assert is_closed(waiting[0])
    waiting[-1].sendall(b"\r\n")
    assert waiting[-1].recv(12) == b"HTTP/1.1 200"
    for connection in waiting:
        connection.close()


class Connection:
    """What the choice of who gives way knows of a connection."""

    def __init__(self, subscriber: str, begun: int, *, busy: bool = False) -> None:
        self.subscriber, self.begun, self.waits = subscriber, begun, not busy
        self.is_bounded, self.has_header, self.will_close = True, False, False


def gives_way(channels: list[Connection]) -> list[int]:
    _make_room(cast("list[BoundedChannel]", channels), cast("BoundedChannel", channels[-1]))
    return [channel.begun for channel in channels if channel.will_close]


def test_who_has_most_connections_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.connections.MOST_WAITING", 4)
    monkeypatch.setattr("webapp.connections.MOST_OF_ONE", 3)
    places = ["a", "b", "b", "a", "b", "c"]
    assert gives_way([Connection(place, at) for at, place in enumerate(places)]) == [1]
    greedy = [Connection("a", at, busy=at < 3) for at in range(4)]
    assert gives_way(greedy) == [3]
    assert gives_way([Connection("a", at, busy=True) for at in range(3)]) == []
    proxy = [Connection("a", at) for at in range(4)]
    proxy[-1].is_bounded = False
    assert gives_way(proxy) == []


def test_long_requests_take_no_thread_from_pages(server: str, translator: FakeTranslator) -> None:
    translator.gate.clear()
    asked = {"q": "Il pleut.", "source": "fr", "target": "en"}
    with ThreadPoolExecutor(6) as pool:
        long = [pool.submit(requests.post, f"{server}translate", json=asked) for _ in range(6)]
        while len(translator.calls) < 2:
            time.sleep(0.01)
        for path in ("health", "ready", "", "languages"):
            assert requests.get(server + path).status_code == 200
        assert not any(future.done() for future in long)
        translator.gate.set()
        assert {future.result().status_code for future in long} == {200}


def test_a_body_that_comes_slowly_takes_no_thread(server: str) -> None:
    uploads = [connected(server, UPLOAD) for _ in range(2 * SHORT_THREADS)]
    for upload in uploads:
        upload.sendall(b"Content-Length: 1000\r\n\r\ntext=Il")
    assert requests.get(f"{server}health", timeout=60).status_code == 200
    uploads[0].sendall(b"a" * (1000 - len("text=Il")))
    assert uploads[0].recv(12) == b"HTTP/1.1 405"  # /health takes no body, once it is whole
    for upload in uploads:
        upload.close()


CHUNKED = UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "wrong",
    [
        b"nonsense\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        UPLOAD + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        CHUNKED + b"F" * (MOST_CHUNK_LINE + 1),
        CHUNKED + b"0\r\n" + b"a" * (MOST_TRAILER + 1),
    ],
)
def test_what_is_no_request_gets_an_answer(server: str, wrong: bytes) -> None:
    with connected(server, wrong) as connection:
        assert connection.recv(12)[8:] == b" 400"


def test_what_is_no_request_is_over_when_its_sender_has_gone(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_task: SentenceTask) -> None:
        raise ClientDisconnected

    monkeypatch.setattr(SentenceTask, "execute", gone)
    with connected(server, b"nonsense\r\n\r\n") as connection:
        connection.settimeout(30)
        assert is_closed(connection)


def test_a_body_that_has_no_room_is_told_so(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("waitress.receiver.FixedStreamReceiver.received", full)
    with connected(server, UPLOAD + b"Content-Length: 9\r\n\r\ntext=Oui.") as upload:
        assert upload.recv(12) == b"HTTP/1.1 503"


def test_what_reads_or_writes_files_has_the_threads_of_translations() -> None:
    for path in ("/documents", "/terms/imports", "/memory/imports", "/documents/1/corrections"):
        assert path.endswith(LONG_PATHS), path
    for path in ("/documents/1/download", "/vocabulary/download/apkg", "/vocabulary/list"):
        assert path.endswith(LONG_PATHS), path
    for path in ("/", "/health", "/documents/1", "/documents/1/progress", "/words/chat"):
        assert not path.endswith(LONG_PATHS), path


def test_what_is_turned_away_is_told_in_a_sentence(server: str) -> None:
    answer = requests.get(f"{server}health", headers={"X": "a" * 300_000})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (431, "*")
    sentence = "The header of this request is longer than the server accepts."
    assert answer.json() == {"error": sentence, "message": sentence}


def test_a_browser_reads_the_sentence_itself(server: str) -> None:
    with connected(server) as connection:
        connection.sendall(b"Accept: text/html\r\nContent-Length: 999999999999\r\n\r\n")
        answer = connection.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert answer.endswith(
        "\r\n\r\nThis is more than the server accepts at once. Cut it into parts.\n"
    )
