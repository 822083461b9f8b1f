"""A library for each person whom a proxy signs in, beside the one that all share.

Each has a folder with a database of its own, so that nothing of one person can be found in what
another one is shown. All share the engine. What runs for a person ends after a while in which
nobody came and nothing was left to translate, so that many people cost no more than those who read.
"""

import hashlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from webapp.errors import BadInput, VisavisError
from webapp.library import Document
from webapp.opening import open_desk
from webapp.pretranslation.desk import Desk
from webapp.private_files import private_file
from webapp.settings import Settings

log = logging.getLogger(__name__)

#: Seconds without a request after which nothing runs for a person any more, and between two looks.
IDLE_SECONDS, LOOK_SECONDS = 600, 60
#: The file of a person's folder that has the name, since a name may not be that of a folder.
NAME_FILE = "name.txt"


@dataclass(slots=True)
class _Seat:
    """A person's desk, once it is open, and when that person last came."""

    desk: Desk | None = None
    used: float = field(default_factory=monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)


class People:
    """The desk that all share, and where the settings say so one for each person."""

    def __init__(self, shared: Desk, settings: Settings) -> None:
        self.shared = shared
        self._settings = settings
        self._seats: dict[str, _Seat] = {}
        self._guard = threading.Lock()
        self._ended = threading.Event()
        self._running = False

    def desk_of(self, name: str) -> Desk:
        """The desk of a person, whose library is made if it is new; raises LibraryUnavailable."""
        folder = folder_of(self._settings, name)
        seat = self._seat(folder)
        with seat.lock:
            seat.used = monotonic()
            if seat.desk is None:
                private_file(folder / NAME_FILE).write_text(_legible(name), encoding="utf-8")
                seat.desk = self._opened(folder)
            if self._running and not seat.desk.jobs.running:
                seat.desk.start()
            return seat.desk

    def start(self) -> None:
        """Run jobs in this process, also those that people left unfinished."""
        self.shared.start()
        self._running = True
        if self._settings.own_libraries:
            threading.Thread(target=self._attend, name="people", daemon=True).start()

    def close(self) -> None:
        """Close every desk."""
        self._ended.set()
        for seat in self._open_seats():
            if seat.desk is not None:
                seat.desk.close()
        self.shared.close()

    def let_rest(self) -> None:
        """End what runs for people who have not come for IDLE_SECONDS and have nothing pending."""
        for seat in self._open_seats():
            with seat.lock:
                is_idle = monotonic() - seat.used >= IDLE_SECONDS
                if seat.desk and seat.desk.jobs.running and is_idle and not _has_work(seat.desk):
                    seat.desk.rest()

    def _attend(self) -> None:
        for folder in folders(self._settings):
            try:
                self._go_on(folder)
            except VisavisError as error:
                log.warning("The library in %s cannot be opened: %s", folder, error)
        while not self._ended.wait(LOOK_SECONDS):
            self.let_rest()

    def _go_on(self, folder: Path) -> None:
        """Have what a person left unfinished translated, though that person has not come."""
        seat = self._seat(folder)
        with seat.lock:
            if self._ended.is_set() or seat.desk is not None:
                return
            desk = seat.desk = self._opened(folder)
            if _has_work(desk):
                desk.start()
            else:
                desk.library.close()

    def _opened(self, folder: Path) -> Desk:
        """A desk with a queue of its own: numbers of documents mean something in one library."""
        settings = replace(self._settings, data_dir=folder, recent_chars=0, queue_url="")
        return open_desk(settings, self.shared.translators)

    def _seat(self, folder: Path) -> _Seat:
        with self._guard:
            return self._seats.setdefault(folder.name, _Seat())

    def _open_seats(self) -> list[_Seat]:
        with self._guard:
            return list(self._seats.values())


def copy_document(source: Desk, target: Desk, document_id: int) -> Document:
    """Put a copy of a document into another library, where what is pending is translated.

    Highlights, notes and places stay behind: they are a reader's. Raises NotFound, TooLarge,
    LibraryUnavailable.
    """
    copy = source.library.copies.put(document_id, target.library.copies)
    if copy.pending_count and not copy.held and copy.halt is None:
        target.jobs.enqueue(copy.id)
    target.counting.wake()
    return copy


def folder_of(settings: Settings, name: str) -> Path:
    """The folder of a person's library; no other name has the same one."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return settings.people_folder / digest


def folders(settings: Settings) -> Iterator[Path]:
    """The folders of all people who have a library."""
    yield from sorted(file.parent for file in settings.people_folder.glob(f"*/{NAME_FILE}"))


def _legible(name: str) -> str:
    """A name as people read it: servers take the bytes of a header for Latin-1, most are UTF-8."""
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name


def _has_work(desk: Desk) -> bool:
    return bool(desk.library.worklist.unfinished())


def check_own_libraries(settings: Settings) -> None:
    """Refuse settings by which a person would not be known for certain, or jobs would not run.

    Raises BadInput.
    """
    if not settings.own_libraries:
        return
    if not settings.user_header or not settings.trusted_proxies:
        raise BadInput(
            "VISAVIS_OWN_LIBRARIES needs VISAVIS_USER_HEADER and VISAVIS_TRUSTED_PROXIES: a proxy "
            "that is trusted must say who signed in."
        )
    if settings.database_url:
        raise BadInput(
            "VISAVIS_OWN_LIBRARIES keeps libraries in files: VISAVIS_DATABASE_URL must be empty."
        )
    if not settings.consumer:
        raise BadInput(
            "VISAVIS_OWN_LIBRARIES translates in the server: VISAVIS_CONSUMER must be yes."
        )
