"""A small presentation, made by python-pptx."""

import io
import zipfile

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm


def presentation() -> bytes:
    """Two slides: a title, a list, a table, a chart and notes; a box of its own."""
    deck = pptx.Presentation()
    deck.core_properties.title, deck.core_properties.author = "Le Rapport", "Ana Durand"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Le rapport"
    body = slide.placeholders[1].text_frame
    body.text = "Il "
    for words in ("pleut", " et il ", "vente", "."):
        body.paragraphs[0].add_run().text = words
    body.paragraphs[0].runs[1].font.bold = True
    body.paragraphs[0].runs[3].hyperlink.address = "https://example.org/"
    below = body.add_paragraph()
    below.text, below.level = "Dessous", 1
    table = slide.shapes.add_table(1, 2, Cm(1), Cm(1), Cm(5), Cm(2)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Nord", "Sud"]
    for year in ("Année", "2026"):
        data.add_series(year, (1, 2))  # type: ignore[no-untyped-call]
    place = Cm(1), Cm(4), Cm(9), Cm(6)
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
    chart.chart_title.text_frame.text = "Les ventes"
    slide.notes_slide.notes_text_frame.text = "Dites bonjour."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    frame = second.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame
    frame.text = "Une boîte"
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def deck_of(shapes: str) -> bytes:
    """The presentation with more shapes on its second slide, given as XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(presentation())) as given, zipfile.ZipFile(buffer, "w") as copy:
        for name in given.namelist():
            data = given.read(name)
            if name == "ppt/slides/slide2.xml":
                data = data.replace(b"</p:spTree>", f"{shapes}</p:spTree>".encode())
            copy.writestr(name, data)
    return buffer.getvalue()
