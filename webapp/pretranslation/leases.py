"""Holds a document for one job of this process, for as long as the job takes.

The holder is named by host, process and job, so that another process of the same host sees at once
that a process is gone; on another host the claim runs out (webapp.library.pending.claims).
"""

import itertools
import os
import platform
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from webapp.errors import Busy, LibraryUnavailable
from webapp.library import Claims

#: Seconds between two renewals of a claim; several fit into its time, so that one may fail.
RENEWAL_SECONDS = 5
#: Seconds after which a job asks again for a document that another job has.
ASK_AGAIN_SECONDS = 1

_HOST = platform.node()[:64]
#: Tells this process from an earlier one with the same number, as in a container that began anew.
_PROCESS = secrets.token_hex(4)
_numbers = itertools.count(1)


@contextmanager
def leased(claims: Claims, document_id: int) -> Iterator[None]:
    """Claim a document and renew the claim until the end of the block.

    Raises Busy while another job has it, LibraryUnavailable.
    """
    holder = f"{_HOST}/{os.getpid()}/{_PROCESS}/{next(_numbers)}"
    if not claims.take(document_id, holder):
        raise Busy("This text is being translated by another job.", ASK_AGAIN_SECONDS)
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(claims, holder, done), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()
        with suppress(LibraryUnavailable):  # then it runs out
            claims.release(holder)


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
