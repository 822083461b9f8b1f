"""The official package comes by itself, once a day at most, and never in the way of anything."""

import hashlib
import os
from pathlib import Path

import pytest

from tests.unit.engine.packages import make_package
from tests.unit.engine.publisher import Publisher
from webapp.engine import ArgosTranslators
from webapp.engine.installing.download import PublishedPackage
from webapp.engine.installing.index import OFFICIAL_PACKAGES
from webapp.engine.installing.official import fetch_official, fetch_official_behind
from webapp.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture(autouse=True)
def _published(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the publisher has is the official package."""
    content = publisher.content
    package = PublishedPackage(
        f"{publisher.url}/official.argosmodel",
        "fr_en",
        "1.9",
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    monkeypatch.setitem(OFFICIAL_PACKAGES, "fr_en", package)


def test_it_serves_new_texts_without_a_restart(
    settings: Settings, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    make_package(tmp_path / "bundled", package_version="0.5")
    translators = ArgosTranslators(settings, [folder, tmp_path / "bundled"])
    assert translators.get("fr", "en").identity.startswith("fr_en-0.5-")
    calls: list[str] = []
    thread = fetch_official_behind(settings, lambda: calls.append("installed"))
    thread.join()
    assert translators.get("fr", "en").identity.startswith("fr_en-1.9-")
    assert calls == ["installed"]
    assert "The official package fr_en 1.9 is installed" in caplog.text
    assert "MB" in caplog.text


def test_who_has_a_package_of_its_pair_is_left_in_peace(
    settings: Settings, folder: Path, publisher: Publisher
) -> None:
    make_package(folder, package_version="0.1")
    fetch_official(settings, lambda: pytest.fail("nothing was to be installed"))
    assert publisher.requests == []


def test_a_failure_is_one_line_and_comes_once_a_day(
    settings: Settings, folder: Path, publisher: Publisher, caplog: pytest.LogCaptureFixture
) -> None:
    publisher.status = 503
    fetch_official(settings, lambda: pytest.fail("nothing was to be installed"))
    (warning,) = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert "answered 503" in warning
    assert warning.endswith("official.argosmodel. The bundled package serves meanwhile.")
    assert not folder.exists() or list(folder.iterdir()) == []
    publisher.status = 200
    fetch_official(settings, lambda: pytest.fail("it was tried today"))
    assert len(publisher.requests) == 1
    os.utime(settings.downloads / "fr_en.tried", (0, 0))
    calls: list[str] = []
    fetch_official(settings, lambda: calls.append("installed"))
    assert calls == ["installed"]


def test_without_a_checksum_nothing_comes_by_itself(
    settings: Settings,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    unchecked = PublishedPackage(f"{publisher.url}/official.argosmodel", "fr_en", "1.9")
    monkeypatch.setitem(OFFICIAL_PACKAGES, "fr_en", unchecked)
    fetch_official(settings, lambda: pytest.fail("nothing was to be installed"))
    assert "no checksum is known" in caplog.text
    assert publisher.requests == []


def test_a_data_folder_that_cannot_be_written_is_told(
    tmp_path: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    fetch_official(Settings(data_dir=tmp_path / "file"), lambda: pytest.fail("installed"))
    assert "cannot be written" in caplog.text
