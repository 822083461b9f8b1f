"""An application with a fake translator, its jobs run by hand or in threads, as a test likes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator, FakeTranslators, records_here
from webapp.app import create_app
from webapp.formats.readers import bounded
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings


@pytest.fixture(autouse=True)
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: to start one for each takes most of a test's time."""
    monkeypatch.setattr(bounded, "_records", records_here)


@pytest.fixture
def settings(tmp_path: Path, migrated_library: Path) -> Settings:
    settings = Settings(
        data_dir=tmp_path / "data",
        seeds=False,
        max_text_chars=20_000,
        max_request_chars=2_000,
        max_upload_bytes=100_000,
    )
    settings.data_dir.mkdir()
    shutil.copy(migrated_library, settings.data_dir)
    return settings


@pytest.fixture
def translators() -> FakeTranslators:
    return FakeTranslators()


@pytest.fixture
def translator(translators: FakeTranslators) -> FakeTranslator:
    return translators.translator


@pytest.fixture
def app(settings: Settings, translators: FakeTranslators) -> Iterator[Flask]:
    app = create_app(settings, translators)
    yield app
    app.extensions["visavis.desk"].close()


@pytest.fixture
def desk(app: Flask) -> Desk:
    desk = app.extensions["visavis.desk"]
    assert isinstance(desk, Desk)
    return desk


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
