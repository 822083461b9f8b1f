"""Installing and removing Argos packages: an archive is checked, then put in place at once."""

import re
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from webapp.engine.batches.decoding import try_package
from webapp.engine.installing.download import PublishedPackage
from webapp.engine.packages import InstalledPackage, argos_folders, read_package
from webapp.errors import PackageError, Unavailable

# The official packages have up to some 40 files and 300 MB, and shrink to no less than a third.
MAX_ENTRIES = 2_000
MAX_BYTES = 4_000_000_000
MAX_RATIO = 200
_RATIO_COUNTS_FROM = 1_000_000
_STAGING = ".visavis-"
#: An installation takes minutes at most; a folder of one that is older was left behind.
STALE_SECONDS = 3600
# Names that mean the same on every system; the first character keeps hidden folders out.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@+ /-]*")


def user_folder() -> Path:
    """Argos' own package folder, where packages are installed. Raises PackageError without one."""
    folders = argos_folders()
    if not folders:
        raise PackageError("Argos' package folder cannot be made or written.")
    return folders[0]


def install_archive(
    archive: Path, folder: Path, published: PublishedPackage | None = None
) -> InstalledPackage:
    """Install a ``.argosmodel`` archive into ``folder``, in place of an older one of its pair.

    It must have the name and the version that ``published`` has. The archive is checked, unpacked
    beside its place, tried, then renamed: whatever goes wrong, the folder is as it was. Raises
    PackageError, whose sentence says what is wrong.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as staging:
            package = _translator_package(_unpack(archive, staging))
            _check_promise(package, published)
            try_package(package)
            return _put_in_place(package, folder, staging)
    except Unavailable as error:
        raise PackageError(f"{archive.name} cannot be installed: its model is damaged.") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise PackageError(f"{archive.name} is not a readable Argos package.") from error
    except PackageError as error:
        raise PackageError(f"{archive.name} cannot be installed. {error}") from error
    except OSError as error:
        raise PackageError(f"{archive.name} cannot be installed: {error.strerror}.") from error


def remove_packages(name: str, folder: Path) -> list[InstalledPackage]:
    """Remove the user's packages called ``name`` (``fr_en``) and return them; maybe none.

    Raises PackageError when they cannot be removed.
    """
    removed = [package for package in _all_packages(folder) if package.name == name]
    try:
        for package in removed:
            with _staging(folder) as staging:
                package.path.rename(staging / "removed")
    except OSError as error:
        raise PackageError(f"{name} cannot be removed: {error.strerror}.") from error
    return removed


def _all_packages(folder: Path) -> list[InstalledPackage]:
    """Also those that another of the same pair hides."""
    packages = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(PackageError, OSError):
            package = read_package(path)
            if package and not path.name.startswith("."):
                packages.append(package)
    return packages


def _translator_package(path: Path) -> InstalledPackage:
    package = read_package(path)
    if package is None:
        raise PackageError("It is not a translation package.")
    return package


def _check_promise(package: InstalledPackage, published: PublishedPackage | None) -> None:
    if published and published.name not in ("", package.name):
        raise PackageError(f"It is {package.name}, not {published.name}.")
    if published and published.version not in ("", package.version):
        raise PackageError(f"Its version is {package.version}, not {published.version}.")


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same file system, which discovery leaves out; removed at the end.

    Those that a killed process left behind go, too.
    """
    for left in folder.glob(f"{_STAGING}*"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put_in_place(package: InstalledPackage, folder: Path, staging: Path) -> InstalledPackage:
    """Rename the unpacked package into ``folder``; older ones of its pair leave before."""
    place = folder / package.path.name
    older = [other.path for other in _all_packages(folder) if other.pair == package.pair]
    if place.exists() and place not in older:
        raise PackageError(f"The folder {place.name} is taken by another package.")
    moved = []
    try:
        for number, path in enumerate(older):
            moved.append((path.rename(staging / f"older-{number}"), path))
        package.path.rename(place)
    except OSError:
        for stored, path in moved:
            stored.rename(path)
        raise
    return replace(package, path=place)


def _unpack(archive: Path, staging: Path) -> Path:
    """Unpack a checked archive into ``staging``; the package's folder there."""
    with zipfile.ZipFile(archive) as zipped:
        entries = zipped.infolist()
        top = _checked(entries)
        for entry in entries:
            _extract(zipped, entry, staging)
    return staging / top


def _extract(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, staging: Path) -> None:
    place = staging / entry.filename
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    # zipfile reads no more than the size that the entry states, and checks its CRC.
    with zipped.open(entry) as packed, place.open("xb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)


def _checked(entries: Sequence[zipfile.ZipInfo]) -> str:
    """The one folder at the top of an archive. Raises PackageError if it cannot be trusted."""
    if len(entries) > MAX_ENTRIES:
        raise PackageError(f"It has more than {MAX_ENTRIES} entries.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_BYTES:
        raise PackageError("It is too large when unpacked.")
    if unpacked > max(MAX_RATIO * packed, _RATIO_COUNTS_FROM):
        raise PackageError("It grows too much when unpacked.")
    tops = {_checked_path(entry).parts[0] for entry in entries}
    if len(tops) != 1:
        raise PackageError("It must hold one folder.")
    return tops.pop()


def _checked_path(entry: zipfile.ZipInfo) -> PurePosixPath:
    name = entry.filename
    path = PurePosixPath(name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise PackageError("It holds a link or a special file.")
    if not path.parts or path.is_absolute() or ".." in path.parts or not _PLAIN.fullmatch(name):
        raise PackageError("It holds a file with an unsafe path.")
    return path
