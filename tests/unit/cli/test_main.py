"""The command: translate in a terminal; faults as one sentence with exit status 1."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.documents import book
from tests.fakes import FakeTranslators
from webapp.cli.main import main
from webapp.formats.readers.catalogue import read_document
from webapp.text.checks import Check


@pytest.fixture(autouse=True)
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeTranslators:
    fakes = FakeTranslators()
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    return fakes


def test_a_file_is_translated_with_its_layout(tmp_path: Path) -> None:
    file = tmp_path / "texte.txt"
    file.write_text("Bonjour. Il pleut.\n\n  Fin.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["translate", str(file), "-o", "-"])
    assert (done.exit_code, done.stdout) == (0, "EN[Bonjour.] EN[Il pleut.]\n\n  EN[Fin.]\n")
    assert not list(tmp_path.glob("*_en*"))


def test_standard_input_to_a_file_in_both_languages(
    tmp_path: Path, fake_engine: FakeTranslators
) -> None:
    out = tmp_path / "deux.txt"
    arguments = ["translate", "-", "--bilingual", "-o", str(out)]
    done = CliRunner().invoke(main, arguments, input="Oui. Non.")
    assert done.exit_code == 0
    assert out.read_text(encoding="utf-8") == "Oui.\nEN[Oui.]\n\nNon.\nEN[Non.]\n"
    assert (len(fake_engine.translator.calls), fake_engine.closed) == (1, 1)


def test_a_place_that_cannot_be_written_is_told_before_anything_is_translated(
    tmp_path: Path, fake_engine: FakeTranslators
) -> None:
    for place in (tmp_path / "none" / "out.txt", tmp_path):
        done = CliRunner().invoke(main, ["translate", "-", "-o", str(place)], input="Oui.")
        assert done.exit_code == 2
        assert str(place.parent if place != tmp_path else place) in done.stderr.replace("\n", "")
    assert fake_engine.translator.calls == []


def test_standard_output_is_utf_8_whatever_the_terminal_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = CliRunner(charset="ascii").invoke(main, ["translate", "-"], input="Œuvre.".encode())
    assert done.stdout_bytes == "EN[Œuvre.]".encode()


@pytest.mark.parametrize(
    ("arguments", "data", "sentence"),
    [
        (["translate", "-"], b"\x89PNG\x00\x00", "a picture"),
        (["translate", "-", "--source", "zz"], b"Oui.", "Installed: fr → en."),
        (["serve", "--database-url", "nonsense"], b"", "no database URL"),
    ],
)
def test_faults_are_one_sentence(arguments: list[str], data: bytes, sentence: str) -> None:
    done = CliRunner().invoke(main, arguments, input=data)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_in_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_PORT", "eighty")
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 1
    assert "VISAVIS_PORT must be a whole number" in done.stderr


FILM = b'\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\n<font color="#ffff00">Oui.</font>\r\n'


@pytest.mark.parametrize("name", ["film.srt", "film", "film.txt"])
def test_subtitles_come_back_as_subtitles_whatever_their_name(tmp_path: Path, name: str) -> None:
    film, out = tmp_path / name, tmp_path / "film.en.srt"
    film.write_bytes(FILM)
    done = CliRunner().invoke(main, ["translate", str(film), "-o", str(out)])
    assert done.exit_code == 0
    assert out.read_bytes() == FILM.replace(b"Oui.", b"EN[Oui.]")


def test_standard_input_shows_what_it_is() -> None:
    done = CliRunner().invoke(
        main, ["translate", "-"], input="WEBVTT\n\n00:01.000 --> 00:02.000\nOui.\n"
    )
    assert done.stdout == "WEBVTT\n\n00:01.000 --> 00:02.000\nEN[Oui.]\n"


def test_subtitles_in_both_languages_keep_their_times(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["translate", "-", "--bilingual"], input=FILM)
    assert done.stdout == "1\n00:00:01,000 --> 00:00:02,000\nOui.\nEN[Oui.]\n\n"


def test_a_book_comes_back_as_a_book(tmp_path: Path) -> None:
    file, out = tmp_path / "livre.epub", tmp_path / "book.epub"
    file.write_bytes(book())
    assert CliRunner().invoke(main, ["translate", str(file), "-o", str(out)]).exit_code == 0
    assert "EN[Il était une fois.]" in read_document(out.read_bytes()).text


def test_a_file_without_words_is_told() -> None:
    done = CliRunner().invoke(main, ["translate", "-"], input=" \n")
    assert (done.exit_code, "There is no text" in done.stderr) == (1, True)


def test_the_language_of_a_text_is_found_on_request(fake_engine: FakeTranslators) -> None:
    done = CliRunner().invoke(main, ["translate", "-", "--source", "auto"], input="Il pleut ici.")
    assert (done.exit_code, done.stdout) == (0, "EN[Il pleut ici.]")
    assert "looks like" not in done.stderr


def test_another_language_than_french_is_said_when_it_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fakes = FakeTranslators([("fr", "en"), ("de", "en")])
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    text = "Wir gehen nach Hause."
    done = CliRunner().invoke(main, ["translate", "-", "--source", "auto"], input=text)
    assert (done.exit_code, done.stdout) == (0, f"EN[{text}]")
    assert done.stderr.startswith("This looks like German.\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Wir gehen nach Hause.", "German, and no installed package translates from German"),
        ("We are going home now.", "English, so there is nothing to translate into English"),
    ],
)
def test_a_found_language_that_cannot_be_translated_is_a_fault(
    fake_engine: FakeTranslators, text: str, sentence: str
) -> None:
    done = CliRunner().invoke(main, ["translate", "-", "--source", "auto"], input=text)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"This looks like {sentence}" in done.stderr
    assert fake_engine.translator.calls == []


def test_check_prints_what_is_uncertain_and_ends_with_3(fake_engine: FakeTranslators) -> None:
    fake_engine.translator.checks = {"Il a 3 ans.": (Check.NUMBERS,)}
    done = CliRunner().invoke(main, ["translate", "-", "--check"], input="Oui. Il a 3 ans.")
    assert (done.exit_code, done.stdout) == (3, "EN[Oui.] EN[Il a 3 ans.]")
    assert "2\tuncertain: a number differs\tIl a 3 ans.\n" in done.stderr
    done = CliRunner().invoke(main, ["translate", "-", "--check"], input="Oui.")
    assert done.exit_code == 0
    assert "uncertain" not in done.stderr


LYRICS = "[00:01.00]Il pleut encore un peu.\n[00:02.00]Un mot.\n[00:09.00]Fin."
FAST_FILM = """1
00:00:01,000 --> 00:00:02,000
Il pleut
encore un peu.

