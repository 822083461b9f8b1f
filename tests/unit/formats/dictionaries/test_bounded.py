"""Dictionaries of strangers are read in a process that takes little, whatever they are."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from webapp.errors import BadInput, TooLarge, Unavailable, UnreadableDocument
from webapp.formats.dictionaries import bounded
from webapp.formats.dictionaries.bounded import read_within_bounds
from webapp.formats.dictionaries.process import records
from webapp.formats.readers.facts import Bound


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "mine.tsv"
    file.write_text("".join(f"mot{n}\tword {n}\n" for n in range(250)), encoding="utf-8")
    return file


def test_a_dictionary_comes_out_of_the_process_as_it_is(table: Path) -> None:
    with read_within_bounds(table) as read:
        assert (read.name, read.format) == ("mine", "table")
        headwords = list(read.headwords)
    assert headwords[249] == ("mot249", "word 249")
    assert len(headwords) == 250


def test_a_small_file_that_takes_much_memory_gets_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "lists.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.json", json.dumps({"title": "Lists"}))
        archive.writestr("term_bank_1.json", "[" + "[]," * 6_000_000 + "[]]")
    assert file.stat().st_size < 100_000
    with (
        pytest.raises(UnreadableDocument, match="takes too much memory or time"),
        read_within_bounds(file) as read,
    ):
        list(read.headwords)


def test_a_file_has_no_more_headwords_than_its_size_allows(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "HEADWORDS", Bound(200, 0, 200))
    with pytest.raises(TooLarge, match="more words than"), read_within_bounds(table) as read:
        list(read.headwords)


def test_an_error_of_the_reader_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"), read_within_bounds(tmp_path / "nowhere"):
        pass
    assert list(records(tmp_path / "nowhere", 1))[-1] == ["end"]


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ((sys.executable, "-c", 'print(\'["dictionary","A","table"]\')'), UnreadableDocument),
        ((sys.executable, "-c", "pass"), UnreadableDocument),
        (("/nowhere/python",), Unavailable),
    ],
)
def test_a_process_that_dies_gets_a_sentence(
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: tuple[str, ...],
    error: type[Exception],
) -> None:
    monkeypatch.setattr(bounded, "COMMAND", program)
    with pytest.raises(error), read_within_bounds(table) as read:
        list(read.headwords)
