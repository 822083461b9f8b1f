"""A wrong use of any command ends with its status and one sentence, and makes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.fakes import FakeTranslators
from webapp.cli.main import main

#: Ends with 2: what click finds wrong before a command begins. With 1: what a command finds wrong.
WRONG_COMMAND_LINES = """
frobnicate
--frobnicate
list --order worst
list --port 8000
show
show one
search
search a --most 0
search a --document one
delete
delete one
tag
export 1
export one txt
export 1 txt -o nowhere/out.txt
import
import nowhere.txt
import .
correct 1
correct 1 nowhere.xlf
translate
translate nowhere.txt
translate a.txt -o nowhere/out.txt
translate a.txt --glossary nowhere.csv
translate a.txt --threads many
memory
memory import nowhere.tmx
words import a.txt --state forgotten
words export nowhere/out.csv
models frobnicate
keys create
keys create Ana --max-request-chars 0
keys revoke one
library copy a.sqlite3
restore nowhere.sqlite3
completion tcsh
manual nowhere
serve --port many
status extra
""".strip().splitlines()
FAULTS = """
translate a.txt --to frobnicate
translate a.txt --json --bilingual
translate . --json
translate a.txt --source zz
translate a.txt --target zz
translate a.txt --beam-size 0 -o -
translate a.txt --glossary a.txt
import empty.txt
keys create Ana --rate-limit often
serve --port 99999
serve --trusted-proxies nobody
serve --url-prefix lire
serve --own-libraries
serve --database-url nonsense
memory import picture.png
dictionaries install nowhere.ifo
dictionaries remove Nothing
models remove xx_yy
models install nowhere.argosmodel
restore a.txt
library copy nowhere.sqlite3 b.sqlite3
word xyzzy
word chat --source de
""".strip().splitlines()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: FakeTranslators())
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("VISAVIS_PACKAGE_INDEX", str(tmp_path / "index.json"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "packages").mkdir()
    for name, data in (("a.txt", b"Oui."), ("empty.txt", b" "), ("picture.png", b"\x89PNG\0\0")):
        (tmp_path / name).write_bytes(data)


@pytest.mark.parametrize(("lines", "status"), [(WRONG_COMMAND_LINES, 2), (FAULTS, 1)])
def test_each_ends_with_its_status_and_a_sentence(
    lines: list[str], status: int, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    for line in lines:
        done = CliRunner().invoke(main, line.split())
        messages = done.stderr.strip().splitlines()
        is_help = messages[:1] and messages[0].startswith("Usage:") and "Error:" not in done.stderr
        assert done.exit_code == status, (line, done.exit_code, done.output)
        assert is_help or messages[-1].startswith("Error: "), (line, done.output)
        assert not isinstance(done.exception, Exception) or isinstance(
            done.exception, SystemExit
        ), line
        assert set(tmp_path.iterdir()) == before, line
