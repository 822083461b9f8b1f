"""A toy's vocabularies, made once."""

from pathlib import Path

import pytest

from tests.unit.training.toy import make_vocabularies
from training.vocabulary import Vocabularies


@pytest.fixture(scope="session")
def vocabulary_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a toy's vocabularies."""
    return make_vocabularies(tmp_path_factory.mktemp("toy") / "vocabularies")


@pytest.fixture(scope="session")
def vocabularies(vocabulary_folder: Path) -> Vocabularies:
    """A toy's vocabularies, opened."""
    return Vocabularies.load(vocabulary_folder)
