"""``python -m tests.fleet.costs``: CPU seconds of a sentence, in the engine and in each database.

The library's part is measured with a translator that takes no time, the engine's with the bundled
package; both in one process, so that their ratio holds however busy the machine is.
"""

import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fakes import FakeTranslators
from tests.fleet.faults import text
from tests.services import Postgres, Redis, folder, free_port, redis
from webapp.engine import Translators
from webapp.opening import open_desk
from webapp.settings import Settings

#: Sentences for the databases and for the engine.
MANY, FEW = 1_200, 300


@dataclass(frozen=True, slots=True)
class SentenceCost:
    """CPU seconds of a sentence: in the engine, with a file, and with PostgreSQL and Redis.

    ``fleet`` is the time of the process that translates, ``postgres`` and ``redis`` that of the
    servers.
    """

    engine: float
    file: float
    fleet: float
    postgres: float
    redis: float

    @property
    def added(self) -> float:
        """What PostgreSQL and Redis add to the time with a file: 0.05 is five per cent."""
        return (self.fleet + self.postgres + self.redis - self.file) / (self.engine + self.file)


def main() -> None:
    """Print CPU milliseconds for a sentence, and what PostgreSQL and Redis add in per cent."""
    cost = sentence_cost()
    print(
        f"engine {1000 * cost.engine:.2f} ms, SQLite {1000 * cost.file:.3f} ms, in a fleet "
        f"{1000 * cost.fleet:.3f} ms, in PostgreSQL {1000 * cost.postgres:.3f} ms, in Redis "
        f"{1000 * cost.redis:.3f} ms: {100 * cost.added:.1f} % more"
    )


def sentence_cost() -> SentenceCost:
    """Measure all of it, on servers of its own."""
    with tempfile.TemporaryDirectory() as name, folder() as place, redis() as queue:
        server = Postgres(place, durable=True, port=free_port())
        server.make()
        there = {"database_url": server.url("library"), "queue_url": queue.url}
        _served(server, lambda: server.sql("CREATE DATABASE library TEMPLATE template0"))
        idle = _served(server, lambda: open_desk(_settings(name, **there)).close())
        _seconds(_settings(f"{name}/first"), MANY, FakeTranslators())  # all modules are imported
        file = _seconds(_settings(name), MANY, FakeTranslators()) / MANY
        engine = _seconds(_settings(f"{name}/engine"), FEW, None) / FEW - file
        client, behind, counted = _in_fleet(server, queue, _settings(name, **there))
    return SentenceCost(engine, file, client, max(0.0, behind - idle / MANY), counted)


def _in_fleet(server: Postgres, queue: Redis, settings: Settings) -> tuple[float, float, float]:
    """The CPU seconds of a sentence in this process, in PostgreSQL and in Redis."""
    client: list[float] = []
    before = queue.cpu_seconds()
    behind = _served(server, lambda: client.append(_seconds(settings, MANY, FakeTranslators())))
    return client[0] / MANY, behind / MANY, (queue.cpu_seconds() - before) / MANY


def _settings(name: str, **given: str) -> Settings:
    return Settings(data_dir=Path(name), seeds=False, threads=1, **given)  # type: ignore[arg-type]


def _seconds(settings: Settings, sentences: int, translators: Translators | None) -> float:
    """The CPU seconds of this process in which a text is kept and translated."""
    desk = open_desk(settings, translators)
    try:
        desk.translators.get("fr", "en").submit(["Il pleut."]).result()  # the package is open
        begin = time.process_time()
        desk.pretranslate(desk.add_document(text(sentences, 1)).id)
        return time.process_time() - begin
    finally:
        desk.close()


def _served(server: Postgres, action: Callable[[], object]) -> float:
    """The CPU seconds of a server that is started, does something and is ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    server.start()
    try:
        action()
    finally:
        server.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
