"""The official Argos package, fetched once when the user asks for it."""

import hashlib
import http.client
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import PackageError

_CHUNK = 1 << 18
_TIMEOUT = 30  # seconds without a byte


@dataclass(frozen=True, slots=True)
class OfficialPackage:
    """Where a package is published, and what must arrive."""

    url: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return self.url.rsplit("/", 1)[-1]


OFFICIAL_PACKAGES = {
    "fr_en": OfficialPackage(
        "https://argos-net.com/v1/translate-fr_en-1_9.argosmodel",
        66_585_033,
        "3b3052fee6bb1e8e8e632a26a723eb2a2c7710dfe73ba61ffd9b83e85d4f14c1",
    )
}


def download(official: OfficialPackage, place: Path, progress: Callable[[int], None]) -> None:
    """Fetch ``official`` to the file ``place``; ``progress`` is told the bytes of each chunk.

    No more than the size expected is read. Raises PackageError when it cannot be fetched or is
    not what was published; the file at ``place`` is then of no use.
    """
    try:
        size, digest = _fetch(official, place, progress)
    except (OSError, http.client.HTTPException) as error:
        raise PackageError(
            f"{official.file_name} cannot be downloaded: is this machine online? "
            "Nothing was installed."
        ) from error
    if size != official.size:
        raise PackageError(
            f"{official.file_name} did not arrive whole ({size} of {official.size} bytes). "
            "Nothing was installed."
        )
    if digest != official.sha256:
        raise PackageError(
            f"{official.file_name} is not the file expected (its SHA-256 differs). "
            "Nothing was installed."
        )


def _fetch(
    official: OfficialPackage, place: Path, progress: Callable[[int], None]
) -> tuple[int, str]:
    """The bytes received, at most one more than expected, and their SHA-256."""
    size, digest = 0, hashlib.sha256()
    request = urllib.request.Request(official.url, headers={"User-Agent": "visavis"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as reply, place.open("wb") as file:  # noqa: S310
        while chunk := reply.read(min(_CHUNK, official.size + 1 - size)):
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            progress(len(chunk))
    return size, digest.hexdigest()
