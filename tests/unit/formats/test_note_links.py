"""A footnote's mark leads to its note, and back, in every format that has links."""

import io
import re
import zipfile

import pytest

from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.markdown_notes import SPAN_CHARS, with_notes

PAGE = (
    b'<h1>Un titre</h1><p>Il pleut<sup><a href="#n1">1</a></sup> et il vente<sup>'
    b'<a href="#n2">2</a></sup>. Encore<sup><a href="#n9">9</a></sup>.</p><h2>Deux</h2><p>Fin.</p>'
    b'<section role="doc-endnotes"><ol><li id="n1"><p>Une note.</p><p>Sa suite.</p></li>'
    b'<li id="n2">Une autre.</li></ol></section>'
)


def epub(name: str) -> dict[str, str]:
    """The pages of a book, by their names."""
    with zipfile.ZipFile(io.BytesIO(written(name, edition_of(PAGE, "a.html")))) as archive:
        names = [part for part in archive.namelist() if part.endswith("xhtml")]
        return {page.removeprefix("OPS/"): archive.read(page).decode() for page in names}


@pytest.mark.parametrize("name", ["epub", "folded-epub", "facing-epub"])
def test_a_book_has_its_notes_at_its_end_and_ways_there_and_back(name: str) -> None:
    pages = epub(name)
    ids = {
        f"{page}#{anchor}"
        for page, text in pages.items()
        for anchor in re.findall(r'id="(\w+)"', text)
    }
    assert len(ids) == sum(len(re.findall(r' id="', text)) for text in pages.values())
    notes = pages.pop("notes.xhtml")
    there = re.findall(r'href="(notes.xhtml#\w+)" epub:type="noteref"', "".join(pages.values()))
    back = re.findall(r'role="doc-backlink" href="([^"]+)"', notes)
    assert set(there) == {"notes.xhtml#note1", "notes.xhtml#note2"}
    assert len(there) == (2 if name == "epub" else 4)
    assert len(back) == 2
    assert {*there, *back} <= ids
    assert all("NOTE" not in text for text in pages.values())
    assert "<sup>9</sup>" in "".join(pages.values())
    words = re.sub("<[^>]*>", "", notes)
    assert [phrase in words for phrase in ("1. ", "UNE NOTE.", "SA SUITE.", "2. ")] == [True] * 4


def test_a_page_leads_to_its_notes() -> None:
    page = written("html", edition_of(PAGE, "a.html")).decode()
    assert page.count('<sup><a href="#note1" role="doc-noteref">1</a></sup>') == 2
    assert page.count('id="note1"') == page.count('id="note2"') == 1
    assert page.count("<sup>9</sup>") == 2


def test_markdown_has_its_own_notes_and_reads_them_again() -> None:
    markdown = written("md", edition_of(PAGE, "a.html"))
    text = markdown.decode()
    assert "PLEUT[^1] ET IL VENTE[^2]. ENCORE⁹." in text
    assert "\n[^1]: UNE NOTE.\n\n    SA SUITE.\n\n[^2]: UNE AUTRE.\n" in text
    assert "pleut¹ et il vente²" in read_document(markdown.lower(), "a.md").text


def test_markdown_in_both_languages_has_both_in_each_note() -> None:
    text = written("bilingual-md", edition_of(PAGE, "a.html")).decode()
    assert "[^1]: Une note.\n\n    > UNE NOTE.\n\n    Sa suite.\n\n    > SA SUITE.\n" in text


def test_an_edition_without_notes_has_no_file_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(written("epub", edition_of(b"<p>Un.</p>", "a.html")))) as book:
        assert "OPS/notes.xhtml" not in book.namelist()


def test_a_read_document_has_its_notes_with_their_numbers() -> None:
    document = read_document(PAGE, "a.html")
    numbers = [detail.get("number") for detail in document.details]
    notes = zip(told(document)[-3:], numbers[-3:], strict=True)
    assert list(notes) == [("note: Une note.", 1), ("note: Sa suite.", 1), ("note: Une autre.", 2)]


