"""Corrected XLIFF and TMX come back, ours and those that other programs wrote."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import mangled
from tests.editions import edition_of, written
from webapp.errors import BadInput, NotText, TooLarge, UnreadableDocument
from webapp.formats.corrections import Correction, read_corrections
from webapp.formats.memories import read_tmx
from webapp.formats.term_files import read_terms

TEXT = b"<h1>Un titre</h1><p>Bonjour. Il pleut &amp; vente.</p>"
FORMATS = ["tmx", "xliff", "xliff-1.2"]


@pytest.mark.parametrize("name", FORMATS)
def test_our_own_corrections_come_back_with_positions(name: str) -> None:
    data = written(name, edition_of(TEXT, "a.html"))
    assert read_corrections(data, "en") == [
        Correction(1, "Un titre", "UN TITRE"),
        Correction(2, "Bonjour.", "BONJOUR."),
        Correction(3, "Il pleut & vente.", "IL PLEUT & VENTE."),
    ]


def test_codes_of_other_programs_are_no_text_and_states_are_read() -> None:
    data = b"""<xliff version="1.2"><file><body>
    <trans-unit id="abc" approved="yes">
    <source>Un <g id="1">mot</g><ph id="2">&lt;br/></ph>.</source>
    <target>A <g id="1">word</g><ph id="2">&lt;br/></ph>.</target></trans-unit>
    <trans-unit id="2"><source>Vide</source><target/></trans-unit></body></file></xliff>"""
    [correction] = read_corrections(data, "en")
    assert correction[:4] == (None, "Un mot.", "A word.", True)
    assert [code[1:3] for code in correction.target_codes] == [(2, 6), (6, 6)]


@pytest.mark.parametrize(
    "data",
    [
        b"""<xliff version="1.2"><file><body><trans-unit id="1">
        <source>Un <g id="1">mot</g></source><note>Who?</note></trans-unit></body></file>
        </xliff>""",
        b"""<xliff version="2.1"><file id="f"><unit id="u"><notes><note>Who?</note></notes>
        <segment id="s1"><source>Un <pc id="1">mot</pc></source><target/></segment></unit></file>
        </xliff>""",
    ],
)
def test_a_unit_without_a_target_keeps_its_notes(data: bytes) -> None:
    assert read_corrections(data, "en") == [Correction(1, "Un mot", "", notes=("Who?",))]


def test_a_memory_with_several_languages_gives_ours() -> None:
    data = b"""<tmx version="1.4"><header srclang="fr-FR"/><body><tu>
    <tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="EN-gb"><seg>Yes</seg></tuv>
    <tuv xml:lang="fr-FR"><seg>Oui</seg></tuv></tu></body></tmx>"""
    assert read_corrections(data, "en") == [Correction(None, "Oui", "Yes")]


@pytest.mark.parametrize("codes", [("fra", "eng"), ("FRE-fr", "eng_GB"), ("fr", "eng")])
def test_a_memory_with_codes_of_three_letters_gives_ours(codes: tuple[str, str]) -> None:
    texts = zip((codes[0], codes[1], "deu"), ("Oui", "Yes", "Ja"), strict=True)
    variants = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts)
    body = f"<body><tu>{variants}</tu></body>"
    data = f'<tmx version="1.4"><header srclang="{codes[0]}"/>{body}</tmx>'.encode()
    assert [(c.source, c.target) for c in read_corrections(data, "en")] == [("Oui", "Yes")]
    assert list(read_tmx(BytesIO(data), ("fr", "en"))) == [("Oui", "Yes")]
    assert list(read_tmx(BytesIO(data), ("en", "deu"))) == [("Yes", "Ja")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"Bonjour.", NotText),
        (b"<html/>", NotText),
        (b"<tmx version='1.4'", UnreadableDocument),
        (b"<tmx version='1.4'><body/></tmx>", UnreadableDocument),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><tmx version='1.4'/>", UnreadableDocument),
    ],
)
def test_a_file_without_corrections_gets_a_sentence(data: bytes, error: type[BadInput]) -> None:
    with pytest.raises(error):
        read_corrections(data, "en")


def corrections_or_sentence(data: bytes) -> list[Correction] | str:
    try:
        return list(read_corrections(data, "en"))
    except BadInput as error:
        return str(error)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_mangled_bytes_give_corrections_or_a_sentence(name: str, data: st.DataObject) -> None:
    file = data.draw(mangled(written(name, edition_of(TEXT, "a.html"))))
    outcome = corrections_or_sentence(file)
    if isinstance(outcome, str):
        assert outcome.endswith(".")
    else:
        assert all(correction.source and correction.target for correction in outcome)


@pytest.mark.parametrize(
    ("name", "module", "store"),
    [
        ("xliff", "xliff2", "Xliff2File"),
        ("tmx", "tmx", "tmxfile"),
        ("xliff-1.2", "xliff", "xlifffile"),
    ],
)
def test_what_translate_toolkit_wrote_comes_back_with_all_other_codes(
    tmp_path: Path, name: str, module: str, store: str
) -> None:
    toolkit = pytest.importorskip(f"translate.storage.{module}")
    text = "Le **chat *noir***[^1] dort.\n\nIl neige.\n\nIl **pleut**.\n\n[^1]: La note.\n"
    data = written(name, edition_of(text.encode(), "a.md"))
    file = tmp_path / name
    file.write_bytes(data)
    opened = getattr(toolkit, store).parsefile(str(file))
    unit = next(unit for unit in opened.units if unit.source == "Il neige.")
    unit.target = "It is snowing."
    opened.savefile(str(file))
    before, after = read_corrections(data, "en"), read_corrections(file.read_bytes(), "en")
    assert [each.target for each in after if each.source == "Il neige."] == ["It is snowing."]
    assert [each for each in after if each.source != "Il neige."] == [
        each for each in before if each.source != "Il neige."
    ]


@pytest.mark.parametrize(
    "data", [b"<tmx>%b</tmx>" % (b"<a/>" * 9), b"<tbx>%b</tbx>" % (b"&a;" * 9)]
)
def test_a_file_of_more_tags_than_the_server_reads_is_refused(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr("webapp.formats.markup.MOST_MARKS", 10)
    with pytest.raises(TooLarge, match="more tags"):
        read_corrections(data, "en")
    with pytest.raises(TooLarge, match="more tags"):
        read_terms(data, ("fr", "en"))


def test_a_memory_with_too_much_between_its_pairs_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = (
        b'<tu><tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'
    )
    monkeypatch.setattr("webapp.formats.memories.MOST_BETWEEN", 100_000)
    many = BytesIO(b"<tmx>%b</tmx>" % (unit * 3_000))
    assert list(read_tmx(many, ("fr", "en"))) == [("Oui", "Yes")] * 3_000
    for start in (b"<tmx>", b"<tmx><tu>"):
        with pytest.raises(UnreadableDocument, match="without a pair"):
            list(read_tmx(BytesIO(start + b"<a/>" * 60_000), ("fr", "en")))
