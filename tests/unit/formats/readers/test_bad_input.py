"""Files that are damaged, protected or made to harm: one sentence each, and nothing else."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import documents
from tests.documents import SAMPLES
from tests.editions import told
from webapp.errors import BadInput, NotText, TooLarge, UnreadableDocument, VisavisError
from webapp.formats import archive, markup
from webapp.formats.readers import imported, markdown
from webapp.formats.readers.catalogue import READERS, read_document, reader_of
from webapp.formats.readers.imported import ImportedDocument

ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
    "</EncryptedData></encryption>"
)
BOMB = (
    '<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "boum">]>' + documents.PACKAGE.partition("?>")[2]
)
LATE = f'<!--{"x" * 9_000}--><?a b?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]>'
OTHER = '<!DOCTYPE a SYSTEM "https://a.example/a.dtd">'
OUTSIDE = documents.PACKAGE.replace("text/deux.xhtml", "../../../../etc/passwd")


def many_entries() -> bytes:
    """An archive whose directory has 100,000 entries."""
    one = documents.archive({"a": "b"})
    start, size = struct.unpack("<II", one[-10:-2])[::-1]
    entry = one[start : start + size]
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, size * 100_000, start, 0)
    return one[:start] + entry * 100_000 + end


def with_password() -> bytes:
    """A book whose parts say that they are encrypted."""
    data = bytearray(documents.book())
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
        elif data[at : at + 4] == b"PK\x03\x04":
            data[at + 6] |= 1
    return bytes(data)


def bomb_of_zeros() -> bytes:
    """A book with a chapter of 10 megabytes that pack to 10 kilobytes."""
    return documents.book(chapter=b"<p>" + b"\0" * 10_000_000)


CASES: list[tuple[str, Callable[[], bytes], str, type[VisavisError], str]] = [
    ("broken zip", lambda: documents.book()[:300], "a.epub", UnreadableDocument, "damaged"),
    ("no document", lambda: documents.archive({"a": "b"}), "a.zip", NotText, "no document"),
    ("100,000 entries", many_entries, "a.epub", TooLarge, "10,000 parts"),
    ("password", with_password, "a.epub", UnreadableDocument, "password"),
    ("zip bomb", bomb_of_zeros, "a.epub", TooLarge, "unpacks to more"),
    (
        "no spine",
        lambda: documents.book(package="<package><manifest/></package>"),
        "a.epub",
        UnreadableDocument,
        "spine",
    ),
    ("entities", lambda: documents.book(package=BOMB), "a.epub", UnreadableDocument, "entities"),
    ("no XML", lambda: documents.book(package="<package"), "a.epub", UnreadableDocument, "damaged"),
    (
        "no package",
        lambda: documents.book(container="<container/>"),
        "a.epub",
        UnreadableDocument,
        "where its contents are",
    ),
    (
        "rights",
        lambda: documents.archive(
            {
                "META-INF/container.xml": documents.CONTAINER,
                "META-INF/encryption.xml": ENCRYPTION.format(
                    "http://www.w3.org/2001/04/xmlenc#aes"
                ),
            }
        ),
        "a.epub",
        UnreadableDocument,
        "protected",
    ),
    (
        "old Word",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        "a.doc",
        BadInput,
        "Word",
    ),
    (
        "ODT with a password",
        lambda: documents.archive(
            {"content.xml": "?", "META-INF/manifest.xml": "<encryption-data/>"}
        ),
        "a.odt",
        UnreadableDocument,
        "password",
    ),
    (
        "DOCX with entities",
        lambda: documents.archive({"word/document.xml": BOMB}),
        "a.docx",
        UnreadableDocument,
        "entities",
    ),
    (
        "ODT with late entities",
        lambda: documents.archive({"content.xml": LATE + documents.OPEN_DOCUMENT}),
        "a.odt",
        UnreadableDocument,
        "entities",
    ),
    (
        "ODT with entities of another file",
        lambda: documents.archive(
            {"content.xml": OTHER + documents.OPEN_DOCUMENT.replace("Un<", "&b;<")}
        ),
        "a.odt",
        UnreadableDocument,
        "entities",
    ),
    (
        "empty DOCX",
        lambda: documents.archive({"word/document.xml": "<a/>"}),
        "",
        BadInput,
        "no text",
    ),
    ("PDF with a password", lambda: documents.printed("x"), "", BadInput, "password"),
    ("scan", lambda: documents.printed(words=False), "", UnreadableDocument, "OCR"),
    ("broken PDF", lambda: b"%PDF-1.7\nrien", "a.pdf", UnreadableDocument, "damaged"),
    ("a text named so", lambda: b"Bonjour.", "a.epub", UnreadableDocument, "something else"),
    ("no cue", lambda: b"WEBVTT\n\nNOTE rien", "a.vtt", UnreadableDocument, "no cue"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a.txt", NotText, "text"),
    ("no words", lambda: b"<html><img></html>", "a.html", UnreadableDocument, "no text"),
]


@pytest.mark.parametrize(
    ("make", "name", "error", "words"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    make: Callable[[], bytes], name: str, error: type[VisavisError], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        read_document(make(), name)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("module", "bound", "value", "start", "unit", "name", "words"),
    [
        (imported, "MAX_BLOCKS", 200, b"<ol>", b"<li>a", "a.html", "more than 200 paragraphs"),
        (markup, "MAX_HTML_BYTES", 1_600, b"", b"<p>a</p>", "a.html", "up to 1,600"),
        (markdown, "MAX_BYTES", 800, b"", b"*a* ", "a.md", "up to 800"),
    ],
)
def test_a_document_is_read_up_to_its_bound_and_refused_above(
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    bound: str,
    value: int,
    start: bytes,
    unit: bytes,
    name: str,
    words: str,
) -> None:
    monkeypatch.setattr(module, bound, value)
    assert read_document(start + unit * 200, name).text
    with pytest.raises(TooLarge, match=words):
        read_document(start + unit * 201, name)


def test_a_bomb_is_left_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 2_000_000)
    data = bomb_of_zeros()
    tracemalloc.start()
    with pytest.raises(TooLarge):
        read_document(data, "a.epub")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * archive.MAX_PART_BYTES


def test_a_chapter_outside_the_archive_is_a_missing_one() -> None:
    document = read_document(documents.book(package=OUTSIDE))
    assert told(document) == ["heading 1: Commencement", "text: Il était une fois."]
    assert document.notices == ("1 missing chapter could not be kept and is left out.",)


def test_the_parts_of_a_book_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 800)
    with pytest.raises(TooLarge):
        read_document(documents.book())


def test_entities_of_a_page_are_neither_used_nor_read_as_text() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><html><p>Oui &b; non.</p>'
    assert read_document(page.encode(), "a.html").text == "Oui &b; non."


def test_a_page_of_deep_nesting_is_read() -> None:
    page = b"<html>" + b"<div><blockquote>" * 100 + b"Au fond."
    assert read_document(page, "a.html").text == "Au fond."


def test_a_page_nested_deeper_than_the_parser_goes_gets_a_sentence() -> None:
    page = b"<html>" + b"<div><blockquote>" * 20_000 + b"Au fond."
    with pytest.raises(UnreadableDocument, match="no text"):
        read_document(page, "a.html")


@pytest.mark.parametrize("line", [">" * 200_000, "- " * 20_000, "1. > " * 5_000])
def test_markdown_nested_deeper_than_the_parser_goes_gets_a_sentence(line: str) -> None:
    """The parser would drop the words without a sign."""
    assert read_document((line[:60] + "Au fond.").encode(), "a.md").text == "Au fond."
    for read in (read_document, lambda data, name: reader_of(data, name).check_in_place(data)):
        with pytest.raises(TooLarge, match="nested deeper than the 100 levels"):
            read((line + "Au fond.").encode(), "a.md")


def document_or_sentence(data: bytes, name: str) -> ImportedDocument | str:
    try:
        return read_document(data, f"a.{name}")
    except (BadInput, TooLarge) as error:
        return str(error)


def check_reading(data: bytes, name: str) -> None:
    """The bytes give blocks without white space around them, or an error with a sentence."""
    outcome = document_or_sentence(data, name)
    if isinstance(outcome, str):
        assert outcome.endswith(".")
        return
    for start, end, _ in outcome.outline:
        assert outcome.text[start:end].strip() == outcome.text[start:end] != ""


@pytest.mark.parametrize("name", [reader.name for reader in READERS])
def test_every_sample_is_read_before_it_is_mangled(name: str) -> None:
    assert read_document(SAMPLES[name], f"a.{name}").text


@pytest.mark.parametrize("space", ["\u00a0", "\u0085", "\u2028", "\u3000", "\f", "  "])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rst", "Un\n==\n\nDeux ::\n\n {}z{}\n\nTrois {}\n"),
        ("md", "# Un\n\n```\n{}z{}\n```\n\nTrois {}\n"),
        ("adoc", "= Un\n\n----\n{}z{}\n----\n\nTrois {}\n"),
        ("tex", "\\section{{Un}}\n\\begin{{verbatim}}\n{}z{}\n\\end{{verbatim}}\nTrois {}\n"),
        ("html", "<h1>Un</h1><pre>{}z{}</pre><p>Trois {}</p>"),
    ],
)
def test_blocks_have_no_white_space_around_them(name: str, text: str, space: str) -> None:
    data = text.format(space, space, space).encode()
    check_reading(data, name)
    assert len(read_document(data, f"a.{name}").outline) >= 3


@pytest.mark.parametrize("name", [reader.name for reader in READERS if reader.name != "pdf"])
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_mangled_bytes_give_a_document_or_a_sentence(name: str, data: st.DataObject) -> None:
    check_reading(data.draw(documents.mangled(SAMPLES[name])), name)


@settings(max_examples=100, deadline=None)
@given(documents.mangled(SAMPLES["pdf"]))
def test_mangled_pdfs_give_a_document_or_a_sentence(data: bytes) -> None:
    check_reading(data, "pdf")


@pytest.mark.parametrize("name", ["epub", "docx", "odt"])
@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_mangled_parts_of_an_archive_give_a_document_or_a_sentence(
    name: str, data: st.DataObject
) -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as opened:
        for part in opened.namelist():
            parts[part] = opened.read(part)
    chosen = data.draw(st.sampled_from(sorted(parts)))
    parts[chosen] = data.draw(documents.mangled(parts[chosen]))
    check_reading(documents.archive(parts), name)


def test_comments_without_end_do_not_hold_the_reader_up() -> None:
    """The time of a pattern that looked at every way to part them would double with each."""
    assert reader_of(b"<!---->" * 5_000 + b"x", "a.txt").name == "txt"
    assert reader_of(b"<!-- a -->\n" * 50 + b"<html>", "a.txt").name == "html"
