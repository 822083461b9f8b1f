"""Many callers at once, callers who leave, and callers who send rubbish, at a real server."""

import json
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import requests

from tests.contract.conftest import lone
from webapp.connections import MOST_CONNECTIONS

CLIENTS = 64
CALLS = 2
SENTENCES = [
    "Il pleut depuis ce matin.",
    "Le train est parti à huit heures.",
    "Nous avons mangé du pain et du fromage.",
    "La réunion aura lieu demain.",
    "Les enfants jouent dans le jardin.",
    "Je ne sais pas où il habite.",
    "Le gouvernement a présenté un projet de loi.",
    "Elle a acheté une maison près de la mer.",
]


def texts_of(client: int) -> list[str]:
    """What one caller sends: some shared with others, some its own."""
    sentence = f"Le numéro {client} attend."
    first, second = SENTENCES[client % 8], SENTENCES[(client + 3) % 8]
    return [sentence, f"{first} {second}", f"{second}\n\n{sentence}"][:CALLS]


def test_sixty_four_at_once_get_what_each_gets_alone(forgetful: str) -> None:
    start = threading.Barrier(CLIENTS)

    def call(client: int) -> list[object]:
        start.wait()
        return [lone(forgetful, text) for text in texts_of(client)]

    with ThreadPoolExecutor(CLIENTS) as crowd:
        together = list(crowd.map(call, range(CLIENTS)))
    texts = {text for client in range(CLIENTS) for text in texts_of(client)}
    known = {text: lone(forgetful, text) for text in sorted(texts)}
    assert together == [[known[text] for text in texts_of(client)] for client in range(CLIENTS)]


def raw(server: str, data: bytes, *, then_leave: bool = False) -> bytes:
    """Send bytes as they are, and give what comes back until the server closes."""
    address = urlsplit(server)
    with socket.create_connection((address.hostname or "", address.port or 0)) as connection:
        connection.sendall(data)
        if then_leave:
            return b""
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
        return answer


def head(length: int, kind: str = "application/json") -> bytes:
    return (
        f"POST /translate HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def body(text: str) -> bytes:
    return json.dumps({"q": text, "source": "fr", "target": "en"}).encode()


def test_callers_who_leave_do_not_stop_the_others(server: str) -> None:
    long = body(" ".join(f"Le numéro {number} attend depuis hier." for number in range(2_000)))
    for _ in range(20):
        raw(server, head(len(long)) + long, then_leave=True)
        raw(server, head(10_000) + b"{", then_leave=True)
    assert lone(server, "Elle est là.")


def test_connections_on_which_nothing_comes_hold_up_nobody(server: str) -> None:
    address = urlsplit(server)
    with ExitStack() as silent:
        for number in range(MOST_CONNECTIONS - 100):
            connection = socket.create_connection((address.hostname or "", address.port or 0))
            silent.enter_context(connection)
            connection.sendall((head(100) + b'{"q"')[: 10 * number])
        assert requests.get(f"{server}/health", timeout=60).ok


def test_a_caller_who_leaves_is_noticed_and_costs_nothing_more(server: str) -> None:
    sent = body(" ".join(f"Le jour {number} commence mal pour Paul." for number in range(3_000)))
    address = urlsplit(server)
    with socket.create_connection((address.hostname or "", address.port or 0)) as connection:
        connection.sendall(head(len(sent)) + sent)
        lone(server, "Le voici.")
    calls = range(500)  # each a call of its own, so the server has time to notice
    left = 'visavis_requests_total{status="499",view="api.translation.translate"}'
    assert any(left in requests.get(f"{server}/metrics").text for _ in calls)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{", "application/json"),
        (b'{"q": 1e999, "source": "fr", "target": "en"}', "application/json"),
        (b'{"q": "\\ud800\\u0000", "source": "zz", "target": "en"}', "application/json"),
        (b'{"q": "Oui", "source": "fr\\ud800", "target": "en"}', "application/json"),
        (b'{"q": ' + b"[" * 200_000, "application/json"),
        (b'{"q": [["Oui"]], "source": "fr", "target": "en"}', "application/json"),
        (json.dumps({"q": ["a"] * 10_000, "source": "fr", "target": "en"}).encode(),
         "application/json"),
        (body("Oui. " * 2_000_000), "application/json"),
        (b"q=" + b"a" * 10_000_000 + b"&source=fr&target=en", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/json"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"q=Oui", "application/x-www-form-urlencoded"),
        (b"q=Oui&source=fr&target=en", "text/plain"),
        (b"\x00" * 1_000, "multipart/form-data"),
        (b"a" * 20_000_001, "application/json"),
    ],
    ids=lambda value: str(value[:30]),
)  # fmt: skip
def test_rubbish_is_refused_in_a_sentence(server: str, data: bytes, kind: str) -> None:
    answer = requests.post(f"{server}/translate", data=data, headers={"Content-Type": kind})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]
    assert lone(server, "Oui.")


def test_a_body_that_is_far_too_large_is_not_even_read(server: str) -> None:
    assert b" 413 " in raw(server, head(10**12)).partition(b"\r\n")[0]


def test_html_that_never_closes(server: str) -> None:
    html = "<p>Il pleut. <b>Oui <!-- jamais <code"
    assert lone(server, html, format="html").endswith("<!-- jamais <code")
    assert lone(server, "<b>" * 20_000, format="html") == "<b>" * 20_000


def test_a_stream_comes_line_by_line(server: str) -> None:
    text = " ".join(SENTENCES)
    answer = requests.post(
        f"{server}/translate",
        json={"q": text, "source": "fr", "target": "en"},
        headers={"Accept": "application/x-ndjson"},
        stream=True,
    )
    lines = [json.loads(line) for line in answer.iter_lines()]
    assert [text[line["start"] : line["end"]] for line in lines] == SENTENCES
    assert " ".join(line["target"] for line in lines) == lone(server, text)


def test_white_space_and_emoji_come_back_where_they_were(server: str) -> None:
    text = "  Bonjour 😀\n\n\t- Le train est parti 🚆🚆.\n\n\n👍🏽 La réunion aura lieu demain.  \n"
    found = lone(server, text)
    shapes = [re.findall(r"[😀🚆👍🏽]+|^\s+|\n\s*|\s+$", each) for each in (text, found)]
    assert shapes[0] == shapes[1]
    assert found.index("👍") > found.index("🚆") > found.index("😀")
