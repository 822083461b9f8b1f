"""LICENSES.md names every package that installing Vis-à-vis brings, and no other."""

import re
from pathlib import Path

from tests.release import brought

LICENSES = Path(__file__).parents[2] / "LICENSES.md"
#: Packages that only some systems or Pythons need, so that they may be listed or not.
OPTIONAL = {"greenlet", "tomli", "colorama"}


def listed() -> set[str]:
    """The packages in the first table's first column."""
    table = LICENSES.read_text(encoding="utf-8").partition("What comes with it")[0]
    rows = re.findall(r"^\| (`[^|]*)\|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w-]+)`(?! brings)", row)}


def test_every_installed_package_has_its_licence_told() -> None:
    assert listed() - OPTIONAL == brought() - OPTIONAL
