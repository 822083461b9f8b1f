"""Starts of servers where the data folder is damaged, closed, shared, or taken away meanwhile.

Each starts, or ends with one sentence; what it says it keeps is kept; what others wrote stays; and
all that it makes is its owner's, whatever the umask.
"""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.attack import Tally
from tests.server import ADDRESS, Server, running, wait_until_done
from webapp.library import Library
from webapp.library.upkeep.checking import check

#: Seconds in which a server has started or said why not, on a machine that does other things, too.
PATIENCE = 90.0
#: Seconds in which a server has taken over what another one was killed at.
TAKING_OVER = 90.0
#: What takes from the system's administrator the right to pass over the rights of files.
_WITHOUT_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
PAGES = ("/", "/memory", "/terms", "/vocabulary", "/words/chat", "/health")
UMASKS = (0o000, 0o022, 0o077, 0o777)
TEXT = "\n\n".join(f"Le bateau numéro {n} rentre au port." for n in range(40))


def _socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


#: What is done at a path, that of the folder or of a file in it.
_AT: Mapping[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_bytes(b"a"),
    "a folder": lambda path: path.mkdir(),
    "a folder with a file": lambda path: (path / "a").mkdir(parents=True),
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nowhere")),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to a device": lambda path: path.symlink_to("/dev/full"),
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": _socket_at,
}
#: At which paths of a folder; the first is the folder itself.
_PLACES: Mapping[str, tuple[str, ...]] = {
    ".": ("a file", "a link to nothing", "a link to itself", "a link to a device", "a pipe"),
    "library.sqlite3": tuple(_AT),
    "library.sqlite3-wal": ("a folder", "a link to itself"),
    ".library.sqlite3.lock": ("a folder", "a link to itself"),
    "jobs.sqlite3": ("a folder", "a folder with a file", "a link to nothing", "a pipe", "a socket"),
    "dictionaries": ("a file", "a link to nothing"),
    "downloads": ("a file",),
}
#: The rights that the owner of a folder, and of the library in it, has to them.
_RIGHTS = ((0o000, 0o600), (0o500, 0o600), (0o500, 0o400), (0o700, 0o400), (0o700, 0o000))


@dataclass
class _Start:
    """What became of a start: the address of the server, or what it wrote instead, and its end."""

    address: str
    written: str
    status: int | None

    @property
    def is_told(self) -> bool:
        """Whether it ended with a sentence, as a fault (1) or as a wrong command line (2)."""
        is_sentence = self.written.rstrip().endswith(".") and "Traceback" not in self.written
        return self.status in {1, 2} and is_sentence


def attack() -> Tally:
    """Start servers on each damaged folder, by each umask, and two on one folder."""
    tally = Tally("damaged folders")
    for place, kinds in _PLACES.items():
        for kind in kinds:
            with TemporaryDirectory() as name:
                folder = Path(name, "data")
                if place != ".":
                    folder.mkdir()
                _AT[kind](folder / place)
                _start_on(folder, f"{kind} for {place}", tally)
    for modes in _RIGHTS if os.geteuid() or shutil.which(_WITHOUT_RIGHTS[0]) else ():
        _start_without_rights(*modes, tally)
    for umask in UMASKS:
        _start_by(umask, tally)
    for put_back in (False, True):
        _take_away(tally, put_back=put_back)
    _serve_twice(tally)
    return tally


@contextmanager
def _started(folder: Path, before: Sequence[str] = (), umask: int = -1) -> Iterator[_Start]:
    """Start a server on a folder, by another command or a umask, until the end of the block."""
    command = [*before, sys.executable, "-m", "visavis", "serve", "--port", "0"]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [*command, "--data-dir", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environ | {"VISAVIS_SEEDS": "no"},
        umask=umask,
    ) as process:
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        written = ""
        for line in process.stdout or ():
            written += line
            if found := ADDRESS.search(line):
                timer.cancel()
                yield _Start(found[0].rstrip("/"), written, None)
                break
        else:
            status = process.wait()
            timer.cancel()
            yield _Start("", written, status)
        process.kill()


