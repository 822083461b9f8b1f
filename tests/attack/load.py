"""Many clients at once, with pages, parts of a reader, calls of the API and files, at a given pace.

None is refused, the server's memory stays as it is after the warm-up, and the 95th percentile is
told.
"""

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.attack import Tally
from tests.server import Server, running, wait_until_done

#: The text that the pages show, and how many sentences it has.
SENTENCES = 120
STORY = "\n\n".join(f"Le train numéro {n} part à {n % 24} heures." for n in range(SENTENCES))
#: The part of what the server can do that it is asked for, once it is known.
SHARE = 0.8
#: The part of all requests after which the memory should be what it stays.
WARM_UP = 0.4
#: By how much it may grow from then on.
GROWTH = 1.05
PAGES = (
    "/",
    "/?search=train",
    "/documents/1",
    "/documents/1?first=60",
    "/documents/1/progress?after=0",
    "/documents/1/download?format=txt",
    "/documents/1/download?format=folded-epub",
    "/words/train",
    "/memory",
    "/terms",
    "/languages",
    "/health",
)
#: Answers are kept in memory up to a bound, which the warm-up must reach.
RECENT_CHARS = "20000"


@dataclass
class _Load:
    """What the clients share: how many requests are left, at which pace, and what they saw."""

    address: str
    left: int
    #: Seconds from one request to the next; none while it is found out what the server can do.
    pace: float = 0.0
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0

    def turn(self) -> bool:
        """Wait for the next request's time; false when there is none any more."""
        with self.lock:
            if not self.left:
                return False
            self.left -= 1
            now = time.monotonic()
            self.next_at = max(now, self.next_at + self.pace)
            wait = self.next_at - now
        time.sleep(wait)
        return True


def attack(count: int, clients: int, seed: int = 1) -> Tally:
    """Make ``count`` requests by so many clients, the first tenth as fast as they can."""
    tally = Tally("requests under load")
    with (
        TemporaryDirectory() as name,
        running(Path(name), VISAVIS_SEEDS="no", VISAVIS_RECENT_CHARS=RECENT_CHARS) as server,
    ):
        requests.post(f"{server.address}/documents", data={"text": STORY}, timeout=60)
        wait_until_done(Path(name), server, SENTENCES)
        fast = _made(server, count // 10, clients, seed)
        pace = sum(fast.seconds) / max(1, len(fast.seconds)) / clients / SHARE
        warm = _made(server, int(WARM_UP * count) - count // 10, clients, seed + 1, pace)
        before = memory(server)
        rest = _made(server, count - int(WARM_UP * count), clients, seed + 2, pace)
        after = memory(server)
        tally.expect(server.process.poll() is None, "the server has ended")
    for load in (fast, warm, rest):
        tally.tries += len(load.seconds)
        tally.faults += load.faults
    if before:
        tally.expect(after <= GROWTH * before, f"the memory grew from {before} to {after} MB")
    seconds = sorted([*warm.seconds, *rest.seconds]) or [0.0]
    tally.remark = (
        f"{clients} clients, {1 / pace if pace else 0:.0f} requests a second ({SHARE:.0%} of what "
        f"they could): 95th percentile {seconds[int(0.95 * (len(seconds) - 1))]:.2f} s, memory "
        f"{before} MB after the warm-up and {after} MB at the end"
    )
    return tally


def memory(server: Server) -> int:
    """The megabytes of a server that are in memory; 0 where the system does not tell."""
    with suppress(OSError):
        status = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) // 1000
    return 0


def _made(server: Server, count: int, clients: int, seed: int, pace: float = 0.0) -> _Load:
    """What so many requests gave."""
    load = _Load(server.address, count, pace)
    threads = [
        threading.Thread(target=_client, args=(load, random.Random(f"{seed} {number}")))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load


def _client(load: _Load, chance: random.Random) -> None:
    with requests.Session() as session:
        while load.turn():
            call = chance.choices(list(_CALLS), list(_CALLS.values()))[0]
            begun = time.monotonic()
            try:
                answer = call(session, load.address, chance)
                fault = "" if answer.ok else f"{answer.url}: {answer.status_code}"
            except requests.RequestException as error:
                fault = type(error).__name__
            with load.lock:
                load.seconds.append(time.monotonic() - begun)
                load.faults += [fault] if fault else []


def _page(session: requests.Session, address: str, chance: random.Random) -> requests.Response:
    return session.get(address + chance.choice(PAGES), timeout=120)


def _known(session: requests.Session, address: str, chance: random.Random) -> requests.Response:
    asked = {"q": f"Il est {chance.randrange(24)} heures.", "source": "fr", "target": "en"}
    return session.post(f"{address}/translate", json=asked, timeout=120)


def _new(session: requests.Session, address: str, chance: random.Random) -> requests.Response:
    asked = {"q": f"Il y a {chance.randrange(10**6)} arbres.", "source": "auto", "target": "en"}
    return session.post(f"{address}/translate", json=asked, timeout=120)


def _file(session: requests.Session, address: str, chance: random.Random) -> requests.Response:
    file = ("a.txt", f"Il est {chance.randrange(24)} heures.".encode())
    asked = {"source": "fr", "target": "en"}
    kept = session.post(f"{address}/translate_file", asked, files={"file": file}, timeout=120)
    return session.get(kept.json()["translatedFileUrl"], timeout=120) if kept.ok else kept


def _text(session: requests.Session, address: str, chance: random.Random) -> requests.Response:
    """Take a text in and delete it, so that pages list as many at the end as at the beginning."""
    story = f"Le jour {chance.randrange(10**6)} se lève.\n\nIl est {chance.randrange(24)} heures."
    kept = session.post(f"{address}/documents", data={"text": story}, timeout=120)
    return session.post(f"{kept.url}/deletion", timeout=120) if kept.ok else kept


#: What clients do, and how often of a hundred times.
_CALLS: dict[Callable[[requests.Session, str, random.Random], requests.Response], int] = {
    _page: 60,
    _known: 25,
    _new: 8,
    _file: 5,
    _text: 2,
}
