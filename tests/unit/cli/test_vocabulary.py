"""``visavis words``: lists come in, and the vocabulary goes out; a backup has it."""

import csv
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli.main import main
from webapp.cli.vocabulary import STATES
from webapp.library import WordState


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(
        "term,status\nchevaux,3\nla maison,\nzorglub,\nchat,ignored\n", encoding="utf-8"
    )


def visavis(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def table() -> dict[str, str]:
    with Path("words.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["lemma"]: row["state"] for row in csv.DictReader(file)}


def test_a_list_comes_in_and_the_words_go_out(tmp_path: Path) -> None:
    done = visavis("words", "import", "list.csv", "--state", "learning-1")
    assert done.stdout == "3 kept, 0 were kept before, 1 are not in the dictionary\n"
    again = visavis("words", "import", "list.csv")
    assert again.stdout == "0 kept, 3 were kept before, 1 are not in the dictionary\n"
    assert visavis("words", "export", "words.csv").exit_code == 0
    assert table() == {"cheval": "learning-3", "maison": "learning-1"}
    assert visavis("words", "export", "words.csv", "--state", "ignored").exit_code == 0
    assert table() == {"chat": "ignored"}
    assert visavis("words", "export", "words.apkg", "--reversed").exit_code == 0
    assert zipfile.is_zipfile("words.apkg")
    assert visavis("words", "export", "-").stdout.startswith("\ufefflemma,kind,state")


def test_a_backup_has_the_words_and_says_what_it_has_not() -> None:
    visavis("words", "import", "list.csv")
    assert "dictionaries" not in visavis("backup", "first.sqlite3").stdout
    Path("argot.tsv").write_text("clebs\tdog\n", encoding="utf-8")
    visavis("dictionaries", "install", "argot.tsv")
    output = visavis("backup", "copy.sqlite3").stdout
    assert str(Path("data") / "dictionaries") in output
    assert visavis("restore", "copy.sqlite3", "--data-dir", "other").exit_code == 0
    assert visavis("words", "export", "words.csv", "--data-dir", "other").exit_code == 0
    assert table()["maison"] == "known"


def test_what_is_no_list_and_what_is_not_there_get_a_sentence() -> None:
    assert visavis("words", "export", "words.csv").exit_code == 1
    Path("list.csv").write_text("zorglub\nqwertz\n", encoding="utf-8")
    done = visavis("words", "import", "list.csv")
    assert (done.exit_code, "are they French?" in done.stderr) == (1, True)
    assert visavis("words", "import", "list.csv", "--state", "odd").exit_code == 2


def test_the_states_are_those_of_the_library() -> None:
    assert tuple(WordState) == STATES
