"""The migrations and the schema in the code must tell the same."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from webapp.errors import LibraryUnavailable
from webapp.library import Library, Origin
from webapp.library.schema import Base, source_digest
from webapp.library.upkeep.checking import check
from webapp.library.upkeep.migrating import MIGRATIONS

OLD_DOCUMENT = """INSERT INTO documents (id, title, source_language, target_language, text,
  created_at, segment_count, pending_count, failed_count, revision)
  VALUES (1, 't', 'fr', 'en', 'Il pleut.', '2026-01-01', 2, 0, 0, 1)"""
OLD_PARAGRAPH = """INSERT INTO paragraphs (id, document_id, position, kind, start, end)
  VALUES (1, 1, 1, 'text', 0, 9)"""
OLD_SEGMENT = """INSERT INTO segments (id, document_id, paragraph_id, position, start, end, source,
  source_digest, target, state, origin, draft, revision)
  VALUES (:id, 1, 1, :id, 0, 9, 'Il pleut.', :digest, :target, 'edited', 'human', 'It rain.', 1)"""
OLD_ANNOTATION = """INSERT INTO annotations (document_id, paragraph_id, start, end, quote, colour,
  note, created_at) VALUES (1, 1, 3, 8, 'pleut', 'yellow', '', '2026-01-01')"""
CORRECTED = [(1, "It rains."), (2, "It is raining.")]


@contextmanager
def old_library(url: str) -> Iterator[Callable[[str], Connection]]:
    """What brings a library to an older version; at 0008 it gets two corrected segments."""
    engine, config = create_engine(url), Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection

        def upgrade(version: str) -> Connection:
            command.upgrade(config, version)
            if version == "0008":
                connection.execute(text(OLD_DOCUMENT))
                connection.execute(text(OLD_PARAGRAPH))
                digest = source_digest("Il pleut.")
                rows = [{"id": n, "target": words, "digest": digest} for n, words in CORRECTED]
                connection.execute(text(OLD_SEGMENT), rows)
            return connection

        yield upgrade
    engine.dispose()


def test_the_migrations_make_the_schema_that_the_code_declares(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    Library(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_what_was_corrected_before_versions_can_be_undone_and_is_known_to_the_memory(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    with old_library(url) as upgrade:
        upgrade("0008")
    library = Library(url)
    editable = library.edits.editable(1)
    assert [(v.target, v.origin) for v in editable.versions] == [("It rain.", Origin.MACHINE)]
    assert editable.draft
    known = library.memory.recall("", ("fr", "en"), ["Il pleut."])
    assert known["Il pleut."].target == "It is raining."
    assert library.documents.size() == (1, len("Il pleut."))
    library.close()


def test_highlights_from_before_names_are_everybodys_and_verse_keeps_its_lines(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    with old_library(url) as upgrade:
        upgrade("0008")
        connection = upgrade("0022")
        connection.execute(text(OLD_ANNOTATION))
        connection.execute(text("UPDATE documents SET text = 'Il\npleut.'"))
        connection.execute(text("UPDATE paragraphs SET kind = 'verse'"))
    library = Library(url)
    for reader in ("", "Zoé"):
        [annotated] = library.annotations.find(reader=reader)
        assert annotated.annotation.quote == "pleut"
    assert library.documents.part(1, 1, 9).blocks[0].detail == {"breaks": [2]}
    library.close()


def test_opening_a_library_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    first, second = Library(url), Library(url)
    assert (first.is_new, second.is_new) == (True, False)
    first.close()
    second.close()


def test_of_several_that_open_a_new_library_at_once_one_makes_it(tmp_path: Path) -> None:
    def is_made(url: str) -> bool:
        with Library(url) as library:
            return library.is_new

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(is_made, [f"sqlite:///{tmp_path / 'library.sqlite3'}"] * 4))
    assert sorted(outcomes) == [False, False, False, True]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("DROP TABLE segments", "the table segments is missing"),
        ("DROP TABLE terms", "the table terms is missing"),
        ("DELETE FROM alembic_version", "has lost its version"),
        ("UPDATE alembic_version SET version_num = '9999'", "by a newer Vis-à-vis"),
    ],
)
def test_a_library_that_is_not_whole_is_not_opened(
    tmp_path: Path, change: str, sentence: str
) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    Library(url).close()
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as connection, connection:
        connection.execute(change)
    with pytest.raises(LibraryUnavailable, match=sentence):
        Library(url)
    _, faults = check(url)
    assert bool(faults) == change.startswith("DROP")


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name)")
    before = file.read_bytes()
    with pytest.raises(LibraryUnavailable, match="of another program"):
        Library(f"sqlite:///{file}")
    assert file.read_bytes()[100:] == before[100:]
