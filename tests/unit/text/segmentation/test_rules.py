"""The data of the rules: consistent, and of the shape that the code expects."""

import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from webapp.text.segmentation.rules import Ending, rules_for

FILES = [entry.name for entry in (files("webapp.text.segmentation") / "data").iterdir()]


def tables(name: str) -> dict[str, Any]:
    text = (files("webapp.text.segmentation") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_french_english_and_a_default_are_there() -> None:
    assert sorted(FILES) == ["default.toml", "en.toml", "fr.toml"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_the_same_tables(name: str) -> None:
    assert {key: sorted(table) for key, table in tables(name).items()} == {
        key: sorted(table) for key, table in tables("fr.toml").items()
    }


@pytest.mark.parametrize("name", FILES)
def test_an_abbreviation_has_one_behaviour(name: str) -> None:
    every = [each for table in tables(name)["abbreviations"].values() for each in table]
    assert [each for each, count in Counter(every).items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_no_list_says_anything_twice(name: str) -> None:
    for table in tables(name).values():
        for words in table.values():
            assert [word for word, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_abbreviations_are_written_without_their_last_point(name: str) -> None:
    for words in tables(name)["abbreviations"].values():
        assert [word for word in words if word.endswith(".")] == []


@pytest.mark.parametrize("name", FILES)
def test_words_are_in_small_letters(name: str) -> None:
    kept = ("words", "hyphens", "dates", "headings")
    for words in (words for key in kept for words in tables(name)[key].values()):
        assert [word for word in words if word != word.lower()] == []


def test_an_abbreviation_is_known_in_capitals() -> None:
    french = rules_for("fr")
    assert french.ending("Mme") is french.ending("MME") is Ending.TITLE
    assert french.ending("vol") is french.ending("Vol") is french.ending("VOL") is Ending.NUMBER


def test_a_capital_alone_is_an_initial_not_the_abbreviation_of_a_small_letter() -> None:
    french = rules_for("fr")
    assert french.ending("p") is Ending.NUMBER
    assert french.ending("P") is None
    assert french.ending("M") is Ending.TITLE
    assert french.ending("m") is Ending.NUMBER


def test_an_unknown_language_gets_the_default() -> None:
    assert rules_for("xx") == rules_for("de") != rules_for("fr")
    assert rules_for("../fr") == rules_for("xx")
