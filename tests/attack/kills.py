"""A real server, killed while it imports, corrects, edits, learns, cuts, joins and agrees on terms.

What it said it kept is there, and nothing is half done.
"""

import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.attack import Client, Tally
from tests.attack.desk_work import Agreeing, Cutting
from tests.server import Server, running
from webapp.library import Library, Origin
from webapp.library.upkeep.checking import check

TEXT = "\n\n".join(f"Le train numéro {n} part à {n % 24} heures." for n in range(300))
UNIT = (
    '<tu><tuv xml:lang="fr"><seg>Le train numéro {0} part à {1} heures.</seg></tuv>'
    '<tuv xml:lang="en"><seg>Train {0} by hand.</seg></tuv></tu>'
)
UNITS = "".join(UNIT.format(n, n % 24) for n in range(300))
SNOW = "\n\n".join(f"Il neige depuis {n} jours." for n in range(100))
#: The pairs of a memory that is taken in.
MEMORY = 5_000
TMX = f'<tmx version="1.4"><header srclang="fr"/><body>{UNITS}</body></tmx>'
SEGMENT = (
    '<trans-unit id="{2}"><source>Le train numéro {0} part à {1} heures.</source>'
    '<target state="final">Train {0} by hand.</target></trans-unit>'
)
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
    'source-language="fr" target-language="en" datatype="plaintext"><body>'
    f"{''.join(SEGMENT.format(n, n % 24, n + 1) for n in range(300))}</body></file></xliff>"
)
#: The kinds of files that correct a text.
CORRECTIONS = ("a.tmx", TMX.encode()), ("a.xlf", XLIFF.encode())
#: The kinds of work at which it is killed.
KINDS = 6


