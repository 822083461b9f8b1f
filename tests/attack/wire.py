"""Requests as no client sends them, byte by byte: each is answered or ends, others are served."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import requests

from tests.attack import Tally
from tests.server import running

_HOST = b"Host: localhost\r\n"
_CHUNKED = b"POST /documents HTTP/1.1\r\n" + _HOST + b"Transfer-Encoding: chunked\r\n\r\n"
#: Bytes of a line that does not end, more than any may have.
_LONG = 3_000_000
#: Seconds in which a connection has its answer, or its end.
PATIENCE = 10.0


#: First lines of requests.
_LINES = (
    b"GET http://[ HTTP/1.1",
    b"GET //[ HTTP/1.1",
    b"GET http://evil.example/ HTTP/1.1",
    b"GET /\xff\xfe HTTP/1.1",
    b"GET /%ff%00?%ff=%00 HTTP/1.1",
    b"GET \\ HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"CONNECT localhost:80 HTTP/1.1",
    b"TRACE / HTTP/1.1",
    b"GET /",
    b"get / HTTP/1.1",
    b"PRI * HTTP/2.0",
    b"GET / HTTP/9.9",
    b"GET / HTTP/1.1.1",
    b"\0\0\0",
    b"GET ? HTTP/1.1",
    b"GET # HTTP/1.1",
    b"GET /#a?b HTTP/1.0",
    b"GET /" + b"a" * 70_000,
    b"GET /?" + b"a&" * 30_000 + b" HTTP/1.1",
    b"GET /" + b"/" * 5_000 + b" HTTP/1.1",
    b"GET /../../etc/passwd HTTP/1.1",
    b"GET /static/..%2f..%2fsetup HTTP/1.1",
)
#: Headers, each beside a right one of a host.
_HEADERS = (
    b"Content-Length: -1",
    b"Content-Length: 1e9",
    b"Content-Length: " + b"9" * 5_000,
    b"Content-Length: 0\r\nContent-Length: 9",
    b"Transfer-Encoding: gzip",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding: \x0b",
    b"Host: localhost\r\nHost: evil.example",
    b"Host: ",
    b"Host: [",
    b"Host: localhost:99999999",
    b"Host: \xc5\xbf",
    b"X: a\rb",
    b"X: a\nb",
    b"X : a",
    b" X: a",
    b"X\0: a",
    b"X: a\0",
    b"No colon",
    b'Cookie: visavis-reader="\\000\\377"',
    b"Accept: " + b"a/b;q=x," * 5_000,
    b"Accept: text/html\r\n" * 2_000,
    b"a:\r\n" * 15_000,
    b"Expect: 100-continue",
    b"Expect: what",
    b"Range: bytes=0-,1-,-1",
    b'If-None-Match: "' + b"a" * 50_000,
    b"If-Modified-Since: \xff",
    b"Authorization: \xff",
    b"X-Forwarded-Host: evil.example\r\nX: y",
    b"X-Forwarded-For: " + b"1," * 20_000,
    b"Content-Type: multipart/form-data",
    b"Upgrade: h2c",
    b"Content-Type: text/html; charset=utf-7",
    b"HX-Request: true",
    b"Origin: \xff",
)
#: Bodies in chunks.
_BODIES = (
    b"x\r\n",
    b"-1\r\n",
    b"0x5\r\n",
    b"5\r\nabcdefg\r\n",
    b'5;a="\r\nabcde\r\n',
    b"0\r\nX: y\r\n\r\n",
    b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n",
    b"F" * _LONG,
    b"5;" + b"a" * _LONG,
    b"0\r\n" + b"a" * _LONG,
    b"0\r\n" + b"a: b\r\n" * (_LONG // 6),
)


def odd_requests() -> Iterator[bytes]:
    """Requests that are wrong, or right in ways that nobody uses, each with its end."""
    for line in _LINES:
        yield line + b"\r\n" + _HOST + b"\r\n"
    for header in _HEADERS:
        for start in (b"POST /documents HTTP/1.1\r\n", b"GET /?search=a HTTP/1.1\r\n"):
            yield start + _HOST + header.rstrip(b"\r\n") + b"\r\n\r\n"
    for body in _BODIES:
        yield _CHUNKED + body
    yield _CHUNKED.replace(b"Host", b"Content-Length: 5\r\nHost", 1) + b"0\r\n\r\n"
    yield b"GET /health HTTP/1.1\r\n" * 500 + b"\r\n"
    yield (b"GET /health HTTP/1.1\r\n" + _HOST + b"\r\n") * 500


def attack() -> Tally:
    """Send each, wait for its end, and ask for the health meanwhile."""
    tally = Tally("odd requests by byte")
    with TemporaryDirectory() as name, running(Path(name), VISAVIS_SEEDS="no") as server:
        place = urlsplit(server.address)
        for request in odd_requests():
            begun = time.monotonic()
            answer = _answer((place.hostname or "", place.port or 0), request)
            fault = f"{request[:60]!r}…: {answer[:40]!r} after {time.monotonic() - begun:.1f} s"
            tally.expect(answer == b"" or answer.startswith(_RIGHT), fault)
            tally.expect(time.monotonic() - begun < PATIENCE, fault)
            health = requests.get(f"{server.address}/health", timeout=60)
            tally.expect(health.ok, f"/health after {request[:60]!r}: {health.status_code}")
        tally.expect(server.process.poll() is None, "the server has ended")
    return tally


#: How answers begin: an answer, a refusal, or that something is not done here.
_RIGHT = tuple(
    f"HTTP/1.{minor} {status}".encode() for minor in "01" for status in (*"234", 100, 501)
)


def _answer(place: tuple[str, int], request: bytes) -> bytes:
    """The first bytes that come back; nothing when the server ends the connection without any."""
    with socket.create_connection(place, PATIENCE) as connection:
        try:
            connection.sendall(request)
            return connection.recv(100)
        except TimeoutError:
            return b"no answer"
        except OSError:
            return b""  # it was closed while more was sent
