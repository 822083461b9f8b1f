"""A web server on this machine that publishes packages, and can do so badly."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Publisher:
    """Publishes ``content`` at any address under ``url``.

    It breaks off after ``breaks_after`` bytes of a reply, if that is a number, sends ``tag`` as
    ETag, answers with ``status`` in place of 200, and goes on from the byte that a Range asks for
    if it is ``patient``. It claims ``length`` bytes, if that is a number; −1 claims none.
    ``requests`` has the path and the headers of what was asked.
    """

    content: bytes
    breaks_after: int | None = None
    tag: str = ""
    status: int = 200
    length: int | None = None
    patient: bool = True
    content_type: str = "application/octet-stream"
    requests: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        headers = dict(handler.headers.items())
        self.requests.append({"path": handler.path, **headers})
        start = self._start(headers)
        rest = self.content[start:]
        handler.send_response(206 if start else self.status)
        if self.length != -1:
            handler.send_header("Content-Length", str(self.length or len(rest)))
        if start:
            whole = len(self.content)
            handler.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        if self.tag:
            handler.send_header("ETag", self.tag)
        handler.send_header("Content-Type", self.content_type)
        handler.end_headers()
        handler.wfile.write(rest[: self.breaks_after])

    def _start(self, headers: dict[str, str]) -> int:
        asked = re.fullmatch(r"bytes=(\d+)-", headers.get("Range", ""))
        if not asked or not self.patient or headers.get("If-Range", self.tag) != self.tag:
            return 0
        return int(asked[1])


@contextmanager
def publishing(content: bytes = b"") -> Iterator[Publisher]:
    """A publisher that answers inside the block."""
    publisher = Publisher(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.reply(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield publisher
    server.shutdown()
    server.server_close()
    thread.join()


def unreachable() -> str:
    """An address on this machine where nobody answers."""
    with publishing() as publisher:
        return publisher.url
