"""Keeps processes with other packages from translating for one library.

Where several machines share a library, each process that translates says so again and again, and
by which packages. One whose packages differ from the others' translates nothing until they agree.
"""

import logging
import threading
from dataclasses import asdict

from webapp.engine import Translators
from webapp.errors import LibraryUnavailable, Refused
from webapp.library import Library
from webapp.pretranslation.jobs import Jobs
from webapp.pretranslation.leases import PROCESS, RENEWAL_SECONDS

log = logging.getLogger(__name__)

#: Seconds in which what is being said to the others may end once this process does.
LEAVING_SECONDS = 0.5


class Presence:
    """This process among those that translate for a library; nothing where it is not shared."""

    def __init__(self, library: Library, translators: Translators, jobs: Jobs) -> None:
        self._library = library
        self._translators = translators
        self._jobs = jobs
        self._ended = threading.Event()
        self._halted = False
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Join the others; raises Refused where their packages differ, LibraryUnavailable."""
        if not self._library.claims.are_shared:
            return
        self._join()
        self._thread = threading.Thread(target=self._go_on, name="presence", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Leave the others."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(LEAVING_SECONDS)
            try:
                self._library.workers.leave(PROCESS)
            except LibraryUnavailable:
                log.info("The library cannot be told that this process ends; it notices soon.")

    def _go_on(self) -> None:
        while not self._ended.wait(RENEWAL_SECONDS):
            try:
                self._join()
                if self._halted and not self._ended.is_set():
                    self._halted = False
                    self._jobs.start()
            except Refused as fault:
                if self._jobs.running:
                    log.warning("%s", fault)
                    self._jobs.stop()
                    self._halted = True
            except LibraryUnavailable:
                continue  # the jobs say so

    def _join(self) -> None:
        workloads = [asdict(workload) for workload in self._translators.workloads()]
        self._library.workers.join(PROCESS, self._identities(), workloads)

    def _identities(self) -> dict[str, str]:
        pairs = self._translators.pairs()
        return {f"{pair[0]} → {pair[1]}": self._translators.get(*pair).identity for pair in pairs}
