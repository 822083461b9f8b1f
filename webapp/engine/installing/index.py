"""The index of published packages: which package a name stands for, and where it is published.

An index is what Argos Translate reads: a JSON list of packages with their languages, version and
links. Argos' tells no checksum; that of the official French to English package is known here. An
index of somebody else can tell ``size`` (bytes) and ``sha256`` with each package.
"""

import http.client
import json
import re
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from webapp.engine.installing.download import PublishedPackage
from webapp.engine.packages import language_of, text_of, version_order
from webapp.errors import PackageError

#: Where Argos Translate looks, too (argostranslate.settings.remote_package_index).
ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
OFFICIAL_PACKAGES = {
    "fr_en": PublishedPackage(
        "https://argos-net.com/v1/translate-fr_en-1_9.argosmodel",
        "fr_en",
        "1.9",
        66_585_033,
        "3b3052fee6bb1e8e8e632a26a723eb2a2c7710dfe73ba61ffd9b83e85d4f14c1",
    )
}
WEB = ("http://", "https://")
_SECONDS = 30  # without a byte
_MOST_BYTES = 10_000_000
_NAME = re.compile(r"[A-Za-z-]{2,20}_[A-Za-z-]{2,20}")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A package of an index; ``source_name`` and ``target_name`` are names of languages."""

    package: PublishedPackage
    source_name: str
    target_name: str


def find_published(name: str, place: str) -> PublishedPackage:
    """The package that a name (``fr_en``) stands for in the index at ``place``.

    Argos' index, for which an empty ``place`` stands, is not asked for an official package. Raises
    PackageError for an unknown name and when the index cannot be read.
    """
    official = OFFICIAL_PACKAGES.get(name)
    if official and not place:
        return official
    if not _NAME.fullmatch(name):
        raise PackageError(f"{name[:200]} is neither a file nor the name of a package like fr_en.")
    for entry in read_index(place):
        if entry.package.name == name:
            return entry.package
    if official:
        return official
    raise PackageError(
        f"{name} is neither a file nor a package of the index; visavis models search lists those."
    )


def read_index(place: str) -> list[IndexEntry]:
    """The newest package of every pair in the index at ``place``, an address or a file.

    A package with unusable facts is left out. Raises PackageError when the index cannot be read.
    """
    place = place or ARGOS_INDEX
    try:
        facts = json.loads(_content(place))
        if not isinstance(facts, list):
            raise PackageError(f"{place} is no index of Argos packages.")
    except (OSError, http.client.HTTPException) as error:
        raise PackageError(
            f"The index of packages at {place} cannot be read: is this machine online? "
            "VISAVIS_PACKAGE_INDEX can name another, or a file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise PackageError(
            f"{place} is no index of Argos packages: does this network ask for a login first?"
        ) from error
    newest: dict[str, IndexEntry] = {}
    for entry in sorted(_entries(facts, place), key=lambda e: version_order(e.package.version)):
        newest[entry.package.name] = entry
    return [newest[name] for name in sorted(newest)]


def _content(place: str) -> bytes:
    if not place.startswith(WEB):
        return Path(place).expanduser().read_bytes()
    request = urllib.request.Request(place, headers={"User-Agent": "visavis"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=_SECONDS) as reply:  # noqa: S310
        content: bytes = reply.read(_MOST_BYTES)
    return content


def _entries(facts: list[Any], place: str) -> list[IndexEntry]:
    entries = []
    for fact in facts:
        with suppress(PackageError):
            if isinstance(fact, dict) and fact.get("type", "translate") == "translate":
                entries.append(_entry(fact, place))
    return entries


def _entry(fact: dict[str, Any], place: str) -> IndexEntry:
    source, target = language_of(fact, "from_code"), language_of(fact, "to_code")
    name, version = f"{source}_{target}", text_of(fact, "package_version")
    size, url = fact.get("size", 0), _address(fact, place)
    package = PublishedPackage(
        url, name, version, size if isinstance(size, int) else 0, text_of(fact, "sha256").lower()
    )
    official = OFFICIAL_PACKAGES.get(name)
    if official and official.version == version:
        package = replace(official, url=url)
    return IndexEntry(package, text_of(fact, "from_name"), text_of(fact, "to_name"))


def _address(fact: dict[str, Any], place: str) -> str:
    """The first link of a package that leads to the web; in an index there, it may be relative."""
    links = fact.get("links")
    base = place if place.startswith(WEB) else ""
    for link in links if isinstance(links, list) else ():
        with suppress(ValueError):
            if isinstance(link, str) and (url := urljoin(base, link)).startswith(WEB):
                return url
    raise PackageError("It has no link to the web.")
