"""``visavis memory``: what comes in goes out again, all of it or nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli.main import main

TMX = (
    '<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>Il pleut.</seg>'
    '</tuv><tuv xml:lang="en"><seg>It rains.</seg></tuv></tu></body></tmx>'
)


def visavis(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["memory", *arguments])


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("old.tmx").write_text(TMX, encoding="utf-8")


def test_a_memory_comes_in_and_goes_out() -> None:
    assert visavis("import", "old.tmx").output == "1 read, 1 new, 0 not in both languages\n"
    assert visavis("import", "old.tmx").output == "1 read, 0 new, 0 not in both languages\n"
    assert visavis("export", "new.tmx").exit_code == 0
    assert "<seg>It rains.</seg>" in Path("new.tmx").read_text(encoding="utf-8")


def test_a_file_that_is_none_is_one_sentence() -> None:
    Path("bad.tmx").write_text(TMX[:-9], encoding="utf-8")
    answer = visavis("import", "bad.tmx")
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1)
    assert "damaged" in answer.output
    assert "There is no library" in visavis("export", "new.tmx").output
    assert visavis("import", "old.tmx").exit_code == 0
    assert visavis("import", "bad.tmx").exit_code == 1
    assert visavis("export", "new.tmx").exit_code == 0
    assert Path("new.tmx").read_text(encoding="utf-8").count("<seg>") == 2
    assert visavis("export", "nowhere/new.tmx").exit_code == 2
