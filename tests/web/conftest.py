"""An application with a fake translator, its jobs run by hand or in threads, as a test likes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import databases
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
def settings(tmp_path: Path, migrated_library: str) -> Iterator[Settings]:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    with databases.copied(migrated_library, data_dir) as url:
        yield Settings(
            data_dir=data_dir,
            database_url=url if databases.SERVER else "",
            seeds=False,
            max_text_chars=20_000,
            max_request_chars=2_000,
            max_upload_bytes=100_000,
        )


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
def make(settings: Settings, translators: FakeTranslators) -> Iterator[Callable[..., FlaskClient]]:
    """Makes clients of applications with other settings, which share a library."""
    apps: list[Flask] = []

    def make_client(**changed: Any) -> FlaskClient:
        apps.append(create_app(replace(settings, **changed), translators))
        return apps[-1].test_client()

    yield make_client
    for app in apps:
        app.extensions["visavis.desk"].close()


@pytest.fixture
def desk(app: Flask) -> Desk:
    desk = app.extensions["visavis.desk"]
    assert isinstance(desk, Desk)
    return desk


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
