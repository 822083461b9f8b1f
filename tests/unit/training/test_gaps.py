"""Which usual words pairs have too seldom."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.gaps import counted, main, missing

LEXEMES = [
    (4, "amarrer", "verb", 250),
    (1, "péniche", "noun", 300),
    (2, "chaland", "noun", 90),
    (3, "Rhin", "name", 900),
    (6, "quiconque", "pronoun", 400),
    (5, "Vierge", "noun", 500),
]
FORMS = [("peniches", "péniches", 1), ("amarre", "amarré", 4), ("amarrait", None, 4)]


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    file = tmp_path / "words.sqlite"
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE lexemes (id INT, lemma TEXT, kind TEXT, frequency INT)")
        database.execute("CREATE TABLE forms (key TEXT, form TEXT, lexeme INT)")
        database.executemany("INSERT INTO lexemes VALUES (?, ?, ?, ?)", LEXEMES)
        database.executemany("INSERT INTO forms VALUES (?, ?, ?)", FORMS)
        database.commit()
    return file


def test_usual_words_that_are_missing_come_the_most_usual_first(dictionary: Path) -> None:
    assert list(missing(dictionary, counted(["Rien."]), 100, 1)) == [
        ("péniche", "noun"),
        ("amarrer", "verb"),
    ]


def test_all_forms_of_a_word_count(dictionary: Path) -> None:
    counts = counted(["Deux Péniches, une péniche.", "Il l’amarrait, elle est amarré."])
    assert list(missing(dictionary, counts, 100, 2)) == []
    assert list(missing(dictionary, counts, 100, 3)) == [("péniche", "noun"), ("amarrer", "verb")]


def test_less_usual_words_are_listed_when_asked_for(dictionary: Path) -> None:
    assert ("chaland", "noun") in missing(dictionary, counted([]), 90, 1)


def test_the_command_prints_them_from_files(dictionary: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("talk\tUne péniche.\tA barge.\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(dictionary), str(pairs), "--seldom", "1"])
    assert result.output == "amarrer (verb)\n"
