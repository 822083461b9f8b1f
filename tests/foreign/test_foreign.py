"""Documents made by other programs (pandoc, LibreOffice), and our books judged by epubcheck.

Each test skips, saying so, where its program is not installed; where REQUIRE_PROGRAMS is set it
fails instead.
"""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.document import Document

from tests.books import faulty_book
from tests.documents import LEVELS, PAGE, word
from tests.editions import edition_of, told, written
from tests.foreign.programs import converted, faults_of_books, program
from tests.presentations import presentation
from tests.word_documents import BEGIN, END, SEPARATE, instruction, run, sign, with_notes
from tests.word_documents import document as document_of
from tests.workbooks import workbook
from webapp.formats.readers.catalogue import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

MARKDOWN = """---
title: Un conte
author: Ana Durand
lang: fr
---

# Chapitre un

Bonjour le **monde**. Il *pleut*[^1] — voici [un lien](https://example.org/).

> Une citation. Deux.

- Un
- Deux
    - Trois

| A | B |
|---|---|
| c | d |

[^1]: La note.

# Chapitre deux

Fin.
"""
BODY = [
    "heading 1: Chapitre un",
    (
        "text: Bonjour le monde. Il pleut¹ — voici un lien."
        " {bold: monde} {italic: pleut} {note: ¹} {link: un lien}"
    ),
    "quotation: Une citation. Deux.",
    "item 1: Un",
    "item 1: Deux",
    "item 2: Trois",
    "cell: A",
    "cell: B",
    "cell: c",
    "cell: d",
    "heading 1: Chapitre deux",
    "text: Fin.",
]

#: Three justified columns, in which words are cut; a head and a number on each of two pages.
NEWSPAPER = """<?xml version="1.0"?>
<office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="J" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
<style:text-properties fo:hyphenate="true" fo:language="fr" fo:country="FR"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="12cm" fo:margin="2cm"><style:columns fo:column-count="3" fo:column-gap="0.6cm"/>
</style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>Revue des questions publiques</text:p></style:header>
<style:footer><text:p>page <text:page-number/></text:p></style:footer></style:master-page>
</office:master-styles><office:body><office:text>{}</office:text></office:body></office:document>"""
NEWS = [
    (
        "Les négociations internationales sur la représentativité des organisations "
        "professionnelles reprendront vraisemblablement avant l’automne, selon l’administration. "
        "Le gouvernement a annoncé, mardi, une réorganisation particulièrement ambitieuse de "
        "l’enseignement supérieur, dont les conséquences administratives sont incertaines."
    ),
    (
        "L’établissement, fondé en mille neuf cent cinquante-quatre, accueille principalement des "
        "étudiants étrangers. Plusieurs responsables universitaires s’interrogent : faut-il "
        "recommencer l’expérimentation précédente, c’est-à-dire la décentralisation progressive ?"
    ),
    (
        "Une commission extraordinaire examinera les propositions. Elle rendra ses conclusions au "
        "printemps prochain, après consultation des représentants du personnel."
    ),
] * 3


@pytest.mark.parametrize("suffix", ["epub", "html", "docx", "odt"])
def test_a_tale_by_pandoc_is_the_same_in_every_format(tmp_path: Path, suffix: str) -> None:
    source, file = tmp_path / "conte.md", tmp_path / f"conte.{suffix}"
    source.write_text(MARKDOWN, encoding="utf-8")
    subprocess.run([program("pandoc"), "-s", source, "-o", file], check=True)
    document = read_document(file.read_bytes())
    lines = told(document)
    note = next(line for line in lines if line.endswith("La note."))
    start = lines.index(BODY[0])
    assert [line for line in lines[start:] if line != note] == BODY
    assert note == "note: La note."
    assert (document.title, document.author, document.language) == ("Un conte", "Ana Durand", "fr")


@pytest.mark.parametrize("target", ["odt", "docx", "html"])
def test_a_report_by_libreoffice_keeps_its_structure(tmp_path: Path, target: str) -> None:
    lines = told(read_document(converted(tmp_path, word(), ".docx", target)))
    assert lines == [
        "heading 2: Premier titre",
        "text: Il pleut et il vente. Toujours. {bold: pleut} {italic: Toujours.}",
        "item 1: Un",
        next(line for line in lines if "Cité." in line),
        "cell: a",
        "cell: b",
    ]


def test_a_tale_printed_by_libreoffice_keeps_its_structure(tmp_path: Path) -> None:
    source, file = tmp_path / "conte.md", tmp_path / "conte.docx"
    source.write_text(MARKDOWN, encoding="utf-8")
    subprocess.run([program("pandoc"), "-s", source, "-o", file], check=True)
    document = read_document(converted(tmp_path, file.read_bytes(), ".docx", "pdf"))
    lines = told(document)
    assert lines[:2] == ["heading 1: Un conte", "text: Ana Durand"]
    printed = [line.replace("heading 1", "heading 2") for line in BODY]
    printed[2] = "text: Une citation. Deux."  # one line that is set in may be anything
    assert lines[2:] == [*printed, "note: La note."]
    assert (document.title, document.author) == ("Un conte", "Ana Durand")


