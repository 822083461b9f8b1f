"""The formats that are read: no row of the catalogue lacks a fact, and each fact is true."""

import dataclasses
import re
from inspect import signature

import pytest
from sqlalchemy import String

from tests.documents import SAMPLES
from webapp.errors import NotText, UnreadableDocument
from webapp.formats import plain_text
from webapp.formats.loading import function_named
from webapp.formats.plain_text import DecodedText, read_text
from webapp.formats.readers.catalogue import READERS, read_document, reader_of
from webapp.formats.readers.facts import ArchivePart, InPlace, Reader, Rewritten, Start
from webapp.formats.writers.catalogue import FORMATS
from webapp.library.schema import Document

every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
PAGE = '<html><meta charset="{0}"><p>Été.</p></html>'


@pytest.mark.parametrize("facts", [Reader, InPlace, Rewritten, Start, ArchivePart])
def test_no_fact_of_a_format_can_be_forgotten(facts: type) -> None:
    missing = dataclasses.MISSING
    defaults = [(each.default, each.default_factory) for each in dataclasses.fields(facts)]
    assert defaults == [(missing, missing)] * len(defaults)


def test_names_and_endings_are_of_one_format_each() -> None:
    endings = [ending for reader in READERS for ending in reader.extensions]
    assert len(endings) == len(set(endings))
    assert all(re.fullmatch(r"\.[a-z0-9]+", ending) for ending in endings)
    assert len({reader.name for reader in READERS}) == len(READERS)


@every_reader
def test_the_library_has_room_for_the_name(reader: Reader) -> None:
    column = Document.__table__.c.imported_format.type
    assert isinstance(column, String)
    assert len(reader.name) <= (column.length or 0)


@every_reader
def test_the_functions_of_a_row_exist_and_take_what_they_are_given(reader: Reader) -> None:
    names: dict[str | None, int] = {reader.function: 1}
    if isinstance(reader.translated, InPlace):
        translated = reader.translated
        names |= {translated.runs: 1, translated.finish: 2, translated.label: 2}
    for name, count in names.items():
        parameters = signature(function_named(name)).parameters.values() if name else []
        required = [each for each in parameters if each.default is each.empty]
        assert not name or len(required) == count, name


@every_reader
def test_only_the_words_of_a_text_are_changed_in_place(reader: Reader) -> None:
    assert isinstance(reader.translated, Rewritten) or reader.kind.is_text


@every_reader
def test_what_is_written_anew_has_its_writer(reader: Reader) -> None:
    if isinstance(reader.translated, Rewritten):
        names = {reader.translated.format, reader.translated.own_layout or "txt"}
        assert all(FORMATS[name].suits(reader.name) for name in names)


def test_writers_for_some_formats_name_formats_that_are_read() -> None:
    named = set().union(*(entry.imported for entry in FORMATS.values()))
    assert named <= {reader.name for reader in READERS}


@every_reader
def test_a_file_is_recognised_by_its_sign_whatever_its_name(reader: Reader) -> None:
    name = "" if reader.sign else f"a{reader.extensions[0]}"
    document = read_document(SAMPLES[reader.name], name)
    assert document.imported_format == reader.name


@every_reader
def test_a_file_without_the_sign_that_its_format_always_has_is_refused(reader: Reader) -> None:
    for ending in reader.extensions:
        if reader.is_always_signed:
            with pytest.raises(UnreadableDocument, match=f"named {ending} but is something else"):
                reader_of(b"Oui.", f"a{ending}")
            with pytest.raises(NotText):
                reader_of(b"\x00\x01\x02", f"a{ending}")
        else:
            assert reader_of(b"Oui.", f"a{ending}") is reader


@every_reader
def test_only_what_has_no_title_is_called_as_its_file(reader: Reader) -> None:
    title = read_document(SAMPLES[reader.name], f"Mon film{reader.extensions[0]}").title
    assert (title == "Mon film") == reader.is_called_as_its_file


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is decoded, each time that it is."""
    found: list[bytes] = []
    decode = plain_text._decodings

    def counting(data: bytes) -> list[DecodedText]:
        found.append(data)
        return decode(data)

    monkeypatch.setattr(plain_text, "_decodings", counting)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@every_reader
def test_a_text_is_decoded_once(reader: Reader, encoding: str, decoded: list[bytes]) -> None:
    if reader.kind.is_text:
        data = read_text(SAMPLES[reader.name]).encode(encoding)
        decoded.clear()
        read_document(data, f"a{reader.extensions[0]}")
        assert decoded == [data]


def test_a_page_that_names_its_encoding_is_read_in_that_alone(decoded: list[bytes]) -> None:
    page = PAGE.format("cp1252").encode("cp1252")
    assert read_document(page).text == "Été."
    assert decoded == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["html", "srt", "vtt"])
def test_signs_are_found_in_every_encoding(name: str, encoding: str) -> None:
    text = SAMPLES[name].decode()
    assert reader_of(text.encode(encoding), "a.txt").name == name


def test_a_text_in_two_bytes_a_character_that_speaks_of_pdf_is_none() -> None:
    assert reader_of("%PDF-1.4 en tête".encode("utf-16"), "a.txt").name == "txt"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_subtitles_are_recognised_whatever_ends_their_lines(line_end: str) -> None:
    film = "1\n00:00:01,000 --> 00:00:02,000\nOui.\n".replace("\n", line_end)
    assert read_document(film.encode(), "a.srt").text == "Oui."
