"""Connections that say little: others are served meanwhile, within seconds."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import requests

from tests.attack import Tally
from tests.server import running

_REQUEST = b"POST /documents HTTP/1.1\r\nHost: localhost\r\n"
#: What a slow connection sends: nothing, a part of a header, or a header and a part of its body.
STARTS = (b"", _REQUEST, _REQUEST + b"Content-Length: 100000\r\n\r\ntext=a")
#: Seconds in which others have their answer, on a machine that does other things, too.
PATIENCE = 5.0


def attack(sockets: int) -> Tally:
    """Open ``sockets`` of each kind, let them drip, and ask for a page and for the health."""
    tally = Tally("slow connections")
    with TemporaryDirectory() as name, running(Path(name), VISAVIS_SEEDS="no") as server:
        requests.get(server.address, timeout=60)
        for start in STARTS:
            with _open(server.address, sockets, start) as connections:
                for path in ("/health", "/", "/languages"):
                    for connection in connections:
                        _drip(connection)
                    begun = time.monotonic()
                    answer = requests.get(server.address + path, timeout=60)
                    seconds = time.monotonic() - begun
                    fault = f"{path} after {start[-30:]!r}: {answer.status_code}, {seconds:.1f} s"
                    tally.expect(answer.ok and seconds < PATIENCE, fault)
        tally.expect(server.process.poll() is None, "the server has ended")
    tally.tries += sockets * len(STARTS)
    return tally


@contextmanager
def _open(address: str, count: int, start: bytes) -> Iterator[list[socket.socket]]:
    place = urlsplit(address)
    with ExitStack() as stack:
        connections = []
        for _ in range(count):
            connection = socket.create_connection((place.hostname or "", place.port or 0), 60)
            connections.append(stack.enter_context(connection))
            connection.sendall(start)
        yield connections


def _drip(connection: socket.socket) -> None:
    try:
        connection.sendall(b"a")
    except OSError:
        return  # the server has closed it, as it may
