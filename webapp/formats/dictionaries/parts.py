"""The parts of a dictionary: of a folder, a zip or a tar archive, within bounds of size.

Nothing is unpacked to the disk, so a path that leads out of an archive does no harm.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from webapp.errors import BadInput, TooLarge, UnreadableDocument

#: The most bytes that a dictionary may have, unpacked and all parts together, and its most parts.
MOST_BYTES, MOST_PARTS = 300_000_000, 5_000
_PIECE = 1_000_000
#: The endings of the parts that dictionaries are made of.
_ENDINGS = (".ifo", ".idx", ".idx.gz", ".dict", ".dict.dz", ".syn", ".syn.dz", ".index", ".json")
_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".txz")
_FAULTS = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
)

Parts = Mapping[str, bytes]


def parts_of(file: Path) -> Parts:
    """The parts by their names without folders; those beside a file that is no archive.

    Raises BadInput where the file cannot be opened, UnreadableDocument for a damaged archive,
    TooLarge beyond the bounds.
    """
    if not file.is_file():
        raise BadInput("There is no such file.")
    try:
        if file.name.lower().endswith(".zip"):
            return dict(_bounded(_zipped(file)))
        if file.name.lower().endswith(_ARCHIVES):
            return dict(_bounded(_tarred(file)))
        return dict(_bounded(_beside(file)))
    except _FAULTS as error:
        raise UnreadableDocument("This file is damaged, or cannot be read.") from error


def files_of(file: Path) -> list[Path]:
    """The files of a dictionary: beside a StarDict's .ifo or a dictd's .index are others."""
    fellows = [file]
    if file.suffix.lower() in (".ifo", ".index"):
        stem, endings = file.name.removesuffix(file.suffix), _ENDINGS
        fellows += [file.with_name(stem + ending) for ending in endings if ending != file.suffix]
    return [fellow for fellow in fellows if fellow.is_file()]


def unzipped(data: bytes) -> bytes:
    """What gzip or dictzip has packed; raises UnreadableDocument, TooLarge."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return _read(packed, MOST_BYTES)
    except _FAULTS as error:
        raise UnreadableDocument("A part of this dictionary is damaged.") from error


def _bounded(parts: Iterator[tuple[str, int, IO[bytes] | None]]) -> Iterator[tuple[str, bytes]]:
    """The parts that are wanted, read; the size that each tells counts even where it is not."""
    left = MOST_BYTES
    for number, (name, size, content) in enumerate(parts):
        if number >= MOST_PARTS or size > left:
            raise TooLarge("This dictionary is larger than what is read here.")
        left -= size
        if content is not None:
            data = _read(content, left + size)
            left -= max(0, len(data) - size)
            yield PurePosixPath(name.replace("\\", "/")).name, data


def _read(content: IO[bytes] | gzip.GzipFile, most: int) -> bytes:
    """All of a part, piece by piece, since a file reserves as much memory as it is asked for."""
    data = io.BytesIO()
    while piece := content.read(_PIECE):
        data.write(piece)
        if data.tell() > most:
            raise TooLarge("This dictionary is larger than what is read here.")
    return data.getvalue()


def _zipped(file: Path) -> Iterator[tuple[str, int, IO[bytes] | None]]:
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith(_ENDINGS):
                with archive.open(entry) as content:
                    yield entry.filename, 0, content


def _tarred(file: Path) -> Iterator[tuple[str, int, IO[bytes] | None]]:
    with tarfile.open(file) as archive:
        for member in archive:
            wanted = member.isfile() and member.name.lower().endswith(_ENDINGS)
            yield member.name, member.size, archive.extractfile(member) if wanted else None


def _beside(file: Path) -> Iterator[tuple[str, int, IO[bytes] | None]]:
    for fellow in files_of(file):
        with fellow.open("rb") as content:
            yield fellow.name, 0, content
