"""Processes of a fleet: servers that take texts, workers that translate them, and a network.

Each server and worker is a real process with the bundled package, as on a machine of its own. It
reaches PostgreSQL and Redis through proxies, which can stop as a network does.
"""

import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.server import ADDRESS
from tests.services import Postgres, Redis, free_port, postgres, redis
from webapp.library import Library


class Proxy:
    """Hands bytes on between its port and another one; once it is stopped it keeps silent."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._flows = threading.Event()
        self._flows.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Let nothing through, in neither direction, and tell nobody."""
        self._flows.clear()

    def go_on(self) -> None:
        """Let through what waits and what follows."""
        self._flows.set()

    def close(self) -> None:
        """Accept no further connection."""
        self._flows.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with (
            suppress(OSError),
            near,
            socket.create_connection(("127.0.0.1", self._to)) as far,
            selectors.DefaultSelector() as ready,
        ):
            ready.register(near, selectors.EVENT_READ, (near, far))
            ready.register(far, selectors.EVENT_READ, (far, near))
            while all(self._passes(*key.data) for key, _ in ready.select()):
                continue

    def _passes(self, source: socket.socket, target: socket.socket) -> bool:
        """Hand on what came; False at its end."""
        data = source.recv(65536)
        self._flows.wait()
        target.sendall(data)
        return bool(data)


@dataclass
class Fleet:
    """A database, a queue, and the processes that share them."""

    folder: Path
    postgres: Postgres
    redis: Redis
    proxies: Sequence[Proxy] = ()
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the library, past its proxy."""
        return self.postgres.url("fleet")

    @property
    def environment(self) -> dict[str, str]:
        """The settings of every process: where the library and the queue are."""
        servers = self.proxies or (self.postgres, self.redis)
        library, queue = (server.port for server in servers)
        return {
            "PYTHONUNBUFFERED": "1",
            "VISAVIS_DATABASE_URL": f"postgresql://postgres@127.0.0.1:{library}/fleet",
            "VISAVIS_QUEUE_URL": f"redis://127.0.0.1:{queue}/0",
            "VISAVIS_SEEDS": "no",
            "VISAVIS_THREADS": "1",
        }

    def start(self, name: str, *command: str) -> str:
        """Start ``visavis COMMAND`` as a machine of that name; gives the line that it prints."""
        data_dir = self.folder / name
        data_dir.mkdir(exist_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "visavis", *command],
            stdout=subprocess.PIPE,
            stderr=(self.folder / f"{name}.log").open("a"),
            text=True,
            env=os.environ | self.environment | {"VISAVIS_DATA_DIR": str(data_dir)},
        )
        self.processes[name] = process
        assert process.stdout is not None
        return process.stdout.readline()

    def serve(self, name: str) -> str:
        """Start a server that runs no jobs; gives its address."""
        line = self.start(name, "serve", "--port", "0", "--no-consumer")
        found = ADDRESS.search(line)
        assert found, f"{name} did not start: {line}"
        return found[0].rstrip("/")

    def work(self, name: str) -> None:
        """Start a worker."""
        line = self.start(name, "work")
        assert "Translating" in line, f"{name} did not start: {line}"

    def kill(self, name: str) -> None:
        """End a process at once."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@contextmanager
def fleet(folder: Path, *, behind_proxies: bool = True) -> Iterator[Fleet]:
    """A PostgreSQL that writes as in real use, a Redis and no process yet."""
    with postgres(durable=True) as database, redis() as queue:
        database.sql("CREATE DATABASE fleet TEMPLATE template0")
        proxies = [Proxy(server.port) for server in (database, queue)] if behind_proxies else []
        machines = Fleet(folder, database, queue, proxies)
        try:
            yield machines
        finally:
            for name in list(machines.processes):
                machines.kill(name)
            for proxy in proxies:
                proxy.close()


def seconds_until(holds: Callable[[], bool], most: float = 600) -> float:
    """Wait until something holds; gives how long that took."""
    begin = time.monotonic()
    while not holds():
        assert time.monotonic() - begin < most, "it does not go on"
        time.sleep(0.1)
    return time.monotonic() - begin


def done_count(library: Library) -> int:
    """How many segments of all documents have their targets."""
    return sum(document.done_count for document in library.documents.all())


__all__ = ["Fleet", "Proxy", "done_count", "fleet", "free_port", "seconds_until"]
