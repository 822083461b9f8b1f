"""Reads zip archives of strangers within bounds of entries, size and ratio; writes archives.

Nothing is unpacked to the disk, so a path that leads out of an archive does no harm.
"""

import io
import posixpath
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from types import TracebackType
from typing import Self

from webapp.errors import TooLarge, UnreadableDocument

MAX_ENTRIES = 10_000
#: The most unpacked bytes of one part, and of all parts that are read.
MAX_PART_BYTES = 20_000_000
MAX_TOTAL_BYTES = 60_000_000
#: A part may be this many times its packed size. A part below FREE_BYTES may have any ratio.
MAX_RATIO = 100
FREE_BYTES = 1_000_000
#: A new archive is kept in memory up to this size, then in a temporary file.
SPOOL_BYTES = 8_000_000
PIECE_BYTES = 65_536
_ENTRY = b"PK\x01\x02"


class Archive:
    """An open archive. Any bytes that it cannot read raise UnreadableDocument or TooLarge."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_ENTRIES:  # zipfile would make an object of each
            raise TooLarge(f"This file is an archive of more than {MAX_ENTRIES:,} parts.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
            raise _damaged() from error
        # Some programs of Windows write the paths of that system.
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist()}
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> list[str]:
        """The names of its parts in their order, without folders."""
        return [name for name in self._entries if not name.endswith("/")]

    def likely(self, name: str) -> str:
        """The part of that name or, where it is missing, one that is nearly called so.

        Its name differs in capitals, or in how accents are written, as not every system keeps them.
        """
        return name if name in self._entries else self._alike.get(_folded(name), name)

    @cached_property
    def _alike(self) -> dict[str, str]:
        """The names of the parts, by what is the same in all names that are nearly so."""
        return {_folded(name): name for name in self._entries}

    def read(self, name: str) -> bytes:
        """One part, unpacked.

        Raises UnreadableDocument for a part that is missing, damaged or protected by a password,
        and TooLarge beyond the bounds.
        """
        if name not in self._entries:
            raise UnreadableDocument("This file is damaged: a part that it names is missing.")
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise UnreadableDocument(
                "This file is protected by a password. Take the password off and try again."
            )
        allowed = min(MAX_PART_BYTES, max(FREE_BYTES, MAX_RATIO * entry.compress_size))
        data = self._unpacked(entry, min(allowed, MAX_TOTAL_BYTES - self._read) + 1)
        self._read += len(data)
        if len(data) > allowed or self._read > MAX_TOTAL_BYTES:
            raise TooLarge("This file is an archive that unpacks to more than is read here.")
        return data

    def glance(self, name: str, most: int) -> bytes | None:
        """One part, unpacked; None where it is missing or has more than ``most`` bytes.

        It does not count among the parts that are read. Raises UnreadableDocument.
        """
        entry = self._entries.get(name)
        if entry is None or entry.flag_bits & 1:
            return None
        data = self._unpacked(entry, most + 1)
        return data if len(data) <= most else None

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        try:
            with self._zip.open(entry) as part:
                return part.read(most)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise _damaged() from error


def resolved(base: str, reference: str) -> str:
    """The name of the part to which ``reference`` in the part ``base`` leads."""
    path = reference.partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _damaged() -> UnreadableDocument:
    return UnreadableDocument("This file is damaged: it is no whole archive.")


def packed(parts: Iterable[tuple[str, Iterable[str | bytes]]]) -> Iterator[bytes]:
    """Yields an archive of ``parts`` (name, pieces) in pieces of bytes, with bounded memory.

    A part named ``mimetype`` is stored without compression, as EPUB and ODF demand.
    """
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, pieces in parts:
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                is_plain = name == "mimetype"
                entry.compress_type = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
                with archive.open(entry, "w") as part:
                    for piece in pieces:
                        part.write(piece.encode() if isinstance(piece, str) else piece)
        file.seek(0)
        while chunk := file.read(PIECE_BYTES):
            yield chunk
