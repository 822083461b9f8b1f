"""Requests by the hundred: odd texts to every address, and what other sites would send."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from tests.attack import Tally, everywhere
from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.fetching import is_public
from webapp.settings import Settings

#: Addresses that lead inside; no page is fetched from one.
INSIDE = (
    "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd00::1",
    "fec0::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "3fff::1", "5f00::1", "ff02::1",
)  # fmt: skip
#: Headers of requests that other sites make a browser send, or that lead a name to this machine.
FOREIGN: tuple[dict[str, str], ...] = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.example"},
    {"Host": "localhost.evil.example"},
    {"Host": "127.0.0.1.evil.example"},
)
_STARTS = ("/", "//", "/\\", "\t//", "/\t/", "https://", "javascript:", "/\r\n", "\\\\", "/%09/")
_RANGES = (
    (0, 0x20),
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x2000, 0x2070),
    (0x1F600, 0x1F640),
    (0, 0xD7FF),
)
_WORDS = (
    "«",
    "»",
    "“",
    "”",
    "‹",
    "'",
    "’",
    "—",
    "Łódź",
    "Il pleut.",
    "\0",
    "\u202e",
    "=1+1",
    "<a>",
)


def attack(tries: int, seed: int = 1) -> list[Tally]:
    """Make ``tries`` odd requests, and all that other sites would make."""
    chance = random.Random(seed)
    with opened() as app:
        client = app.test_client()
        everywhere.prepare(client)
        return [
            everywhere.attack(app, max(1, tries // 100), chance),
            _odd(client, tries, seed),
            _foreign(client),
            _leading_away(client),
            _inside(),
        ]


def odd_text(chance: random.Random) -> str:
    """A text of letters from everywhere, quotation marks of all kinds, and control characters."""
    pieces = []
    for _ in range(chance.randint(0, 12)):
        low, high = chance.choice(_RANGES)
        pieces.append(chance.choice(_WORDS))
        pieces += [chr(chance.randrange(low, high)) for _ in range(chance.randint(0, 5))]
    return "".join(pieces)


def _odd(client: FlaskClient, tries: int, seed: int) -> Tally:
    tally = Tally("odd requests")
    chance = random.Random(seed)
    for _ in range(tries):
        one, other = odd_text(chance), odd_text(chance)
        asked = {
            "q": one,
            "source": "fr",
            "target": "en",
            "format": chance.choice(["text", "html"]),
        }
        calls = {
            "/translate": client.post("/translate", json=asked),
            "/detect": client.post("/detect", data={"q": one}),
            "/?search": client.get("/", query_string={"search": one, "tag": other, "within": "1"}),
            "/documents": client.post("/documents", data={"text": one, "title": other}),
            "/name": client.post("/documents/1/name", data={"title": one, "tags": other}),
            "/comfort": client.post("/comfort", data={"theme": "dark", "back": one}),
        }
        for path, answer in calls.items():
            tally.expect(answer.status_code < 500, f"{path}: {answer.status_code} of {one[:40]!r}")
    return tally


def _foreign(client: FlaskClient) -> Tally:
    tally = Tally("other sites")
    for headers in FOREIGN:
        for path in ("/documents", "/documents/1/deletion", "/comfort", "/documents/1/halt"):
            answer = client.post(path, data={"text": "Oui."}, headers=headers)
            tally.expect(answer.status_code in {400, 403}, f"{path} was done for {headers}")
    return tally


def _leading_away(client: FlaskClient) -> Tally:
    tally = Tally("ways off the site")
    for start in _STARTS:
        for rest in ("evil.example", "/evil.example", "@evil.example"):
            way = client.post("/comfort", data={"theme": "dark", "back": start + rest}).location
            tally.expect(
                way.startswith("/") and not way.startswith(("//", "/\\")) and way.isprintable(),
                f"{start + rest!r} leads to {way!r}",
            )
    return tally


def _inside() -> Tally:
    tally = Tally("addresses inside")
    for address in INSIDE:
        tally.expect(not is_public(address), f"{address} counts as public")
    return tally


@contextmanager
def opened() -> Iterator[Flask]:
    """An application with an empty library and a fake translator."""
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), seeds=False, metrics=True, suggestions=True)
        app = create_app(settings, FakeTranslators())
        try:
            yield app
        finally:
            app.extensions["visavis.desk"].close()