def test_notes_in_markdown_are_numbered_by_their_marks_and_may_have_paragraphs() -> None:
    text = (
        "Un[^mot] deux[^1], rien[^9].\n\n[^1]: Autre **note**\nencore.\n[^mot]: La note.\n\n"
        "    Sa suite.\n\nFin.\n\n```\na[^1]\n[^1]: b\n```\n"
    )
    document = read_document(text.encode(), "a.md")
    assert told(document) == [
        "text: Un¹ deux², rien⁹. {note: ¹} {note: ²} {note: ⁹}",
        "text: Fin.",
        "code: a[^1]\n[^1]: b",
        "note: La note.",
        "note: Sa suite.",
        "note: Autre note encore. {bold: note}",
    ]
    assert [detail.get("number") for detail in document.details] == [None, None, None, 1, 1, 2]


def test_notes_with_one_number_are_told_apart_by_their_order() -> None:
    page = (
        "".join(
            f"<p>Mot {n}<sup>1</sup>.</p>"
            f"<section role='doc-endnotes'><ol><li>Note {n}.</li></ol></section>"
            for n in "abc"
        )
        + "<p>Encore<sup>1</sup>.</p>"
    )
    edition = edition_of(page.encode(), "a.html")
    text = written("md", edition).decode()
    assert "MOT B[^1-2].\n\n[^1-2]: NOTE B." in text
    assert "ENCORE[^1-3]." in text
    again = read_document(text.encode(), "a.md")
    assert [line for line in told(again) if line.startswith("note")] == [
        "note: NOTE A.",
        "note: NOTE B.",
        "note: NOTE C.",
    ]
    page = written("html", edition).decode()
    assert [page.count(f'id="note1{suffix}"') for suffix in ("", "-2", "-3")] == [1, 1, 1]
    assert page.count('href="#note1-3"') == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```x``` est[^1].\n\n[^1]: Note.", ["text: x est¹. {note: ¹}", "note: Note."]),
        ("~~~\n```\n~~~\n\n[^1]: Note.", ["code: ```", "note: Note."]),
        ("A `[^1]` \\[^1] [^1].\n\n[^1]: N.", ["text: A [^1] [^1] ¹. {note: ¹}", "note: N."]),
        ("[^1]: Note.\n# Titre\n\nFin.", ["heading 1: Titre", "text: Fin.", "note: Note."]),
        ("A.\n\n[^1]: Note\nlongue.\n- un", ["text: A.", "item 1: un", "note: Note longue."]),
        ("[^l'x].\n\n[^l'x]: N.\n[^z]: M.", ["text: ¹. {note: ¹}", "note: N.", "note: M."]),
        ("A[^<b>]", ["text: A<b> {note: <b>}"]),
        (
            "[^1]: Note :\n\n    ```\n    a[^1]\n    ```\nFin.",
            ["text: Fin.", "note: Note :", "note: a[^1]"],
        ),
    ],
)
def test_notes_in_markdown_stand_beside_code_and_other_blocks(
    text: str, expected: list[str]
) -> None:
    assert told(read_document(text.encode(), "a.md")) == expected


def test_spans_of_code_are_looked_for_in_lines_of_some_length_only() -> None:
    """Each row of backticks is looked for to the end of its line, as often as there are rows."""
    for filling, mark in ((SPAN_CHARS - 100, "[^1]"), (SPAN_CHARS, '<a role="doc-noteref">1</a>')):
        text = f"{filling * 'a'} `[^1]`"
        assert with_notes(f"{text}\n\n[^1]: Note.").startswith(text.replace("[^1]", mark))


def test_a_book_of_notes_alone_has_contents() -> None:
    page = b"<section role='doc-endnotes'><ol><li>Une note.</li></ol></section>"
    with zipfile.ZipFile(io.BytesIO(written("epub", edition_of(page, "a.html")))) as archive:
        assert '<li><a href="notes.xhtml"' in archive.read("OPS/nav.xhtml").decode()


def test_a_mark_without_a_note_is_not_bold_in_markdown() -> None:
    markdown = written("md", edition_of(b"<p>Un <b>mot<sup>7</sup></b>.</p>", "a.html")).decode()
    assert "UN **MOT**⁷." in markdown
