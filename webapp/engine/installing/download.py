"""Fetches an archive of an Argos package, whole and as it was published, or not at all.

What has arrived of a fetch that broke off stays in the folder of downloads, and the next fetch goes
on from there. Nothing else stays: an archive goes when it is installed or refused.
"""

import hashlib
import http.client
import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from webapp.errors import PackageError
from webapp.private_files import private_folder

_CHUNK = 1 << 18
_SECONDS = 30  # without a byte
#: Bytes of the largest archive that is fetched when its publisher does not tell its size.
MOST_BYTES = 2_000_000_000
_ARCHIVE_BEGINS = b"PK"
_ADDRESS = re.compile(r"https?://[!-~]+")

#: Called with the bytes that have arrived and those expected in all, None if that is not known.
Progress = Callable[[int, int | None], object]


@dataclass(frozen=True, slots=True)
class PublishedPackage:
    """Where a package is published, and what is known of it before it arrives.

    ``name`` (``fr_en``) and ``version`` are empty for a bare address; ``size``, in bytes, is 0 and
    ``sha256`` is empty where nobody tells them. Raises PackageError when ``url`` is no address of
    the web.
    """

    url: str
    name: str = ""
    version: str = ""
    size: int = 0
    sha256: str = ""

    def __post_init__(self) -> None:
        host = None
        with suppress(ValueError):
            host = urlsplit(self.url).hostname
        if not host or not _ADDRESS.fullmatch(self.url):
            raise PackageError("This is no address of a package on the web.")

    @property
    def label(self) -> str:
        """What people know it by: ``fr_en 1.9``."""
        return f"{self.name} {self.version}"

    @property
    def file_name(self) -> str:
        """The last part of the address, in characters that every file system takes."""
        last = urlsplit(self.url).path.rpartition("/")[2]
        return re.sub(r"[^\w.-]", "_", last).lstrip(".")[-100:] or "package.argosmodel"

    @property
    def advice(self) -> str:
        """How to get the package where this machine cannot fetch it."""
        facts = [f"{self.size:,} bytes"] if self.size else []
        facts += [f"SHA-256 {self.sha256}"] if self.sha256 else []
        known = f" ({', '.join(facts)})" if facts else ""
        return (
            f"Nothing was installed. Download it elsewhere, from {self.url}{known}, then run: "
            f"visavis models install {self.file_name}"
        )


@contextmanager
def fetched(package: PublishedPackage, folder: Path, progress: Progress) -> Iterator[Path]:
    """The archive of a package, fetched into ``folder`` and gone at the end of the block.

    Raises PackageError when it cannot be fetched or is not what was published, and while another
    process fetches into this folder.
    """
    archive = folder / package.file_name
    try:
        private_folder(folder)
        with FileLock(folder / ".lock", timeout=0):
            try:
                part = _Part(folder, package)
                _fetch(package, part, progress)
                part.become(archive)
                yield archive
            finally:
                archive.unlink(missing_ok=True)
    except Timeout as error:
        raise PackageError("Another process fetches a package now; wait for its end.") from error
    except OSError as error:
        raise PackageError(
            f"{package.file_name} cannot be kept in {folder}: {error.strerror}. "
            "Nothing was installed."
        ) from error


class _Part:
    """What has arrived of a file, and a note of its address and of the server's mark for it."""

    def __init__(self, folder: Path, package: PublishedPackage) -> None:
        self.path = folder / f"{package.file_name}.part"
        self._note = folder / f"{package.file_name}.note"
        self._package = package
        self.mark = ""
        self._recall()

    @property
    def size(self) -> int:
        """The number of bytes that have arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def of_use(self) -> bool:
        """Whether it can be told later that more of the same file follows."""
        return bool(self.mark or self._package.sha256)

    def note(self, mark: str) -> None:
        """Note which file it is a part of, before its first byte is kept."""
        self.mark = mark
        self._note.write_text(f"{self._package.url}\n{mark}", "utf-8")

    def drop(self) -> None:
        """Begin anew."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
        self.mark = ""

    def become(self, archive: Path) -> None:
        """Be the whole file."""
        self.path.replace(archive)
        self.drop()

    def _recall(self) -> None:
        url = ""
        with suppress(OSError, ValueError):
            url, _, self.mark = self._note.read_text("utf-8").partition("\n")
        if url != self._package.url or not self.of_use:
            self.drop()


