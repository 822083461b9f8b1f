"""A desk with an empty library and the fake translator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeTranslator, FakeTranslators, records_here
from webapp.formats.readers import bounded
from webapp.library import Library
from webapp.pretranslation.desk import Desk


@pytest.fixture(autouse=True)
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: to start one for each takes most of a test's time."""
    monkeypatch.setattr(bounded, "_records", records_here)


@pytest.fixture
def library(library_url: str) -> Iterator[Library]:
    """An empty library without a desk."""
    opened = Library(library_url)
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, library_url: str) -> Iterator[Desk]:
    library = Library(library_url)
    opened = Desk(library, FakeTranslators(), tmp_path, max_text_chars=1_000_000)
    yield opened
    opened.close()


@pytest.fixture
def translator(desk: Desk) -> FakeTranslator:
    assert isinstance(desk.translators, FakeTranslators)
    return desk.translators.translator
