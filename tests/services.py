"""PostgreSQL and Redis of a test's own, each on a socket or port that nobody else knows.

``python -m tests.services COMMAND`` runs a command with an empty PostgreSQL, whose address
TEST_DATABASE_URL has for tests (see tests/databases.py).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

#: The folder of programs that Debian puts beside the path, the newest last.
_DEBIAN = "/usr/lib/postgresql"
#: Nothing here outlives a test, so that no write needs to reach a disk.
_QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_wal_size=256MB",
    "shared_buffers=64MB",
    "max_connections=200",
)


def program(name: str) -> str | None:
    """The path of a program of PostgreSQL or Redis; None where it is not installed."""
    folders = sorted(Path(_DEBIAN).glob("*/bin"), key=lambda path: int(path.parent.name))
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, folders[-1:])))


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has such folders, for whoever runs a server."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of another name is made in it
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(
        prefix="visavis-", dir=place, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


@dataclass
class Postgres:
    """A PostgreSQL server in a folder; ``durable`` says that it writes as in real use."""

    folder: Path
    durable: bool = False
    port: int = 5432
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def make(self) -> None:
        """Make its files; who is root has them belong to postgres, as which it then runs."""
        if self._user:
            shutil.chown(self.folder, self._user, self._user)
        self._run(
            "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--username=postgres",
            "--no-sync",
            "--pgdata",
            str(self.folder / "data"),
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = [*([] if self.durable else _QUICK), f"unix_socket_directories={self.folder}"]
        options = [word for setting in settings for word in ("-c", setting)]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [
                str(program("postgres")),
                "-D",
                str(self.folder / "data"),
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
                *options,
            ],
            stdout=log,
            stderr=log,
            user=self._user,
            cwd=self.folder,
        )
        log.close()
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, as a machine that loses its power."""
        if self.process is not None:
            self.process.send_signal(3)  # SIGQUIT: its children end, too
            self.process.wait()

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def sql(self, *statements: str) -> None:
        """Run statements, each in a transaction of its own."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def _answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url()).close()
            return True
        return False

    @property
    def _user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 else None

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [str(program(name)), *arguments],
            check=True,
            user=self._user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )


@dataclass
class Redis:
    """A Redis server in a folder, on a free port of the loopback."""

    folder: Path
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [
                str(program("redis-server")),
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--dir",
                str(self.folder),
                "--save",
                "",
                "--appendonly",
                "no",
            ],
            stdout=subprocess.DEVNULL,
        )
        while not _listens(self.port):
            assert self.process.poll() is None
            time.sleep(0.02)

    def stop(self) -> None:
        """End it at once; what it had is gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def cpu_seconds(self) -> float:
        """The CPU seconds that it has taken since it started."""
        from redis import Redis as Client

        with Client.from_url(self.url) as client:
            used: dict[str, float] = client.info("cpu")
        return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A running PostgreSQL, ended and removed at the end of the block."""
    with folder() as place:
        server = Postgres(place, durable, free_port())
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def redis() -> Iterator[Redis]:
    """A running Redis, ended and removed at the end of the block."""
    with folder() as place:
        server = Redis(place)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main(command: Sequence[str]) -> int:
    """Run a command with a PostgreSQL; gives its exit status."""
    with postgres() as server:
        environment = os.environ | {"TEST_DATABASE_URL": server.url()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
