"""Files into the library and documents out of it, in a terminal."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.documents import book
from tests.fakes import FakeTranslators
from webapp.cli.main import main
from webapp.opening import existing_library
from webapp.settings import Settings


@pytest.fixture(autouse=True)
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeTranslators:
    fakes = FakeTranslators()
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    return fakes


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("VISAVIS_SEEDS", "no")
    Path("livre.epub").write_bytes(book())
    Path("mot.txt").write_text("Bonjour.", encoding="utf-8")
    return ["livre.epub", "mot.txt"]


def visavis(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_files_are_imported_translated_and_exported(files: list[str]) -> None:
    done = visavis("import", "--translate", *files)
    assert (done.exit_code, done.stdout) == (0, "1\tLe Livre\n2\tBonjour.\n")
    done = visavis("export", "1", "txt")
    assert (done.exit_code, done.stdout) == (0, "Le-Livre.en.txt\n")
    assert Path("Le-Livre.en.txt").read_text(encoding="utf-8").startswith("EN[Commencement]")
    done = visavis("export", "2", "bilingual-txt", "--output", "-")
    assert done.stdout == "Bonjour.\nEN[Bonjour.]\n"


def test_an_export_has_the_notes_of_the_reader_that_is_named(files: list[str]) -> None:
    visavis("import", *files)
    with existing_library(Settings.from_environment()) as library:
        library.annotations.put(2, 1, note="à moi", reader="Zoé")
    assert "à moi" in visavis("export", "2", "md", "--output", "-", "--reader", "Zoé").stdout
    assert "à moi" not in visavis("export", "2", "md", "--output", "-").stdout


def test_without_translate_the_server_is_left_the_work(
    files: list[str], fake_engine: FakeTranslators
) -> None:
    assert visavis("import", *files).exit_code == 0
    assert fake_engine.translator.calls == []


def test_an_unfinished_translation_is_said_on_export(files: list[str]) -> None:
    visavis("import", *files)
    done = visavis("export", "2", "bilingual-txt")
    assert (done.exit_code, done.stdout) == (0, "Bonjour.unfinished.fr-en.txt\n")
    assert done.stderr == "Unfinished: 1 sentence is not translated.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "mot.txt", "livre.epub", "--max-upload-bytes", "500"], "larger than"),
        (["export", "9", "txt"], "no such document"),
        (["export", "1", "doc"], "there are txt,"),
        (["export", "1", "txt"], "here already"),
    ],
)
def test_faults_are_one_sentence(files: list[str], arguments: list[str], sentence: str) -> None:
    visavis("import", "mot.txt")
    Path("Bonjour.unfinished.en.txt").touch()
    done = visavis(*arguments)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.output


def test_notices_of_an_import_are_printed(files: list[str]) -> None:
    Path("page.html").write_text("<html><p>Un.</p><img src=x></html>", encoding="utf-8")
    assert "1 picture could not be kept" in visavis("import", "page.html").stderr


def test_a_file_in_another_language_is_held_and_its_question_shown(
    files: list[str], fake_engine: FakeTranslators
) -> None:
    Path("brief.txt").write_text("Wir gehen nach Hause.", encoding="utf-8")
    done = visavis("import", "--translate", "brief.txt")
    assert done.exit_code == 0
    assert "This looks like German, not French" in done.stderr
    assert fake_engine.translator.calls == []


def test_files_whose_language_is_found_are_kept_only_if_all_can_be_translated(
    files: list[str], fake_engine: FakeTranslators
) -> None:
    Path("brief.txt").write_text("Wir gehen nach Hause.", encoding="utf-8")
    done = visavis("import", "--source", "auto", "mot.txt", "brief.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no installed package translates from German into English" in done.stderr
    done = visavis("import", "--source", "auto", "--translate", "mot.txt")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "1\tBonjour.\n", "")


def test_every_file_gets_the_language_that_is_found(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes = FakeTranslators([("fr", "en"), ("de", "en")])
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    Path("brief.txt").write_text("Wir gehen nach Hause.", encoding="utf-8")
    done = visavis("import", "--source", "auto", "--translate", "mot.txt", "brief.txt")
    assert done.stderr == "This looks like German.\n"
    assert fakes.translators["de", "en"].sources == ["Wir gehen nach Hause."]
    assert fakes.translators["fr", "en"].sources == ["Bonjour."]
