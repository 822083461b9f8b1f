"""The commands for packages, with folders of their own and a publisher on this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.engine.packages import make_archive, package_files
from tests.unit.engine.publisher import Publisher, publishing
from webapp.cli import models
from webapp.engine import packages
from webapp.engine.installing import installation, official

VisavisModels = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's package folder, which does not exist yet; no package is bundled."""
    folder = tmp_path / "packages"
    for module in (packages, installation, official):
        monkeypatch.setattr(module, "argos_folders", lambda: [folder])
    monkeypatch.setattr(packages, "bundled_folder", lambda: tmp_path / "bundled")
    # The packages of these tests have no model; tests/model tries real ones.
    monkeypatch.setattr(installation, "try_package", lambda _package: None)
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    return folder


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """The folder of downloads, which does not exist yet."""
    return tmp_path / "data" / "downloads"


@pytest.fixture
def visavis_models(folder: Path) -> VisavisModels:
    return lambda *words: CliRunner().invoke(models.models, words)


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    """A server that publishes a package from French to English, version 1.9."""
    archive = make_archive(tmp_path / "published", package_files(package_version="1.9"))
    with publishing(archive.read_bytes()) as publisher:
        yield publisher
