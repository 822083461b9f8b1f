"""Odd values for every field of every address, by whatever way a request can carry them."""

import random
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.attack import Tally
from webapp.resources import resource

#: Values that no form of ours sends.
ODD = (
    "",
    " ",
    "0",
    "-1",
    "1e400",
    "NaN",
    "9" * 5_000,
    "999999999",
    "2147483648",
    "1.5",
    "٣",
    "²",
    "a\0b",
    "\ud800",
    "\r\nX: y",
    "\t",
    "\\",
    "%00",
    "'\"<&>",
    "=1+1",
    "../../etc/passwd",
    "é" * 5_000,
    "\u202e",
    "\ufeff",
    "💥" * 300,
    "1970-01-01",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00Z",
    "fr-en",
    "fr>en",
    "{",
    "[" * 3_000,
    "null",
    ",".join(map(str, range(10_000))),
    "shown",
    "known",
)
#: What the cookie of a reader's name may say, in quotation marks.
READERS = ("", "a", r"a\000b", r"\377", "é" * 500)
_FIELD = re.compile(r"""(?:request\.\w+\.(?:get|getlist)\(\s*|number\(\s*|name=)["'](\w+)["']""")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def attack(app: Flask, tries: int, chance: random.Random) -> Tally:
    """Ask every address ``tries`` times by each of its methods; none is a fault of the server."""
    tally = Tally("every address")
    client, fields = app.test_client(use_cookies=False), sorted(set(_fields()))
    for number, rule in enumerate(app.url_map.iter_rules()):
        if number % 20 == 0:  # some addresses take away what others are about
            prepare(client)
        for method in sorted({*_METHODS} & (rule.methods or set())):
            for _ in range(tries):
                path = _path(rule, chance)
                answer = client.open(path, method=method, **_asked(fields, chance))
                fault = f"{method} {rule.rule}: {answer.status_code}"
                tally.expect(answer.status_code not in {500, 502}, fault)
                answer.close()
    return tally


def _fields() -> Iterator[str]:
    """The names of all fields that a page has or a view reads."""
    folders = (resource("templates"), Path(__file__).parents[2] / "webapp" / "views")
    for folder in folders:
        for file in folder.rglob("*"):
            if file.suffix in (".html", ".py"):
                yield from _FIELD.findall(file.read_text("utf-8"))


def _path(rule: Rule, chance: random.Random) -> str:
    """The path of a rule, mostly of things that are there."""

    def filled(found: re.Match[str]) -> str:
        if found[0].startswith("<int"):
            return chance.choice(["1", "1", "1", "2", "0", "999999999", "2147483647"])
        return chance.choice(["csv", "fr", "chat", "a%00b", "%ED%A0%80", "..%2f", "é" * 300])

    return re.sub(r"<[^>]+>", filled, rule.rule)


def _asked(fields: list[str], chance: random.Random) -> dict[str, Any]:
    """A query string and a form or JSON, with odd values of fields; odd cookies and headers."""
    chosen = {name: chance.choice(ODD) for name in chance.sample(fields, len(fields) // 3)}
    headers = {"Cookie": f'visavis-reader="{chance.choice(READERS)}"'}
    if chance.random() < 0.5:
        headers["HX-Request"] = "true"
    asked: dict[str, Any] = {"headers": headers, "query_string": _sendable(chosen)}
    way = chance.randrange(3)
    if way == 0:
        return asked | {"data": _sendable(chosen)}
    if way == 1:
        return asked | {"json": chosen}
    file = BytesIO(chance.choice([b"", b"\0", b"Il pleut.", b"<tmx", b"a,b\n=1,2", b"PK\3\4"]))
    return asked | {
        "data": _sendable(chosen) | {"file": (file, chance.choice(["a\0.txt", "é", "/"]))}
    }


def _sendable(fields: dict[str, str]) -> dict[str, str]:
    """The fields as a form can send them: a lone surrogate has no bytes."""
    return {name: value.encode(errors="replace").decode() for name, value in fields.items()}


def prepare(client: FlaskClient) -> None:
    """Put into a library what addresses are about."""
    for text in ("Il pleut, et je reste.\n\n=1+1\n\nLe chat dort.", "Il neige."):
        client.post("/documents", data={"text": text})
    client.post("/terms", data={"source": "chat", "target": "cat", "languages": "fr-en"})
    client.post("/documents/1/annotations", data={"position": "1", "colour": "yellow"})
    client.post("/documents/1/bookmark", data={"position": "1"})
