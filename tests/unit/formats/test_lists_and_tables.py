"""Lists keep their numbers and their depth, tables their rows and columns, in and out."""

import io
import re
import zipfile
from collections.abc import Sequence

import docx
import pypdf
import pytest
from lxml import html

from tests.documents import archive, word
from tests.editions import MadeBlock, MadePair, edition_of, written
from webapp.formats.edition import Edition
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.text import Detail, item_mark

PAGE = """<html><head><title>Listes</title></head><body>
<ol start="3"><li><p>trois</p><p>suite</p></li><li>quatre<ol type="a"><li>un</li><li>deux<ul>
<li>point</li></ul></li></ol>fin</li><li value="9">neuf</li></ol>
<ul><li>seul</li></ul>
<ol reversed><li>deux</li><li>un</li></ol>
<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td></td><td><p>e</p><p>f</p></td></tr>
</table><table><tr><td>g</td><td>h</td></tr></table></body></html>"""
LISTS = [
    "1 3. trois",
    "1  suite",
    "1 4. quatre",
    "2 a. un",
    "2 b. deux",
    "3 • point",
    "1  fin",
    "1 9. neuf",
    "1 • seul",
    "1 2. deux",
    "1 1. un",
]
CELLS = ["1.1.1 a", "1.1.2 b", "1.1.3 c", "1.2.1 d", "1.2.3 e", "1.2.3 f", "2.3.1 g", "2.3.2 h"]

