"""Words are looked up in the bundled dictionary."""

from pathlib import Path

import pytest

from webapp.errors import BadInput, DictionaryUnavailable, UnknownWord
from webapp.words.dictionary import Dictionary
from webapp.words.grammar import gender, readings
from webapp.words.lookup import bundled_dictionary, look_up, nearest


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return bundled_dictionary()


@pytest.mark.parametrize(
    ("form", "lemma", "kind", "meaning"),
    [
        ("maison", "maison", "noun", "house"),
        ("venait", "venir", "verb", "come"),
        ("CHEVAUX", "cheval", "noun", "horse"),
        ("l’homme", "homme", "noun", "man"),
        ("aujourd'hui", "aujourd'hui", "adverb", "today"),
        ("rendez-vous", "rendez-vous", "noun", "appointment"),
        ("donne-le-moi", "donner", "verb", "give"),
        ("œufs", "œuf", "noun", "egg"),
        ("oeufs", "œuf", "noun", "egg"),
        ("boeuf", "bœuf", "noun", "beef"),
        ("francais", "français", "noun", "French"),
        ("toujours", "toujours", "adverb", "always"),
    ],
)
def test_a_form_has_its_lemma_and_what_it_means(
    dictionary: Dictionary, form: str, lemma: str, kind: str, meaning: str
) -> None:
    entries = look_up(dictionary, form)
    assert (lemma, kind) in {(entry.lemma, entry.kind) for entry in entries}
    first = next(entry for entry in entries if entry.lemma == lemma)
    assert meaning in [m.text for m in first.meanings][:3]
    assert all(m.share is not None and 0 < m.share <= 1 for m in first.meanings)


def test_a_noun_and_a_verb_of_one_form_mean_what_they_mean(dictionary: Dictionary) -> None:
    entries = {entry.kind: entry for entry in look_up(dictionary, "porte")}
    assert entries["noun"].meanings[0].text == "door"
    assert "door" not in [meaning.text for meaning in entries["verb"].meanings]
    assert entries["noun"].gender == "feminine"


def test_an_elision_gives_its_words_the_elided_last(dictionary: Dictionary) -> None:
    lemmas = [entry.lemma for entry in look_up(dictionary, "l'eau")]
    assert lemmas[0] == "eau"
    assert "le" in lemmas


@pytest.mark.parametrize(
    ("form", "meaning"),
    [
        ("à la fois", "both"),
        ("bien sûr", "course"),
        ("tout de suite", "immediately"),
        ("Il y avait", "there is"),
        ("jusqu’à", "until"),
        ("est-ce qu'", "(makes a question)"),
        ("qu’est-ce que", "what"),
        ("parce qu'", "because"),
    ],
)
def test_an_expression_comes_before_its_words(
    dictionary: Dictionary, form: str, meaning: str
) -> None:
    first, *others = look_up(dictionary, form)
    assert first.kind == "expression"
    assert meaning in " ".join(m.text for m in first.meanings)
    assert others


def test_no_letter_of_an_elision_is_a_word(dictionary: Dictionary) -> None:
    lemmas = {
        entry.lemma for form in ("parce qu'", "va-t'en") for entry in look_up(dictionary, form)
    }
    assert lemmas == {"parce que", "parce", "que", "aller", "te", "en"}
    for form in ("t", "qu", "j"):
        with pytest.raises(UnknownWord):
            look_up(dictionary, form)


def test_an_unknown_word_names_the_nearest(dictionary: Dictionary) -> None:
    with pytest.raises(UnknownWord) as raised:
        look_up(dictionary, "maisson")
    assert "maison" in raised.value.nearest
    assert "boulangerie" in nearest(dictionary, "boullangerri")
    assert nearest(dictionary, "x" * 99) == []


@pytest.mark.parametrize("form", ["", "  ", "a" * 101])
def test_what_is_no_word_is_refused(dictionary: Dictionary, form: str) -> None:
    with pytest.raises(BadInput):
        look_up(dictionary, form)


@pytest.mark.parametrize("form", ["書", "שלום", "?!", "%", "-", "\x00", "' ==1=1 --"])
def test_signs_that_are_no_french_word_are_unknown(dictionary: Dictionary, form: str) -> None:
    with pytest.raises(UnknownWord):
        look_up(dictionary, form)


def test_a_number_stands_for_itself(dictionary: Dictionary) -> None:
    [entry] = look_up(dictionary, "1 234,5")
    assert (entry.kind, entry.meanings[0].text) == ("number", "1234.5")


def test_a_damaged_file_is_told_of(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    for file in (damaged, tmp_path / "missing.sqlite"):
        with pytest.raises(DictionaryUnavailable):
            look_up(Dictionary(file), "maison")


def test_codes_become_readings() -> None:
    assert readings("ind:imp:3s;") == ["imperfect, he/she"]
    assert readings("ind:pre:1s;ind:pre:3s;sub:pre:1s") == [
        "present, I or he/she",
        "present subjunctive, I",
    ]
    assert readings("fp;par:pas") == ["past participle, feminine plural"]
    assert readings("ind:imp:2s;ind:imp:1s;ind:imp:2s") == ["imperfect, I or you (tu)"]
    assert readings("ms") == ["masculine singular"]
    assert (gender("es"), gender("fs;par:pas"), gender("s"), gender("inf")) == (
        "masculine or feminine",
        "feminine",
        "",
        "",
    )
    assert readings("") == []
