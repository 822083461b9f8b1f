"""Programs of others that tests call, where they are installed."""

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program, or a skip or failure that names it."""
    found = shutil.which(name)
    if found is None:
        miss = pytest.fail if os.environ.get("REQUIRE_PROGRAMS") else pytest.skip
        miss(f"{name} is not installed")
    return found
