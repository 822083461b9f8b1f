"""Fetches the official French to English package behind a running server."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from webapp.engine.installing.download import Progress, fetched
from webapp.engine.installing.index import find_published
from webapp.engine.installing.installation import install_archive, user_folder
from webapp.engine.packages import argos_folders, find_packages
from webapp.errors import PackageError
from webapp.private_files import private_folder
from webapp.settings import Settings

_log = logging.getLogger(__name__)

NAME = "fr_en"
DAY = 86_400  # seconds


def fetch_official_behind(settings: Settings, installed: Callable[[], object]) -> threading.Thread:
    """Begin ``fetch_official`` in a thread, which ends with the process."""
    thread = threading.Thread(
        target=fetch_official, args=(settings, installed), name="official package", daemon=True
    )
    thread.start()
    return thread


def fetch_official(settings: Settings, installed: Callable[[], object]) -> None:
    """Install the official package, if the user has none of its pair; then call ``installed``.

    It is tried at most once a day. The log says what comes of it: progress, or why the package in
    use goes on serving.
    """
    if any(package.name == NAME for package in find_packages(argos_folders())):
        return
    try:
        if not _begun_today(settings.downloads):
            _install(settings)
            installed()
    except PackageError as error:
        _log.warning("%s The bundled package serves meanwhile.", _ended(str(error)))


def _install(settings: Settings) -> None:
    published = find_published(NAME, settings.package_index)
    if not published.sha256:
        raise PackageError(
            f"The official package is not fetched from {published.url}, since no checksum is "
            f"known; visavis models install {NAME} does so."
        )
    _log.info("Fetching the official French to English package from %s.", published.url)
    with fetched(published, settings.downloads, _tenths()) as archive:
        package = install_archive(archive, user_folder(), published)
    _log.info("The official package %s is installed; new texts get it.", package.label)


def _begun_today(folder: Path) -> bool:
    """Whether the official package was tried less than a day ago; if not, that begins now."""
    stamp = folder / f"{NAME}.tried"
    try:
        private_folder(folder)
        if stamp.exists() and 0 <= time.time() - stamp.stat().st_mtime < DAY:
            _log.info(
                "The official package was tried less than a day ago; visavis models install %s "
                "fetches it at once.",
                NAME,
            )
            return True
        stamp.touch()
    except OSError as error:
        raise PackageError(f"{folder} cannot be written: {error.strerror}.") from error
    return False


def _tenths() -> Progress:
    """Log every tenth of a download."""
    logged = 0

    def log(received: int, total: int | None) -> None:
        nonlocal logged
        if total and (tenths := 10 * received // total) > logged:
            logged = tenths
            _log.info("The official package: %d of %d MB.", received // 10**6, total // 10**6)

    return log


def _ended(sentence: str) -> str:
    """A sentence that another can follow: one that ends in a command gets a point."""
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."