2
00:00:02,000 --> 00:00:09,000
Un mot.
"""
ASS = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Il pleut\\Nencore un peu.
Dialogue: 0,0:00:02.00,0:00:09.00,Default,,0,0,0,,Un mot.
"""


@pytest.mark.parametrize(
    ("name", "subtitles"),
    [
        ("film.srt", FAST_FILM),
        ("film.vtt", f"WEBVTT\n\n{FAST_FILM.replace(',', '.')}"),
        ("film.sbv", "0:00:01.000,0:00:02.000\nIl pleut encore un peu.\n\n"),
        ("film.ass", ASS),
        ("film.sub", "{0}{25}Il pleut|encore un peu.\n{25}{250}Un mot.\n"),
        ("film.lrc", LYRICS),
    ],
)
@pytest.mark.parametrize("to", ["", "json"])
def test_check_prints_which_cues_are_too_fast_to_read(
    fake_engine: FakeTranslators, tmp_path: Path, name: str, subtitles: str, to: str
) -> None:
    (tmp_path / name).write_text(subtitles, encoding="utf-8")
    asked = ["translate", str(tmp_path / name), "--check", *(["--to", to] if to else [])]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 3
    lines = [line for line in done.stderr.splitlines() if "\t" in line]
    assert lines == ["1\ttoo fast to read\tIl pleut encore un peu."]


def test_a_file_of_terms_says_how_words_are_translated(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("source,target\nchat,tomcat\n", encoding="utf-8")
    asked = ["translate", "-", "--glossary", str(terms)]
    done = CliRunner().invoke(main, asked, input="Les chats dorment.\n")
    assert (done.exit_code, done.stdout) == (0, "EN[Les tomcats dorment.]\n")
    terms.write_bytes(b"\x89PNG\0\0")
    done = CliRunner().invoke(main, asked, input="Les chats dorment.\n")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
