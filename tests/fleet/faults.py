"""What befalls a fleet while it translates, and how soon it goes on: one row a fault.

A trigger in the database counts how often each segment gets a target, so that nothing can be
stored twice unseen.
"""

import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.fleet.machines import Fleet, done_count, fleet, seconds_until
from webapp.library import Library
from webapp.library.upkeep.checking import check

#: How long the proxy lets nothing through.
CUT_SECONDS = 10
#: Sentences are made of these, each another one.
_WHO = ("Le maire", "La voisine", "Un pêcheur", "Notre cousin", "L’institutrice", "Ce vieux juge")
_DOES = ("regarde", "cherche", "oublie", "dessine", "raconte", "préfère", "abandonne", "retrouve")
_WHAT = ("la maison", "le vieux pont", "une lettre", "son chapeau", "les trois chiens", "la gare")
_WHEN = ("ce matin", "avant la pluie", "chaque dimanche", "depuis mardi", "sans rien dire")
_STORED = """
CREATE TABLE stored (segment_id bigint);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN INSERT INTO stored VALUES (NEW.id); RETURN NEW; END';
CREATE TRIGGER noted AFTER UPDATE ON segments FOR EACH ROW
  WHEN (NEW.target IS NOT NULL AND NEW.state = 'translated') EXECUTE FUNCTION note();
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A fault, how many segments had their targets then, and the seconds until the next had one."""

    fault: str
    done: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was left at the end: segments, those without a target, those stored twice, faults."""

    rows: Sequence[Row]
    segments: int
    missing: int
    twice: int
    faults: Sequence[str]


def text(sentences: int, seed: int) -> str:
    """A French text of that many sentences that are all different, a paragraph for five each."""
    every = [
        f"{who} {does} {what} {when}."
        for who, does, what, when in itertools.product(_WHO, _DOES, _WHAT, _WHEN)
    ]
    chosen = random.Random(seed).sample(every, sentences)
    numbered = [
        f"{sentence[:-1]}, numéro {seed * 10_000 + n}." for n, sentence in enumerate(chosen)
    ]
    return "\n\n".join(" ".join(numbered[at : at + 5]) for at in range(0, sentences, 5))


def endure(folder: Path, names: Sequence[str], sentences: int, workers: int = 3) -> Outcome:
    """Let faults befall two servers and some workers that translate, and see what is left."""
    with fleet(folder) as machines:
        address = machines.serve("web-1")
        machines.serve("web-2")
        for number in range(workers):
            machines.work(f"worker-{number + 1}")
        _sql(machines, _STORED)
        with Library(machines.url) as library:
            _give(address, text(sentences, 0))
            seconds_until(lambda: done_count(library) > 0)
            rows = [_row(machines, library, name, sentences) for name in names]
            seconds_until(lambda: not library.worklist.waiting())
            return _outcome(machines, library, rows)


def _give(address: str, given: str) -> None:
    answer = requests.post(
        f"{address}/documents", data={"text": given}, allow_redirects=False, timeout=60
    )
    assert answer.status_code == 303, answer.text[:300]


def _row(machines: Fleet, library: Library, name: str, sentences: int) -> Row:
    FAULTS[name](machines, sentences)
    done = done_count(library)
    return Row(name, done, seconds_until(lambda: done_count(library) > done))


def _kill_a_worker(machines: Fleet, _sentences: int) -> None:
    """Kill the worker that has the claim, and start another one in its place."""
    with Library(machines.url) as library:
        pids = {holder.rsplit("/", 3)[1] for holder in library.claims.holders()}
    working = [n for n, process in machines.processes.items() if str(process.pid) in pids]
    machines.kill(working[0] if working else "worker-1")
    machines.work(working[0] if working else "worker-1")


def _kill_a_server(machines: Fleet, sentences: int) -> None:
    machines.kill("web-1")
    _give(machines.serve("web-1"), text(sentences, len(machines.folder.name) + 1))


def _restart_postgres(machines: Fleet, _sentences: int) -> None:
    machines.postgres.stop()
    machines.postgres.start()


def _restart_redis(machines: Fleet, _sentences: int) -> None:
    machines.redis.stop()
    machines.redis.start()


def _cut_the_network(machines: Fleet, _sentences: int) -> None:
    """Let nothing reach PostgreSQL and Redis for a while."""
    for proxy in machines.proxies:
        proxy.stop()
    time.sleep(CUT_SECONDS)
    for proxy in machines.proxies:
        proxy.go_on()


#: What may befall a fleet, by name.
FAULTS: dict[str, Callable[[Fleet, int], None]] = {
    "kill -9 of the worker that has the text": _kill_a_worker,
    "PostgreSQL ended at once and started again": _restart_postgres,
    "Redis ended at once and started again, empty": _restart_redis,
    "kill -9 of a server, and a new text at its successor": _kill_a_server,
    f"a network that is silent for {CUT_SECONDS} s": _cut_the_network,
}


def _outcome(machines: Fleet, library: Library, rows: Sequence[Row]) -> Outcome:
    documents = library.documents.all()
    import psycopg

    with psycopg.connect(machines.url) as connection:
        counted = connection.execute(
            "SELECT count(*) FROM (SELECT FROM stored GROUP BY segment_id HAVING count(*) > 1) s"
        ).fetchone()
    assert counted is not None
    return Outcome(
        rows,
        sum(document.segment_count for document in documents),
        sum(library.documents.missing(document.id) for document in documents),
        counted[0],
        check(machines.url)[1],
    )


def _sql(machines: Fleet, statements: str) -> None:
    import psycopg

    with psycopg.connect(machines.url) as connection:
        connection.execute(statements)
