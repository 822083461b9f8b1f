"""Files that others made, read, written in every format and read again.

Name their folder in VISAVIS_FOREIGN_FILES, such as one with the unpacked sources of pysubs2,
webvtt-py, python-docx, python-pptx, odfpy, polib and openpyxl. Nothing of them is kept here.
``docs/formats.md`` has what was found.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editions import edition_of, written
from tests.foreign.programs import faults_of_books
from webapp.errors import VisavisError
from webapp.formats.readers.catalogue import READERS, extensions, read_document, reader_of
from webapp.formats.writers.catalogue import FORMATS

FOLDER = Path(os.environ.get("VISAVIS_FOREIGN_FILES", "/nonexistent"))
#: Larger files are left to the attack.
MOST_BYTES = 2_000_000
#: A format with so many files is one that the folder is not about, such as pages of its manuals.
MOST_OF_A_FORMAT = 12
#: Formats that are filled where they lack a translation, and read again as other texts.
FILLED = ("po", "xliff")
READABLE = {name for reader in READERS for name in (reader.name, f"own-{reader.name}")}


def files() -> Iterator[Path]:
    """The files whose names end as those of documents, so many of each ending."""
    taken: dict[str, int] = {}
    for path in sorted(FOLDER.rglob("*")):
        suffix = path.suffix.lower()
        if suffix in extensions() and path.is_file() and path.stat().st_size <= MOST_BYTES:
            taken[suffix] = taken.get(suffix, 0) + 1
            if taken[suffix] <= MOST_OF_A_FORMAT:
                yield path


@pytest.mark.skipif(not FOLDER.is_dir(), reason="VISAVIS_FOREIGN_FILES names no folder")
@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.name)
def test_a_file_of_others_is_read_written_and_read_again(path: Path) -> None:
    data = path.read_bytes()
    try:
        reader = reader_of(data, path.name)
        document = read_document(data, path.name)
    except VisavisError as error:
        pytest.skip(f"{path.name} is refused: {error}")
    if not document.outline:  # plain text, or no words
        pytest.skip(f"{path.name} has no blocks")
    words = sorted(document.text.split())
    for name, entry in FORMATS.items():
        is_own = name == f"own-{reader.name}"
        if entry.suits(reader.name) and (document.original or not is_own):
            written = b"".join(entry.write(edition_of(data, path.name, str)))
            assert written, name
            if is_own and reader.name not in FILLED:
                again = read_document(written, path.name).text
                assert sorted(again.split()) == words, name
            elif not is_own and name in READABLE:
                read_document(written, f"a{entry.suffix}")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="VISAVIS_FOREIGN_FILES names no folder")
@pytest.mark.parametrize(
    "path", [path for path in files() if path.suffix.lower() == ".epub"], ids=lambda path: path.name
)
def test_a_book_of_others_has_no_more_faults_in_its_own_layout(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    translated = written("own-epub", edition_of(data, path.name, str.swapcase))
    ours, theirs = (
        [line for line in lines if not line.startswith("WARNING")]
        for lines in faults_of_books(tmp_path, [translated, data])
    )
    assert len(ours) <= len(theirs)
