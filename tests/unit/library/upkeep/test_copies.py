"""A library is copied while it is written, put back whole, and what is not whole is told."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library import Document, Library, NewDocument
from webapp.library.upkeep.checking import check
from webapp.library.upkeep.copies import put_back, take_copy
from webapp.library.upkeep.migrating import MIGRATIONS
from webapp.text import split_text


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def add(library: Library, text: str) -> Document:
    return library.documents.add([NewDocument(text, text, split_text(text), "fr", "en")])[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite3"
    library = Library(url(path))
    add(library, "Il pleut.")
    library.close()
    return path


def titles(file: Path) -> list[str]:
    library = Library(url(file))
    try:
        return [document.title for document in library.documents.all()]
    finally:
        library.close()


def test_a_library_is_copied_while_somebody_writes_and_put_back_while_it_is_open(
    file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    library = Library(url(file))
    with library._database.writing():
        take_copy(file, copy)
    add(library, "Il neige.")
    before = put_back(copy, file)
    assert [document.title for document in library.documents.all()] == ["Il pleut."]
    library.close()
    assert before is not None
    assert titles(before) == ["Il neige.", "Il pleut."]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_replaces_no_file_and_needs_a_library(file: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there already"):
        take_copy(file, file)
    with pytest.raises(BadInput, match="no library"):
        take_copy(tmp_path / "none", tmp_path / "copy")


def test_a_damaged_library_is_set_aside_for_a_copy(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    take_copy(file, copy)
    file.write_bytes(b"no database" * 1000)
    assert put_back(copy, file) is None
    assert titles(file) == ["Il pleut."]
    assert (tmp_path / "library.damaged.sqlite3").read_bytes().startswith(b"no database")


@pytest.mark.parametrize("data", [b"", b"no database" * 1000])
def test_only_a_whole_library_is_put_back(file: Path, tmp_path: Path, data: bytes) -> None:
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(data)
    with pytest.raises(BadInput):
        put_back(copy, file)
    assert titles(file) == ["Il pleut."]


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5000])


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda file: file.write_bytes(b""), "is empty"),
        (lambda file: file.write_bytes(b"no database" * 1000), "no SQLite database"),
        (cut, "cut short"),
        (newer, "newer"),
    ],
)
def test_a_library_that_cannot_be_used_is_named_and_left_as_it_is(
    file: Path, harm: "object", words: str
) -> None:
    harm(file)  # type: ignore[operator]
    before = file.read_bytes()
    with pytest.raises(LibraryUnavailable, match=words) as caught:
        Library(url(file))
    assert str(file) in str(caught.value)
    assert "Nothing was changed" in str(caught.value)
    assert "visavis restore" in str(caught.value)
    assert file.read_bytes() == before


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path, make: "object") -> None:
    make(tmp_path / "library.sqlite3")  # type: ignore[operator]
    with pytest.raises(LibraryUnavailable, match=r"library\.sqlite3 is no file\. Nothing was"):
        Library(url(tmp_path / "library.sqlite3"))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    with pytest.raises(LibraryUnavailable, match="cannot be made or written") as caught:
        Library(url(folder / "library.sqlite3"))
    assert str(folder) in str(caught.value)


def made_by_an_older_program(file: Path) -> None:
    """Make a library with the first schema."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url(file))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def test_a_library_is_copied_before_its_tables_change(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    made_by_an_older_program(file)
    older = shutil.copy(file, tmp_path / "older")
    assert titles(file) == []
    [copy] = tmp_path.glob("library.before-*.sqlite3")
    with closing(sqlite3.connect(copy)) as one, closing(sqlite3.connect(older)) as other:
        assert list(one.iterdump()) == list(other.iterdump())
    assert titles(file) == []
    assert list(tmp_path.glob("library.before-*.sqlite3")) == [copy]


def test_a_check_finds_wrong_counts_and_damage_and_changes_nothing(file: Path) -> None:
    facts, faults = check(url(file))
    assert ("1 texts" in facts, faults) == (True, [])
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE documents SET pending_count = 7")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM paragraphs")
        connection.commit()
    before = file.read_bytes()
    _, faults = check(url(file))
    assert "1 texts whose count of pending sentences is wrong" in faults
    assert "1 sentences without their paragraph" in faults
    assert file.read_bytes() == before
    cut(file)
    assert "cut short" in check(url(file))[1][0]
    with pytest.raises(BadInput, match="no library"):
        check(url(file.with_name("none")))
