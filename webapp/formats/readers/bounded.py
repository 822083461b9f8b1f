"""Reads files of strangers in processes of their own, within bounds of memory and time.

A small file can unpack to more than the machine has, or take minutes. So each is read by
``webapp.formats.readers.process``, which keeps to the bounds in the row of its format. The server
takes a bounded number of bytes from it. Whatever happens there gives one sentence here. A format
whose row has no bounds is read at once; ``preparing`` has LibreOffice and tesseract do their part.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from typing import IO, Any, cast

from webapp.errors import BadInput, NotText, ScannedDocument, TooLarge, UnreadableDocument
from webapp.formats.readers import catalogue
from webapp.formats.readers.choices import DEFAULT, Choices
from webapp.formats.readers.facts import Bound, Bounds
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.readers.preparing import prepared
from webapp.formats.readers.process import CUT, READ
from webapp.formats.readers.starting import started
from webapp.text import ParagraphKind

#: The command that reads a file from its input; it runs in the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.readers.process")
_ERRORS = {
    error.__name__: error for error in (NotText, ScannedDocument, UnreadableDocument, TooLarge)
}
#: A text is cut letter by letter, which takes time by its size.
_CUT_SECONDS = Bound(least=5, per_megabyte=2, most=45)
#: The most bytes read from that process: about twice what its own bounds allow in any script.
MAX_ANSWER_BYTES = 100_000_000


def read_file(data: bytes, name: str = "", choices: Choices = DEFAULT) -> ImportedDocument:
    """The document in a file, as ``catalogue.read_document`` gives it, read within bounds.

    Raises what that raises, and Unavailable where no process can be started.
    """
    bounds = catalogue.reader_of(data, name).bounds
    if bounds is None:
        return catalogue.read_document(data, name, choices)
    return prepared(data, lambda readable: _read(bounds, readable, name, choices))


def _read(bounds: Bounds, data: bytes, name: str, choices: Choices) -> ImportedDocument:
    outline: list[tuple[int, int, ParagraphKind]] = []
    details, fields = [], {}
    for kind, value in _answers(bounds, READ, data, name, choices):
        if kind == "document":
            fields = value
            continue
        for start, end, kind_name, detail in value:
            outline.append((start, end, ParagraphKind(kind_name)))
            details.append(detail)
    fields["notices"] = tuple(fields["notices"])
    fields["notes"] = tuple(map(tuple, fields["notes"]))
    fields["original"] = data if fields["original"] else None
    return ImportedDocument(outline=tuple(outline), details=tuple(details), **fields)


def check_in_place(data: bytes, name: str) -> None:
    """Cut the words of a file out in place, within bounds, to see that this server can do so.

    Raises what ``read_file`` raises.
    """
    bounds = catalogue.reader_of(data, name).bounds
    if bounds:
        for _ in _answers(replace(bounds, seconds=_CUT_SECONDS), CUT, data, name):
            pass


def _answers(
    bounds: Bounds, task: str, data: bytes, name: str, choices: Choices = DEFAULT
) -> Iterator[list[Any]]:
    """The records that a process writes about a file; raises its error."""
    record = [""]
    for record in _records(bounds, [task, name], data, choices):
        if record[0] == "error":
            raise _ERRORS.get(record[1], BadInput)(record[2])
        if record[0] != "end":
            yield record
    if record[0] != "end":
        raise UnreadableDocument(
            "This file cannot be read: it is damaged, or takes too much memory or time."
        )


def _records(
    bounds: Bounds, order: list[str], data: bytes, choices: Choices
) -> Iterator[list[Any]]:
    """Send a file to a process, then yield each whole record that it writes.

    ``order`` is what to do with the file and its name.

    Raises TooLarge beyond MAX_ANSWER_BYTES, and Unavailable.
    """
    limits = [bounds.memory.of(len(data)), bounds.seconds.of(len(data))]
    head = [*order, *limits, asdict(choices)]
    with started(COMMAND, bounds) as process:
        given, taken = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(OSError), given:  # the process may end before it has read all
            given.write(json.dumps(head).encode() + b"\n")
            given.write(data)
        left = MAX_ANSWER_BYTES
        while (line := taken.readline(left + 1)).endswith(b"\n"):
            left -= len(line)
            yield json.loads(line)
        if len(line) > left:
            raise TooLarge("This file has more text than is read here.")
