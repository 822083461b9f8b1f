"""A file of every format is written in every other; it opens and has the translation."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
import polib
import pptx
import pypdf
import pysubs2
import pytest
import yaml
from flask.testing import FlaskClient
from lxml import etree, html
from markdown_it import MarkdownIt
from translate.storage import aresource, properties, tmx, xliff, xliff2
from werkzeug.test import TestResponse

from tests import databases
from tests.documents import (
    SAMPLES,
    book,
    open_document,
    open_sheets,
    open_slides,
    printed,
    word,
)
from tests.fakes import FakeTranslator, FakeTranslators
from tests.presentations import presentation
from tests.workbooks import workbook
from webapp.app import create_app
from webapp.engine import Translation
from webapp.formats.readers.catalogue import READERS, read_document
from webapp.formats.writers.catalogue import FORMATS
from webapp.settings import Settings

CUE = "00:00:01{0}000 --> 00:00:02{0}000\nToujours.\n"
#: A small file of each format, and a sentence in it.
FILES: Mapping[str, tuple[bytes, str]] = {
    "txt": ("Été.\n\nToujours.\n".encode(), "Toujours."),
    "md": (b"# Un titre\n\nToujours.\n", "Toujours."),
    "rst": (b"Un titre\n========\n\nToujours.\n", "Toujours."),
    "adoc": (b"= Un titre\n\nToujours.\n", "Toujours."),
    "tex": (b"\\section{Un titre}\n\nToujours.\n", "Toujours."),
    "html": (b"<!doctype html><h1>Un titre</h1><p>Toujours.</p>", "Toujours."),
    "epub": (book(), "Il était une fois."),
    "docx": (word(), "Toujours."),
    "odt": (open_document(), "Premier titre"),
    "odp": (open_slides(), "Dites bonjour."),
    "ods": (open_sheets(), "Le loyer"),
    "pptx": (presentation(), "Une boîte"),
    "xlsx": (workbook(), "À suivre."),
    "pdf": (printed(), "Le titre"),
    "srt": (b"1\n" + CUE.format(",").encode(), "Toujours."),
    "vtt": (b"WEBVTT\n\n" + CUE.format(".").encode(), "Toujours."),
    "sbv": (b"0:00:01.000,0:00:02.000\nToujours.\n", "Toujours."),
    "ass": (SAMPLES["ass"].rpartition(b",")[0] + b",Toujours.\n", "Toujours."),
    "sub": (b"{1}{1}25\n{25}{50}Toujours.\n", "Toujours."),
    "lrc": (b"[00:01.00]Toujours.\n", "Toujours."),
    "po": (b'msgid "Toujours."\nmsgstr ""\n', "Toujours."),
    "json": (b'{"a": {"b": "Toujours."}}', "Toujours."),
    "yaml": (b"fr:\n  a: Toujours.\n", "Toujours."),
    "properties": (b"a=Toujours.\n", "Toujours."),
    "strings": (b'"a" = "Toujours.";\n', "Toujours."),
    "android": (b'<resources><string name="a">Toujours.</string></resources>', "Toujours."),
    "xliff": (SAMPLES["xliff"].replace(b'Un <x id="1"/>', b"Toujours."), "Toujours."),
    "tmx": (SAMPLES["tmx"].replace(b'Un <ph x="1"/>', b"Toujours."), "Toujours."),
    "csv": (b"id,texte\n1,Toujours.\n", "Toujours."),
}


def is_of_messages(name: str) -> bool:
    """Whether files of a format are read as messages."""
    return FORMATS[f"own-{name}"].writer.startswith("inplace.messages.")


ENDINGS = {reader.name: reader.extensions[0] for reader in READERS}
#: Messages become the same blocks whatever their file is; one of them is written in every format.
ALIKE = [name for name in FILES if f"own-{name}" in FORMATS and is_of_messages(name)][1:]
CASES = [
    (kind, name)
    for kind in FILES
    for name in FORMATS
    if FORMATS[name].suits(kind) and (kind not in ALIKE or name == f"own-{kind}")
]


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, migrated_library: str
) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("data")
    with databases.copied(migrated_library, folder) as url:
        app = create_app(
            Settings(data_dir=folder, database_url=url, seeds=False), FakeTranslators()
        )
        yield app.test_client()
        app.extensions["visavis.desk"].close()


def asked(client: FlaskClient, kind: str, **fields: str) -> TestResponse:
    name = f"Été{ENDINGS[kind]}"
    form = {"source": "fr", "target": "en", "file": (io.BytesIO(FILES[kind][0]), name)}
    return client.post("/translate_file", data=form | fields)


def fetched(client: FlaskClient, answer: TestResponse) -> TestResponse:
    assert answer.status_code == 200, answer.text
    return client.get(answer.get_json()["translatedFileUrl"])


def saved_as(answer: TestResponse) -> str:
    """The name under which a browser saves an answer."""
    return unquote(answer.headers["Content-Disposition"].partition("filename*=UTF-8''")[2])


def words_of_page(data: bytes) -> str:
    return str(html.document_fromstring(data.decode()).text_content())


def words_of_markdown(data: bytes) -> str:
    return words_of_page(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


def words_of_book(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        trees = [
            etree.fromstring(archive.read(n)) for n in archive.namelist()[2:] if ".css" not in n
        ]
    return " ".join("".join(tree.itertext()) for tree in trees)


def words_of_word(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [p for table in document.tables for cell in table._cells for p in cell.paragraphs]
    return "\n".join(paragraph.text for paragraph in [*document.paragraphs, *cells])


def words_of_open_document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(etree.fromstring(archive.read("content.xml")).itertext())


def words_of_presentation(data: bytes) -> str:
    slides = pptx.Presentation(io.BytesIO(data)).slides
    shapes = (shape for slide in slides for shape in slide.shapes if shape.has_text_frame)
    return " ".join(shape.text_frame.text for shape in shapes)


def words_of_workbook(data: bytes) -> str:
    rows = (row for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows())
    return " ".join(str(cell.value) for row in rows for cell in row)


def words_of_pdf(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def words_of_deck(data: bytes, folder: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        file = Path(archive.extract("collection.anki2", folder))
    with closing(sqlite3.connect(file)) as collection:
        return str(collection.execute("select flds from notes").fetchall())


def words_of_rows(data: bytes, delimiter: str) -> str:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))
    assert len({len(row) for row in rows}) == 1
    return "\n".join(map(" ".join, rows))


def words_of_json(data: bytes) -> str:
    blocks = json.loads(data)["blocks"]
    return " ".join(pair["target"] for block in blocks for pair in block["segments"])


def words_of_units(data: bytes, read: Callable[[bytes], object]) -> str:
    return " ".join(str(unit.target) for unit in read(data).units)  # type: ignore[attr-defined]


def words_of_messages(data: bytes, read: Callable[[bytes], object]) -> str:
    return " ".join(str(unit.source) for unit in read(data).units)  # type: ignore[attr-defined]


#: Reads the text of a file in a format by a library for such files.
WORDS_OF: dict[str, Callable[[bytes], str]] = {
    "txt": bytes.decode,
    "md": words_of_markdown,
    "rst": bytes.decode,
    "adoc": bytes.decode,
    "tex": bytes.decode,
    "html": words_of_page,
    "epub": words_of_book,
    "docx": words_of_word,
    "odt": words_of_open_document,
    "odp": words_of_open_document,
    "ods": words_of_open_document,
    "pptx": words_of_presentation,
    "xlsx": words_of_workbook,
    "pdf": words_of_pdf,
    "srt": lambda data: read_document(data, "a.srt").text,
    "vtt": lambda data: read_document(data, "a.vtt").text,
    "sbv": lambda data: read_document(data, "a.sbv").text,
    "ass": lambda data: read_document(data, "a.ass").text,
    "sub": lambda data: pysubs2.SSAFile.from_string(data.decode())[0].text,
    "lrc": bytes.decode,
    "tsv": lambda data: words_of_rows(data, "\t"),
    "csv": lambda data: words_of_rows(data, ","),
    "json": words_of_json,
    "tmx": lambda data: words_of_units(data, tmx.tmxfile.parsestring),
    "xliff": lambda data: words_of_units(data, xliff2.Xliff2File.parsestring),
    "own-po": lambda data: " ".join(entry.msgstr for entry in polib.pofile(data.decode())),
    "own-json": lambda data: str(json.loads(data)),
    "own-yaml": lambda data: str(yaml.safe_load(data)["en"]),
    "own-properties": lambda data: words_of_messages(data, properties.javafile.parsestring),
    "own-strings": lambda data: words_of_messages(data, properties.stringsutf8file.parsestring),
    "own-android": lambda data: words_of_messages(data, aresource.AndroidResourceFile.parsestring),
    "own-xliff": lambda data: words_of_units(data, xliff.xlifffile.parsestring),
    "own-tmx": lambda data: words_of_units(data, tmx.tmxfile.parsestring),
    "xliff-1.2": lambda data: words_of_units(data, xliff.xlifffile.parsestring),
}


def words(name: str, data: bytes, folder: Path) -> str:
    """The text of a file in a format; a deck of cards is unpacked into ``folder``."""
    if name == "anki":
        return words_of_deck(data, folder)
    kind = name if name in WORDS_OF else name.rpartition("-")[2]
    return WORDS_OF[kind](data)


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_file_is_written_in_every_format_that_suits_it(
    client: FlaskClient, tmp_path: Path, kind: str, name: str
) -> None:
    translated = fetched(client, asked(client, kind, format=name))
    assert f"EN[{FILES[kind][1]}]" in " ".join(words(name, translated.data, tmp_path).split())
    assert translated.headers["Content-Type"] == FORMATS[name].content_type
    ending = FORMATS[name].extension.format(target="en", both="fr-en")
    assert saved_as(translated) == f"Été{ending}"


@pytest.mark.parametrize(
    ("kind", "name", "content_type"),
    [
        ("txt", "Été_en.txt", "text/plain; charset=utf-8"),
        ("md", "Été_en.md", "text/markdown; charset=utf-8"),
        ("html", "Été_en.html", "text/html; charset=utf-8"),
        ("epub", "Été_en.epub", "application/epub+zip"),
        ("docx", "Été_en.docx", FORMATS["own-docx"].media_type),
        ("odt", "Été_en.odt", FORMATS["own-odt"].media_type),
        ("pptx", "Été_en.pptx", FORMATS["own-pptx"].media_type),
        ("xlsx", "Été_en.xlsx", FORMATS["own-xlsx"].media_type),
        ("pdf", "Été.fr-en.pdf", "application/pdf"),
        ("srt", "Été_en.srt", "application/x-subrip"),
        ("vtt", "Été_en.vtt", "text/vtt; charset=utf-8"),
        ("sbv", "Été_en.sbv", "text/x-sbv; charset=utf-8"),
        ("ass", "Été_en.ass", "text/x-ssa; charset=utf-8"),
        ("sub", "Été_en.sub", "text/x-microdvd; charset=utf-8"),
        ("lrc", "Été_en.lrc", "text/x-lrc; charset=utf-8"),
        *(
            (kind, f"Été_en{ENDINGS[kind]}", FORMATS[f"own-{kind}"].content_type)
            for kind in ("po", "json", "yaml", "properties", "strings", "android", "xliff", "tmx")
        ),
    ],
)
def test_a_file_keeps_its_format_or_gets_the_nearest_by_default(
    client: FlaskClient, tmp_path: Path, kind: str, name: str, content_type: str
) -> None:
    for fields in ({}, {"format": ""}):
        translated = fetched(client, asked(client, kind, **fields))
        assert (saved_as(translated), translated.headers["Content-Type"]) == (name, content_type)
        layout = f"own-{kind}" if f"own-{kind}" in FORMATS else name.rpartition(".")[2]
        written = words(layout, translated.data, tmp_path)
        assert f"EN[{FILES[kind][1]}]" in " ".join(written.split())


@pytest.mark.parametrize(
    ("kind", "name"),
    [("txt", "doc"), ("txt", "srt"), ("epub", "own-html"), ("html", "own-docx"), ("odt", "odt")],
)
def test_a_format_that_does_not_suit_a_file_is_refused_before_translation(
    client: FlaskClient, kind: str, name: str
) -> None:
    desk = client.application.extensions["visavis.desk"]
    translator = desk.translators.translator
    assert isinstance(translator, FakeTranslator)
    before = len(translator.calls)
    answer = asked(client, kind, format=name)
    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith(
        "There is no such format for this document; there are txt, bilingual-txt, md,"
    )
    assert len(translator.calls) == before


def test_a_file_of_spaces_is_refused(client: FlaskClient) -> None:
    form = {"source": "fr", "target": "en", "file": (io.BytesIO(b" \n"), "a.txt")}
    answer = client.post("/translate_file", data=form | {"format": "epub"})
    sentence = "There is no text to translate: it is empty or has only spaces."
    assert (answer.status_code, answer.get_json()["error"]) == (400, sentence)


def test_the_name_of_a_file_has_the_detected_language(client: FlaskClient) -> None:
    translated = fetched(client, asked(client, "pdf", source="auto", format="csv"))
    assert saved_as(translated) == "Été.fr-en.csv"


def test_every_reader_has_a_file_in_this_module() -> None:
    assert [reader.name for reader in READERS] == list(FILES)


def test_bold_words_and_footnote_marks_keep_to_their_words(client: FlaskClient) -> None:
    page = b"<p>La <b>mer</b> monte<sup>1</sup>. Elle <i>part</i>.</p>"
    form = {"source": "fr", "target": "en", "format": "md", "file": (io.BytesIO(page), "a.html")}
    text = fetched(client, client.post("/translate_file", data=form)).text
    assert "EN\\[La **mer** monte¹.\\] EN\\[Elle *part*.\\]" in text


def test_marked_words_are_located_by_their_translation_alone(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"La maison rouge brûle.": "The red house burns.", "rouge": "red"}
    monkeypatch.setattr(
        FakeTranslator, "_translation", lambda _, source, __: Translation(words[source], 0.0)
    )
    page = "<p>La maison <b>rouge</b> brûle.</p>".encode()
    for name, expected in (("md", "The **red** house burns."), ("json", '"marks": [[10, 15, ')):
        form = {
            "source": "fr",
            "target": "en",
            "format": name,
            "file": (io.BytesIO(page), "a.html"),
        }
        text = fetched(client, client.post("/translate_file", data=form)).text
        assert expected in text
        assert "wordings" not in text
