"""Reads dictionaries of others in processes of their own, within bounds of memory and time."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, cast

from webapp.errors import BadInput, TooLarge, UnreadableDocument
from webapp.formats.dictionaries.parts import files_of
from webapp.formats.dictionaries.readers import ForeignDictionary, Headword
from webapp.formats.readers.facts import Bound, Bounds
from webapp.formats.readers.starting import started

#: The command that reads a dictionary; it runs in the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.dictionaries.process")
_ERRORS = {error.__name__: error for error in (UnreadableDocument, TooLarge)}
#: A small file gets 4 seconds and 300 MB, and what a large one needs: a megabyte of a dictionary
#: unpacks to some ten, and has some 20,000 headwords.
BOUNDS = Bounds(
    memory=Bound(300_000_000, 10_000_000, 1_500_000_000),
    seconds=Bound(4, 1, 120),
    turns=BoundedSemaphore(1),
)
#: The most headwords, and the most bytes of a record that the process writes.
HEADWORDS = Bound(100_000, 100_000, 2_000_000)
_MOST_RECORD = 20_000_000


@contextmanager
def read_within_bounds(file: Path) -> Iterator[ForeignDictionary]:
    """The dictionary in a file; its headwords are read within the block, as they are asked for.

    Raises what ``read_dictionary`` raises, UnreadableDocument where it takes too much memory or
    time, and Unavailable where no process can be started.
    """
    size = sum(part.stat().st_size for part in files_of(file))
    head = [BOUNDS.memory.of(size), BOUNDS.seconds.of(size), HEADWORDS.of(size)]
    with started(COMMAND, BOUNDS) as process:
        given, taken = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(OSError), given:
            given.write(json.dumps([str(file.absolute()), *head]).encode() + b"\n")
        records = _records(taken)
        _, name, format_name = next(records)
        yield ForeignDictionary(name, format_name, _headwords(records))


def _headwords(records: Iterator[list[Any]]) -> Iterator[Headword]:
    for _, headwords in records:
        yield from ((word, says) for word, says in headwords)


def _records(taken: IO[bytes]) -> Iterator[list[Any]]:
    """The records that the process writes; raises its error."""
    while (line := taken.readline(_MOST_RECORD)).endswith(b"\n"):
        record = json.loads(line)
        if record[0] == "error":
            raise _ERRORS.get(record[1], BadInput)(record[2])
        if record[0] == "end":
            return
        yield record
    raise UnreadableDocument(
        "This dictionary cannot be read: it is damaged, or takes too much memory or time."
    )
