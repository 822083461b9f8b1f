"""``visavis models``: archives are checked, and whatever goes wrong leaves nothing behind."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.unit.engine.packages import make_archive, make_package, package_files
from webapp.engine import ArgosTranslators
from webapp.engine.installing import installation
from webapp.engine.installing.installation import install_archive
from webapp.engine.packages import find_packages
from webapp.errors import PackageError
from webapp.settings import Settings


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
        (package_files(argos_version="2.0"), "a", "Argos Translate 2.0, newer than is known"),
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


@pytest.mark.parametrize("version", ["", "1.0", "1.9.6"])
def test_packages_of_every_known_argos_are_installed(
    tmp_path: Path, folder: Path, version: str
) -> None:
    archive = make_archive(tmp_path / "a.argosmodel", package_files(argos_version=version))
    assert install_archive(archive, folder).path.is_dir()


def test_whatever_is_wrong_the_package_in_use_goes_on_serving(tmp_path: Path, folder: Path) -> None:
    install_archive(make_archive(tmp_path / "a.argosmodel", package_files()), folder)
    translators = ArgosTranslators(Settings(), [folder])
    serving = translators.get("fr", "en")
    good = make_archive(tmp_path / "b.argosmodel", package_files(package_version="2")).read_bytes()
    for bad in (good[:-20], good[: len(good) // 2], good.replace(b"weights", b"wEights")):
        (tmp_path / "bad.argosmodel").write_bytes(bad)
        with pytest.raises(PackageError, match="not a readable Argos package"):
            install_archive(tmp_path / "bad.argosmodel", folder)
        assert translators.get("fr", "en") is serving


def test_the_same_version_with_other_bytes_serves_at_once(tmp_path: Path, folder: Path) -> None:
    files = package_files()
    install_archive(make_archive(tmp_path / "a.argosmodel", files), folder)
    translators = ArgosTranslators(Settings(), [folder])
    before = translators.get("fr", "en").identity
    files |= {"model/model.bin": b"other weights"}
    install_archive(make_archive(tmp_path / "a.argosmodel", files), folder)
    assert translators.get("fr", "en").identity != before
