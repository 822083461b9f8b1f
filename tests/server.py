"""A real server in a process of its own, for tests that kill it or install it elsewhere."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ADDRESS = re.compile(r"http://\S+")


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
    command: Sequence[str] = (sys.executable, "-m", "webapp"),
    cwd: Path | None = None,
    **environ: str,
) -> Iterator[Server]:
    """``command serve`` on a free port, killed at the end if it still runs.

    It waits for the line that tells the address, or for the end of the process.
    """
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", "--data-dir", str(data_dir)],
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
