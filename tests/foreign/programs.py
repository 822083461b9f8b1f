"""Programs of others that tests call, where they are installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

#: Java compiles more slowly what it then runs faster, which a check of a second does not repay.
FOR_A_SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]


def program(name: str) -> str:
    """The path of a program, or a skip or failure that names it."""
    found = shutil.which(name)
    if found is None:
        miss = pytest.fail if os.environ.get("REQUIRE_PROGRAMS") else pytest.skip
        miss(f"{name} is not installed")
    return found


def converted(folder: Path, data: bytes, suffix: str, target: str) -> bytes:
    """A document as LibreOffice saves it again."""
    office = program("soffice")
    given = folder / f"given{suffix}"
    given.write_bytes(data)
    # Its first run takes seconds to make its settings; they serve all tests of this process.
    settings = f"-env:UserInstallation=file://{folder.parent}/office"
    options = ["--headless", "--convert-to", target, "--outdir", str(folder)]
    command = [office, settings, *options, str(given)]
    subprocess.run(command, check=True, capture_output=True)
    saved = folder / f"given.{target}"
    if not saved.exists():
        pytest.skip(f"the part of LibreOffice for {suffix} is not installed")
    return saved.read_bytes()


def checked_book(folder: Path, book: bytes) -> "subprocess.CompletedProcess[str]":
    """What epubcheck says of a book; its status is 0 where it has nothing to say."""
    checker, file = program("epubcheck"), folder / "livre.epub"
    file.write_bytes(book)
    command = [program("java"), *FOR_A_SHORT_RUN, "-jar", checker, "--failonwarnings", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
