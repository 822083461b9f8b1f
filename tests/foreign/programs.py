"""Programs of others that tests call, where they are installed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

#: Java compiles more slowly what it then runs faster, which a check of a second does not repay.
FOR_A_SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]

#: Calls epubcheck for each file; what it tells of faults comes out between its other lines.
CHECKS = """System.setErr(System.out)
for (file in args) {
    println("EPUBCHECK BEGINS")
    new com.adobe.epubcheck.tool.EpubChecker().run([file] as String[])
}"""
GROOVY = Path("/usr/share/java/groovy-all.jar")


def program(name: str) -> str:
    """The path of a program, or a skip or failure that names it."""
    found = shutil.which(name)
    if found is None:
        miss = pytest.fail if os.environ.get("REQUIRE_PROGRAMS") else pytest.skip
        miss(f"{name} is not installed")
    return found


def needed(file: Path, package: str) -> Path:
    """A file that a Debian package has, or a skip or failure that names the package."""
    if not file.exists():
        program(package)
    return file


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


def faults_of_books(folder: Path, books: Iterable[bytes]) -> list[list[str]]:
    """The lines in which epubcheck tells what is wrong with each book, or to be warned of in it.

    It looks at one book a call, and to start costs it more than five books; so a script in Groovy,
    which OmegaT brings along, calls it for all of them.
    """
    classes = f"{needed(GROOVY, 'omegat')}:{program('epubcheck')}"
    command = [program("java"), *FOR_A_SHORT_RUN, "-cp", classes, "groovy.ui.GroovyMain", "-e"]
    files = []
    for number, book in enumerate(books):
        files.append(folder / f"{number}.epub")
        files[-1].write_bytes(book)
    checked = subprocess.run([*command, CHECKS, *files], capture_output=True, text=True, check=True)
    _, *answers = checked.stdout.split("EPUBCHECK BEGINS\n")
    assert all("EPUBCheck completed" in answer for answer in answers), checked.stdout
    assert len(answers) == len(files)
    return [re.findall(r"^(?:FATAL|ERROR|WARNING).*", answer, re.MULTILINE) for answer in answers]
