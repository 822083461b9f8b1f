"""``visavis models``: archives are checked, and whatever goes wrong leaves nothing behind."""

import hashlib
import os
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.unit.engine.packages import make_archive, make_package, package_files
from webapp.cli import models
from webapp.engine import installation
from webapp.engine.download import OFFICIAL_PACKAGES, OfficialPackage
from webapp.engine.installation import install_archive
from webapp.engine.packages import find_packages
from webapp.errors import PackageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's package folder, which does not exist yet; no package is bundled."""
    folder = tmp_path / "packages"
    for module in (models, installation):
        monkeypatch.setattr(module, "argos_folders", lambda: [folder])
    monkeypatch.setattr(models, "bundled_folder", lambda: tmp_path / "bundled")
    # The packages of these tests have no model; tests/model tries real ones.
    monkeypatch.setattr(installation, "try_package", lambda _package: None)
    return folder


@pytest.fixture
def visavis_models(folder: Path) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(models.models, words)


def all_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_file_is_installed_listed_and_removed(
    visavis_models: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    archive = make_archive(tmp_path / "any.argosmodel", package_files(package_version="1.9"))
    assert "Installed fr_en  French → English" in visavis_models("install", str(archive)).output
    assert all_names(folder) == ["translate-fr_en"]
    assert "version 1.9" in visavis_models("list").output
    assert "Removed fr_en" in visavis_models("remove", "fr_en").output
    assert all_names(folder) == []
    again = visavis_models("remove", "fr_en")
    assert (again.exit_code, again.output) == (1, "Error: No package fr_en is installed.\n")


def test_nothing_installed_says_how_to_get_one(visavis_models: Callable[..., Result]) -> None:
    assert "visavis models install fr_en" in visavis_models("list").output


def test_the_bundled_package_stays(
    visavis_models: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    bundled = make_package(tmp_path / "bundled")
    result = visavis_models("remove", "fr_en")
    assert (result.exit_code, result.output) == (0, "The bundled fr_en package stays.\n")
    assert bundled.is_dir()


def test_a_package_replaces_the_others_of_its_pair_only(folder: Path, tmp_path: Path) -> None:
    make_package(folder, "fr_en-old", package_version="1.0")
    make_package(folder, "fr_en-newer", package_version="9.0")
    make_package(folder, "fr_es", to_code="es")
    archive = make_archive(tmp_path / "a.argosmodel", package_files(package_version="1.9"))
    assert install_archive(archive, folder).path == folder / "translate-fr_en"
    assert all_names(folder) == ["fr_es", "translate-fr_en"]
    assert find_packages([folder])[0].version == "1.9"


def test_a_failed_rename_brings_the_older_package_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_package(folder, "translate-fr_en", package_version="1.0")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".visavis-") and self.name == "translate-fr_en":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    archive = make_archive(tmp_path / "a.argosmodel", package_files(package_version="2.0"))
    with pytest.raises(PackageError, match="No space left on device"):
        install_archive(archive, folder)
    assert all_names(folder) == ["translate-fr_en"]
    assert find_packages([folder])[0].version == "1.0"


def test_what_a_killed_installation_left_behind_goes_with_the_next(
    folder: Path, tmp_path: Path
) -> None:
    old, current = folder / ".visavis-old", folder / ".visavis-current"
    for left in (old, current):
        (left / "translate-fr_en").mkdir(parents=True)
    os.utime(old, (0, 0))
    install_archive(make_archive(tmp_path / "a.argosmodel", package_files()), folder)
    assert all_names(folder) == [".visavis-current", "translate-fr_en"]


def without(name: str) -> dict[str, bytes]:
    return {file: content for file, content in package_files().items() if file != name}


@pytest.mark.parametrize(
    ("files", "top", "sentence"),
    [
        (package_files() | {"../../evil": b""}, "a", "unsafe path"),
        (package_files(), "/a", "unsafe path"),
        (package_files(), "..", "unsafe path"),
        (package_files(), ".hidden", "unsafe path"),
        (package_files(), "C:\\a", "unsafe path"),
        (package_files(), "", "one folder"),
        (without("metadata.json"), "a", "no readable metadata.json"),
        (package_files() | {"metadata.json": b"[1]"}, "a", "not a JSON object"),
        (package_files() | {"metadata.json": b"[" * 99_999}, "a", "no readable metadata.json"),
        (package_files(from_code=3), "a", "unusable “from_code”"),
        (package_files(to_code="x/y"), "a", "no plausible language code"),
        (package_files(type="sbd"), "a", "not a translation package"),
        (without("model/model.bin"), "a", "no model/model.bin"),
        (without("sentencepiece.model"), "a", "no tokenizer"),
        (package_files() | {f"n{n}": b"" for n in range(3000)}, "a", "entries"),
        ({}, "a", "one folder"),
    ],
)
def test_an_archive_that_cannot_be_trusted(
    tmp_path: Path, folder: Path, files: dict[str, bytes], top: str, sentence: str
) -> None:
    archive = make_archive(tmp_path / "bad.argosmodel", files, top)
    with pytest.raises(PackageError, match=sentence):
        install_archive(archive, folder)
    assert all_names(folder) == []
    assert not (tmp_path / "evil").exists()


def test_a_link_in_an_archive(tmp_path: Path, folder: Path) -> None:
    archive = make_archive(tmp_path / "bad.argosmodel", package_files())
    with zipfile.ZipFile(archive, "a") as zipped:
        link = zipfile.ZipInfo("translate-fr_en/model/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(link, "/etc/passwd")
    with pytest.raises(PackageError, match="link"):
        install_archive(archive, folder)
    assert all_names(folder) == []


def test_a_bomb(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "bomb.argosmodel"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a/model/model.bin", bytes(5_000_000))
    with pytest.raises(PackageError, match="grows too much"):
        install_archive(archive, folder)
    monkeypatch.setattr(installation, "MAX_BYTES", 4_000_000)
    with pytest.raises(PackageError, match="too large"):
        install_archive(archive, folder)
    assert all_names(folder) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip" * 1000])
def test_a_file_that_is_no_archive(tmp_path: Path, folder: Path, content: bytes) -> None:
    archive = tmp_path / "bad.argosmodel"
    archive.write_bytes(content)
    with pytest.raises(PackageError, match="not a readable Argos package"):
        install_archive(archive, folder)
    assert all_names(folder) == []


def test_a_damaged_archive(tmp_path: Path, folder: Path) -> None:
    archive = make_archive(tmp_path / "bad.argosmodel", package_files())
    archive.write_bytes(archive.read_bytes().replace(b"weights", b"wEights"))
    with pytest.raises(PackageError, match="not a readable Argos package"):
        install_archive(archive, folder)
    assert all_names(folder) == []


def test_what_is_no_file_nor_a_known_name(visavis_models: Callable[..., Result]) -> None:
    result = visavis_models("install", "xx_yy")
    assert result.exit_code == 1
    assert result.output == "Error: xx_yy is neither a file nor an official package (fr_en).\n"


class Publisher:
    """A web server on this machine that publishes ``content`` and says it has ``length`` bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.length = len(content)
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(publisher.length))
                self.end_headers()
                self.wfile.write(publisher.content)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/translate-fr_en-1_9.argosmodel"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    content = make_archive(tmp_path / "official", package_files()).read_bytes()
    publisher = Publisher(content)
    official = OfficialPackage(publisher.url, len(content), hashlib.sha256(content).hexdigest())
    monkeypatch.setitem(OFFICIAL_PACKAGES, "fr_en", official)
    yield publisher
    publisher.close()


def test_the_official_package_is_fetched(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path
) -> None:
    result = visavis_models("install", "fr_en")
    assert result.exit_code == 0
    assert "Downloading fr_en" in result.output
    assert "Installed fr_en" in result.output
    assert all_names(folder) == ["translate-fr_en"]


def test_a_download_that_ends_early(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path
) -> None:
    publisher.content = publisher.content[:-10]
    result = visavis_models("install", "fr_en")
    assert result.exit_code == 1
    assert "did not arrive whole" in result.output
    assert all_names(folder) == []


def test_a_download_that_does_not_end(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path
) -> None:
    publisher.content *= 1000
    publisher.length *= 1000
    result = visavis_models("install", "fr_en")
    assert "did not arrive whole" in result.output
    assert all_names(folder) == []


def test_another_file_than_published(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path
) -> None:
    publisher.content = publisher.content.replace(b"weights", b"wEights")
    result = visavis_models("install", "fr_en")
    assert (result.exit_code, "SHA-256 differs" in result.output) == (1, True)
    assert all_names(folder) == []


def test_offline(publisher: Publisher, visavis_models: Callable[..., Result], folder: Path) -> None:
    publisher.server.server_close()
    result = visavis_models("install", "fr_en")
    assert result.exit_code == 1
    assert "is this machine online? Nothing was installed." in result.output
    assert all_names(folder) == []
