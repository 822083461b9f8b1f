"""Names are looked up in an index of packages, which may be somebody's own."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.unit.engine.packages import make_archive, package_files
from tests.unit.engine.publisher import Publisher, publishing, unreachable
from webapp.engine.installing.index import OFFICIAL_PACKAGES, find_published, read_index
from webapp.errors import PackageError


def entry(source: str = "de", target: str = "en", **facts: Any) -> dict[str, Any]:
    """A package of an index as Argos writes it."""
    link = f"http://host/translate-{source}_{target}.argosmodel"
    names = {"fr": "French", "de": "German", "en": "English"}
    return {
        "package_version": "1.0",
        "from_code": source,
        "from_name": names.get(source, source),
        "to_code": target,
        "to_name": names.get(target, target),
        "links": ["ipfs://elsewhere", link],
    } | facts


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an index, which is the one in use."""
    path = tmp_path / "index.json"
    path.write_text(json.dumps([entry()]))
    monkeypatch.setenv("VISAVIS_PACKAGE_INDEX", str(path))
    return path


def test_the_newest_version_of_every_pair_is_read(index: Path) -> None:
    several = [entry(package_version="1.10"), entry(package_version="1.9"), entry("de", "fr")]
    index.write_text(json.dumps(several))
    packages = [found.package for found in read_index(str(index))]
    assert [(p.name, p.version) for p in packages] == [("de_en", "1.10"), ("de_fr", "1.0")]
    assert packages[0].url == "http://host/translate-de_en.argosmodel"


def test_what_cannot_be_used_is_left_out(index: Path) -> None:
    bad = [
        3,
        None,
        entry(links=[]),
        entry(links="http://host/x"),
        entry(links=["http://host/two words"]),
        entry(links=["file:///etc/passwd", "ftp://host/x", 3, "http://[broken"]),
        entry(from_code="../de"),
        entry(type="sbd"),
        entry(package_version=1),
    ]
    index.write_text(json.dumps(bad))
    assert read_index(str(index)) == []


@pytest.mark.parametrize("content", ["{}", "<html>Log in", "[" * 99_999, ""])
def test_what_is_no_index_is_told(index: Path, content: str) -> None:
    index.write_text(content)
    with pytest.raises(PackageError, match="is no index of Argos packages"):
        read_index(str(index))


def test_an_index_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for place in (unreachable(), str(tmp_path / "absent.json")):
        with pytest.raises(PackageError, match="cannot be read: is this machine online"):
            read_index(place)


def test_links_may_be_relative_to_an_index_on_the_web() -> None:
    facts = [entry(links=["files/de_en.argosmodel"])]
    with publishing(json.dumps(facts).encode()) as publisher:
        (found,) = read_index(f"{publisher.url}/mirror/index.json")
        assert found.package.url == f"{publisher.url}/mirror/files/de_en.argosmodel"


def test_the_official_package_keeps_its_checksum_at_a_mirror(index: Path) -> None:
    official = OFFICIAL_PACKAGES["fr_en"]
    assert find_published("fr_en", "") is official
    assert find_published("fr_en", str(index)) is official
    index.write_text(json.dumps([entry("fr", package_version=official.version, sha256="abc")]))
    mirrored = find_published("fr_en", str(index))
    assert mirrored.url == "http://host/translate-fr_en.argosmodel"
    assert (mirrored.size, mirrored.sha256) == (official.size, official.sha256)


def test_unknown_names_are_told(index: Path, visavis_models: Callable[..., Result]) -> None:
    result = visavis_models("install", "xx_yy")
    assert result.exit_code == 1
    assert "xx_yy is neither a file nor a package of the index" in result.output
    result = visavis_models("install", "absent.argosmodel")
    assert "absent.argosmodel is neither a file nor the name of a package" in result.output


def test_the_index_is_searched(
    index: Path, visavis_models: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    index.write_text(json.dumps([entry(), entry("en", "de"), entry("fr")]))
    visavis_models("install", str(make_archive(tmp_path / "a.argosmodel", package_files())))
    assert visavis_models("search", "german", "EN_de").output == (
        "en_de  English → German, version 1.0\n"
    )
    assert visavis_models("search", "french").output == (
        "fr_en  French → English, version 1.0 (installed)\n"
    )
    assert len(visavis_models("search").output.splitlines()) == 3
    nothing = visavis_models("search", "klingon")
    assert (nothing.exit_code, nothing.output) == (1, "Error: No package of the index fits.\n")


def test_a_name_of_the_index_is_installed(
    index: Path, publisher: Publisher, visavis_models: Callable[..., Result], folder: Path
) -> None:
    digest = hashlib.sha256(publisher.content).hexdigest()
    link = f"{publisher.url}/fr_en.argosmodel"
    facts = entry("fr", package_version="1.8", links=[link], sha256=digest)
    index.write_text(json.dumps([facts]))
    result = visavis_models("install", "fr_en")
    assert "Its version is 1.9, not 1.8." in result.output
    assert list(folder.iterdir()) == []
    index.write_text(json.dumps([entry("de", "en", package_version="1.9", links=[link])]))
    result = visavis_models("install", "de_en")
    assert "It is fr_en, not de_en." in result.output
    assert list(folder.iterdir()) == []


def test_a_mirror_can_tell_checksums(
    index: Path, tmp_path: Path, visavis_models: Callable[..., Result], folder: Path
) -> None:
    files = package_files(from_code="de", from_name="German")
    content = make_archive(tmp_path / "de", files).read_bytes()
    with publishing(content) as publisher:
        facts = entry(links=[publisher.url + "/de.argosmodel"], size=len(content))
        index.write_text(json.dumps([facts | {"sha256": "0" * 64}]))
        assert "SHA-256 differs" in visavis_models("install", "de_en").output
        assert not folder.exists() or list(folder.iterdir()) == []
        index.write_text(json.dumps([facts | {"sha256": hashlib.sha256(content).hexdigest()}]))
        result = visavis_models("install", "de_en")
    assert "Installed de_en  German → English, version 1.0" in result.output
    assert "checksum" not in result.output
