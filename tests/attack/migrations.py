"""A program that is killed while it brings an older library to the newest schema."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from tests.attack import Tally
from webapp.library import Library
from webapp.library.upkeep.checking import check
from webapp.library.upkeep.migrating import MIGRATIONS

_OPENING = "import sys; from webapp.library import Library; print(flush=True); Library(sys.argv[1])"
_FIRST, _TITLE = "0001", "Un texte d’autrefois"
_DOCUMENT = (
    "INSERT INTO documents (title, source_language, target_language, text, created_at, "
    "segment_count, pending_count, failed_count, revision) "
    "VALUES (:title, 'fr', 'en', '', '2026-01-01', 0, 0, 0, 1)"
)


def attack(kills: int, seed: int = 1) -> Tally:
    """Kill ``kills`` such programs; the next one has the whole library, with its text."""
    tally = Tally("kills while migrating")
    chance = random.Random(seed)
    for _ in range(kills):
        with TemporaryDirectory() as name:
            url = f"sqlite:///{Path(name) / 'library.sqlite3'}"
            _make_older(url)
            status = _killed(url, chance.uniform(0, 0.4))
            tally.expect(status in {0, -signal.SIGKILL}, f"the program ended with {status}")
            library = Library(url)
            titles = [document.title for document in library.documents.all()]
            library.close()
            tally.expect(titles == [_TITLE], f"the texts are {titles}")
            _, faults = check(url)
            tally.expect(faults == [], f"the library is not whole: {faults}")
    return tally


def _make_older(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, _FIRST)
        connection.execute(text(_DOCUMENT), {"title": _TITLE})
    engine.dispose()


def _killed(url: str, seconds: float) -> int:
    """The exit status of a program that is killed so many seconds after it began."""
    arguments = [sys.executable, "-c", _OPENING, url]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(seconds)
        program.kill()
    return program.returncode
