"""A real server in a process of its own, for tests that kill it or install it elsewhere."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from webapp.library import Document, Library, Segment

ADDRESS = re.compile(r"http://\S+")
#: How the title of the seed article begins.
SEED_TITLE = "Benjamin Netanyahou a tenu à défendre"


@dataclass
class Server:
    """A running server: its address without the last slash, and its process."""

    address: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it as the system would: at once, with no word of warning."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running(
    data_dir: Path,
    command: Sequence[str] = (sys.executable, "-m", "visavis"),
    cwd: Path | None = None,
    **environ: str,
) -> Iterator[Server]:
    """``command serve`` on a free port, killed at the end if it still runs.

    It waits for the line that tells the address, or for the end of the process.
    """
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", "--data-dir", str(data_dir)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environ},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = ADDRESS.search(line)
        assert found, f"the server did not start: {line}"
        yield Server(found[0].rstrip("/"), process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def state_of(data_dir: Path) -> tuple[Document, dict[int, Segment]]:
    """The newest document and its segments by position, read beside the running server."""
    library = Library(f"sqlite:///{data_dir / 'library.sqlite3'}")
    document = library.documents.all()[0]
    segments = [s for block in library.documents.blocks(document.id) for s in block.segments]
    library.close()
    return document, {segment.position: segment for segment in segments}


def wait_until_done(data_dir: Path, server: Server, at_least: int) -> None:
    """Look again and again until every text has that many segments done, or the server died."""
    with Library(f"sqlite:///{data_dir / 'library.sqlite3'}") as library:
        while min(each.done_count for each in library.documents.all()) < at_least:
            assert server.process.poll() is None
            time.sleep(0.05)
