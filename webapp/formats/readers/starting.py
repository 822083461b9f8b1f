"""Starts processes that read files of strangers, and ends them with all that they started."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import webapp
from webapp.errors import Unavailable
from webapp.formats.readers.facts import Bounds

_HOME = Path(webapp.__file__).parents[1]
#: The longest time of one file, also where the system cannot bound processor time.
MAX_SECONDS = 300


@contextmanager
def started(command: Sequence[str], bounds: Bounds) -> Iterator[subprocess.Popen[bytes]]:
    """A process that reads a file; it ends with the block or after MAX_SECONDS.

    Raises Unavailable.
    """
    with bounds.turns, _started(command) as process:
        timer = threading.Timer(MAX_SECONDS, _end, [process])
        timer.start()
        try:
            yield process
        finally:
            _end(process)
            timer.cancel()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start the process, without stderr, so that no text reaches a log; raises Unavailable."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603, a command of our own
            command, stdin=pipe, stdout=pipe, stderr=nothing, cwd=_HOME, start_new_session=True
        )
    except OSError as error:
        raise Unavailable("No file can be read at the moment. Try again later.") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, which are its group."""
    process.kill()
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
