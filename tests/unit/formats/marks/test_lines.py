"""The lines that an author made are kept, in the source and as many in the target."""

import io
import zipfile

import docx
import pypdf
import pytest
from lxml import html

from tests.editions import edition_of, told, written
from webapp.formats.marks.lines import LINE_END, MOST_LINES, target_in_lines
from webapp.formats.readers.catalogue import read_document

POEM = """<h1>Le<br>pont</h1><p>Sous le pont <i>neuf</i><br>
coule un fleuve,<br/>et la nuit vient.<br>Il pleut.</p>
<blockquote><p>Un jour<br>se lève</p></blockquote><ul><li>Du pain<br>frais</li></ul>
<table><tr><td>Douze<br>renards</td></tr></table><p>Une seule ligne. Une autre.</p>"""
ENGLISH = {
    "Le pont": "The bridge",
    "Sous le pont neuf coule un fleuve, et la nuit vient.": (
        "Under the new bridge runs a river, and night comes."
    ),
    "neuf": "new",
    "Il pleut.": "It rains.",
    "Un jour se lève": "A day is breaking",
    "Du pain frais": "Fresh bread",
    "Douze renards": "Twelve foxes",
    "Une seule ligne.": "One line only.",
    "Une autre.": "Another.",
}


def poem(name: str) -> bytes:
    return written(name, edition_of(POEM.encode(), "a.html", ENGLISH.get))


def test_a_reader_says_where_lines_end() -> None:
    document = read_document(POEM.encode(), "a.html")
    assert "text: Sous le pont neuf\ncoule un fleuve,\net la nuit vient.\nIl pleut." in "\n".join(
        told(document)[1:2]
    )
    assert [detail.get("breaks") for detail in document.details] == [
        [2], [17, 34, 52], [7], [7], [5], None,
    ]  # fmt: skip


def test_pages_and_books_have_the_lines_of_both_languages() -> None:
    page = html.document_fromstring(poem("html"))
    for line in page.xpath("//br"):
        line.text = "/"
    sources = [each.text_content() for each in page.xpath("//*[contains(@class, 'source')]")]
    targets = [each.text_content() for each in page.xpath("//*[contains(@class, 'target')]")]
    assert sources[1] == "Sous le pont neuf /coule un fleuve, /et la nuit vient."
    assert targets[1] == "Under the new bridge /runs a river, /and night comes."
    assert targets[0] == "The /bridge"
    book = zipfile.ZipFile(io.BytesIO(poem("facing-epub")))
    chapter = "".join(book.read(n).decode() for n in book.namelist() if "chapter" in n)
    assert (
        "Sous le pont <i>neuf</i> <br/>coule un fleuve, <br/>et la nuit vient. <br/>Il" in chapter
    )
    assert "and night comes. <br/>It rains." in chapter
    assert "One line only. Another." in chapter


def test_texts_have_the_lines_of_the_translation() -> None:
    assert poem("txt").decode().split("\n\n")[:5] == [
        "The\nbridge",
        "Under the new bridge\nruns a river,\nand night comes.\nIt rains.",
        "A day\nis breaking",
        "• Fresh\nbread",
        "Twelve foxes",
    ]
    text = poem("md").decode()
    assert "# The<br>bridge\n" in text
    assert "bridge*\\\nruns a river,\\\nand night comes.\\\nIt rains.\n" in text
    assert "> A day\\\n> is breaking\n" in text
    assert "- Fresh<br>bread\n" in text
    assert "| Twelve<br>foxes |" in text
    again = read_document(text.encode(), "a.md")
    assert "Under the new bridge\nruns a river,\nand night comes.\nIt rains." in again.text


def test_a_line_that_would_begin_a_list_is_told_from_one() -> None:
    text = written("md", edition_of(b"<p>Un an<br>- deux<br># trois<br>1. quatre</p>", "a.html"))
    assert "UN AN\\\n\\- DEUX\\\n\\# TROIS\\\n1\\. QUATRE" in text.decode()


def test_documents_on_paper_have_them_too() -> None:
    table = docx.Document(io.BytesIO(poem("docx"))).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[2][1] == "Under the new bridge\nruns a river,\nand night comes."
    assert cells[2][0].startswith("Sous le pont neuf\ncoule un fleuve,\n")
    words = pypdf.PdfReader(io.BytesIO(poem("pdf"))).pages[0].extract_text()
    assert "Under the new bridge\n" in words
    assert "runs a river,\n" in words


def test_files_of_pairs_and_the_page_itself_stay_as_they_are() -> None:
    for name in ("tsv", "csv", "tmx", "xliff", "own-html", "bilingual-txt"):
        assert LINE_END not in poem(name).decode()
    assert "Under the new bridge runs" in poem("bilingual-txt").decode()
    assert "<br" in poem("own-html").decode()


@pytest.mark.parametrize("lines", [2, MOST_LINES, MOST_LINES + 1, 5_000])
def test_of_very_many_lines_the_target_is_one(lines: int) -> None:
    text = "<br>".join(f"mot{n}" for n in range(lines))
    [block] = edition_of(f"<p>{text}</p>".encode(), "a.html").blocks
    target = "".join(run.text for run in target_in_lines(block, block.segments[0]))
    assert target.count(LINE_END) == (lines - 1 if lines <= MOST_LINES else 0)
    assert target.replace(LINE_END, " ") == block.segments[0].target
