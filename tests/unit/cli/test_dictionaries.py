"""``visavis dictionaries``: a user's dictionaries, from file to word."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli.main import main


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_dictionary_is_installed_asked_listed_and_removed(tmp_path: Path) -> None:
    assert "the bundled one is always there" in run("dictionaries", "list").output
    file = tmp_path / "argot.tsv"
    file.write_text("chien\tmutt\nzorglub\tinventor\n", encoding="utf-8")
    answer = run("dictionaries", "install", str(file))
    assert answer.output == "Installed argot (table, 2 words)\n"
    assert "argot (table, 2 words)" in run("dictionaries", "list").output
    assert json.loads(run("dictionaries", "list", "--json").output)[0]["headwords"] == 2
    entries = json.loads(run("word", "chiens", "--json").output)["entries"]
    assert entries[-1]["source"] == "argot"
    assert entries[-1]["meanings"] == [{"text": "mutt", "share": None}]
    assert "argot: zorglub: inventor\n" in run("word", "zorglub").output
    assert run("dictionaries", "remove", "argot").exit_code == 0
    assert run("word", "zorglub").exit_code == 1


def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"no zip")
    for answer in (
        run("dictionaries", "install", str(file)),
        run("dictionaries", "install", str(tmp_path / "none.ifo")),
        run("dictionaries", "remove", "none"),
    ):
        assert answer.exit_code == 1
        assert "Traceback" not in answer.output
        assert answer.output.strip().endswith(".")
