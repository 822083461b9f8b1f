"""Files translated behind their callers, who come back for them; nothing is written to the disk."""

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from cachetools import TTLCache

from webapp.errors import Busy, NotFound, Unavailable, VisavisError, without_message
from webapp.translation.files import File
from webapp.translation.interpreter import Order, Route

log = logging.getLogger(__name__)

Accept = Callable[[Order], Sequence[Route]]
#: Gives the file translated; it calls what it is given for the routes of the file's text.
Work = Callable[[Accept], File]

#: Seconds for which a file is kept after it came in.
KEPT_SECONDS = 60 * 60
#: Files that are translated at the same time, and those that may be under way.
AT_ONCE, MOST_UNDER_WAY = 2, 20


@dataclass(slots=True)
class FileJob:
    """A file under way: whoever has its number and its key may ask for it.

    Both are written as DeepL writes them, since its clients look for this form.
    """

    size: int
    number: str = field(default_factory=lambda: secrets.token_hex(16).upper())
    key: str = field(default_factory=lambda: secrets.token_hex(32).upper())
    #: The characters of its text, once it is accepted.
    characters: Future[int] = field(default_factory=Future)
    begun: bool = False
    translated: Future[File] = field(default_factory=Future)

    @property
    def state(self) -> str:
        """One of queued, translating, done, error."""
        if self.translated.done():
            return "error" if self.translated.exception() else "done"
        return "translating" if self.begun else "queued"

    @property
    def fault(self) -> str | None:
        """Why it could not be translated, in a sentence."""
        error = self.translated.exception() if self.translated.done() else None
        return str(error) if error else None

    def fail(self, error: Exception) -> None:
        """Tell the fault to whoever waits."""
        for future in (self.characters, self.translated):
            if not future.done():
                future.set_exception(error)


class FileJobs:
    """Files that are translated in threads of their own, AT_ONCE at a time.

    Those kept were at most ``most_bytes`` together when they came; the oldest give way.
    """

    def __init__(self, most_bytes: int) -> None:
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(AT_ONCE)
        self._jobs: TTLCache[str, FileJob] = TTLCache(
            most_bytes, KEPT_SECONDS, getsizeof=lambda job: job.size
        )

    def begin(self, size: int, accept: Accept, work: Work) -> FileJob:
        """Begin to translate a file of ``size`` bytes; gives its job once its text is accepted.

        Raises Busy, and what ``accept`` and the reading of the file raise.
        """
        job = FileJob(size)
        with self._lock:
            if sum(not other.translated.done() for other in self._jobs.values()) >= MOST_UNDER_WAY:
                raise Busy("Too many files are being translated; come back later.", 30)
            self._jobs[job.number] = job
        threading.Thread(
            target=self._run, args=(job, accept, work), name="file", daemon=True
        ).start()
        job.characters.result()
        return job

    def get(self, number: str, key: str) -> FileJob:
        """The job with that number and key; raises NotFound."""
        with self._lock:
            job = self._jobs.get(number)
        if job is None or not secrets.compare_digest(job.key.encode(), key.encode()):
            raise NotFound("Document not found.")
        return job

    def _run(self, job: FileJob, accept: Accept, work: Work) -> None:
        def accepted(order: Order) -> Sequence[Route]:
            routes = accept(order)
            job.characters.set_result(sum(map(len, order.texts)))
            self._turns.acquire()
            job.begun = True
            return routes

        try:
            job.translated.set_result(work(accepted))
        except VisavisError as error:
            job.fail(error)
        except Exception as error:
            log.exception("Unforeseen %s", type(error).__name__, exc_info=without_message(error))
            job.fail(Unavailable("Something went wrong while this file was translated."))
        finally:
            if job.begun:
                self._turns.release()
