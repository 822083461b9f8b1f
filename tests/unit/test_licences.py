"""LICENSES.md names every package that installing Vis-à-vis brings, and no other."""

import re
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LICENSES = Path(__file__).parents[2] / "LICENSES.md"
#: Packages that only some systems or Pythons need, so that they may be listed or not.
OPTIONAL = {"greenlet", "tomli", "colorama"}


def needed(package: str) -> Iterator[str]:
    """What an installed package requires on this machine, without its extras."""
    for requirement in map(Requirement, requires(package) or ()):
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def installed() -> set[str]:
    """All packages that the product brings, its own aside."""
    known: set[str] = set()
    waiting = ["visavis"]
    while waiting:
        fresh = set(needed(waiting.pop())) - known
        known |= fresh
        waiting += fresh
    return known


def listed() -> set[str]:
    """The packages in the first table's first column."""
    table = LICENSES.read_text(encoding="utf-8").partition("What comes with it")[0]
    rows = re.findall(r"^\| (`[^|]*)\|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w-]+)`(?! brings)", row)}


def test_every_installed_package_has_its_licence_told() -> None:
    assert listed() - OPTIONAL == installed() - OPTIONAL
