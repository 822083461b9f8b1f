"""Reads a file in a process of its own, within bounds: a file can be malicious.

``python -m webapp.formats.readers.process`` reads from its input a line of JSON, ``[task, name,
memory, seconds, {choice: value, …}]``, and the bytes of the file. It writes records to its output,
each a line of JSON:

* ``["blocks", [[start, end, kind, detail], …]]``, as often as needed;
* ``["document", {field: value, …}]``, the other fields of ImportedDocument; ``original`` only says
  whether the file is kept;
* or ``["error", name, sentence]``, an error of ``webapp.errors``;
* and at last ``["end"]``. A process that dies does not write it.

The process bounds its memory, in bytes, and its seconds of the processor before it looks at the
file. Without memory it dies, and the system ends a process that takes more time. Windows has no
``resource`` and so no bounds; macOS has no bound of memory.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from webapp.errors import VisavisError
from webapp.formats.readers.catalogue import read_document, reader_of
from webapp.formats.readers.choices import Choices
from webapp.formats.readers.imported import ImportedDocument

#: What can be done with a file: read it as a document, or only cut its words out in place.
READ, CUT = "read", "cut"
#: Blocks of one record.
_BLOCKS = 1_000


def main() -> None:
    """Do what the input asks for and write the records to the output, within bounds."""
    task, name, memory, seconds, chosen = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bound_itself(memory, seconds)
    for record in records(task, name, data, Choices(**chosen)):
        sys.stdout.buffer.write(json.dumps(record, separators=(",", ":")).encode() + b"\n")


def records(task: str, name: str, data: bytes, choices: Choices) -> Iterator[list[Any]]:
    """The records about a file, which the docstring of this module describes."""
    try:
        if task == READ:
            yield from _of_document(read_document(data, name, choices))
        else:
            reader_of(data, name).check_in_place(data)
    except VisavisError as error:
        yield ["error", type(error).__name__, str(error)]
    yield ["end"]


def _of_document(document: ImportedDocument) -> Iterator[list[Any]]:
    blocks = zip(document.outline, document.details, strict=True)
    while rows := [[*place, detail] for place, detail in islice(blocks, _BLOCKS)]:
        yield ["blocks", rows]
    fields = {name: getattr(document, name) for name in document.__slots__}
    del fields["outline"], fields["details"]
    yield ["document", fields | {"original": document.original is not None}]


def bound_itself(memory: int, seconds: int) -> None:
    """Bound this process' memory and processor time; write no core file, which has the text."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (least, least))


if __name__ == "__main__":
    main()
