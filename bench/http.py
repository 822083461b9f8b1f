"""Clients over loopback: single requests, and many clients that send again and again."""

import asyncio
import json
import multiprocessing
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import cycle

_BOUNDARY = "----bench"
_FORM = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
STARTING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Load:
    """What clients see: requests a second, and the median and 95th percentile in seconds."""

    rate: float
    median: float
    p95: float
    requests: int


def free_port() -> int:
    """A port that no program listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_it_answers(
    host: str, port: int, process: subprocess.Popen[bytes], path: str = "/health"
) -> None:
    """Return when ``path`` answers; raises RuntimeError when the server ends or takes too long."""
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            get(host, port, path)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not answer.")


def get(host: str, port: int, path: str, headers: dict[str, str] | None = None) -> str:
    """The body of a page."""
    return _answer(host, port, "GET", path, None, headers or {})[1]


def post_form(host: str, port: int, path: str, fields: dict[str, str]) -> tuple[str, str]:
    """Post a form as the pages do; gives the address that the answer leads to, and its body."""
    parts = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return _answer(host, port, "POST", path, f"{parts}--{_BOUNDARY}--\r\n", _FORM)


def translate(host: str, port: int, text: str) -> str:
    """Translate a text by ``/translate``."""
    body = json.dumps({"q": text, "source": "fr", "target": "en"})
    headers = {"Content-Type": "application/json"}
    answer = json.loads(_answer(host, port, "POST", "/translate", body, headers)[1])
    translated: str = answer["translatedText"]
    return translated


def _answer(
    host: str, port: int, method: str, path: str, body: str | None, headers: dict[str, str]
) -> tuple[str, str]:
    with closing(HTTPConnection(host, port, timeout=600)) as connection:
        connection.request(method, path, body and body.encode(), headers)
        answer = connection.getresponse()
        given = answer.read().decode()
        if answer.status >= HTTPStatus.BAD_REQUEST:  # its time would count as that of the page
            raise RuntimeError(f"{method} {path} was answered with {answer.status}")
        return answer.getheader("Location", ""), given


def load(host: str, port: int, sources_of_clients: Sequence[Sequence[str]], seconds: float) -> Load:
    """What clients see that send their sources in turn, again and again, one by one.

    There is a client for every entry of ``sources_of_clients``. The clients run in a new process,
    and the first second does not count.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_run_clients, host, port, sources_of_clients, seconds).result()


def _run_clients(host: str, port: int, sources: Sequence[Sequence[str]], seconds: float) -> Load:
    return asyncio.run(_clients(host, port, sources, seconds))


async def _clients(host: str, port: int, sources: Sequence[Sequence[str]], seconds: float) -> Load:
    begin = time.perf_counter() + 1.0
    end = begin + seconds
    clients = [_client(host, port, _requests(texts), begin, end) for texts in sources]
    times = sorted(t for several in await asyncio.gather(*clients) for t in several)
    if not times:
        return Load(0.0, float("inf"), float("inf"), 0)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    return Load(len(times) / seconds, times[len(times) // 2], p95, len(times))


def _requests(sources: Sequence[str]) -> Iterator[bytes]:
    return cycle([_request(source) for source in sources])


def _request(source: str) -> bytes:
    body = json.dumps({"q": source, "source": "fr", "target": "en"}).encode()
    head = (
        "POST /translate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _client(
    host: str, port: int, requests: Iterator[bytes], begin: float, end: float
) -> list[float]:
    """The seconds of every request that was answered between ``begin`` and ``end``.

    Requests without an answer at ``end`` do not count, which favours a slow server.
    """
    reader, writer = await asyncio.open_connection(host, port)
    times: list[float] = []
    for request in requests:
        sent = time.perf_counter()
        if sent >= end:
            break
        try:
            async with asyncio.timeout(end + 0.01 - sent):
                writer.write(request)
                await _read_answer(reader)
        except TimeoutError:
            break
        if time.perf_counter() >= begin:
            times.append(time.perf_counter() - sent)
    writer.close()
    return times


async def _read_answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
    length = next(
        line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    await reader.readexactly(int(length.partition(b":")[2]))
