"""Takes the memories of other tools into the memory of people, while everything else goes on.

A file is read whole before anything is stored, so that a damaged one changes nothing. What was read
waits in a file of its own, since a memory can be larger than what this process may use. Then all of
it is stored in one transaction, which a killed process leaves undone.
"""

import logging
import marshal
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import IO

from webapp.errors import (
    Busy,
    NotFound,
    TooLarge,
    Unavailable,
    UnreadableDocument,
    VisavisError,
    without_message,
)
from webapp.formats.memories import read_tmx
from webapp.library import Library

log = logging.getLogger(__name__)

#: Pairs that are stored by one statement, and the most of one file.
GROUP, MOST_PAIRS = 2_000, 1_000_000
#: Seconds after which one who waits for another import asks again.
_ASK_AGAIN_SECONDS = 5
_NO_ROOM = "There is no room on the server's disk for this file. Make room, then try again."
_UNFORESEEN = "Something went wrong while this file was read; the fault was logged."


@dataclass
class Learning:
    """One import: how far it is, then what it brought (``new``) or why it could not (``failure``).

    ``read`` counts the pairs, ``left_out`` the units without a text in both languages.
    """

    name: str
    read: int = 0
    left_out: int = 0
    new: int | None = None
    failure: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is over, well or not."""
        return self.new is not None or self.failure is not None


def learn(
    library: Library, file: IO[bytes], languages: tuple[str, str], learning: Learning
) -> None:
    """Take a TMX file into the memory; ``learning`` tells how far that is.

    Raises LibraryUnavailable and what ``pairs_of`` raises; then nothing was taken in.
    """
    with pairs_of(file, languages, learning) as groups:
        learning.new = library.units.learn(languages, groups, learning.name)


@contextmanager
def pairs_of(
    file: IO[bytes], languages: tuple[str, str], learning: Learning
) -> Iterator[Iterator[dict[str, str]]]:
    """The targets by their sources in a TMX file, in groups, once all of it is read.

    Raises NotText, UnreadableDocument, TooLarge.
    """
    with tempfile.TemporaryFile() as waiting:
        _read(file, languages, learning, waiting)
        if not learning.read:
            source, target = languages
            raise UnreadableDocument(
                f"No unit of this file has a text in both “{source}” and “{target}”."
            )
        waiting.seek(0)
        yield _groups(waiting)


def _read(
    file: IO[bytes], languages: tuple[str, str], learning: Learning, waiting: IO[bytes]
) -> None:
    group: dict[str, str] = {}
    for pair in read_tmx(file, languages):
        if pair is None:
            learning.left_out += 1
            continue
        learning.read += 1
        if learning.read > MOST_PAIRS:
            raise TooLarge(f"This file has more than {MOST_PAIRS:,} pairs. Cut it into parts.")
        group[pair.source] = pair.target
        if len(group) == GROUP:
            marshal.dump(group, waiting)
            group = {}
    if group:
        marshal.dump(group, waiting)


def _groups(waiting: IO[bytes]) -> Iterator[dict[str, str]]:
    while True:
        try:
            yield marshal.load(waiting)  # noqa: S302  # this process wrote it
        except EOFError:
            return


def _copied(file: IO[bytes]) -> IO[bytes]:
    """A copy of a file, which its caller closes; raises OSError."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    try:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return copy


class Learnings:
    """The imports of this process, one at a time; the last one can be asked for by its number."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._numbers = count(1)
        self._last: tuple[int, Learning] | None = None

    def start(self, file: IO[bytes], languages: tuple[str, str], name: str) -> int:
        """Begin an import of a copy of ``file``; gives its number.

        Raises Busy while another one is under way, and Unavailable where the copy has no room.
        """
        with self._guard:
            if self._last and not self._last[1].is_done:
                raise Busy(
                    "Another memory is being taken in; wait for its end.", _ASK_AGAIN_SECONDS
                )
            number, learning = next(self._numbers), Learning(name)
            self._last = number, learning
        try:
            args = _copied(file), languages, learning
        except OSError as error:
            learning.failure = _NO_ROOM
            raise Unavailable(_NO_ROOM) from error
        threading.Thread(target=self._run, args=args, name="learning", daemon=True).start()
        return number

    def get(self, number: int) -> Learning:
        """The import of that number; raises NotFound for one of before."""
        if self._last is None or self._last[0] != number:
            raise NotFound("This import is over. What it brought is in the memory, or nothing is.")
        return self._last[1]

    def _run(self, file: IO[bytes], languages: tuple[str, str], learning: Learning) -> None:
        try:
            with file:
                learn(self._library, file, languages, learning)
        except VisavisError as error:
            learning.failure = str(error)
        except Exception as error:
            log.exception("Unforeseen %s", type(error).__name__, exc_info=without_message(error))
            learning.failure = _UNFORESEEN
