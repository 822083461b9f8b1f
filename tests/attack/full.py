"""A disk that fills up: the server says so, keeps what it said it kept, and goes on with room.

The bound is one of the size of a file (RLIMIT_FSIZE), which needs no rights and which is set while
the server runs; it is there on Linux.
"""

import resource
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.attack import Tally
from tests.server import Server, running
from webapp.library import Library
from webapp.library.upkeep.checking import check

#: Bytes that no file may exceed: none can be made, the first text is too much, a later one is.
ROOM = (0, 200_000, 2_000_000)
#: The most texts that are tried until one is too much.
MOST = 60
TEXT = "\n\n".join(f"Le disque numéro {n} est presque plein ce matin." for n in range(400))


def attack(imports: int) -> Tally:
    """Import texts while no file may grow beyond a bound, then one with room again.

    They are at least ``imports``, and so many that one is too much: a library grows by what is
    translated meanwhile, too.
    """
    tally = Tally("imports on a full disk")
    for room in ROOM if hasattr(resource, "prlimit") else ():
        with TemporaryDirectory() as name:
            _fill(Path(name), room, imports, tally)
    return tally


def _fill(folder: Path, room: int, imports: int, tally: Tally) -> None:
    with running(folder, VISAVIS_SEEDS="no") as server:
        statuses = [_import(server, 0)]
        _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (room, most))
        while len(statuses) <= imports or (503 not in statuses and len(statuses) <= MOST):
            statuses.append(_import(server, len(statuses)))
        health = requests.get(f"{server.address}/health", timeout=60)
        tally.expect(health.ok, f"/health: {health.status_code}")
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
        last = _import(server, len(statuses))
        tally.expect(last == 303, f"with room again: {last}")
    for status in statuses:
        tally.expect(status in {303, 503}, f"an import with {room} bytes of room: {status}")
    tally.expect(503 in statuses, f"{room} bytes were room enough: nothing was tried")
    _look(folder, statuses.count(303) + 1, tally)


def _import(server: Server, number: int) -> int:
    """The status of an import, whose text is none of the others'."""
    form = {"text": TEXT.replace("matin", f"matin du jour {number}")}
    address = f"{server.address}/documents"
    return requests.post(address, data=form, allow_redirects=False, timeout=60).status_code


def _look(folder: Path, kept: int, tally: Tally) -> None:
    url = f"sqlite:///{folder / 'library.sqlite3'}"
    _, faults = check(url)
    tally.expect(faults == [], f"the library is not whole: {faults}")
    library = Library(url)
    count = len(library.documents.all())
    library.close()
    tally.expect(count == kept, f"{kept} texts were kept, {count} are there")
