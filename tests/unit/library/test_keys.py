"""Keys to the API: shown once, kept as digests, revoked for good."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from webapp.cli.main import main
from webapp.errors import NotFound
from webapp.library import Library


@pytest.fixture
def library(library_url: str) -> Iterator[Library]:
    library = Library(library_url)
    yield library
    library.close()


def run(*arguments: str, data_dir: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["keys", *arguments, "--data-dir", str(data_dir)])
    return result.exit_code, result.stdout + result.stderr


def test_a_key_is_found_until_it_is_revoked(library: Library) -> None:
    record, key = library.keys.create("Ana", "5/minute", 100)
    found = library.keys.find(key)
    assert found is not None
    assert (found.id, found.name, found.rate_limit) == (record.id, "Ana", "5/minute")
    library.keys.revoke(record.id)
    assert library.keys.find(key) is None
    assert library.keys.revoke(record.id).revoked_at is not None


def test_no_other_key_is_found(library: Library) -> None:
    _, key = library.keys.create("Ana")
    changed = key[:-1] + ("A" if key[-1] != "A" else "B")
    others = ["", "vv", changed, key.replace("vv-1", "vv-2"), key + "\n", key.upper(), "é" * 50]
    assert [library.keys.find(other) for other in others] == [None] * len(others)


def test_the_database_does_not_hold_the_key(library: Library, tmp_path: Path) -> None:
    _, key = library.keys.create("Ana")
    engine = create_engine(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    with engine.connect() as connection:
        [row] = connection.execute(text("SELECT * FROM api_keys"))
    engine.dispose()
    secret = key.rpartition("-")[2]
    assert secret not in repr(row)
    assert len(row.digest) == 32


def test_a_key_that_does_not_exist_cannot_be_revoked(library: Library) -> None:
    with pytest.raises(NotFound, match="number 7"):
        library.keys.revoke(7)


def test_the_command_makes_lists_and_revokes(tmp_path: Path) -> None:
    assert "There is no library" in run("list", data_dir=tmp_path)[1]
    Library(f"sqlite:///{tmp_path / 'library.sqlite3'}").close()
    assert "There are no keys" in run("list", data_dir=tmp_path)[1]
    limits = ("--rate-limit", "60 per minute", "--max-request-chars", "50")
    code, shown = run("create", "Ana", *limits, data_dir=tmp_path)
    assert (code, shown.splitlines()[0].startswith("vv-1-")) == (0, True)
    listed = run("list", data_dir=tmp_path)[1]
    assert "1 · Ana · made" in listed
    assert "60 per minute · 50 characters" in listed
    assert run("revoke", "1", data_dir=tmp_path) == (0, "Key 1, for Ana, is revoked.\n")
    assert "revoked" in run("list", data_dir=tmp_path)[1]
    code, message = run("revoke", "9", data_dir=tmp_path)
    assert (code, message) == (1, "Error: There is no key with the number 9.\n")


def test_the_command_refuses_a_rate_that_is_none(tmp_path: Path) -> None:
    code, message = run("create", "Ana", "--rate-limit", "much", data_dir=tmp_path)
    assert (code, message) == (1, "Error: --rate-limit must be like “60 per minute”, not “much”.\n")
