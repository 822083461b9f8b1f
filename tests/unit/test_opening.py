"""A desk opens without Flask, so that commands on documents start fast and need no web server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import FakeTranslators
from webapp.opening import open_desk
from webapp.settings import Settings
from webapp.words.installed import InstalledDictionaries

#: Runs each command of documents in one process, then prints which of Flask's modules are loaded.
COMMANDS = """
import sys
from webapp.cli.main import main
import webapp.worker

for arguments in sys.argv[1].split(";"):
    try:
        main(arguments.split())
    except SystemExit as end:
        assert not end.code, arguments
web = {name.partition(".")[0] for name in sys.modules} & {"flask", "werkzeug", "waitress"}
print("web modules:", sorted(web))
"""


def test_commands_on_documents_import_no_flask(tmp_path: Path) -> None:
    (tmp_path / "mot.txt").write_text("Bonjour.", encoding="utf-8")
    (tmp_path / "mot.tmx").write_text(
        '<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>Bonjour.</seg>'
        '</tuv><tuv xml:lang="en"><seg>Hello.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    commands = "import mot.txt;correct 1 mot.tmx;export 1 txt -o mot.en.txt"
    printed = subprocess.run(
        [sys.executable, "-c", COMMANDS, commands],
        cwd=tmp_path,
        env=os.environ
        | {"VISAVIS_DATA_DIR": "data", "VISAVIS_SEEDS": "no", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.splitlines()[-1] == "web modules: []"
    assert (tmp_path / "mot.en.txt").read_text(encoding="utf-8") == "Hello.\n"


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_a_library_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "of" / "data"
    before = os.umask(umask)
    try:
        InstalledDictionaries(folder / "dictionaries").install("Petit", "table", [("a", "b")])
        desk = open_desk(Settings(data_dir=folder, seeds=False), FakeTranslators())
        desk.add_document("Il pleut.")
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
        desk.close()
    finally:
        os.umask(before)
    for place in (folder, folder.parent):
        assert place.stat().st_mode & 0o777 == 0o700
    assert modes.pop("dictionaries") == 0o700
    assert {"library.sqlite3", "library.sqlite3-wal", "jobs.sqlite3"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_new_library_holds_the_seed_texts(tmp_path: Path) -> None:
    desk = open_desk(Settings(data_dir=tmp_path), FakeTranslators())
    try:
        assert [document.id for document in desk.library.shelf.documents("", "", "newest")] == [
            2,
            1,
        ]
    finally:
        desk.close()
