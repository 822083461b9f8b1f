"""An identity is for the memory, and tells people which package it was."""

from pathlib import Path

import pytest

from tests.unit.engine.packages import make_package
from webapp.engine.batches.decoding import Decoding
from webapp.engine.identity import identity_of, is_newer, label_of
from webapp.engine.packages import find_packages


def identity(name: str, version: str) -> str:
    return f"{name}-{version}-0123456789ab-b4-p0.2-c100"


@pytest.mark.parametrize(
    ("name", "version"), [("fr_en", "1.9"), ("pt-BR_zh-Hant", "2026-11"), ("fr_en", "")]
)
def test_packages_are_read_from_an_identity(name: str, version: str) -> None:
    assert label_of(identity(name, version)) == f"{name} {version}"


def test_an_identity_of_a_real_package_is_read(tmp_path: Path) -> None:
    make_package(tmp_path, package_version="1.9-beta")
    (package,) = find_packages([tmp_path])
    assert label_of(identity_of(package, Decoding())) == package.label == "fr_en 1.9-beta"


def test_a_way_through_a_pivot_names_both() -> None:
    both = f"{identity('de_en', '1.0')}+{identity('en_fr', '1.9')}"
    assert label_of(both) == "de_en 1.0 + en_fr 1.9"
    assert label_of("something else") == ""


def test_newer_is_of_a_higher_version_or_direct() -> None:
    bundled, official = identity("fr_en", "0.5"), identity("fr_en", "1.9")
    assert is_newer(official, bundled)
    assert not is_newer(bundled, official)
    assert not is_newer(official, official)
    assert is_newer(identity("fr_en", "1.10"), official)
    pivot = f"{identity('de_en', '1.0')}+{identity('en_fr', '1.9')}"
    assert is_newer(identity("de_fr", "0.1"), pivot)
    assert not is_newer(pivot, identity("de_fr", "0.1"))
    assert not is_newer("fake", "other fake")
