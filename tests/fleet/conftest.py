"""A PostgreSQL for all tests here, with an empty database for each."""

import itertools
import os
from collections.abc import Iterator

import pytest

from tests import services
from tests.services import Postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A running PostgreSQL; without the program, the tests that need it say so and skip."""
    if not services.program("postgres"):
        if os.environ.get("REQUIRE_PROGRAMS"):
            pytest.fail("PostgreSQL is not installed.")
        pytest.skip("PostgreSQL is not installed.")
    with services.postgres() as running:
        yield running


@pytest.fixture
def url(server: Postgres) -> str:
    """The address of a new database."""
    name = f"test_{next(_numbers)}"
    server.sql(f"CREATE DATABASE {name} TEMPLATE template0")
    return server.url(name)
