"""``python -m tests.fleet.throughput``: two workers on two cores against one on one core.

PostgreSQL, Redis and whoever measures share the cores of the workers: with one core, all is on that
one. Seconds count here, so the machine must have nothing else to do.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fakes import FakeTranslators
from tests.fleet.faults import text
from tests.fleet.machines import Fleet, fleet, seconds_until
from webapp.library import Library
from webapp.opening import open_desk
from webapp.settings import Settings

#: By how much two workers on two cores must be faster than one on one core.
LEAST = 1.8


def main() -> int:
    """Print sentences a second for each number of cores; gives 1 where two are too slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.fleet.throughput")
    parser.add_argument("--texts", type=int, default=4, help="texts of 1,000 sentences")
    texts = parser.parse_args().texts
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) < 2:
        print("Two cores are needed.", file=sys.stderr)
        return 2
    one, two = (sentences_a_second(usable[:count], texts) for count in (1, 2))
    print(
        f"{one:.1f} sentences a second by one worker on one core, {two:.1f} by two on two: "
        f"{two / one:.2f} times as many (at least {LEAST})"
    )
    return int(two / one < LEAST)


def sentences_a_second(cores: Sequence[int], texts: int, sentences: int = 1_000) -> float:
    """How fast a worker on each of some cores translates texts that all share."""
    with tempfile.TemporaryDirectory() as name, _pinned(cores):
        folder = Path(name)
        with fleet(folder, behind_proxies=False) as machines, Library(machines.url) as library:
            for core in cores:
                with _pinned([core]):
                    machines.work(f"worker-{core}")
            _give(machines, folder, [text(64 * len(cores), texts)])  # packages are open then
            seconds_until(lambda: not library.worklist.waiting())
            _give(machines, folder, [text(sentences, seed) for seed in range(texts)])
            return texts * sentences / seconds_until(lambda: not library.worklist.waiting())


def _give(machines: Fleet, folder: Path, texts: Sequence[str]) -> None:
    """Put texts into the library and the queue, as a server does."""
    settings = Settings(
        data_dir=folder,
        seeds=False,
        database_url=machines.environment["VISAVIS_DATABASE_URL"],
        queue_url=machines.environment["VISAVIS_QUEUE_URL"],
    )
    desk = open_desk(settings, FakeTranslators())
    try:
        for given in texts:
            desk.add_document(given)
    finally:
        desk.close()


@contextmanager
def _pinned(cores: Sequence[int]) -> Iterator[None]:
    """Have this thread, and what it starts meanwhile, run on these cores alone."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


if __name__ == "__main__":
    sys.exit(main())
