"""A package is fetched whole and as published, goes on where it stopped, and leaves nothing."""

import errno
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import Result
from filelock import FileLock

from tests.unit.engine.publisher import Publisher, unreachable
from webapp.engine.installing import download
from webapp.engine.installing.download import PublishedPackage, fetched
from webapp.errors import PackageError

NAME = "translate-fr_en-1_9.argosmodel"


def published(publisher: Publisher) -> PublishedPackage:
    """What the publisher publishes now, with its size and checksum."""
    digest = hashlib.sha256(publisher.content).hexdigest()
    return PublishedPackage(
        f"{publisher.url}/{NAME}", "fr_en", "1.9", len(publisher.content), digest
    )


def fetch(package: PublishedPackage, folder: Path) -> bytes:
    """The content of the archive that arrives."""
    with fetched(package, folder, lambda *_: None) as archive:
        return archive.read_bytes()


def left(folder: Path) -> list[str]:
    """All that a download has left in its folder."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_package_arrives_with_its_progress_and_nothing_stays(
    publisher: Publisher, downloads: Path
) -> None:
    seen: list[tuple[int, int | None]] = []
    with fetched(published(publisher), downloads, lambda *some: seen.append(some)) as archive:
        assert archive.read_bytes() == publisher.content
        assert archive.name == NAME
    size = len(publisher.content)
    assert seen[-1] == (size, size)
    assert left(downloads) == []


@pytest.mark.parametrize("tag", ['"v1"', ""])
def test_an_interrupted_fetch_goes_on_where_it_stopped(
    publisher: Publisher, downloads: Path, tag: str
) -> None:
    publisher.tag, publisher.breaks_after = tag, 100
    with pytest.raises(PackageError, match=r"did not arrive whole \(100 of .*goes on from there"):
        fetch(published(publisher), downloads)
    publisher.breaks_after = None
    assert fetch(published(publisher), downloads) == publisher.content
    assert publisher.requests[-1]["Range"] == "bytes=100-"
    assert publisher.requests[-1].get("If-Range", "") == tag


@pytest.mark.parametrize("patient", [True, False])
def test_a_file_that_changed_meanwhile_comes_anew(
    publisher: Publisher, downloads: Path, patient: bool
) -> None:
    publisher.tag, publisher.breaks_after = '"v1"', 100
    with pytest.raises(PackageError):
        fetch(PublishedPackage(f"{publisher.url}/{NAME}"), downloads)
    publisher.content = b"PK another file, as long as it likes to be" * 9
    publisher.tag, publisher.breaks_after, publisher.patient = '"v2"', None, patient
    assert fetch(PublishedPackage(f"{publisher.url}/{NAME}"), downloads) == publisher.content


def test_what_nothing_can_tell_apart_comes_anew(publisher: Publisher, downloads: Path) -> None:
    publisher.breaks_after = 100
    package = PublishedPackage(f"{publisher.url}/{NAME}")
    with pytest.raises(PackageError, match="did not arrive whole"):
        fetch(package, downloads)
    assert left(downloads) == []
    publisher.tag = 'W/"weak"'
    with pytest.raises(PackageError, match="did not arrive whole"):
        fetch(package, downloads)
    assert left(downloads) == []


def test_a_fetch_does_not_go_on_from_another_address(publisher: Publisher, downloads: Path) -> None:
    publisher.breaks_after = 100
    with pytest.raises(PackageError):
        fetch(published(publisher), downloads)
    publisher.breaks_after = None
    mirror = replace(published(publisher), url=f"{publisher.url}/mirror/{NAME}")
    assert fetch(mirror, downloads) == publisher.content
    assert "Range" not in publisher.requests[-1]


def test_a_whole_part_needs_no_server(publisher: Publisher, downloads: Path) -> None:
    package = published(publisher)
    publisher.breaks_after = 100
    with pytest.raises(PackageError):
        fetch(package, downloads)
    (downloads / f"{NAME}.part").write_bytes(publisher.content)
    assert fetch(package, downloads) == publisher.content
    assert len(publisher.requests) == 1


def test_a_wrong_checksum_leaves_nothing(publisher: Publisher, downloads: Path) -> None:
    package = published(publisher)
    publisher.content = publisher.content.replace(b"weights", b"wEights")
    with pytest.raises(PackageError, match="SHA-256 differs"):
        fetch(package, downloads)
    assert left(downloads) == []


@pytest.mark.parametrize("length", [None, -1])
def test_another_size_than_published_leaves_nothing(
    publisher: Publisher, downloads: Path, length: int | None
) -> None:
    package = published(publisher)
    publisher.content *= 50
    publisher.length = length
    with pytest.raises(PackageError, match=f"{package.size:,}"):
        fetch(package, downloads)
    assert left(downloads) == []


def test_a_file_without_end_is_not_read_to_its_end(
    publisher: Publisher, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "MOST_BYTES", 100)
    with pytest.raises(PackageError, match="not the file expected"):
        fetch(PublishedPackage(f"{publisher.url}/{NAME}"), downloads)
    assert left(downloads) == []


def test_the_page_of_a_captive_portal_is_told_and_costs_no_part(
    publisher: Publisher, downloads: Path
) -> None:
    package, content = published(publisher), publisher.content
    publisher.breaks_after = 100
    with pytest.raises(PackageError, match="did not arrive whole"):
        fetch(package, downloads)
    publisher.breaks_after, publisher.patient = None, False
    publisher.content = b"<!doctype html><title>Log in</title>"
    with pytest.raises(PackageError, match="ask for a login first"):
        fetch(package, downloads)
    publisher.patient, publisher.content = True, content
    assert fetch(package, downloads) == content
    assert publisher.requests[-1]["Range"] == "bytes=100-"


def test_a_captive_portal_leaves_nothing(publisher: Publisher, downloads: Path) -> None:
    publisher.content = b"<!doctype html><title>Log in</title>"
    with pytest.raises(PackageError, match=r"What came from 127\.0\.0\.1 is no package"):
        fetch(PublishedPackage(f"{publisher.url}/{NAME}"), downloads)
    assert left(downloads) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    publisher: Publisher, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file = Path.open

    class Full:
        """A file that has no room after its first write."""

        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            self.file.write(content[:10])
            raise OSError(errno.ENOSPC, "No space left on device")

    def opened(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        file = open_file(self, mode, *rest, **named)
        return Full(file) if mode == "ab" else file

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(PackageError, match=r"cannot be kept in .*: No space left on device"):
        fetch(published(publisher), downloads)
    assert left(downloads) == []


def test_a_refusing_server_is_told(publisher: Publisher, downloads: Path) -> None:
    publisher.status = 404
    with pytest.raises(PackageError, match=r"127\.0\.0\.1 answered 404"):
        fetch(published(publisher), downloads)


def test_offline_the_sentence_says_how_to_get_it_all_the_same(downloads: Path) -> None:
    package = PublishedPackage(f"{unreachable()}/{NAME}", "fr_en", "1.9", 1234567, "abc123")
    with pytest.raises(PackageError) as error:
        fetch(package, downloads)
    sentence = str(error.value)
    assert "is this machine online? Nothing was installed." in sentence
    assert (
        f"Download it elsewhere, from {package.url} (1,234,567 bytes, SHA-256 abc123)" in sentence
    )
    assert sentence.endswith(f"then run: visavis models install {NAME}")
    assert left(downloads) == []


def test_two_processes_do_not_fetch_into_one_folder(publisher: Publisher, downloads: Path) -> None:
    downloads.mkdir(parents=True)
    with FileLock(downloads / ".lock"), pytest.raises(PackageError, match="Another process"):
        fetch(published(publisher), downloads)
    assert publisher.requests == []


@pytest.mark.parametrize(
    ("path", "name"),
    [("/a/b.argosmodel?x=1", "b.argosmodel"), ("/../..", "package.argosmodel"), ("", None)],
)
def test_the_name_of_a_file_is_safe(path: str, name: str | None) -> None:
    assert PublishedPackage(f"http://host{path}").file_name == (name or "package.argosmodel")


def test_an_address_is_installed_and_its_missing_checksum_told(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path, downloads: Path
) -> None:
    result = visavis_models("install", f"{publisher.url}/any.argosmodel")
    assert result.exit_code == 0
    assert "Nobody tells its checksum" in result.output
    assert "Installed fr_en  French → English, version 1.9" in result.output
    assert [path.name for path in folder.iterdir()] == ["translate-fr_en"]
    assert left(downloads) == []


@pytest.mark.parametrize("address", ["http://", "http://[broken/x", "https://host/two words"])
def test_an_address_that_is_none_is_told(
    visavis_models: Callable[..., Result], address: str
) -> None:
    result = visavis_models("install", address)
    assert result.output == "Error: This is no address of a package on the web.\n"


def test_an_address_of_no_package_installs_nothing(
    publisher: Publisher, visavis_models: Callable[..., Result], folder: Path, downloads: Path
) -> None:
    publisher.content = b"PK but no archive"
    result = visavis_models("install", f"{publisher.url}/any.argosmodel")
    assert result.exit_code == 1
    assert "any.argosmodel is not a readable Argos package." in result.output
    assert (list(folder.iterdir()), left(downloads)) == ([], [])
