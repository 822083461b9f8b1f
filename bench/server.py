"""Starts our server in a new process, as ``visavis serve`` does."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.http import free_port, wait_until_it_answers
from bench.machine import cpu_seconds

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``cpu_to_first_answer`` has the seconds from the start of its process."""

    host: str
    port: int
    pid: int
    cpu_to_first_answer: float


@contextmanager
def running(first: str = "/health", **settings: str) -> Iterator[Server]:
    """Our server with an empty library and these settings; it is killed at the end."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        options = {"seeds": "no", "data_dir": folder} | settings
        chosen = {f"VISAVIS_{name.upper()}": value for name, value in options.items()}
        process = subprocess.Popen(
            [sys.executable, "-m", "visavis", "serve", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | chosen | {"ARGOS_PACKAGES_DIR": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_it_answers("127.0.0.1", port, process, first)
            yield Server("127.0.0.1", port, process.pid, cpu_seconds(process.pid))
        finally:
            process.kill()
            process.wait()
