"""Marks and kinds of paragraphs by the styles of a Word document."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from tests.word_documents import (
    DECLARED,
    letters,
    read,
    run,
)


def test_bold_and_italics_by_style_are_marks() -> None:
    def prepare(word_file: Document) -> None:
        letters(word_file, "Fort", bold=True)
        letters(word_file, "Plus fort", "Fort", italic=True)
        letters(word_file, "Moins fort", "Plus fort", bold=False)

    assert read(
        run("un", '<w:rStyle w:val="Strong"/>')
        + run(" deux ")
        + run("trois", '<w:rStyle w:val="Emphasis"/>')
        + run(" quatre ")
        + run("cinq", '<w:rStyle w:val="Plusfort"/>')
        + run(" six ")
        + run("sept", '<w:rStyle w:val="Moinsfort"/>')
        + run(" huit", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'),
        prepare=prepare,
    ) == [
        (
            "text: un deux trois quatre cinq six sept huit"
            " {bold: un} {italic: trois} {bold: cinq} {italic: cinq} {italic: sept}"
        )
    ]


def test_styles_based_on_each_other_come_to_an_end() -> None:
    def prepare(word_file: Document) -> None:
        letters(word_file, "Un", bold=True)
        letters(word_file, "Deux", "Un")
        word_file.styles["Un"].base_style = word_file.styles["Deux"]

    assert read(run("Oui", '<w:rStyle w:val="Deux"/>'), prepare=prepare) == [
        "text: Oui {bold: Oui}"
    ]


def test_a_heading_is_not_bold_because_its_style_is() -> None:
    inside = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    half = run("Le titre", '<w:rStyle w:val="Heading1Char"/>')
    assert read(inside + half, inside + run("Un ") + run("mot", "<w:i/>")) == [
        "heading 1: Le titre",
        "heading 1: Un mot {italic: mot}",
    ]


def test_a_style_based_on_a_heading_makes_headings_and_on_a_list_items() -> None:
    def prepare(word_file: Document) -> None:
        for name, base in (("Chapitre", "Heading 2"), ("Sommaire", "Heading 1"), ("Puce", "")):
            style = word_file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word_file.styles[base or "List Bullet 2"]
        level = f'<w:pPr {DECLARED}><w:outlineLvl w:val="9"/></w:pPr>'
        word_file.styles["Sommaire"].element.append(parse_xml(level))

    def styled(name: str) -> str:
        return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(name)}'

    assert read(styled("Chapitre"), styled("Sommaire"), styled("Puce"), prepare=prepare) == [
        "heading 2: Chapitre",
        "text: Sommaire",
        "item 1: Puce",
    ]