def _start_on(folder: Path, name: str, tally: Tally) -> None:
    """A start is told in a sentence, or pages are served and a text is kept."""
    with _started(folder) as start:
        if not start.address:
            tally.expect(
                start.is_told, f"{name}: no sentence, status {start.status}: {start.written}"
            )
            return
        for path in PAGES:
            status = requests.get(start.address + path, timeout=60).status_code
            tally.expect(status < 500, f"{name}: {path}: {status}")
        status = _import(start.address)
        tally.expect(status == 303, f"{name}: an import: {status}")


def _import(address: str, text: str = "Il pleut.") -> int:
    form = {"text": text}
    answer = requests.post(f"{address}/documents", data=form, allow_redirects=False, timeout=60)
    return answer.status_code


def _start_without_rights(folder_mode: int, file_mode: int, tally: Tally) -> None:
    """Somebody who may not write the folder or the library starts; the library stays as it was."""
    with TemporaryDirectory() as name:
        folder = Path(name, "data")
        file = folder / "library.sqlite3"
        Library(f"sqlite:///{file}").close()
        before = file.read_bytes()
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        modes = f"folder {folder_mode:o}, library {file_mode:o}"
        with _started(folder, () if os.geteuid() else _WITHOUT_RIGHTS) as start:
            is_reading = start.address and _import(start.address) == 503
            tally.expect(bool(start.is_told or is_reading), f"{modes}: {start}")
        folder.chmod(0o700)
        file.chmod(0o600)
        tally.expect(file.read_bytes() == before, f"{modes}: the library was changed")


def _start_by(umask: int, tally: Tally) -> None:
    """All that a server makes is its owner's alone."""
    with TemporaryDirectory() as name:
        folder = Path(name, "a", "data")
        with _started(folder, umask=umask) as start:
            tally.expect(_import(start.address) == 303, f"umask {umask:o}: no text was kept")
            for path in (folder.parent, folder, *folder.rglob("*")):
                mode = path.stat().st_mode & 0o777
                right = 0o700 if path.is_dir() else 0o600
                tally.expect(mode == right, f"umask {umask:o}: {path.name} has {mode:o}")


def _take_away(tally: Tally, *, put_back: bool) -> None:
    """Nothing is said to be kept once the folder is gone, and all is kept once it is back."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder, aside = Path(name, "data"), Path(name, "aside")
        server = stack.enter_context(running(folder, VISAVIS_SEEDS="no"))
        tally.expect(_import(server.address) == 303, "no text was kept")
        wait_until_done(folder, server, 1)
        folder.rename(aside)
        for _ in range(3):
            statuses = [_import(server.address), _status(server, "/"), _status(server, "/health")]
            tally.expect(statuses == [503, 503, 200], f"without its folder: {statuses}")
            folder.mkdir(exist_ok=True)  # at last an empty one in its place
        if put_back:
            shutil.rmtree(folder)
            aside.rename(folder)
            tally.expect(_import(server.address) == 303, "with its folder again: not kept")
            wait_until_done(folder, server, 1)
        else:
            tally.expect(not any(folder.glob("library*")), "another library was made")


def _status(server: Server, path: str) -> int:
    return requests.get(server.address + path, timeout=60).status_code


def _serve_twice(tally: Tally) -> None:
    """Two servers make one library at once; one is killed, and the other does all its work."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name, "data")
        begun = partial(running, folder, VISAVIS_SEEDS="no")
        with ThreadPoolExecutor(2) as pool:
            servers = list(pool.map(lambda _: stack.enter_context(begun()), range(2)))
            addresses = [server.address for server in servers] * 4
            texts = [f"Le jour {n} se lève.\n\n{TEXT}" for n in range(len(addresses))]
            statuses = list(pool.map(_import, addresses, texts))
        tally.expect(set(statuses) == {303}, f"two servers on one folder: {statuses}")
        servers[0].kill()
        begun_at = time.monotonic()
        wait_until_done(folder, servers[1], TEXT.count("\n\n") + 2)
        seconds = time.monotonic() - begun_at
        tally.expect(seconds < TAKING_OVER, f"what a killed server left took {seconds:.0f} s")
        tally.expect(servers[1].process.poll() is None, "the other server has ended, too")
        _, faults = check(f"sqlite:///{folder / 'library.sqlite3'}")
        tally.expect(faults == [], f"the library of two servers is not whole: {faults}")
