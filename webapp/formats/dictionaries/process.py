"""Reads a dictionary in a process of its own, within bounds: a file of a stranger can be malicious.

``python -m webapp.formats.dictionaries.process`` reads a line of JSON, ``[file, memory, seconds,
headwords]``, and writes records, each a line of JSON:

* ``["dictionary", name, format]``;
* ``["headwords", [[word, says], …]]``, as often as needed;
* or ``["error", name, sentence]``, an error of ``webapp.errors``;
* and at last ``["end"]``. A process that dies does not write it.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from webapp.errors import TooLarge, VisavisError
from webapp.formats.dictionaries.readers import Headword, read_dictionary
from webapp.formats.readers.process import bound_itself

#: Headwords of one record, and the most characters of one and of what is said of it.
_HEADWORDS, _LONGEST_WORD, _LONGEST = 100, 1_000, 10_000


def main() -> None:
    """Read the dictionary that the input names, within bounds."""
    file, memory, seconds, most = json.loads(sys.stdin.buffer.readline())
    bound_itself(memory, seconds)
    for record in records(Path(file), most):
        sys.stdout.buffer.write(json.dumps(record, separators=(",", ":")).encode() + b"\n")


def records(file: Path, most: int) -> Iterator[list[Any]]:
    """The records of a dictionary with so many headwords at most."""
    try:
        dictionary = read_dictionary(file)
        yield ["dictionary", dictionary.name, dictionary.format]
        headwords = _counted(dictionary.headwords, most)
        while some := list(islice(headwords, _HEADWORDS)):
            yield ["headwords", [[word[:_LONGEST_WORD], says[:_LONGEST]] for word, says in some]]
    except VisavisError as error:
        yield ["error", type(error).__name__, str(error)]
    yield ["end"]


def _counted(headwords: Iterable[Headword], most: int) -> Iterator[Headword]:
    for number, headword in enumerate(headwords):
        if number == most:
            raise TooLarge("This dictionary has more words than are read from a file of its size.")
        yield headword


if __name__ == "__main__":
    main()
