"""A real server, killed while it imports and corrects: what it said it kept is there, and whole."""

import random
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.attack import Tally
from tests.server import Server, running
from webapp.library import Library
from webapp.library.checking import check

TEXT = "\n\n".join(f"Le train numéro {n} part à {n % 24} heures." for n in range(300))
UNIT = (
    '<tu><tuv xml:lang="fr"><seg>Le train numéro {0} part à {1} heures.</seg></tuv>'
    '<tuv xml:lang="en"><seg>Train {0} by hand.</seg></tuv></tu>'
)
UNITS = "".join(UNIT.format(n, n % 24) for n in range(300))
TMX = f'<tmx version="1.4"><header srclang="fr"/><body>{UNITS}</body></tmx>'


def attack(kills: int, seed: int = 1) -> Tally:
    """Kill a server ``kills`` times on one library: in turns at an import and at a correction."""
    tally = Tally("kills")
    chance = random.Random(seed)
    with TemporaryDirectory() as name:
        folder, kept = Path(name), 0
        for number in range(kills):
            kept += _killed(folder, number % 2 == 1, chance.uniform(0, 0.5))
            _check(folder, kept, tally)
    return tally


def _killed(folder: Path, at_correction: bool, seconds: float) -> int:
    """Kill a server ``seconds`` after it began to import, or to correct what it has imported.

    Gives the number of texts that it said it kept.
    """
    with running(folder, VISAVIS_SEEDS="no") as server:
        kept = threading.Event()
        working = threading.Thread(target=_work, args=(server, kept), daemon=True)
        working.start()
        if at_correction:
            kept.wait(60)
        time.sleep(seconds)
        server.kill()
        working.join()
    return int(kept.is_set())


def _work(server: Server, kept: threading.Event) -> None:
    try:
        answer = requests.post(
            f"{server.address}/documents", data={"text": TEXT}, allow_redirects=False, timeout=60
        )
        if answer.status_code == 303:
            kept.set()
            address = f"{server.address}{answer.headers['Location']}/corrections"
            requests.post(address, files={"file": ("a.tmx", TMX.encode())}, timeout=60)
    except requests.RequestException:
        return  # the server was killed


def _check(folder: Path, kept: int, tally: Tally) -> None:
    url = f"sqlite:///{folder / 'library.sqlite3'}"
    _, faults = check(url)
    tally.expect(faults == [], f"the library is not whole: {faults}")
    library = Library(url)
    documents = library.documents.all()
    tally.expect(len(documents) >= kept, f"{kept} texts were kept, {len(documents)} are there")
    for document in documents:
        segments = [s for block in library.documents.blocks(document.id) for s in block.segments]
        edited = sum((s.target or "").endswith("by hand.") for s in segments)
        tally.expect(edited in {0, 300}, f"{edited} of 300 sentences were corrected")
    library.close()
