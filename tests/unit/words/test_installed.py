"""Dictionaries beside the bundled one: kept whole or not at all, and asked with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.errors import BadInput, NotFound, UnknownWord, UnreadableDocument
from webapp.words.installed import InstalledDictionaries, look_up_all
from webapp.words.lookup import SOURCE, bundled_dictionary

DICTIONARY = bundled_dictionary()
HEADWORDS = [
    ("Chien", "dog\n\n hound \n—"),
    ("zorglub", "an inventor"),
    ("pomme de terre", "potato"),
    ("", "nothing"),
    ("vide", " \n"),
]


@pytest.fixture
def installed(tmp_path: Path) -> InstalledDictionaries:
    dictionaries = InstalledDictionaries(tmp_path / "dictionaries")
    dictionaries.install("Le Petit", "table", HEADWORDS)
    return dictionaries


def test_a_dictionary_is_asked_by_form_and_lemma_beside_the_bundled_one(
    installed: InstalledDictionaries,
) -> None:
    entries = look_up_all(DICTIONARY, installed, "chiens")
    assert entries[0].source == SOURCE
    assert [(e.lemma, e.source) for e in entries[1:]] == [("Chien", "Le Petit")]
    assert [meaning.text for meaning in entries[-1].meanings] == ["dog", "hound"]
    assert look_up_all(DICTIONARY, installed, "ZORGLUB")[0].source == "Le Petit"
    potato = look_up_all(DICTIONARY, installed, "pomme de terre")
    assert ("Le Petit", "potato") in [(e.source, e.meanings[0].text) for e in potato]
    with pytest.raises(UnknownWord):
        look_up_all(DICTIONARY, installed, "zzyzx")


def test_a_dictionary_of_the_same_name_is_replaced_and_a_bad_one_changes_nothing(
    installed: InstalledDictionaries,
) -> None:
    def breaks() -> Iterator[tuple[str, str]]:
        yield "chien", "cat"
        raise UnreadableDocument("Damaged.")

    with pytest.raises(UnreadableDocument):
        installed.install("Le Petit", "table", breaks())
    for nothing in ([], [("mot", "")]):
        with pytest.raises(BadInput):
            installed.install("Le Petit", "table", nothing)
    [kept] = installed.all()
    assert (kept.name, kept.format, kept.headwords) == ("Le Petit", "table", 3)
    assert len(list(kept.file.parent.iterdir())) == 1
    installed.install("Le Petit", "StarDict", [("chat", "cat")])
    [kept] = installed.all()
    assert (kept.format, kept.headwords) == ("StarDict", 1)


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "a\0b"])
def test_a_name_that_cannot_be_shown_is_refused(
    installed: InstalledDictionaries, name: str
) -> None:
    with pytest.raises(BadInput):
        installed.install(name, "table", HEADWORDS)


def test_a_name_is_no_path(installed: InstalledDictionaries) -> None:
    kept = installed.install("../../elsewhere", "table", HEADWORDS)
    assert kept.file.parent == installed.all()[0].file.parent
    installed.remove("../../elsewhere")
    with pytest.raises(NotFound):
        installed.remove("../../elsewhere")


def test_a_damaged_file_is_told_and_asked_no_more(installed: InstalledDictionaries) -> None:
    [kept] = installed.all()
    kept.file.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    [damaged] = installed.all()
    assert damaged.headwords is None
    assert all(e.source == SOURCE for e in look_up_all(DICTIONARY, installed, "chiens"))
    installed.remove(damaged.name)
    assert installed.all() == []
