"""A small workbook, made by openpyxl."""

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet


def workbook(prepare: Callable[[Workbook, Worksheet], None] = lambda _book, _sheet: None) -> bytes:
    """Two sheets with words, a number, a formula that names a text, and a chart."""
    book = Workbook()
    book.properties.title, book.properties.creator = "Le Budget", "Ana Durand"
    sheet = book.active
    sheet.title = "Dépenses"
    for row in (["Poste", None, "Coût"], ["Le loyer", 7, "Oui"], ["Le loyer", "Un\ndeux", None]):
        sheet.append(row)
    sheet["B1"] = '=COUNTIF(C2:C3,"oui")'
    chart = BarChart()
    chart.title = "Les coûts"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
    sheet.add_chart(chart, "E2")
    book.create_sheet("Suite")["B2"] = "À suivre."
    prepare(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
