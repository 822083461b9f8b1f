"""What readers find in small documents that are well formed."""

import io
import re
import zipfile

import pytest

from tests.documents import (
    MARKDOWN,
    PAGE,
    SUBTITLES,
    archive,
    book,
    demanding_word,
    open_document,
    printed,
    word,
)
from tests.editions import told
from webapp.formats import active
from webapp.formats.readers.catalogue import read_document, reader_of


def test_a_page_is_read_as_its_blocks_and_marks_in_order() -> None:
    document = read_document(PAGE.encode())
    assert told(document) == [
        "heading 1: Le titre",
        (
            "text: Bonjour le monde, voici\nla suite. Un lien¹."
            " {bold: le monde} {italic: monde} {link: lien} {note: ¹}"
        ),
        "item 1: Un",
        "item 2: Deux",
        "cell: a",
        "cell: b",
        "quotation: Cité.",
        "verse: vers un\nvers deux",
        "verse: strophe",
        "note: La note.",
    ]
    assert (document.title, document.author, document.language) == ("Le titre", "Ana Durand", "fr")
    assert document.notices == ("1 picture could not be kept and is left out.", active.NOTICE)


def test_a_raised_number_in_a_footnotes_mark_is_one_mark() -> None:
    page = '<p>Oui<a href="#n" role="doc-noteref"><sup>1</sup></a>.</p>'
    assert told(read_document(page.encode(), "a.html")) == ["text: Oui¹. {note: ¹}"]


def test_a_page_without_an_article_keeps_its_body_and_leaves_its_frame() -> None:
    page = "<nav>Menu</nav><header>Site</header><p>Un.</p><p>Deux.</p><footer>Pied</footer>"
    assert told(read_document(page.encode(), "page.html")) == ["text: Un.", "text: Deux."]


def test_markdown_is_read_with_the_fields_before_it() -> None:
    document = read_document(MARKDOWN.encode(), "conte.md")
    assert told(document) == [
        "heading 1: Chapitre",
        "text: Il pleut¹ et vente. {italic: pleut} {note: ¹} {bold: vente}",
        "quotation: Cité.",
        "cell: a",
        "cell: b",
        "cell: c",
        "cell: d",
    ]
    assert (document.title, document.author, document.language) == ("Un conte", "Ana Durand", "fr")
    assert [detail["row"] for detail in document.details[3:]] == [1, 1, 2, 2]


def test_a_book_is_read_in_the_order_of_its_spine_its_chapters_named() -> None:
    document = read_document(book())
    assert told(document) == [
        "heading 1: Commencement",
        "text: Il était une fois.",
        "heading 2: La fin",
        "text: Fin.",
    ]
    assert (document.title, document.author) == ("Le Livre", "Ana Durand")
    assert (document.date, document.language) == ("1901", "fr")


def test_a_word_document_is_read_with_its_styles() -> None:
    document = read_document(word())
    assert told(document) == [
        "heading 2: Premier titre",
        "text: Il pleut et il vente. Toujours. {bold: pleut} {italic: Toujours.}",
        "item 1: Un",
        "quotation: Cité.",
        "cell: a",
        "cell: b",
    ]
    assert (document.title, document.author) == ("Le Rapport", "Ana Durand")
    assert document.notices == ()


def test_macros_are_left_out_and_that_is_said() -> None:
    assert read_document(word(macros=True)).notices == (
        "1 macro project could not be kept and is left out.",
    )


def test_marks_by_styles_and_fields_are_kept_and_other_contents_give_notices() -> None:
    document = read_document(demanding_word())
    marks = "{bold: Gras} {italic:  penché} {link: ici} {link: là}"
    assert told(document) == [f"text: Gras maigre penché voir ici ou là, 7→→.x=1 {marks}"]
    assert [mark.href for mark in document.details[0]["marks"]][2:] == [
        "https://a.example/",
        "https://b.example/",
    ]
    assert list(document.notices) == [
        "The headers and footers of its pages are left out.",
        "1 hidden passage is left out.",
    ]


def test_a_style_that_is_based_on_itself_says_nothing() -> None:
    data = demanding_word()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = re.sub(
        r'(w:styleId="Leaning".*?w:basedOn w:val=")[^"]*', r"\1Leaning", styles, flags=re.DOTALL
    ).encode()
    assert "{italic" not in told(read_document(archive(parts)))[0]


def test_an_open_document_is_read_with_its_notes() -> None:
    assert told(read_document(open_document())) == [
        "heading 2: Premier titre",
        "text: Il pleut¹ et il\nvente. {bold: pleut} {note: ¹}",
        "note: La note.",
        "item 1: Un",
    ]


def test_a_printed_page_is_mended_heads_numbers_columns_and_cut_words() -> None:
    document = read_document(printed(pages=4))
    assert told(document)[:4] == [
        "heading 1: Le titre",
        (
            "text: Il était une fois un pays lointain où la pluie tombait, et un roi que "
            "personne ne voyait, jamais, qui vivait seul."
        ),
        "text: Un autre alinéa commence ici et finit bien, une fois.",
        (
            "text: Il était deux fois un pays lointain où la pluie tombait, et un roi que "
            "personne ne voyait, jamais, qui vivait seul."
        ),
    ]
    assert document.title == "Le Tirage"
    assert "Revue" not in document.text
    assert "–" not in document.text


def test_subtitles_keep_their_times_and_their_italics() -> None:
    document = read_document(SUBTITLES.encode())
    assert told(document) == [
        "cue: Bonjour\ntout le monde. {italic: Bonjour}",
        "cue: - Il pleut.",
    ]
    times = [(detail["begin"], detail["end"]) for detail in document.details]
    assert times == [(1.5, 3.0), (4.0, 65.25)]
    assert read_document(SUBTITLES.encode(), "Le film.fr.srt").title == "Le film.fr"


def test_web_subtitles_in_disorder_stay_so_and_that_is_said() -> None:
    text = (
        "WEBVTT\n\nNOTE rien\n\n00:09.000 --> 00:10.000\nAprès &amp; fin.\n\n"
        "un\n00:01.000 --> 00:02.000 align:start\n<v Ana>Avant.</v>\n"
    )
    document = read_document(text.encode())
    assert told(document) == ["cue: Après & fin.", "cue: Ana: Avant."]
    assert document.notices == (
        "Some cues begin before the one above them. All keep the order of the file.",
    )


def test_plain_text_has_no_outline_of_its_own() -> None:
    document = read_document("Un.\r\n\r\nDeux.".encode("cp1252"))
    assert (document.text, document.outline) == ("Un.\n\nDeux.", ())


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (PAGE.encode(), "page.txt", "html"),
        (PAGE.encode("utf-16"), "", "html"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html><p>a</p></html>", "", "html"),
        (SUBTITLES.encode(), "film.txt", "srt"),
        (book(), "livre.zip", "epub"),
        (b"# Titre", "a.md", "md"),
        (b"# Titre", "a.xyz", "txt"),
        (b"<p>sans cadre", "a.HTM", "html"),
    ],
)
def test_the_bytes_tell_the_format_and_the_name_only_where_they_do_not(
    data: bytes, name: str, reader: str
) -> None:
    assert reader_of(data, name).name == reader


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><meta charset="iso-8859-15"><p>Cœur à Noël, 5 €.</p>'
    assert told(read_document(page.encode("iso-8859-15"))) == ["text: Cœur à Noël, 5 €."]
