"""A format that is added to the catalogue is read, translated and told of everywhere."""

import io
import re
import sys
from dataclasses import replace
from types import ModuleType

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from tests.documents import archive
from webapp.cli.main import main
from webapp.errors import NotText
from webapp.formats.readers import catalogue
from webapp.formats.readers.facts import FileKind, InPlace, Reader, Rewritten, Start
from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled
from webapp.pretranslation.desk import Desk

SCROLL = Reader(
    name="scroll",
    label="scrolls",
    extensions=(".scroll", ".scr"),
    media_type="text/x-scroll",
    function="readers.scroll.read_scroll",
    kind=FileKind.TEXT,
    sign=Start(re.compile(rb"%SCROLL"), always=True),
    translated=InPlace(runs=None, finish="readers.scroll.rolled_up", label=None, cues=None),
    is_called_as_its_file=True,
    bounds=None,
)
DATA = "%SCROLL\n\nÉté.\n\nOui.\n".encode()


def read_scroll(text: str) -> ImportedDocument:
    _, *lines = text.split("\n\n")
    return assembled(ImportedBlock(line.strip()) for line in lines)


def rolled_up(translation: str, _source: str) -> str:
    return translation.rstrip("\n")


@pytest.fixture(autouse=True)
def scrolls(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format in the catalogue, and its functions where its row says that they are."""
    module = ModuleType("webapp.formats.readers.scroll")
    monkeypatch.setitem(vars(module), "read_scroll", read_scroll)
    monkeypatch.setitem(vars(module), "rolled_up", rolled_up)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    added(monkeypatch, SCROLL)


def added(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    others = [each for each in catalogue.READERS if each.name != reader.name]
    monkeypatch.setattr(catalogue, "READERS", (*others, reader))


def sent(client: FlaskClient) -> tuple[str, str, str]:
    """The name, type and text of a translated scroll."""
    form = {"source": "fr", "target": "en", "file": (io.BytesIO(DATA), "a.scroll")}
    answer = client.post("/translate_file", data=form)
    assert answer.status_code == 200, answer.text
    found = client.get(answer.get_json()["translatedFileUrl"])
    name = found.headers["Content-Disposition"].rpartition("filename=")[2]
    return name, found.headers["Content-Type"], found.text


def test_people_are_told_of_it(client: FlaskClient) -> None:
    assert ",.scroll,.scr" in client.get("/").text
    assert ", scrolls (.scroll, .scr); and where" in catalogue.readable_formats()
    assert "scrolls (.scroll, .scr)" in client.get("/docs").text
    endings = client.get("/frontend/settings").get_json()["supportedFilesFormat"]
    assert {".scroll", ".scr"} <= set(endings)
    properties = client.get("/spec").get_json()["components"]["schemas"]["FileRequest"][
        "properties"
    ]
    assert "scrolls (.scroll, .scr)" in properties["file"]["description"]
    shown = CliRunner().invoke(main, ["import", "--help"]).output
    assert "scrolls (.scroll, .scr)" in " ".join(shown.split())
    with pytest.raises(NotText, match=r"\.scroll are\."):
        catalogue.reader_of(archive({"a": b""}))


def test_it_is_read_into_the_library(client: FlaskClient, desk: Desk) -> None:
    form = {"file": (io.BytesIO(DATA), "Mon rouleau.txt")}
    assert client.post("/documents", data=form).status_code == 303
    document = desk.library.documents.get(1)
    assert (document.title, document.imported_format) == ("Mon rouleau", "scroll")
    assert document.segment_count == 2


def test_its_words_are_translated_in_place(client: FlaskClient) -> None:
    assert sent(client) == (
        "a_en.scroll",
        "text/x-scroll; charset=utf-8",
        "EN[%SCROLL]\n\nEN[Été.]\n\nEN[Oui.]",
    )


def test_or_it_is_written_anew(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    added(monkeypatch, replace(SCROLL, translated=Rewritten("md", own_layout=None)))
    name, _, text = sent(client)
    assert (name, text.count("EN\\[")) == ("a.en.md", 2)
    properties = client.get("/spec").get_json()["components"]["schemas"]["FileRequest"][
        "properties"
    ]
    assert " and .scroll as md" in properties["format"]["description"]
