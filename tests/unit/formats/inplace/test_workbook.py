"""A workbook in its own layout has translated words and all else as before."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.editions import edition_of, told, written
from tests.workbooks import workbook
from webapp.formats.active import NOTICE
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.office.xlsx_names import KEPT_NAMES

LINK = (
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
)


def own_layout(data: bytes) -> Workbook:
    """The workbook as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(written("own-xlsx", edition_of(data))), rich_text=True)


def values(book: Workbook) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_sheets_are_read_as_headings_and_tables_and_the_rest_is_told() -> None:
    document = read_document(workbook())
    assert told(document) == [
        "heading 1: Dépenses",
        "cell: Poste",
        "cell: Coût",
        "cell: Le loyer",
        "cell: Oui",
        "cell: Le loyer",
        "cell: Un\ndeux",
        "text: Les coûts",
        "heading 1: Suite",
        "cell: À suivre.",
    ]
    places = [
        tuple(detail.get(n) for n in ("table", "row", "column")) for detail in document.details
    ]
    assert places[2:4] == [(1, 1, 3), (1, 2, 1)]
    assert (document.title, document.author) == ("Le Budget", "Ana Durand")
    assert document.notices == (
        "1 formula cell is left out.",
        "1 number is left out.",
        KEPT_NAMES,
    )


def test_words_change_and_formulas_numbers_and_names_stay() -> None:
    book = own_layout(workbook())
    assert values(book) == [
        ["POSTE", '=COUNTIF(C2:C3,"oui")', "COÛT"],
        ["LE LOYER", 7, "Oui"],
        ["LE LOYER", "UN DEUX", None],
    ]
    assert book.sheetnames == ["Dépenses", "Suite"]
    [chart] = book.worksheets[0]._charts
    assert chart.title.tx.rich.p[0].r[0].t == "LES COÛTS"


def test_texts_that_lists_and_tables_name_stay() -> None:
    def prepare(_: Workbook, sheet: Worksheet) -> None:
        choice = DataValidation(type="list", formula1='"Coût,Le loyer"')
        choice.add("A2:A3")
        sheet.add_data_validation(choice)
        sheet["A5"], sheet["B5"], sheet["A6"], sheet["B6"] = "Nom", "Âge", "Un chat", "Vieux"
        sheet.add_table(Table(displayName="Chats", ref="A5:B6"))

    book = own_layout(workbook(prepare))
    assert [row[0] for row in values(book)] == [
        "POSTE",
        "Le loyer",
        "Le loyer",
        None,
        "Nom",
        "UN CHAT",
    ]
    [table] = book.worksheets[0].tables.values()
    assert [column.name for column in table.tableColumns] == ["Nom", "Âge"]


def test_bold_words_of_a_cell_stay_bold_and_comments_are_told() -> None:
    def prepare(_: Workbook, sheet: Worksheet) -> None:
        bold = TextBlock(InlineFont(b=True), "pleut")
        sheet["A1"] = CellRichText("Il ", bold, " encore.")
        sheet["A1"].comment = Comment("Vraiment ?", "Ana Durand")

    data = workbook(prepare)
    document = read_document(data)
    assert told(document)[1] == "cell: Il pleut encore. {bold: pleut}"
    assert "1 comment is left out." in document.notices
    cell = own_layout(data).worksheets[0]["A1"].value
    assert [str(part) for part in cell] == ["IL ", "PLEUT", " ENCORE."]
    assert cell[1].font.b


def test_hidden_sheets_headers_and_footers_are_told() -> None:
    def prepare(book: Workbook, sheet: Worksheet) -> None:
        sheet.oddHeader.center.text = "Le budget"
        book.worksheets[1].sheet_state = "hidden"

    document = read_document(workbook(prepare))
    assert "À suivre." not in document.text
    assert "The headers and footers of its pages are left out." in document.notices
    assert "1 hidden sheet is left out." in document.notices


@pytest.mark.parametrize("keeps_active", [False, True])
def test_a_link_to_a_program_is_left_out_and_told(keeps_active: bool) -> None:
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", LINK)
    assert NOTICE in read_document(buffer.getvalue()).notices
    edition = replace(edition_of(buffer.getvalue()), keeps_active=keeps_active)
    with zipfile.ZipFile(io.BytesIO(written("own-xlsx", edition))) as archive:
        link = archive.read("xl/externalLinks/externalLink1.xml")
    assert (b"cmd" in link) is keeps_active


def test_a_workbook_with_macros_is_not_written_in_its_own_layout() -> None:
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
    document = read_document(buffer.getvalue())
    assert (document.original, KEPT_NAMES in document.notices) == (None, False)
