"""Which packages are found, and which one serves a pair."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.packages import make_package
from webapp.engine import ArgosTranslators, Language
from webapp.engine.packages import LONGEST_SOURCE, find_packages
from webapp.errors import NoPackage, UnsupportedPair
from webapp.settings import Settings


def test_the_first_folder_wins_then_the_newest_version(tmp_path: Path) -> None:
    user, bundled = tmp_path / "user", tmp_path / "bundled"
    make_package(user, "old", package_version="1.9")
    newest = make_package(user, "new", package_version="1.10")
    make_package(bundled, package_version="3")
    assert [package.path for package in find_packages([user, bundled])] == [newest]


def test_french_to_english_comes_first(tmp_path: Path) -> None:
    make_package(tmp_path, "de_en", from_code="de")
    make_package(tmp_path, "fr_en")
    make_package(tmp_path, "fr_es", to_code="es")
    assert [package.name for package in find_packages([tmp_path])] == ["fr_en", "de_en", "fr_es"]


@pytest.mark.parametrize(
    "metadata",
    [
        {"from_code": None},
        {"from_code": "../fr"},
        {"to_code": ["en"]},
        {"package_version": 3},
        {"longest_source": 0},
        {"longest_source": "many"},
        {"alphabet": ["é"]},
    ],
)
def test_unusable_metadata_leaves_a_folder_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, metadata: dict[str, object]
) -> None:
    make_package(tmp_path, "broken", **metadata)
    make_package(tmp_path, "whole", from_code="de")
    assert [package.name for package in find_packages([tmp_path])] == ["de_en"]
    assert "The package folder broken is left out" in caplog.text


@pytest.mark.parametrize(
    "missing", ["metadata.json", "model/model.bin", "model/config.json", "sentencepiece.model"]
)
def test_a_folder_that_lacks_a_file_is_left_out(tmp_path: Path, missing: str) -> None:
    (make_package(tmp_path) / missing).unlink()
    assert find_packages([tmp_path]) == []


@pytest.mark.parametrize("metadata", [b"\xff", b"[]", b"{", b'{"type": "sbd"}'])
def test_metadata_that_is_none_leaves_a_folder_out(tmp_path: Path, metadata: bytes) -> None:
    (make_package(tmp_path) / "metadata.json").write_bytes(metadata)
    assert find_packages([tmp_path, tmp_path / "absent"]) == []


def test_the_longest_source_is_the_package_s_own(tmp_path: Path) -> None:
    make_package(tmp_path, "fr_en", longest_source=64)
    make_package(tmp_path, "fr_es", to_code="es")
    assert [p.longest_source for p in find_packages([tmp_path])] == [64, LONGEST_SOURCE]


def test_the_registry_tells_what_is_installed(tmp_path: Path) -> None:
    translators = ArgosTranslators(Settings(), [tmp_path])
    with pytest.raises(NoPackage):
        translators.get("fr", "en")
    make_package(tmp_path, "fr_es", to_code="es", to_name="Spanish")
    make_package(tmp_path, "fr_en")
    assert translators.languages() == [
        Language("fr", "French", ("en", "es")),
        Language("en", "English", ()),
        Language("es", "Spanish", ()),
    ]
    assert translators.pairs() == [("fr", "en"), ("fr", "es")]
    with pytest.raises(UnsupportedPair, match="fr → en, fr → es"):
        translators.get("fr", "de")


def test_a_translator_is_kept_until_its_package_is_replaced(tmp_path: Path) -> None:
    path = make_package(tmp_path)
    translators = ArgosTranslators(Settings(), [tmp_path])
    first = translators.get("fr", "en")
    make_package(tmp_path, "fr_es", to_code="es")
    assert translators.get("fr", "en") is first
    path.rename(tmp_path / "translate-fr_en-1")
    assert translators.get("fr", "en") is not first


def test_a_package_that_was_changed_in_its_place_is_opened_again_on_demand(tmp_path: Path) -> None:
    path = make_package(tmp_path)
    translators = ArgosTranslators(Settings(), [tmp_path])
    first = translators.get("fr", "en")
    before = first.identity
    (path / "model/model.bin").write_bytes(b"others")
    assert translators.get("fr", "en") is first
    assert [(w.package, w.pieces, w.waiting) for w in translators.workloads()] == [
        ("fr_en 1.0", 0, 0)
    ]
    translators.reopen()
    assert translators.get("fr", "en").identity != before


def test_identity_follows_the_bytes_and_the_decoding(tmp_path: Path) -> None:
    def identity(name: str, **metadata: Any) -> str:
        make_package(tmp_path / name, **metadata)
        return ArgosTranslators(Settings(), [tmp_path / name]).get("fr", "en").identity

    assert identity("one").startswith("fr_en-1.0-")
    assert identity("one") == identity("same")
    assert identity("other", longest_source=32) != identity("one")
    (tmp_path / "one/translate-fr_en/model/model.bin").write_bytes(b"others")
    first = ArgosTranslators(Settings(), [tmp_path / "one"]).get("fr", "en").identity
    assert first != identity("same")


def test_metadata_need_not_name_the_languages(tmp_path: Path) -> None:
    path = make_package(tmp_path) / "metadata.json"
    path.write_text(json.dumps({"from_code": "fr", "to_code": "pt-BR"}))
    (package,) = find_packages([tmp_path])
    assert (package.source_name, package.target_name, package.version) == ("fr", "pt-BR", "0")