def attack(kills: int, seed: int = 1) -> Tally:
    """Kill a server ``kills`` times on one library, at each kind of work in turns."""
    tally = Tally("kills")
    chance = random.Random(seed)
    with TemporaryDirectory() as name:
        folder, kept = Path(name), 0
        for number in range(kills):
            turn, seconds = number % KINDS, chance.uniform(0, 0.5)
            if turn == 3:
                _kill_at_memory(folder, number, seconds, tally)
            elif turn > 3:
                kept += _kill_at_desk(folder, number, 2 * seconds, tally)
            else:
                file = CORRECTIONS[number // KINDS % len(CORRECTIONS)]
                kept += _killed(folder, turn, seconds, file, tally)
            _check(folder, kept, tally)
    tally.expect(kept > 0 or kills < 2, "no text was kept before a kill: nothing was tried")
    return tally


def _killed(folder: Path, turn: int, seconds: float, file: tuple[str, bytes], tally: Tally) -> int:
    """Kill a server ``seconds`` after it began to import (turn 0), to correct (1) or to edit (2).

    ``file`` is what it corrects by. Gives the number of texts that it said it kept.
    """
    edits: dict[int, str] = {}
    kept = threading.Event()
    with running(folder, VISAVIS_SEEDS="no") as server:
        client = Client(server.address, tally)
        work = partial(_edit, edits) if turn == 2 else partial(_work, file)
        with _working(server, partial(work, client, kept), tally):
            if turn:
                tally.expect(kept.wait(60), "no text was kept within a minute")
            time.sleep(seconds)
    _check_edits(folder, edits, tally)
    return int(kept.is_set())


@contextmanager
def _working(server: Server, work: Callable[[], None], tally: Tally) -> Iterator[None]:
    """Do work at a server that is killed at the end of the block."""

    def go_on() -> None:
        try:
            work()
        except requests.RequestException:
            return  # the server was killed
        except Exception as error:  # noqa: BLE001 - whatever it is, the work was not done
            tally.expect(False, f"the work broke off: {type(error).__name__}")

    working = threading.Thread(target=go_on, daemon=True)
    working.start()
    yield
    server.kill()
    working.join()


def _work(file: tuple[str, bytes], client: Client, kept: threading.Event) -> None:
    """Import a text and correct it by a file."""
    answer = client.post("/documents", data={"text": TEXT}, allow_redirects=False)
    if answer.status_code == 303:
        kept.set()
        client.post(f"{answer.headers['Location']}/corrections", files={"file": file})


def _edit(edits: dict[int, str], client: Client, kept: threading.Event) -> None:
    """Import a text and edit its sentences one after the other; ``edits`` has those it kept."""
    page = client.post("/documents", data={"text": SNOW})
    ids = [int(found) for found in re.findall(r"/segments/(\d+)/target", page.text)]
    if page.ok:
        kept.set()
    for segment_id in ids:
        target = f"Snow {segment_id} by eye."
        if client.post(f"/segments/{segment_id}/target", data={"target": target}).ok:
            edits[segment_id] = target


def _check_edits(folder: Path, edits: dict[int, str], tally: Tally) -> None:
    """Every edit that was confirmed is there, and the memory knows the last of each source."""
    library = Library(f"sqlite:///{folder / 'library.sqlite3'}")
    last: dict[str, tuple[int, str]] = {}
    for document in library.documents.all():
        for block in library.documents.blocks(document.id):
            for segment in block.segments:
                if (segment.target or "").endswith("by eye.") and segment.origin is Origin.HUMAN:
                    last[segment.source] = max(
                        last.get(segment.source, (0, "")), (segment.id, segment.target or "")
                    )
    known = library.memory.recall("", ("fr", "en"), list(last))
    memory = {source: target.target for source, target in known.items()}
    edited = {source: target for source, (_, target) in last.items()}
    tally.expect(memory == edited, "the memory and the edited sentences differ")
    kept = dict(last.values())
    missing = [segment_id for segment_id in edits if segment_id not in kept]
    tally.expect(not missing, f"{len(missing)} confirmed edits are not there")
    library.close()


def _kill_at_memory(folder: Path, number: int, seconds: float, tally: Tally) -> None:
    """Kill a server while it takes a memory in: all of that is there, or nothing.

    The first time it is killed once it has said that all is there.
    """
    units = "".join(
        UNIT.replace("Le train", f"Mémoire {number}, le train").format(n, n) for n in range(MEMORY)
    )
    file = f"{number}.tmx"
    is_first = number < KINDS
    with running(folder, VISAVIS_SEEDS="no") as server:
        form = {"file": (file, f'<tmx version="1.4"><body>{units}</body></tmx>'.encode())}
        page = Client(server.address, tally).post("/memory/imports", files=form)
        while is_first and "hx-trigger" in page.text:
            time.sleep(0.1)
            page = requests.get(page.url, timeout=60)
        time.sleep(seconds)
        server.kill()
    library = Library(f"sqlite:///{folder / 'library.sqlite3'}")
    learned = library.units.files().get(file, 0)
    right = {MEMORY} if is_first else {0, MEMORY}
    tally.expect(learned in right, f"{learned} of {MEMORY} sentences were taken in")
    library.close()


def _kill_at_desk(folder: Path, number: int, seconds: float, tally: Tally) -> int:
    """Kill a server while sentences are cut and joined, or terms are kept; gives the texts kept."""
    desk = Cutting(f"Lyon{number}") if number % 2 == 0 else Agreeing(f"n{number}n")
    kept = threading.Event()
    with running(folder, VISAVIS_SEEDS="no") as server:
        work = partial(desk.work, Client(server.address, tally), kept)
        with _working(server, work, tally):
            tally.expect(kept.wait(60), "nothing was kept within a minute")
            time.sleep(seconds)
    library = Library(f"sqlite:///{folder / 'library.sqlite3'}")
    desk.check(library, tally)
    library.close()
    return int(kept.is_set() and isinstance(desk, Cutting))


def _check(folder: Path, kept: int, tally: Tally) -> None:
    url = f"sqlite:///{folder / 'library.sqlite3'}"
    _, faults = check(url)
    tally.expect(faults == [], f"the library is not whole: {faults}")
    library = Library(url)
    documents = library.documents.all()
    tally.expect(len(documents) >= kept, f"{kept} texts were kept, {len(documents)} are there")
    for document in documents:
        segments = [s for block in library.documents.blocks(document.id) for s in block.segments]
        # What was pending may be filled by the memory that another text's corrections taught.
        by_hand = [s for s in segments if (s.target or "").endswith("by hand.")]
        edited = sum(segment.origin is Origin.HUMAN for segment in by_hand)
        tally.expect(edited in {0, 300}, f"{edited} of 300 sentences were corrected")
    library.close()