def _fetch(package: PublishedPackage, part: _Part, progress: Progress) -> None:
    """Fetch what the part lacks and check the whole; a part that is of no use goes."""
    if not package.size or part.size != package.size:
        try:
            reply, start = _asked(package, part)
        except HTTPError as error:
            host = urlsplit(package.url).hostname
            sentence = f"{package.file_name} cannot be downloaded: {host} answered {error.code}."
            raise PackageError(f"{sentence} {package.advice}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            sentence = f"{package.file_name} cannot be downloaded: is this machine online?"
            raise PackageError(f"{sentence} {package.advice}") from error
        with reply:
            _receive(package, part, reply, start, progress)
    if package.sha256 and _sha256(part.path) != package.sha256:
        part.drop()
        raise PackageError(
            f"{package.file_name} is not the file expected (its SHA-256 differs). "
            "Nothing was installed."
        )


def _asked(package: PublishedPackage, part: _Part) -> tuple[http.client.HTTPResponse, int]:
    """The server's reply and the byte that it begins with: 0 when the whole file comes anew."""
    start = part.size
    headers = {"User-Agent": "visavis", "Accept-Encoding": "identity"}
    if start:
        headers |= {"Range": f"bytes={start}-"} | ({"If-Range": part.mark} if part.mark else {})
    request = urllib.request.Request(package.url, headers=headers)  # noqa: S310
    try:
        reply = urllib.request.urlopen(request, timeout=_SECONDS)  # noqa: S310
    except HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not start:
            raise
        part.drop()
        return _asked(package, part)
    if reply.status != http.HTTPStatus.PARTIAL_CONTENT:
        return reply, 0
    if start and not reply.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
        reply.close()
        part.drop()
        return _asked(package, part)
    return reply, start


def _receive(
    package: PublishedPackage,
    part: _Part,
    reply: http.client.HTTPResponse,
    start: int,
    progress: Progress,
) -> None:
    """Keep what the server sends, and see that it is as much as was published."""
    total = start + reply.length if reply.length is not None else package.size or None
    pieces = _pieces(reply, (total or MOST_BYTES) - start)
    first = next(pieces, b"")
    _check_kind(package, start, first, total)
    try:
        if not start:
            part.drop()
            part.note(_mark(reply))
        with part.path.open("ab") as file:
            size = start
            while first:
                file.write(first)
                size += len(first)
                progress(size, total)
                first = next(pieces, b"")
    except OSError:
        part.drop()
        raise
    if total is not None and size != total:
        raise _broken_off(package, part, size, total)


def _pieces(reply: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """What comes, at most a byte more than expected; where a connection breaks off is the end."""
    with suppress(OSError, http.client.HTTPException):
        while piece := reply.read(min(_CHUNK, most + 1)):
            most -= len(piece)
            yield piece


def _check_kind(package: PublishedPackage, start: int, first: bytes, total: int | None) -> None:
    """Refuse what cannot be the package, before anything that has arrived is given up for it."""
    if first and not start and not first.startswith(_ARCHIVE_BEGINS):
        host = urlsplit(package.url).hostname
        raise PackageError(
            f"What came from {host} is no package but a page or another file: does this network "
            f"ask for a login first? {package.advice}"
        )
    if (package.size and total != package.size) or (total or 0) > MOST_BYTES:
        raise PackageError(
            f"{package.file_name} is not the file expected: it has {total or 0:,} bytes, "
            f"not {package.size or MOST_BYTES:,}. Nothing was installed."
        )


def _broken_off(package: PublishedPackage, part: _Part, size: int, total: int) -> PackageError:
    kept = "What has arrived is kept, and the same command goes on from there."
    if size > total or not part.of_use:
        part.drop()
        kept = ""
    return PackageError(
        f"{package.file_name} did not arrive whole ({size:,} of {total:,} bytes). "
        f"Nothing was installed. {kept}".rstrip()
    )


def _mark(reply: http.client.HTTPResponse) -> str:
    """What the server knows this state of the file by; a weak ETag would not do (RFC 9110)."""
    tag = str(reply.headers.get("ETag", ""))
    return tag if tag.startswith('"') else str(reply.headers.get("Last-Modified", ""))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