def test_narrow_columns_printed_by_libreoffice_are_whole_paragraphs(tmp_path: Path) -> None:
    data = NEWSPAPER.format(
        "".join(f"<text:p text:style-name='J'>{paragraph}</text:p>" for paragraph in NEWS)
    )
    document = read_document(converted(tmp_path, data.encode(), ".fodt", "pdf"))
    assert told(document) == [f"text: {paragraph}" for paragraph in NEWS]


@pytest.mark.parametrize("target", ["odt", "docx"])
def test_what_libreoffice_hides_styles_and_comments_is_read_alike(
    tmp_path: Path, target: str
) -> None:
    document = read_document(converted(tmp_path, annotated(), ".docx", target))
    lines = told(document)
    assert {line for line in lines if line.startswith("note")} == {
        "note: En bas.",
        "note: À la fin.",
    }
    assert [line for line in lines if not line.startswith("note")] == [
        "text: Il commente.",
        "text: Un¹ lien² → {note: ¹} {link: lien} {note: ²}",
        "text: un deux {bold: un} {italic: deux}",
        "text: Tout est gras. {bold: Tout est gras.}",
        "heading 1: Titre",
        "text: bon mot",
    ]
    assert document.notices == (
        "1 comment is left out.",
        "The headers and footers of its pages are left out.",
        "2 hidden passages are left out.",
    )


def annotated() -> bytes:
    """A Word document with what readers do not see, and with marks by styles and fields."""

    def prepare(document: Document) -> None:
        with_notes(document)
        document.sections[0].header.paragraphs[0].text = "Revue des choses"
        document.add_comment(
            document.add_paragraph("Il commente.").runs, "Vraiment ?", "Ana Durand"
        )

    strong, stressed = (f'<w:rStyle w:val="{name}"/>' for name in ("Strong", "Emphasis"))
    return document_of(
        run("Rien. ", "<w:vanish/>") + run("Un")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" ") + BEGIN
        + instruction(' HYPERLINK "https://example.org/" ') + SEPARATE + run("lien") + END
        + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run(" ") + sign("Symbol", "F0AE"),
        run("un", strong) + run(" ") + run("deux", stressed),
        run("Tout est ", "<w:b/>") + run("gras.", "<w:b/>"),
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + run("Titre"),
        "<w:del><w:r><w:delText>mauvais</w:delText></w:r></w:del>"
         f"<w:ins>{run('bon ')}</w:ins>" + run("mot"),
        run("Rien.", "<w:vanish/>"),
        prepare=prepare,
    )  # fmt: skip


def test_our_word_table_opens_in_libreoffice(tmp_path: Path) -> None:
    odt = converted(tmp_path, written("docx", edition_of(PAGE.encode())), ".docx", "odt")
    assert "BONJOUR LE MONDE, VOICI\nLA SUITE." in read_document(odt).text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("odt", "IL COMMENTE."),
        ("pptx", "DITES BONJOUR."),
        ("xlsx", "LE LOYER"),
    ],
)
def test_a_file_in_its_own_layout_opens_in_libreoffice(
    tmp_path: Path, name: str, words: str
) -> None:
    samples: dict[str, Callable[[], bytes]] = {
        "odt": lambda: by_libreoffice(tmp_path),
        "pptx": presentation,
        "xlsx": workbook,
    }
    data = samples[name]()
    translation = written(f"own-{name}", edition_of(data, f"a.{name}"))
    flat = {"odt": "fodt", "pptx": "fodp", "xlsx": "fods"}[name]
    again = converted(tmp_path, translation, f".{name}", flat)
    assert words in again.decode()


def by_libreoffice(folder: Path) -> bytes:
    """An OpenDocument that LibreOffice wrote."""
    (folder / "text").mkdir()
    return converted(folder / "text", annotated(), ".docx", "odt")


def test_our_books_are_valid(tmp_path: Path) -> None:
    pages, tale = (PAGE.encode(), "a.html"), (MARKDOWN.encode(), "a.md")
    books = {
        f"{name} of {file}": written(name, edition_of(data, file))
        for name in ("epub", "folded-epub", "facing-epub")
        for data, file in (pages, tale)
    }
    own_layout = written("own-epub", edition_of(books["epub of a.md"], "a.epub"))
    unfinished = written("epub", edition_of(LEVELS, "a.html", {"Un": "One"}.get))
    mended = written("own-epub", edition_of(faulty_book(), "a.epub"))
    books |= {"in its own layout": own_layout, "unfinished, with levels": unfinished}
    books |= {"mended": mended}
    faults = faults_of_books(tmp_path, [*books.values(), own_layout[:-300]])
    assert {name: lines for name, lines in zip(books, faults, strict=False) if lines} == {}
    assert "FATAL" in faults[-1][0]  # a torn book


def test_other_programs_find_the_structure_of_a_printed_edition_sound(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(written("pdf", edition_of(PAGE.encode())))
    subprocess.run([program("qpdf"), "--check", str(file)], check=True, capture_output=True)
    command = [program("pdfinfo"), "-struct-text", str(file)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [line.strip() for line in text.splitlines()]
    title = lines.index('"Le titre"')
    assert lines[title - 1 : title + 3] == ["H1 (block)", '"Le titre"', "H1 (block)", '"LE TITRE"']
    assert not any("rror" in line for line in lines)
