"""Holds a document for one job of this process, for as long as the job takes.

The holder is named by host, process and job, so that another process of the same host sees at once
that a process is gone; on another host the claim runs out (webapp.library.pending.claims).
"""

import itertools
import os
import platform
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from webapp.errors import Busy, LibraryUnavailable
from webapp.library import Claims
from webapp.library.pending.claims import LEASE

#: Seconds between two renewals of a claim; several fit into its time, so that one may fail.
RENEWAL_SECONDS = 5
#: Seconds after which a job asks again for a document that another job has.
ASK_AGAIN_SECONDS = 1

_HOST = platform.node()[:64]
#: Tells this process from an earlier one with the same number, as in a container that began anew.
_PROCESS = secrets.token_hex(4)
#: The name of this process among all that share a library.
PROCESS = f"{_HOST}/{os.getpid()}/{_PROCESS}"
_numbers = itertools.count(1)


@contextmanager
def leased(claims: Claims, document_id: int) -> Iterator[str]:
    """Claim a document and renew the claim until the end of the block; gives the holder's name.

    Raises Busy while another job has it, LibraryUnavailable.
    """
    holder = f"{PROCESS}/{next(_numbers)}"
    if not claims.take(document_id, holder):
        raise Busy("This text is being translated by another job.", ASK_AGAIN_SECONDS)
    with _renewed(claims, holder):
        yield holder


@contextmanager
def sharing(claims: Claims) -> Iterator[str]:
    """Renew what a job takes of a document that another job has claimed; gives its name."""
    holder = f"{PROCESS}/{next(_numbers)}"
    with _renewed(claims, holder):
        yield holder


@contextmanager
def _renewed(claims: Claims, holder: str) -> Iterator[None]:
    """Renew all that a holder has, and release it at the end of the block."""
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(claims, holder, done), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()
        if not _is_released(claims, holder):  # a database that starts again answers soon
            threading.Thread(target=_release_soon, args=(claims, holder), daemon=True).start()


def _release_soon(claims: Claims, holder: str) -> None:
    """Try to release what a holder has, again and again until it runs out by itself."""
    for _ in range(int(LEASE.total_seconds())):
        time.sleep(1)
        if _is_released(claims, holder):
            return


def _is_released(claims: Claims, holder: str) -> bool:
    try:
        claims.release(holder)
    except LibraryUnavailable:
        return False
    return True


def release_gone(claims: Claims) -> None:
    """Free what processes of this host had claimed that are no more; raises LibraryUnavailable."""
    for holder in claims.holders():
        if _is_gone(holder):
            claims.release(holder)


def _renew(claims: Claims, holder: str, done: threading.Event) -> None:
    while not done.wait(RENEWAL_SECONDS):
        with suppress(LibraryUnavailable):
            claims.renew(holder)


def _is_gone(holder: str) -> bool:
    host, pid, process, _ = holder.rsplit("/", 3)
    if host != _HOST:
        return False
    if int(pid) == os.getpid():
        return process != _PROCESS
    return not _runs(int(pid))


def _runs(pid: int) -> bool:
    """Whether a process with that number may run; on Windows that is not asked."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
