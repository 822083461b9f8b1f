"""What is kept, told or lost of each format; ``docs/formats.md`` has these rows and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import documents
from tests.attack.hostile import text_of, word_of
from tests.comments import CELL_COMMENTS, SLIDE_COMMENTS, commented
from tests.documents import SAMPLES
from tests.editions import edition_of, told
from tests.pictures import (
    charted_word,
    illustrated_book,
    illustrated_open_document,
    illustrated_open_slides,
    illustrated_slides,
    illustrated_word,
    picture,
)
from tests.presentations import deck_of
from webapp.formats.readers.catalogue import READERS, read_document
from webapp.formats.writers.catalogue import FORMATS

DOCUMENT = Path(__file__).parents[3] / "docs" / "formats.md"
KEPT, TOLD, LOST = "kept", "told", "lost"
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>gras</w:t></w:r>"
PICTURE = "<w:p><w:r><w:t>Oui</w:t><w:drawing/></w:r></w:p>"
COMMENT = "<w:p><w:r><w:t>Oui</w:t><w:commentReference/></w:r></w:p>"
INNER = '<w:hyperlink w:anchor="a"><w:r><w:t>Oui</w:t></w:r></w:hyperlink>'
DELETED = "<w:p><w:del><w:r><w:delText>Non</w:delText></w:r></w:del><w:r><w:t>Oui</w:t></w:r></w:p>"
FRAME = '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:image/>'
NOTE = "<office:annotation><text:p>Ah ?</text:p></office:annotation>"
PLACE = '<text:p>Un <text:a xlink:href="#a">mot</text:a>.</text:p>'
CHANGES = "<text:tracked-changes><text:p>Non</text:p></text:tracked-changes>"
PHOTO = '<p:pic><p:nvPicPr><p:cNvPr descr="Un chat"/></p:nvPicPr></p:pic>'
FILM = "<p:pic><p:nvPicPr><p:nvPr><a:videoFile/></p:nvPr></p:nvPicPr></p:pic>"
OPEN_SLIDES = illustrated_open_slides()
SLIDES = illustrated_slides()
COMMENTED_SLIDES = commented(SAMPLES["pptx"], "slides/slide1", SLIDE_COMMENTS)
COMMENTED_CELLS = commented(SAMPLES["xlsx"], "worksheets/sheet1", CELL_COMMENTS)
BOOK = illustrated_book('<p><a href="b.xhtml">Un</a></p><img src="chat.png"/>', chat_png=picture())
WORD, OPEN = illustrated_word(), illustrated_open_document()
DIAGRAM = '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
FOOTER = (
    "<p:sp><p:nvSpPr><p:nvPr><p:ph type='ftr'/></p:nvPr></p:nvSpPr>"
    "<p:txBody><a:p><a:r><a:t>Bas</a:t></a:r></a:p></p:txBody></p:sp>"
)


@dataclass(frozen=True)
class Row:
    """A thing in a file of a format, and what becomes of it.

    What is kept has ``sign`` in a block, as ``told`` shows it, or in the file that comes back. What
    is told has it in a notice. What is lost has it in neither.
    """

    name: str
    thing: str
    outcome: str
    data: bytes
    sign: str


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def book(body: str) -> bytes:
    return documents.book(
        chapter=f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    )


def cue(words: str) -> bytes:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".encode()


ROWS = [
    Row("txt", "paragraphs", KEPT, b"Un.\n\nDeux.", "Un.\n\nDeux."),
    Row("txt", "bytes of another encoding", TOLD, "Où ? Là ".encode() + b"\xe9", "Windows-1252"),
    Row(
        "md",
        "headings, lists, quotations, tables",
        KEPT,
        b"| a | b |\n|---|---|\n| c | d |",
        "cell: d",
    ),
    Row("md", "bold, italics, links", KEPT, b"Un **mot**.", "{bold: mot}"),
    Row("md", "footnotes", KEPT, b"Un[^a].\n\n[^a]: Note.", "note: Note."),
    Row("md", "pictures", TOLD, b"Un ![x](y.png) mot.", "1 picture"),
    Row("md", "fields above but title, author, date", LOST, b"---\nlayout: un\n---\nDeux.", "un"),
    Row("md", "code", KEPT, b"```\nx = 1\n```\n", "code: x = 1"),
    Row("rst", "headings, lists, notes, directives", KEPT, SAMPLES["rst"], ".. note:: QUATRE ::"),
    Row("rst", "bold, italics, links, roles, code", KEPT, SAMPLES["rst"], ":ref:`TROIS <x>`"),
    Row("rst", "drawn tables", TOLD, b"Un.\n\n+---+\n| a |\n+---+\n", "1 drawn table"),
    Row("rst", "comments, directives that are no prose", LOST, b"Un.\n\n.. Rien.\n", "text: Rien"),
    Row("adoc", "headings, lists, tables, notes", KEPT, SAMPLES["adoc"], "|SIX"),
    Row("adoc", "bold, italics, links, macros, code", KEPT, SAMPLES["adoc"], "<<x,TROIS>>"),
    Row("adoc", "tables of values", TOLD, b"Un.\n\n,===\na,b\n,===\n", "1 table of values"),
    Row("tex", "headings, lists, cells, notes", KEPT, SAMPLES["tex"], "\\footnote{CINQ}"),
    Row("tex", "bold, italics, links, commands, formulas", KEPT, SAMPLES["tex"], "\\emph{DEUX}"),
    Row("tex", "accents and signs as commands", KEPT, SAMPLES["tex"], "été"),
    Row("tex", "comments, the preamble", LOST, SAMPLES["tex"], "text: z"),
    Row("html", "bold, italics, links", KEPT, page("<p>Un <b>mot</b>."), "{bold: mot}"),
    Row("html", "line breaks", KEPT, page("<p>Un<br>deux."), "Un\ndeux."),
    Row("html", "footnotes", KEPT, documents.PAGE.encode(), "note: La note."),
    Row("html", "pictures, recordings", TOLD, page("<p>Un <img src=x>mot."), "1 picture"),
    Row("html", "formulas", TOLD, page("<p>Un <math><mi>x</mi></math>mot."), "1 formula"),
    Row(
        "html", "links within the page", KEPT, page("<p><a href=#x>Un</a><p id=x>a"), "{place: Un}"
    ),
    Row("html", "links to nowhere", TOLD, page("<p>Un <a href=#x>mot</a>."), "1 inner link"),
    Row("html", "ruby", TOLD, page("<p><ruby>Un<rt>x</rt></ruby>"), "1 ruby reading"),
    Row("html", "scripts", TOLD, page("<p>Un.<script>x</script>"), "Scripts"),
    Row("html", "menus and forms of the page", LOST, page("<nav>Menu</nav><p>Un."), "Menu"),
    Row("html", "colours and sizes", LOST, page("<p style='color:red'>Un."), "red"),
    Row("epub", "chapters in their order, headings", KEPT, book("<h2>Un</h2>"), "heading 2: Un"),
    Row("epub", "bold, italics, links", KEPT, book("<p>Un <i>mot</i>.</p>"), "{italic: mot}"),
    Row("epub", "pictures of pixels, their texts", KEPT, BOOK, "{picture: OPS/chat.png}"),
    Row("epub", "links within the book", KEPT, BOOK, "{place: Un}"),
    Row("epub", "drawings (SVG)", TOLD, book("<p>Un.</p><svg></svg>"), "1 picture"),
    Row("epub", "links to nowhere", TOLD, book('<p><a href="a">Un</a></p>'), "1 inner link"),
    Row("docx", "bold, italics, links", KEPT, word_of(f"<w:p>{BOLD}</w:p>"), "{bold: gras}"),
    Row("docx", "lists, tables, footnotes", KEPT, documents.word(), "cell: b"),
    Row("docx", "pictures of pixels, their texts", KEPT, WORD, "{picture: word/media/image1.png}"),
    Row("docx", "links within the document", KEPT, WORD, "{place: Voir la fin.}"),
    Row("docx", "titles and names of charts", KEPT, charted_word(), "text: Les ventes"),
    Row("docx", "drawings", TOLD, word_of(PICTURE), "1 picture"),
    Row("docx", "comments", TOLD, word_of(COMMENT), "1 comment"),
    Row("docx", "links to nowhere", TOLD, word_of(f"<w:p>{INNER}</w:p>"), "1 inner link"),
    Row("docx", "text that was deleted", LOST, word_of(DELETED), "Non"),
    Row("odt", "headings, lists, footnotes", KEPT, documents.open_document(), "item 1: Un"),
    Row("odt", "bold, italics, links", KEPT, documents.open_document(), "{bold: pleut}"),
    Row("odt", "pictures of pixels, their texts", KEPT, OPEN, "{picture: Pictures/chat.png}"),
    Row("odt", "links within the document", KEPT, OPEN, "{place: Voir la fin.}"),
    Row("odt", "drawings", TOLD, text_of(f"<text:p>Un{FRAME}</draw:frame></text:p>"), "1 picture"),
    Row("odt", "comments", TOLD, text_of(f"<text:p>Un{NOTE}</text:p>"), "1 comment"),
    Row("odt", "links to nowhere", TOLD, text_of(PLACE), "1 inner link"),
    Row("odt", "text that was deleted", LOST, text_of(CHANGES), "Non"),
    Row("odp", "titles, lists, notes of the speaker", KEPT, SAMPLES["odp"], "text: Dites bonjour."),
    Row(
        "odp", "pictures of pixels, their texts", KEPT, OPEN_SLIDES, "{picture: Pictures/chat.png}"
    ),
    Row("odp", "headers and footers", TOLD, SAMPLES["odp"], "headers and footers"),
    Row("ods", "names of sheets, cells with words", KEPT, SAMPLES["ods"], "heading 1: Dépenses"),
    Row("ods", "numbers, formulas", TOLD, SAMPLES["ods"], "1 formula cell"),
    Row("ods", "names that its own layout keeps", TOLD, SAMPLES["ods"], "names of its sheets"),
    Row("pptx", "titles, lists, tables, notes of the speaker", KEPT, SAMPLES["pptx"], "cell: b"),
    Row("pptx", "bold, italics, links", KEPT, SAMPLES["pptx"], "{link: vente}"),
    Row("pptx", "titles and names of charts", KEPT, SAMPLES["pptx"], "text: Nord"),
    Row("pptx", "pictures of pixels, their texts", KEPT, SLIDES, "{picture: ppt/media/image1.png}"),
    Row("pptx", "drawings", TOLD, deck_of(PHOTO), "1 picture"),
    Row("pptx", "films", TOLD, deck_of(FILM), "1 recording or film"),
    Row("pptx", "texts of these", TOLD, deck_of(PHOTO), "1 picture text"),
    Row("pptx", "diagrams", TOLD, deck_of(DIAGRAM), "1 diagram"),
    Row("pptx", "comments", TOLD, COMMENTED_SLIDES, "1 comment"),
    Row("pptx", "headers and footers", TOLD, deck_of(FOOTER), "headers and footers"),
    Row("xlsx", "names of sheets, cells with words", KEPT, SAMPLES["xlsx"], "heading 1: Dépenses"),
    Row("xlsx", "titles of charts", KEPT, SAMPLES["xlsx"], "text: Les coûts"),
    Row("xlsx", "numbers, formulas", TOLD, SAMPLES["xlsx"], "1 formula cell"),
    Row("xlsx", "comments", TOLD, COMMENTED_CELLS, "1 comment"),
    Row("xlsx", "names that its own layout keeps", TOLD, SAMPLES["xlsx"], "names of its sheets"),
    Row("pdf", "paragraphs, headings, columns", KEPT, documents.printed(), "heading 1: Le titre"),
    Row("pdf", "running heads, page numbers", LOST, documents.printed(), "Revue des choses"),
    Row("pdf", "watermarks", LOST, documents.printed(), "Brouillon"),
    Row("srt", "times, positions, italics", KEPT, cue("<i>Un</i>"), "{italic: Un}"),
    Row("srt", "cues without words", TOLD, cue("Un") + b"\n" + cue(""), "1 empty cue"),
    Row("vtt", "voices", KEPT, SAMPLES["vtt"], "Ana: Un"),
    Row("sbv", "times", KEPT, SAMPLES["sbv"], "cue: Deux"),
    Row("ass", "italics, bold, places", KEPT, SAMPLES["ass"], "{italic: deux}"),
    Row("sub", "times, italics", KEPT, SAMPLES["sub"], "{italic: Un\ndeux}"),
    Row("lrc", "times, lines that are sung again", KEPT, SAMPLES["lrc"], "cue: Deux trois"),
    Row("lrc", "lines without a time", TOLD, b"[00:01.00]Un.\nDeux.\n", "1 untimed line"),
    Row("po", "keys, comments, forms of plurals", KEPT, SAMPLES["po"], 'msgid_plural "%d deux"'),
    Row("json", "keys, form, numbers", KEPT, SAMPLES["json"], '{"en": {"un": "UN'),
    Row("yaml", "keys, comments, form", KEPT, SAMPLES["yaml"], "  deux: |\n    DEUX"),
    Row("properties", "keys, comments, escapes", KEPT, SAMPLES["properties"], "# a\nun = UN"),
    Row("strings", "keys, comments, escapes", KEPT, SAMPLES["strings"], '/* a */\n"un" = "UN'),
    Row(
        "android", "names, tags, comments", KEPT, SAMPLES["android"], "<!-- a --><resources><string"
    ),
    Row("xliff", "units, codes, attributes", KEPT, SAMPLES["xliff"], '<x id="1"/></target>'),
    Row("tmx", "units, codes, notes", KEPT, SAMPLES["tmx"], '<ph x="1"/></seg></tuv></tu>'),
    Row("csv", "the texts of one column", KEPT, SAMPLES["csv"], "text: Un deux"),
    Row("csv", "headings, other columns, separators", KEPT, SAMPLES["csv"], "clé;texte\n1;UN DEUX"),
    Row("csv", "the column that is read, headings", TOLD, SAMPLES["csv"], "“texte” are read"),
]


def shown(row: Row) -> str:
    """All that is kept of the file: its blocks, and itself where it comes back."""
    document = read_document(row.data, f"a.{row.name}")
    lines = [*told(document), document.text]
    own_format = FORMATS.get(f"own-{row.name}")
    if own_format and own_format.writer.startswith(("prose.", "inplace.messages.")):
        lines.append(b"".join(own_format.write(edition_of(row.data, f"a.{row.name}"))).decode())
    return "\n".join(lines)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}-{row.thing}")
def test_each_thing_is_kept_told_or_lost_as_the_documentation_says(row: Row) -> None:
    notices = " ".join(read_document(row.data, f"a.{row.name}").notices)
    is_kept, is_told = row.sign in shown(row), row.sign in notices
    assert (is_kept, is_told) == (row.outcome == KEPT, row.outcome == TOLD)


def test_every_format_has_a_row() -> None:
    assert {row.name for row in ROWS} == {reader.name for reader in READERS}


def lines() -> Iterator[str]:
    """The table of the documentation."""
    yield "| format | kept | told at the import | lost |"
    yield "| --- | --- | --- | --- |"
    for reader in READERS:
        cells = (
            "; ".join(
                row.thing for row in ROWS if (row.name, row.outcome) == (reader.name, outcome)
            )
            for outcome in (KEPT, TOLD, LOST)
        )
        yield f"| {reader.label} ({', '.join(reader.extensions)}) | {' | '.join(cells)} |"


def test_the_documentation_has_these_rows() -> None:
    assert "\n".join(lines()) in DOCUMENT.read_text(encoding="utf-8"), "\n".join(lines())
