"""What Word documents hold beside plain words: kept, or told to be left out, never in silence."""

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from tests.editions import told
from tests.word_documents import (
    BEGIN,
    BOXES,
    DECLARED,
    END,
    NOTED,
    document,
    instruction,
    letters,
    notices,
    own_layout,
    read,
    run,
    said,
    saved,
    sign,
    with_notes,
)
from webapp.formats.readers.catalogue import read_document


def test_words_that_word_cut_are_one_mark() -> None:
    assert read(run("Il ple", "<w:b/>") + run("ut", "<w:b/><w:i/>") + run(".", "<w:b/>")) == [
        "text: Il pleut. {bold: Il pleut.} {italic: ut}"
    ]


def test_symbols_with_a_character_of_their_own_are_kept_and_others_told() -> None:
    known = [("Symbol", "F061"), ("Symbol", "F0B7"), ("Symbol", "F0AE"), ("Wingdings", "F0FC")]
    known += [("Wingdings", "F0E0"), ("Symbol", "B3"), ("Arial", "00E9"), ("Symbol", "F0DE")]
    unknown = [("Wingdings", "F021"), ("Webdings", "F061"), ("Arial", "rien")]
    imported = read_document(
        document("".join(sign(*symbol) for symbol in known + unknown) + run(" fin"))
    )
    assert told(imported) == ["text: α•→✓→≥é⇒ fin"]
    assert imported.notices == ("3 symbols could not be kept and are left out.",)


def test_words_in_a_font_of_symbols_are_symbols_and_stay_as_they_are() -> None:
    symbols = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    data = document(run("\uf061", symbols) + run(" et ") + run("\uf003\uf0b7", symbols))
    assert told(read_document(data)) == ["text: α et •"]
    assert read_document(data).notices == ("1 symbol could not be kept and is left out.",)
    root = own_layout(data, lambda _: "α and •")
    assert said(root, "//w:t/text()") == ["\uf061", " and ", "\uf003\uf0b7"]


def test_headers_and_footers_are_told_once_where_they_hold_words() -> None:
    word_file = docx.Document()
    word_file.add_paragraph("Il pleut.")
    page = parse_xml(f'<w:fldSimple {DECLARED} w:instr="PAGE">{run("3")}</w:fldSimple>')
    word_file.sections[0].footer.paragraphs[0]._p.append(page)
    assert read_document(saved(word_file)).notices == ()
    word_file.sections[0].header.paragraphs[0].text = "Revue des choses"
    word_file.sections[0].footer.paragraphs[0].add_run(" page")
    document = read_document(saved(word_file))
    assert document.notices == ("The headers and footers of its pages are left out.",)
    assert document.text == "Il pleut."


def test_comments_are_told() -> None:
    word_file = docx.Document()
    paragraph = word_file.add_paragraph("Il pleut.")
    word_file.add_comment(paragraph.runs, "Vraiment ?", "Ana Durand")
    document = read_document(saved(word_file))
    assert document.text == "Il pleut."
    assert document.notices == ("1 comment is left out.",)


def test_a_text_box_is_read_once_and_is_no_picture() -> None:
    old = (
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict>"
    )
    old += "</w:r>"
    imported = read_document(
        document(run("Avant. ") + BOXES.format(run("La boîte.")) + old.format(run("Une autre.")))
    )
    assert told(imported) == ["text: Avant.", "text: La boîte.", "text: Une autre."]
    assert imported.notices == ()


def test_a_picture_that_newer_programs_know_is_told_once() -> None:
    picture = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><pic:pic '
        'xmlns:pic="urn:pic"/></w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata/></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert notices(run("a") + picture) == ("1 picture could not be kept and is left out.",)


def test_hidden_text_is_left_out_and_that_is_said() -> None:
    def prepare(word_file: Document) -> None:
        letters(word_file, "Secret", hidden=True)
        style = word_file.styles.add_style("Cachette", WD_STYLE_TYPE.PARAGRAPH)
        style.font.hidden = True

    imported = read_document(
        document(
            run("Un ") + run("pas ", "<w:vanish/>") + run("vu ", "<w:vanish/>") + run("mot"),
            run("Deux ") + run("non", '<w:rStyle w:val="Secret"/>')
            + run("oui", '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>'),
            '<w:pPr><w:pStyle w:val="Cachette"/></w:pPr>' + run("rien"),
            run("Trois ") + BEGIN.replace("<w:fld", "<w:rPr><w:vanish/></w:rPr><w:fld")
            + instruction('XE "x"') + END + run("mots"),
            prepare=prepare,
        )
    )  # fmt: skip
    assert told(imported) == ["text: Un mot", "text: Deux oui", "text: Trois mots"]
    assert imported.notices == ("3 hidden passages are left out.",)


def test_of_tracked_changes_the_newest_state_is_read() -> None:
    gone = "<w:r><w:delText>mauvais </w:delText></w:r>"
    assert read(
        run("Un ") + f"<w:del>{gone}</w:del><w:ins>{run('bon ')}</w:ins>"
        + f"<w:moveFrom>{run('parti ')}</w:moveFrom><w:moveTo>{run('venu ')}</w:moveTo>"
        + run("mot.")
    ) == ["text: Un bon venu mot."]  # fmt: skip


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    marks = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t>"
    marks += "<w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('haut')}</w:rt><w:rubyBase>{run('bas')}</w:rubyBase></w:ruby>"
    assert read(marks, ruby + "</w:r>") == ["text: a\nb c\nd\N{NON-BREAKING HYPHEN}ef", "text: bas"]


def test_cells_and_the_tables_in_them_are_read_in_order() -> None:
    word_file = docx.Document()
    table = word_file.add_table(1, 2)
    table.cell(0, 0).text = "a"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "b"
    table.cell(0, 1).text = "c"
    document = read_document(saved(word_file))
    assert told(document) == ["cell: a", "cell: b", "cell: c"]
    assert [(detail["table"], detail["column"]) for detail in document.details] == [
        (1, 1),
        (2, 1),
        (1, 2),
    ]


def test_footnotes_and_endnotes_are_read_with_their_marks() -> None:
    assert told(read_document(document(NOTED, prepare=with_notes))) == [
        "text: Un¹ deux² trois* {note: ¹} {note: ²}",
        "note: En bas.",
        "note: À la fin.",
    ]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_numbers_that_are_none_are_passed_over(number: str) -> None:
    level = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    assert read(f"<w:pPr>{level}</w:pPr>{run('Un')}") == ["item 1: Un"]


def test_a_long_hidden_passage_is_told_as_one() -> None:
    hidden = run("Rien.", "<w:vanish/>")
    assert notices(run("Un."), hidden, hidden, hidden) == ("1 hidden passage is left out.",)


def test_two_notes_at_one_place_have_a_mark_each() -> None:
    inside = run("Un") + "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2))
    assert read(inside) == ["text: Un¹² {note: ¹} {note: ²}"]


@pytest.mark.parametrize("code", ["-5", "0007", "110000", "mot"])
def test_a_symbol_whose_number_is_none_of_a_character_is_told(code: str) -> None:
    assert notices(run("a") + sign("Arial", code)) == (
        "1 symbol could not be kept and is left out.",
    )
