"""Links made by fields keep their address; other fields are their shown text."""

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from tests.word_documents import (
    BEGIN,
    DECLARED,
    END,
    SEPARATE,
    instruction,
    read,
    run,
    saved,
)
from webapp.formats.readers.catalogue import read_document


def test_links_made_by_fields_keep_their_address() -> None:
    assert read(
        f"<w:fldSimple w:instr=' HYPERLINK &quot;https://example.org/&quot; '>{run('un')}"
        "</w:fldSimple>" + run(" et ") + BEGIN + instruction(' HYPERLINK "https://exa')
        + instruction('mple.org/b" \\l "bas" \\o "bulle" ') + SEPARATE + run("de")
        + run("ux", "<w:b/>") + END + run(" et ") + BEGIN + instruction(' HYPERLINK \\l "ici" ')
        + SEPARATE + run("trois") + END
    ) == [
        "text: un et deux et trois {link: un} {link: deux} {bold: ux}"
    ]  # fmt: skip


def test_links_keep_their_place_in_a_page() -> None:
    word_file = docx.Document()
    relation = word_file.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, True)
    inside = f'<w:hyperlink r:id="{relation}" w:anchor="bas">{run("un")}</w:hyperlink>'
    inside += BEGIN + instruction('HYPERLINK "https://example.org/" \\l "bas"')
    inside += SEPARATE + run(" deux") + END
    word_file.element.body.insert(0, parse_xml(f"<w:p {DECLARED}>{inside}</w:p>"))
    [detail] = read_document(saved(word_file)).details
    assert [mark.href for mark in detail["marks"]] == ["https://example.org/#bas"]


def test_fields_without_links_are_read_as_their_shown_text() -> None:
    nested = BEGIN + instruction("IF ") + BEGIN + instruction("PAGE") + SEPARATE + run("7") + END
    assert read(
        run("Page ") + BEGIN + instruction("PAGE") + SEPARATE + run("3") + END + run("."),
        nested + instruction(' = 1 "a" "b"') + SEPARATE + run("b") + END,
        f'<w:fldSimple w:instr="DATE">{run("le 3 mai")}</w:fldSimple>',
        BEGIN + instruction(' TOC \\o "1-3" ') + SEPARATE + run("Un") + "<w:r><w:tab/></w:r>"
        + run("1"),
        run("Deux") + "<w:r><w:tab/></w:r>" + run("4"),
        END + run("Fin."),
        run("Mot") + BEGIN + instruction('XE "mot"') + END + run("."),
    ) == [
        "text: Page 3.", "text: b", "text: le 3 mai", "text: Un 1", "text: Deux 4", "text: Fin.",
        "text: Mot.",
    ]  # fmt: skip


def test_a_field_without_an_end_hides_nothing_after_its_paragraph() -> None:
    assert read(run("Un.") + BEGIN + instruction("PAGE"), run("Deux."), END + run("Trois.")) == [
        "text: Un.",
        "text: Deux.",
        "text: Trois.",
    ]
