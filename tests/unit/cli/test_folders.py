"""``visavis translate`` writes beside a file, and takes whole folders."""

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.documents import SAMPLES
from tests.fakes import FakeTranslators
from webapp.cli import translating
from webapp.cli.main import main
from webapp.cli.output import write_output
from webapp.formats.readers.catalogue import read_document

FILM = b"1\n00:00:01,000 --> 00:00:02,000\n<font color=red>Oui.</font>\n"


@pytest.fixture(autouse=True)
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeTranslators:
    fakes = FakeTranslators()
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    return fakes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with texts, a film, a hidden file, and files of other kinds."""
    given = tmp_path / "given"
    (given / "deep").mkdir(parents=True)
    (given / ".git").mkdir()
    for name, data in (
        ("a.txt", b"Oui."),
        ("film.srt", FILM),
        ("deep/b.md", b"# Un titre\n"),
        (".git/c.txt", b"Non."),
        ("photo.png", b"\x89PNG"),
        ("broken.docx", b"PK\x03\x04"),
    ):
        (given / name).write_bytes(data)
    return given


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["translate", *map(str, arguments)])


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "data", "result"),
    [
        ("film.srt", FILM, "film_en.srt"),
        ("film.txt", FILM, "film_en.srt"),
        ("film", FILM, "film_en.srt"),
        ("Été.MD", b"# Oui\n", "Été_en.md"),
        ("a.docx", SAMPLES["docx"], "a_en.docx"),
        ("a.pptx", SAMPLES["pptx"], "a_en.pptx"),
        ("a.sub", SAMPLES["sub"], "a_en.sub"),
        ("a.tsv", b"id\ttexte\n1\tOui.\n", "a_en.tsv"),
        ("a.pdf", SAMPLES["pdf"], "a.fr-en.pdf"),
    ],
)
def test_a_file_comes_back_beside_itself_as_its_kind(
    tmp_path: Path, name: str, data: bytes, result: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(tmp_path / name)
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / result}\n")
    assert "EN[" in read_document((tmp_path / result).read_bytes(), result).text
    again = run(tmp_path / name)
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "Done before: 1 of 1.\n")


def test_another_format_and_json_are_written_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Oui.")
    assert run(tmp_path / "a.txt", "--to", "html").stdout == f"{tmp_path / 'a.fr-en.html'}\n"
    assert '"target": "EN[Oui.]"' in run(tmp_path / "a.txt", "--json").stdout
    assert run(tmp_path / "a.txt", "--to", "nonsense").exit_code == 1
    assert names(tmp_path) == {"a.txt", "a.fr-en.html"}


def test_a_folder_is_translated_and_a_fault_is_told_and_passed(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{folder / 'broken.docx'}: This file is damaged: it is no whole archive."
    ]
    translations = ["a_en.txt", "deep/b_en.md", "film_en.srt"]
    assert done.stdout.splitlines() == [str(folder / name) for name in translations]
    assert (folder / "film_en.srt").read_bytes() == FILM.replace(b"Oui.", b"EN[Oui.]")


def test_what_is_done_is_not_done_again_until_its_file_is_newer(
    folder: Path, fake_engine: FakeTranslators
) -> None:
    (folder / "broken.docx").unlink()
    run(folder)
    (folder / "film_en.srt").unlink()  # as if the command had been ended before it
    os.utime(folder / "a_en.txt", (0, 0))
    before = names(folder)
    done = run(folder)
    assert (done.exit_code, done.stderr) == (0, "Done before: 1 of 3.\n")
    assert done.stdout.split() == [str(folder / "a_en.txt"), str(folder / "film_en.srt")]
    assert names(folder) == before | {"film_en.srt"}
    calls = len(fake_engine.translator.calls)
    assert run(folder).stderr == "Done before: 3 of 3.\n"
    assert len(fake_engine.translator.calls) == calls


def test_a_command_that_is_killed_while_it_writes_leaves_whole_files_and_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(pieces: Sequence[bytes]) -> Iterator[bytes]:
        yield pieces[0][:20] * 100_000
        os.kill(os.getpid(), signal.SIGKILL)

    def writing(path: Path, pieces: Sequence[bytes]) -> None:
        write_output(path, killed(pieces) if path.name == "film_en.srt" else pieces)

    (folder / "broken.docx").unlink()
    before = names(folder)
    with monkeypatch.context() as patched:
        patched.setattr(translating, "write_output", writing)
        if not (child := os.fork()):
            run(folder)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    visible = {name for name in names(folder) if not Path(name).name.startswith(".")}
    assert visible == before | {"a_en.txt", "deep/b_en.md"}
    assert run(folder).stderr == "Done before: 2 of 3.\n"
    assert (folder / "film_en.srt").read_bytes() == FILM.replace(b"Oui.", b"EN[Oui.]")


def test_a_folder_goes_into_another_one_and_into_one_in_itself(folder: Path) -> None:
    (folder / "broken.docx").unlink()
    for output in (folder.parent / "out", folder / "out"):
        for _ in range(2):
            assert run(folder, "-o", output, "--to", "md").exit_code == 0
        assert names(output) == {"a.en.md", "film.en.md", "deep/b.en.md"}


def test_translations_of_another_format_are_not_taken_for_texts(folder: Path) -> None:
    (folder / "broken.docx").unlink()
    run(folder)
    done = run(folder, "--to", "html")
    assert len(done.stdout.splitlines()) == 3
    assert not any("_en.fr-en" in name for name in names(folder))


@pytest.mark.parametrize("arguments", [("--json",), ("-o", "-")])
def test_a_folder_is_not_written_to_one_place(folder: Path, arguments: tuple[str, ...]) -> None:
    before = names(folder)
    done = run(folder, *arguments)
    assert (done.exit_code, names(folder)) == (1, before)
    assert "is a folder" in done.stderr


def test_a_file_that_is_not_there_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert run(tmp_path / "none.txt").exit_code == 2


def test_a_column_is_chosen_and_a_licence_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,nom,avis\n1,Une tasse,Elle est belle.\n")
    done = run(tmp_path / "a.csv", "--column", "nom", "-o", "-")
    assert done.stdout == "id,nom,avis\n1,EN[Une tasse],Elle est belle.\n"
    assert run(tmp_path / "a.csv", "--column", "prix", "-o", "-").exit_code == 1
    (tmp_path / "a.txt").write_bytes(b"*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\nOui.")
    assert run(tmp_path / "a.txt", "--without-licence", "-o", "-").stdout == "EN[Oui.]\n"
