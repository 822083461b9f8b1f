"""What programs import: ``visavis``."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import visavis
from tests.fakes import FakeTranslators
from webapp.formats.writers.catalogue import Format


@pytest.fixture(autouse=True)
def fake_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeTranslators:
    fakes = FakeTranslators()
    monkeypatch.setattr("visavis.translating.ArgosTranslators", lambda _settings: fakes)
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: fakes)
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    return fakes


def test_a_text_is_translated_without_a_library(tmp_path: Path) -> None:
    with visavis.Translator() as translator:
        assert translator.translate("Il pleut. Fin.\n") == "EN[Il pleut.] EN[Fin.]\n"
        assert translator.translate(" \n") == " \n"
        assert translator.translate_texts(["Un.", "Deux."]) == ["EN[Un.]", "EN[Deux.]"]
    assert list(tmp_path.iterdir()) == []


def test_each_sentence_has_its_place_in_the_text() -> None:
    text = "Oui.\n\nIl pleut depuis ce matin sur toute la ville\net je reste. Fin."
    pairs = visavis.Translator().align(text)
    assert [(text[p.start : p.end], p.target) for p in pairs] == [
        ("Oui.", "EN[Oui.]"),
        (text[6:62], "EN[Il pleut depuis ce matin sur toute la ville et je reste.]"),
        ("Fin.", "EN[Fin.]"),
    ]
    assert [(p.start, p.end, p.source) for p in pairs] == [
        (s.start, s.end, s.source) for s in visavis.segment(text)
    ]


def test_the_language_is_found_on_request_and_faults_are_errors_with_a_sentence() -> None:
    assert visavis.Translator("auto").translate("Il pleut ici.") == "EN[Il pleut ici.]"
    with pytest.raises(visavis.VisavisError, match="looks like English"):
        visavis.Translator("auto").translate("We are going home now.")
    with pytest.raises(visavis.VisavisError, match="No installed package"):
        visavis.Translator("fr", "it").translate("Oui.")


def test_files_are_read_translated_and_written(tmp_path: Path) -> None:
    file = tmp_path / "pluie.md"
    file.write_text("# Titre\n\nIl **pleut**.\n", encoding="utf-8")
    translator = visavis.Translator()
    document = visavis.read(file)
    assert document.text == visavis.read(file.read_bytes(), "pluie.md").text == "Titre\n\nIl pleut."
    book = visavis.write(translator.edition(document), tmp_path / "pluie.epub")
    assert "EN[Titre]" in visavis.read(book).text
    visavis.write(translator.edition(document), tmp_path / "deux.txt", "bilingual-txt")
    assert (tmp_path / "deux.txt").read_text(encoding="utf-8").startswith("Titre\nEN[Titre]\n")
    translated = translator.translate_file(file)
    assert (translated.name, translated.data) == (
        "pluie_en.md",
        b"# EN\\[Titre\\]\n\nEN\\[Il **pleut**.\\]\n",
    )
    with pytest.raises(visavis.VisavisError, match="No format ends with"):
        visavis.write(translator.edition(document), tmp_path / "pluie.xyz")


@pytest.mark.parametrize("wrong", [None, 7, b"Il pleut.", ["Oui."]])
def test_what_is_no_text_is_refused_in_a_sentence(wrong: Any) -> None:
    with pytest.raises(TypeError, match="A text is a str"):
        visavis.translate(wrong)
    with pytest.raises(TypeError, match="A text is a str"):
        visavis.Translator().translate_texts(["Oui.", wrong])
    with pytest.raises(TypeError, match="A text is a str"):
        visavis.Translator().translate_texts("Oui.")
    with pytest.raises(TypeError, match="kept_terms is a list"):
        visavis.Translator(kept_terms="Paris")


def test_a_file_that_breaks_off_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pieces(*_: object) -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    older = tmp_path / "pluie.txt"
    older.write_text("older", encoding="utf-8")
    edition = visavis.Translator().edition(visavis.read(b"Il pleut.", "a.txt"))
    monkeypatch.setattr(Format, "write", pieces)
    with pytest.raises(OSError, match="No space left"):
        visavis.write(edition, older)
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["older"]


def test_a_library_keeps_documents(tmp_path: Path) -> None:
    with visavis.Library(tmp_path / "books") as library:
        document = library.add("Il pleut. Fin.", title="La pluie")
        assert (document.id, document.pending_count) == (1, 2)
        assert library.translate(1).pending_count == 0
        assert [hit.segment.target for hit in library.search("pleut")] == ["EN[Il pleut.]"]
    with visavis.Library(tmp_path / "books") as library:
        assert [each.title for each in library.documents("pluie")] == ["La pluie"]
        file = visavis.write(library.edition(1), tmp_path / "pluie.txt")
        assert file.read_text(encoding="utf-8") == "EN[Il pleut.] EN[Fin.]\n"
        library.delete(1)
        assert library.documents() == []


def test_the_function_keeps_one_translator_of_a_pair(
    fake_engine: FakeTranslators, monkeypatch: pytest.MonkeyPatch
) -> None:
    from visavis.translating import _lasting

    _lasting.cache_clear()
    assert visavis.translate("Un.") == "EN[Un.]"
    assert visavis.translate("Deux.") == "EN[Deux.]"
    assert _lasting.cache_info().misses == 1
    _lasting.cache_clear()


def test_the_version_is_that_of_the_package() -> None:
    assert visavis.__version__.split(".")[0].isdigit()


def test_a_glossary_says_how_words_are_translated(tmp_path: Path) -> None:
    terms = {"chat": "tomcat", "Il pleut": None}
    translator = visavis.Translator("auto", glossary=terms)
    assert translator.translate("Un chat est ici.") == "EN[Un tomcat est ici.]"
    file = tmp_path / "terms.csv"
    file.write_text("source,target\nchat,moggy\n", encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_text("Les chats dorment.", encoding="utf-8")
    listed = visavis.Translator(glossary=file)
    assert listed.translate_file(text).data == b"EN[Les moggies dorment.]"
    assert listed.align("Un chat dort.")[0].target == "EN[Un moggy dort.]"
    with pytest.raises(visavis.VisavisError, match="one letter"):
        visavis.Translator(glossary={"a": "b"})
    swapped = visavis.Translator(glossary={"the house": "la maison", "forest": "forêt"})
    with pytest.raises(visavis.VisavisError, match="columns seem to be swapped"):
        swapped.translate("Un chat.")
    file.write_text("chat\n", encoding="utf-8")
    with pytest.raises(visavis.VisavisError, match="Line 1"):
        visavis.Translator(glossary=file).translate("Un chat.")
