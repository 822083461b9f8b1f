"""A PostgreSQL for all tests here, with an empty database for each, and a Redis for one test."""

import itertools
import os
from collections.abc import Iterator

import pytest

from tests import services
from tests.services import Postgres, Redis

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A running PostgreSQL; without the program, the tests that need it say so and skip."""
    _need("postgres", "PostgreSQL")
    with services.postgres() as running:
        yield running


@pytest.fixture
def queue() -> Iterator[Redis]:
    """A running Redis, which a test may stop."""
    _need("redis-server", "Redis")
    with services.redis() as running:
        yield running


def _need(program: str, name: str) -> None:
    if not services.program(program):
        if os.environ.get("REQUIRE_PROGRAMS"):
            pytest.fail(f"{name} is not installed.")
        pytest.skip(f"{name} is not installed.")


@pytest.fixture
def url(server: Postgres) -> str:
    """The address of a new database."""
    name = f"test_{next(_numbers)}"
    server.sql(f"CREATE DATABASE {name} TEMPLATE template0")
    return server.url(name)
