"""Translated files, suggestions, and the description of the server."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import documents
from tests.fakes import FakeTranslator, FakeTranslators
from tests.word_documents import saved
from webapp.app import create_app
from webapp.engine import Priority
from webapp.errors import NotFound
from webapp.formats.readers.catalogue import read_document
from webapp.settings import Settings
from webapp.translation.files import File
from webapp.views.api.files import ReadyFiles


def sent(client: FlaskClient, name: str, data: bytes, **fields: Any) -> TestResponse:
    form = {"source": "fr", "target": "en", "file": (io.BytesIO(data), name)} | fields
    return client.post("/translate_file", data=form)


def fetched(client: FlaskClient, answer: TestResponse) -> TestResponse:
    url = answer.get_json()["translatedFileUrl"]
    assert url.startswith("http://localhost/download_file/")
    return client.get(url)


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", b"0" * 1_000_000)
    return packed.getvalue()


def test_a_translated_text_keeps_its_lines(client: FlaskClient, translator: FakeTranslator) -> None:
    answer = sent(client, "Été 1.txt", "  Été.\n\n\tOui. 😀\n".encode())
    translated = fetched(client, answer)
    assert translated.data.decode() == "  EN[Été.]\n\n\tEN[Oui.] 😀\n"
    assert translated.headers["Content-Disposition"] == (
        "attachment; filename=\"Ete 1_en.txt\"; filename*=UTF-8''%C3%89t%C3%A9%201_en.txt"
    )
    assert translator.priorities == [Priority.DOCUMENT]


def test_a_file_is_translated_with_the_terms_of_its_request(client: FlaskClient) -> None:
    page = b"<html lang='fr'><p>Un <b>chat</b> dort.</p>"
    answer = sent(client, "a.html", page, glossary='{"chat": "tomcat"}')
    translated = fetched(client, answer).text
    assert "tomcat" in translated
    assert translated.startswith('<html lang="en">')
    assert sent(client, "a.html", page, glossary='{"a": "b"}').status_code == 400
    assert sent(client, "a.html", page, glossary="nowhere").status_code == 404


def test_the_column_of_a_table_is_chosen_and_one_that_is_not_there_refused(
    client: FlaskClient,
) -> None:
    table = b"id;nom;avis\n1;Une tasse;Elle est belle et ronde.\n"
    translated = fetched(client, sent(client, "a.csv", table, column="nom"))
    assert translated.text == "id;nom;avis\n1;EN[Une tasse];Elle est belle et ronde.\n"
    assert translated.headers["Content-Disposition"].startswith("attachment; filename=a_en.csv")
    assert "EN[Elle" in fetched(client, sent(client, "a.csv", table)).text
    refused = sent(client, "a.csv", table, column="prix")
    assert (refused.status_code, refused.get_json()["error"][:34]) == (
        400,
        "This table has no such column. It ",
    )


def test_the_frame_of_project_gutenberg_is_left_out_where_it_is_asked(client: FlaskClient) -> None:
    head = "*** START OF THE PROJECT GUTENBERG EBOOK A ***"
    text, page = f"{head}\n\nOui.\n", f"<html><p>{head}</p><p>Oui.</p></html>"
    chosen = {"without_licence": "yes"}
    assert fetched(client, sent(client, "a.txt", text.encode(), **chosen)).text == "EN[Oui.]\n"
    whole = fetched(client, sent(client, "a.txt", text.encode())).text
    assert whole.startswith("EN[***")
    translated = fetched(client, sent(client, "a.html", page.encode(), **chosen)).text
    assert f"<p>{head}</p>" in translated
    assert "EN[Oui.]" in translated


def test_headers_footers_and_comments_are_translated_where_it_is_asked(
    client: FlaskClient,
) -> None:
    for chosen, words in (({}, "La tête"), ({"with_asides": "yes"}, "EN[La tête]")):
        answer = fetched(client, sent(client, "a.docx", word_with_header(), **chosen))
        document = docx.Document(io.BytesIO(answer.data))
        assert document.sections[0].header.paragraphs[0].text == words


def word_with_header() -> bytes:
    document = docx.Document()
    document.add_paragraph("Le texte.")
    document.sections[0].header.paragraphs[0].text = "La tête"
    return saved(document)


def test_a_file_name_in_any_script_fits_a_header(client: FlaskClient) -> None:
    named = fetched(client, sent(client, "小說.txt", b"Oui.")).headers["Content-Disposition"]
    assert named.isascii()
    assert "filename=document_en.txt; filename*=UTF-8''%E5%B0%8F%E8%AA%AA_en.txt" in named


def test_the_translation_of_a_file_is_cancelled_when_its_caller_leaves(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.gate.clear()
    gone = {"waitress.client_disconnected": lambda: True}
    form = {"source": "fr", "target": "en", "file": (io.BytesIO("Été.".encode()), "a.txt")}
    answer = client.post("/translate_file", data=form, environ_overrides=gone)
    assert answer.status_code == 499
    assert translator.futures
    assert all(future.cancelled() for future in translator.futures)


def test_a_page_keeps_its_markup_and_encoding(client: FlaskClient) -> None:
    page = '<html><meta charset="iso-8859-1"><p class=a>Été → €.</p><code>Oui.</code></html>'
    answer = sent(client, "a.html", page.encode("iso-8859-1", "xmlcharrefreplace"))
    translated = fetched(client, answer)
    assert translated.headers["Content-Type"] == "text/html"
    assert translated.data.decode("iso-8859-1") == (
        '<html><meta charset="iso-8859-1"><p class=a>EN[Été &#8594; &#8364;.]</p>'
        "<code>Oui.</code></html>"
    )


def test_subtitles_keep_their_times_and_tags(client: FlaskClient) -> None:
    film = (
        "1\n00:00:01,000 --> 00:00:02,500\n<i>Il pleut.</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nOui.\n"
    )
    text = fetched(client, sent(client, "film.srt", film.encode())).data.decode()
    assert text == film.replace("Il pleut.", "EN[Il pleut.]").replace("Oui.", "EN[Oui.]")
    film = "WEBVTT\n\nNOTE Oui.\n\n00:01.000 --> 00:02.500 align:start\nNon &amp; oui.\n"
    text = fetched(client, sent(client, "film.vtt", film.encode())).data.decode()
    assert text == film.replace("Non &amp; oui.", "EN[Non &amp; oui.]")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8", "utf-16"])
def test_subtitles_keep_their_encoding_and_line_ends(client: FlaskClient, encoding: str) -> None:
    film = "1\r\n00:00:01,000 --> 00:00:02,500\r\nÀ bientôt, à Noël.\r\n"
    found = fetched(client, sent(client, "film.srt", film.encode(encoding)))
    assert found.data == film.replace("À bientôt, à Noël.", "EN[À bientôt, à Noël.]").encode(
        encoding
    )


def test_markdown_keeps_its_marks_and_code(client: FlaskClient, translator: FakeTranslator) -> None:
    source = "# Titre\n\nUn *mot*, `code`.\n\n```\nprint('le chat dort')\n```\n"
    text = fetched(client, sent(client, "a.md", source.encode())).data.decode()
    assert text == source.replace("Titre", "EN\\[Titre\\]").replace(
        "Un *mot*, `code`.", "EN\\[Un *mot*, `code`.\\]"
    )
    assert not any("print" in text for text in translator.sources)


def test_a_translated_word_file_keeps_its_layout(client: FlaskClient) -> None:
    translated = fetched(client, sent(client, "rapport.docx", documents.word()))
    document = read_document(translated.data)
    assert "EN[Premier titre]" in document.text
    assert str(document.outline[0][2]) == "heading"


def test_a_word_file_with_macros_becomes_a_table_without_them(client: FlaskClient) -> None:
    translated = fetched(client, sent(client, "rapport.docm", documents.word(macros=True)))
    assert translated.headers["Content-Disposition"] == "attachment; filename=rapport.fr-en.docx"
    assert "EN[Premier titre]" in read_document(translated.data).text
    with zipfile.ZipFile(io.BytesIO(translated.data)) as parts:
        assert not any("vba" in name for name in parts.namelist())


NAMED = "; filename*=UTF-8''a%0D%0AB%3A%201.txt"


def test_a_line_break_in_a_file_name_stays_out_of_the_header(client: FlaskClient) -> None:
    part = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    parts = [("source", "", "fr"), ("target", "", "en"), ("file", NAMED, "Oui.")]
    body = "".join(f"--X\r\n{part.format(*fields)}" for fields in parts) + "--X--\r\n"
    kind = "multipart/form-data; boundary=X"
    answer = client.post("/translate_file", data=body, content_type=kind)
    header = fetched(client, answer).headers["Content-Disposition"]
    assert header == 'attachment; filename="aB: 1_en.txt"'


def test_a_translated_epub_is_an_epub(client: FlaskClient) -> None:
    translated = fetched(client, sent(client, "livre.epub", documents.book()))
    with zipfile.ZipFile(io.BytesIO(translated.data)) as book:
        words = b"".join(book.read(name) for name in book.namelist() if name.endswith("html"))
    assert words.count(b"EN[") > 2


def test_the_language_of_a_file_can_be_detected(client: FlaskClient) -> None:
    text = "Le gouvernement a présenté hier un projet de loi sur les retraites."
    answer = sent(client, "a.txt", text.encode(), source="auto")
    assert fetched(client, answer).data.decode() == f"EN[{text}]"


@pytest.mark.parametrize(
    ("name", "data", "status", "sentence"),
    [
        ("a.txt", archive(), 415, "This archive is no document"),
        ("a.odt", b"Oui.", 422, "This file is named .odt but is something else"),
        ("a.epub", b"Oui.", 422, "This file is named .epub but is something else"),
        ("a.srt", b"Oui.", 422, "These subtitles have no cue with a time and a text."),
        ("a.epub", archive(), 415, "This archive is no document"),
        ("a.mobi", b"Oui.", 400, "Invalid request: file format not supported"),
        ("a.doc", b"Oui.", 400, "This file is named .doc, but its content is something else."),
        ("a", b"\x00\x01\x02", 415, "This file is no text"),
        ("", b"Oui.", 400, "Invalid request: "),
        ("a.txt", b"\x00\x01\x02", 415, "This file is no text"),
        ("a.txt", b"<!DOCTYPE html><p>Oui.", 400, "This file is named .txt, but its content is"),
        ("a.html", b"%!PS-Adobe", 422, "PostScript is not read here."),
        ("a.txt", b"a" * 20_001, 413, "This file has 20,001 characters; the limit is 20,000."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    client: FlaskClient, name: str, data: bytes, status: int, sentence: str
) -> None:
    answer = sent(client, name, data)
    assert (answer.status_code, answer.get_json()["error"][: len(sentence)]) == (status, sentence)


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (b"Oui.", "a_en.txt", "EN[Oui.]"),
        (b"<!DOCTYPE html><p>Oui.</p>", "a_en.html", "<!DOCTYPE html><p>EN[Oui.]</p>"),
    ],
)
def test_a_file_whose_name_has_no_extension_is_what_it_looks_like(
    client: FlaskClient, data: bytes, name: str, text: str
) -> None:
    answer = sent(client, "a", data)
    assert answer.get_json()["translatedFileUrl"].endswith(name)
    assert fetched(client, answer).data.decode() == text


def test_a_request_without_a_file_is_refused(client: FlaskClient) -> None:
    for form in ({"source": "fr", "target": "en"}, {"source": "fr", "target": "en", "file": "a"}):
        answer = client.post("/translate_file", data=form)
        assert answer.status_code == 400
        assert "file" in answer.get_json()["error"]


@pytest.mark.parametrize("name", ["x", "x.a_en.txt", "..%2F..%2Fetc%2Fpasswd", "%00"])
def test_only_a_translated_file_can_be_downloaded(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/download_file/{name}")
    assert answer.status_code == 404


def test_an_old_file_gives_way_to_a_new_one(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sent(client, "a.txt", b"Oui.")
    ready = ReadyFiles(10)
    client.application.extensions["visavis.ready_files"] = ready
    assert fetched(client, first).status_code == 404
    names = [ready.put(File("a.txt", b"12345678")) for _ in range(2)]
    assert ready.get(names[1]).data == b"12345678"
    with pytest.raises(NotFound):
        ready.get(names[0])
    assert sent(client, "b.txt", b"Oui. Non.").status_code == 413


SUGGESTED = {"q": "Oui. Non.", "s": "Yeah. Nope.", "source": "fr", "target": "en"}


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "undefined", "utf-7", "utf-16", "cp037", "mac-arabic", "nosuch"]
)
def test_a_page_with_a_wrong_encoding_is_read_as_utf_8(client: FlaskClient, charset: str) -> None:
    page = f"<html><meta charset={charset}><p>Été 😀.</p></html>"
    answer = fetched(client, sent(client, "a.html", page.encode()))
    assert answer.data.decode() == page.replace("Été 😀.", "EN[Été 😀.]")


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_in_latin_1_is_read_as_windows_1252(
    client: FlaskClient, translator: FakeTranslator, charset: str
) -> None:
    page = f"<html><meta charset={charset}><p>L’été –.</p></html>"
    answer = fetched(client, sent(client, "a.html", page.encode("cp1252")))
    assert translator.calls == [["L’été –."]]
    assert answer.data.decode("cp1252") == page.replace("L’été –.", "EN[L’été –.]")


def test_a_plain_text_has_no_encoding_declaration(client: FlaskClient) -> None:
    text = "Écrivez <meta charset=ascii> ici."
    answer = fetched(client, sent(client, "a.txt", text.encode()))
    assert answer.data.decode() == f"EN[{text}]"


def test_suggestions_are_off_by_default(client: FlaskClient) -> None:
    answer = client.post("/suggest", json=SUGGESTED)
    refusal = {"error": "Suggestions are disabled on this server."}
    assert (answer.status_code, answer.get_json()) == (403, refusal)
    assert client.get("/frontend/settings").get_json()["suggestions"] is False


def test_a_page_of_another_site_cannot_suggest_without_a_key(
    settings: Settings, translators: FakeTranslators
) -> None:
    app = create_app(replace(settings, suggestions=True), translators)
    try:
        client = app.test_client()
        for header in ({"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}):
            refused = client.post("/suggest", query_string=SUGGESTED, headers=header)
            assert (refused.status_code, list(refused.get_json())) == (403, ["error"])
            assert client.post("/detect", data={"q": "Oui."}, headers=header).status_code == 200
    finally:
        app.extensions["visavis.desk"].close()


def test_a_suggestion_replaces_the_machine_translation(
    settings: Settings, translators: FakeTranslators
) -> None:
    app = create_app(replace(settings, suggestions=True), translators)
    client = app.test_client()
    asked = {"q": "Non. Oui.", "source": "fr", "target": "en"}
    assert client.post("/translate", json=asked).get_json()["translatedText"] == "EN[Non.] EN[Oui.]"
    for _ in range(2):
        assert client.post("/suggest", data=SUGGESTED).get_json() == {"success": True}
    assert client.post("/translate", json=asked).get_json()["translatedText"] == "Nope. Yeah."
    whole = SUGGESTED | {"q": "Bof.", "s": "Well. Whatever."}
    assert client.post("/suggest", json=whole).get_json() == {"success": True}
    body = client.post("/translate", json=asked | {"q": "Bof."}).get_json()
    assert body["translatedText"] == "Well. Whatever."
    assert client.post("/suggest", json=SUGGESTED | {"target": "zz"}).status_code == 400
    missing = client.post("/suggest", json=SUGGESTED | {"s": ""}).get_json()
    assert missing == {"error": "Invalid request: missing s parameter"}
    app.extensions["visavis.desk"].close()


#: What `/frontend/settings` lists: the endings of the formats, in the order of their rows.
ENDINGS = [
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".mdx",
    ".rst",
    ".adoc",
    ".asciidoc",
    ".tex",
    ".html",
    ".htm",
    ".xhtml",
    ".epub",
    ".docx",
    ".docm",
    ".odt",
    ".odp",
    ".ods",
    ".pptx",
    ".pptm",
    ".ppsx",
    ".xlsx",
    ".xlsm",
    ".pdf",
    ".srt",
    ".vtt",
    ".sbv",
    ".ass",
    ".ssa",
    ".sub",
    ".lrc",
    ".po",
    ".pot",
    ".json",
    ".arb",
    ".yml",
    ".yaml",
    ".properties",
    ".strings",
    ".xml",
    ".xlf",
    ".xliff",
    ".tmx",
    ".csv",
    ".tsv",
    ".tab",
    ".rtf",
    ".doc",
    ".dot",
    ".xls",
    ".xlt",
    ".ppt",
    ".pps",
]


def test_frontend_settings_describe_the_server(client: FlaskClient) -> None:
    assert client.get("/frontend/settings").get_json() == {
        "charLimit": 2_000,
        "frontendTimeout": 500,
        "apiKeys": False,
        "keyRequired": False,
        "suggestions": False,
        "filesTranslation": True,
        "supportedFilesFormat": ENDINGS,
        "language": {
            "source": {"code": "auto", "name": "Auto Detect"},
            "target": {"code": "en", "name": "English"},
        },
    }


def test_subtitles_of_one_format_may_be_named_as_another(client: FlaskClient) -> None:
    film = b"WEBVTT\n\n00:01.000 --> 00:02.000 align:left\nOui.\n"
    for name in ("film.srt", "film.vtt"):
        fields = {"source": "fr", "target": "en", "file": (io.BytesIO(film), name)}
        answer = client.post("/translate_file", data=fields)
        text = client.get(answer.get_json()["translatedFileUrl"]).text
        assert text == film.decode().replace("Oui.", "EN[Oui.]")