NUMBERING = """<w:numbering xmlns:w="{main}">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/>
<w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val=" "/></w:lvl><w:lvl w:ilvl="1">
<w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

OPEN_LISTS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
 text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a"/>
</text:list-style></office:automatic-styles><office:body><office:text>
<text:list xml:id="x" text:style-name="L1"><text:list-item><text:p>trois</text:p>
<text:p>suite</text:p></text:list-item><text:list-item><text:p>quatre</text:p><text:list>
<text:list-item><text:p>un</text:p></text:list-item></text:list></text:list-item></text:list>
<text:list text:continue-list="x" text:style-name="L1"><text:list-item><text:p>cinq</text:p>
</text:list-item></text:list>
<text:list><text:list-item><text:p>seul</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
<table:table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""


def listed(document: ImportedDocument) -> list[str]:
    """Each item as ``level mark text``."""
    return [
        f"{detail['level']} {item_mark(kind, detail)} {document.text[start:end]}"
        for (start, end, kind), detail in zip(document.outline, document.details, strict=True)
        if kind == "item"
    ]


def celled(document: ImportedDocument) -> list[str]:
    """Each cell as ``table.row.column text``."""
    return [
        f"{detail['table']}.{detail['row']}.{detail['column']} {document.text[start:end]}"
        for (start, end, kind), detail in zip(document.outline, document.details, strict=True)
        if kind == "cell"
    ]


def same(data: bytes, name: str = "a.html") -> Edition:
    """An edition whose targets are its sources."""
    return edition_of(data, name, lambda source: source)


def word_list(items: Sequence[tuple[int, int, str]]) -> bytes:
    """A Word file with these items: the number of the list, the depth, the text."""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        for number, depth, text in items
    )
    body = f'<w:document xmlns:w="{MAIN}"><w:body>{paragraphs}</w:body></w:document>'
    return archive({"word/document.xml": body, "word/numbering.xml": NUMBERING.format(main=MAIN)})


def test_a_page_keeps_the_numbers_and_the_depth_of_its_items() -> None:
    assert listed(read_document(PAGE.encode())) == LISTS


def test_a_page_keeps_the_rows_and_columns_of_its_cells() -> None:
    assert celled(read_document(PAGE.encode())) == CELLS


def test_the_row_around_a_table_goes_on_after_it() -> None:
    page = "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>"
    assert celled(read_document(page.encode(), "a.html")) == ["2.2.1 a", "1.1.2 b"]


def test_a_word_list_counts_goes_on_and_begins_again() -> None:
    items = [
        (1, 0, "trois"),
        (2, 0, "suite"),
        (1, 0, "quatre"),
        (1, 1, "un"),
        (1, 1, "deux"),
        (2, 1, "point"),
        (1, 0, "cinq"),
        (1, 1, "encore un"),
        (4, 0, "un"),
        (4, 0, "deux"),
    ]
    assert listed(read_document(word_list(items))) == [
        "1 3. trois",
        "1  suite",
        "1 4. quatre",
        "2 i. un",
        "2 ii. deux",
        "2 – point",
        "1 5. cinq",
        "2 i. encore un",
        "1 1. un",
        "1 2. deux",
    ]


def test_a_word_paragraph_can_be_taken_out_of_its_list() -> None:
    assert listed(read_document(word_list([(0, 0, "texte"), (1, 0, "trois")]))) == ["1 3. trois"]


def test_a_word_style_of_lists_makes_items() -> None:
    document = docx.Document()
    for text in ("un", "deux"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("suite", style="List Continue")
    buffer = io.BytesIO()
    document.save(buffer)
    assert listed(read_document(buffer.getvalue())) == ["1 1. un", "1 2. deux", "1  suite"]


def test_an_open_document_counts_and_goes_on_in_another_list() -> None:
    document = read_document(
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": OPEN_LISTS})
    )
    assert listed(document) == [
        "1 3. trois",
        "1  suite",
        "1 4. quatre",
        "2 a. un",
        "1 5. cinq",
        "1 • seul",
    ]
    assert celled(document) == ["1.1.1 a", "1.1.3 b"]


def test_a_book_brings_lists_and_tables_home() -> None:
    again = read_document(written("epub", same(PAGE.encode())))
    assert listed(again) == LISTS
    assert celled(again) == CELLS


def test_a_page_of_both_languages_brings_them_home_with_each_target_in_its_item() -> None:
    again = read_document(written("html", same(PAGE.encode())))
    assert listed(again)[:4] == ["1 3. trois", "1  trois", "1  suite", "1  suite"]
    assert [line for line in listed(again) if "  " not in line] == [
        line for line in LISTS if "  " not in line
    ]
    assert celled(again)[::2] == celled(again)[1::2] == CELLS


def test_markdown_brings_lists_and_tables_home() -> None:
    again = read_document(written("md", same(PAGE.encode())), "a.md")
    assert listed(again) == [line.replace("a.", "1.").replace("b.", "2.") for line in LISTS]
    assert celled(again) == [
        *CELLS[:4],
        "1.2.3 e\nf",
        *CELLS[6:],
    ]


def test_markdown_in_both_languages_has_each_target_in_its_item_and_each_table_twice() -> None:
    page = "<ol start=9><li>un</li><li>deux</li></ol><table><tr><td>a<td>b<tr><td>c</table>"
    markdown = written("bilingual-md", edition_of(page.encode(), "a.html")).decode()
    assert markdown.partition("---\n\n")[2] == (
        "9. un\n\n   > UN\n\n10. deux\n\n    > DEUX\n\n"
        "| a | b |\n| --- | --- |\n| c |  |\n\n> | A | B |\n> | --- | --- |\n> | C |  |\n\n"
    )


def test_text_has_the_marks_of_items_and_a_row_a_line() -> None:
    text = written("txt", edition_of(PAGE.encode())).decode()
    assert text.startswith("3. TROIS\n\nSUITE\n\n4. QUATRE\n\n    a. UN\n\n    b. DEUX\n\n")
    assert text.endswith("A\tB\tC\nD\t\tE F\n\nG\tH\n")
    both = written("bilingual-txt", edition_of(PAGE.encode())).decode()
    assert both.startswith("3. trois\n3. TROIS\n\nsuite\nSUITE\n\n")


def test_a_word_table_has_the_marks_before_both_sides() -> None:
    document = docx.Document(io.BytesIO(written("docx", edition_of(PAGE.encode()))))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1:5] == [
        ["3.\ttrois", "3.\tTROIS"],
        ["suite", "SUITE"],
        ["4.\tquatre", "4.\tQUATRE"],
        ["a.\tun", "a.\tUN"],
    ]


def test_a_printed_edition_has_the_marks_and_sets_the_cells_of_a_row_on_a_line() -> None:
    page = PAGE.replace("</body>", "<ol><li>a<ul><li>trois</ul></ol>")
    data = written("pdf", edition_of(page.encode()))
    lines = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(extraction_mode="layout")
    found = [re.sub(r"\s+", " ", line).strip() for line in lines.splitlines()]
    assert "3. trois 3. TROIS" in found
    assert "b. deux b. DEUX" in found
    assert "– trois – TROIS" in found
    assert "a b c A B C" in found


def test_a_row_of_very_many_or_very_long_cells_can_be_printed() -> None:
    wide = "".join(f"<td>{number}</td>" for number in range(60))
    long = "<td>Il pleut. </td>" + f"<td>{'Il neige encore. ' * 600}</td>"
    page = f"<table><tr>{wide}</tr></table><table><tr>{long}</tr></table>"
    assert written("pdf", same(page.encode())).startswith(b"%PDF")


def test_items_of_a_plain_text_keep_the_mark_that_is_among_their_words() -> None:
    pair = MadePair("- du pain", "- bread", "translated", 0, 9)
    edition = Edition("Liste", "fr", "en", [MadeBlock("item", (pair,), Detail())])
    assert written("txt", edition) == b"- bread\n"
    assert b"<li>" not in written("html", edition)
    with zipfile.ZipFile(io.BytesIO(written("docx", edition))) as opened:
        assert b"w:tab/" not in opened.read("word/document.xml")


TALE = "<title>Le conte</title><h1>Le conte</h1><p>Il pleut.</p>"


@pytest.mark.parametrize("name", ["md", "bilingual-md", "html", "epub", "folded-epub", "docx"])
def test_a_title_that_heads_the_text_is_told_once(name: str) -> None:
    data = written(name, same(TALE.encode()))
    text = data.decode() if name in ("md", "bilingual-md", "html") else ""
    if name == "html":
        page = html.document_fromstring(text)
        assert [h.text for h in page.xpath("//h1")] == ["Le conte"]
        assert page.xpath("//h2") == []
    elif text:
        assert "title:" not in text
    else:
        assert [w.strip() for w in read_document(data).text.split("\n\n")].count("Le conte") == (
            2 if name in ("docx", "folded-epub") else 1  # the source and its target
        )


def test_a_title_of_its_own_is_told_before_the_text() -> None:
    tale = TALE.replace("<h1>Le conte", "<h1>Chapitre")
    assert 'title: "Le conte"' in written("md", same(tale.encode())).decode()
    text = pypdf.PdfReader(io.BytesIO(written("pdf", same(tale.encode())))).pages[0].extract_text()
    assert text.count("Le conte") == 1
    once = pypdf.PdfReader(io.BytesIO(written("pdf", same(TALE.encode())))).pages[0].extract_text()
    assert once.count("Le conte") == 2  # the source and its target


def test_the_moment_of_a_conversion_is_no_date_of_the_text() -> None:
    assert read_document(word()).date == ""
    document = docx.Document()
    document.add_paragraph("Il pleut.")
    document.core_properties.created = document.core_properties.created.replace(year=1999)
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_document(buffer.getvalue()).date == "1999-12-23"


NOTES = """<p>Oui<a role="doc-noteref" href="#a">1</a>.</p><section role="doc-endnotes"><ol>
<li id="a"><p>Une note.</p><p>Sa suite.</p></li><li>Une autre.</li></ol>
<p>Sans numéro.</p></section>"""


def test_notes_keep_their_numbers() -> None:
    found = read_document(NOTES.encode(), "a.html")
    marks = [
        item_mark(kind, detail)
        for (_, _, kind), detail in zip(found.outline, found.details, strict=True)
    ]
    assert marks == ["", "1.", "", "2.", ""]
    edition = edition_of(NOTES.encode(), "a.html")
    page = written("html", edition).decode()
    expected = {">1. Une": 1, ">1. UNE": 1, ">2. UNE": 1, ">SA SUITE": 1}
    assert {words: page.count(words) for words in expected} == expected
    with zipfile.ZipFile(io.BytesIO(written("epub", edition))) as opened:
        book = "".join(opened.read(n).decode() for n in opened.namelist() if "xhtml" in n)
    assert '<p class="note">1. <span lang="en">UNE NOTE.' in book
    assert "\n\n1. UNE NOTE.\n\n" in written("txt", edition_of(NOTES.encode(), "a.html")).decode()


def test_a_word_files_notes_have_the_numbers_of_their_marks() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    mark = b'</w:t></w:r><w:r><w:%sReference w:id="%d"/></w:r><w:r><w:t>'
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(b"pleut", b"pleut" + mark % (b"footnote", 7), 1)
        .replace(b"Toujours", b"Toujours" + mark % (b"endnote", 7) + mark % (b"footnote", 3), 1)
    )
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:footnote>'
    more = "<w:p><w:r><w:t>Suite.</w:t></w:r></w:p>"
    notes = note.format(3, "Trois.", "") + note.format(7, "Sept.", more)
    parts["word/footnotes.xml"] = f"<w:footnotes {namespace}>{notes}</w:footnotes>".encode()
    found = read_document(archive(parts))
    assert "pleut¹" in found.text
    assert "Toujours²³" in found.text
    note_lines = [
        f"{item_mark(kind, detail)} {found.text[start:end]}"
        for (start, end, kind), detail in zip(found.outline, found.details, strict=True)
        if kind == "note"
    ]
    assert note_lines == ["3. Trois.", "1. Sept.", " Suite."]
