"""What every test shares."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from tests import databases

#: A file system in memory, and the room on it that tests may need.
MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000  # noqa: S108 - pytest makes a folder of its own there


def is_for_tests(folder: Path) -> bool:
    """Whether a file system has the room for the files of tests, and lets their programs run."""
    if not folder.is_dir() or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(folder).free > ROOM


# Thousands of small databases wait for a disk at every commit, and for nothing in memory.
if is_for_tests(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A busy machine is no fault of the code: property tests are bounded by their examples, not by time.
settings.register_profile("visavis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("visavis")


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all applications of a run, which is half of what one costs."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}

_compile = Rule.compile
_compiled: dict[object, Rule] = {}


def _compile_once(rule: Rule) -> None:
    """Compile a rule, or take over what an equal one of another application was compiled to.

    To compile 110 rules is more than half of what an application costs.
    """
    words = rule.rule, rule.subdomain, rule.host, rule.merge_slashes, str(rule.defaults)
    like = _compiled.setdefault(words, rule)
    if like is rule:
        _compile(rule)
        return
    rule.arguments = like.arguments
    for name in ("_parts", "_trace", "_converters"):
        setattr(rule, name, getattr(like, name))
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, getattr(like, name).__func__.__get__(rule))


Rule.compile = _compile_once  # type: ignore[assignment, method-assign]


_statements: LRUCache[object, object] = LRUCache(2_000)

# Statements compiled once for the libraries of all tests: to compile them anew for each is a third
# of what a test of pages costs.
Engine._compiled_cache = property(  # type: ignore[assignment]
    lambda _engine: _statements, lambda _engine, _value: None
)
# A statement is kept by its dialect, of which every engine makes one; all are alike here.
Dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
Dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, where a PostgreSQL is to be tested, what opens no library of these fixtures.

    It would do the same as without a PostgreSQL.
    """
    if not databases.SERVER:
        return
    others = [item for item in items if "migrated_library" not in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


@pytest.fixture(scope="session")
def migrated_library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty library, whose tables the migrations made once for all tests."""
    return databases.migrated(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def library_url(tmp_path: Path, migrated_library: str) -> Iterator[str]:
    """The address of an empty library, in the test's own folder if it is a file."""
    with databases.copied(migrated_library, tmp_path) as url:
        yield url
