"""The migrations and the schema in the code must tell the same."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from webapp.library import Library
from webapp.library.schema import Base


def test_the_migrations_make_the_schema_that_the_code_declares(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    Library(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


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
        made = list(pool.map(is_made, [f"sqlite:///{tmp_path / 'library.sqlite3'}"] * 4))
    assert sorted(made) == [False, False, False, True]
