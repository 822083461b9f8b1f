"""The identity of a translator: written for the memory, and read for people.

It is package, version, fingerprint and decoding; two of them joined by a plus are a way through a
pivot language.
"""

import re
from typing import NamedTuple

from webapp.engine.packages import InstalledPackage, version_order

_STEP = re.compile(
    r"(?P<name>[a-z]+(?:-[A-Za-z]\w*)*_[a-z]+(?:-[A-Za-z]\w*)*)-(?P<version>.*)"
    r"-[0-9a-f]{12}-b[0-9].*"
)


class UsedPackage(NamedTuple):
    """The name (``fr_en``) and version of a package that translated something."""

    name: str
    version: str


def identity_of(package: InstalledPackage, decoding: object) -> str:
    """The identity of a package's translator. Raises PackageError when its files cannot be read."""
    return f"{package.name}-{package.version}-{package.fingerprint()}-{decoding}"


def used_packages(identity: str) -> list[UsedPackage]:
    """The packages that an identity names, in the order of translation; none if it names none."""
    steps = [_STEP.fullmatch(step) for step in identity.split("+")]
    return [UsedPackage(step["name"], step["version"]) for step in steps if step]


def label_of(identity: str) -> str:
    """What people know a translator by: ``fr_en 1.9``, or ``de_en 1.0 + en_fr 1.9``."""
    return " + ".join(f"{name} {version}" for name, version in used_packages(identity))


def is_newer(identity: str, other: str) -> bool:
    """Whether the same packages are of newer versions than in ``other``, or one in place of two."""
    packages, others = used_packages(identity), used_packages(other)
    if [package.name for package in packages] != [package.name for package in others]:
        return 0 < len(packages) < len(others)
    versions = [version_order(package.version) for package in packages]
    return versions > [version_order(package.version) for package in others]
