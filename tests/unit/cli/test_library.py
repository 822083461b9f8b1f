"""The commands on the library as a file, with their exit status."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli.main import main
from webapp.library import Library


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(folder))
    Library(f"sqlite:///{folder / 'library.sqlite3'}").close()
    return folder


def test_a_library_is_checked_copied_and_put_back(data: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, arguments)
        return done.exit_code, done.output

    copy, file = str(tmp_path / "copy.sqlite3"), data / "library.sqlite3"
    assert run("check") == (0, run("check")[1])
    assert "Nothing is wrong." in run("check")[1]
    assert run("backup", copy)[0] == 0
    assert run("backup", copy)[0] == 1
    file.write_bytes(b"no database")
    status, report = run("check")
    assert (status, str(file) in report, "WRONG" in report) == (1, True, True)
    assert run("restore", copy)[0] == 0
    assert run("check")[0] == 0


def test_a_library_that_is_no_file_is_copied_by_another_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISAVIS_DATABASE_URL", "postgresql://a@localhost/b")
    done = CliRunner().invoke(main, ["backup", str(tmp_path / "copy")])
    assert (done.exit_code, "no SQLite file" in done.output) == (1, True)
