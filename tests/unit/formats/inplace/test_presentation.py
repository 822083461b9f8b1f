"""A presentation in its own layout has translated words and all else as before."""

import io
import zipfile
from dataclasses import replace

import pptx
import pytest

from tests.editions import edition_of, told, written
from tests.presentations import deck_of, presentation
from webapp.formats.active import NOTICE
from webapp.formats.readers.catalogue import read_document

PICTURE = "<p:pic><p:nvPicPr/></p:pic>"
FIELD = '<a:p><a:r><a:t>Page </a:t></a:r><a:fld id="{1}" type="slidenum"><a:t>7</a:t></a:fld></a:p>'
BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="9" name="n"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
    f"<p:txBody><a:bodyPr/>{FIELD}</p:txBody></p:sp>"
)
FOOTER = BOX.replace("<p:nvPr/>", '<p:nvPr><p:ph type="ftr"/></p:nvPr>')
PROGRAM = '<a:hlinkClick r:id="" action="ppaction://program"/>'
LINKED = "<a:p><a:r><a:rPr>{}</a:rPr><a:t>Un</a:t></a:r><a:br/><a:r><a:t>mot</a:t></a:r></a:p>"


def test_slides_are_read_with_titles_lists_tables_charts_and_notes() -> None:
    document = read_document(presentation(), "a.pptx")
    assert told(document) == [
        "heading 1: Le rapport",
        "item 1: Il pleut et il vente. {bold: pleut} {link: vente}",
        "item 2: Dessous",
        "cell: a",
        "cell: b",
        "text: Les ventes",
        "text: Année",
        "text: Nord",
        "text: Sud",
        "text: Dites bonjour.",
        "text: Une boîte",
    ]
    assert (document.title, document.author) == ("Le Rapport", "Ana Durand")


def test_words_change_and_runs_links_levels_and_charts_stay() -> None:
    deck = pptx.Presentation(io.BytesIO(written("own-pptx", edition_of(presentation()))))
    slide, second = deck.slides
    first = slide.placeholders[1].text_frame.paragraphs[0]
    assert [(run.text, run.font.bold) for run in first.runs] == [
        ("IL ", None),
        ("PLEUT", True),
        (" ET IL ", None),
        ("VENTE", None),
        (".", None),
    ]
    assert first.runs[3].hyperlink.address == "https://example.org/"
    [chart] = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert chart.chart_title.text_frame.text == "LES VENTES"
    assert [list(plot.categories) for plot in chart.plots] == [["NORD", "SUD"]]
    assert [series.name for series in chart.series] == ["ANNÉE", "2026"]
    repeated = [value.text for value in chart._chartSpace.iter("{*}v") if value.text == "NORD"]
    assert len(repeated) == 2
    assert slide.notes_slide.notes_text_frame.text == "DITES BONJOUR."
    assert second.shapes[0].text_frame.text == "UNE BOÎTE"
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    assert table.cell(0, 1).text == "B"


def test_numbers_of_slides_stay_and_footers_are_told() -> None:
    data = deck_of(BOX + FOOTER + PICTURE)
    document = read_document(data)
    assert told(document)[-1] == "text: Page 7"
    assert document.notices == (
        "The headers and footers of its pages are left out.",
        "1 picture could not be kept and is left out.",
    )
    deck = pptx.Presentation(io.BytesIO(written("own-pptx", edition_of(data))))
    shapes = [shape for shape in deck.slides[1].shapes if shape.has_text_frame]
    assert [shape.text_frame.text for shape in shapes] == ["UNE BOÎTE", "PAGE 7", "Page 7"]


@pytest.mark.parametrize("keeps_active", [False, True])
def test_an_action_that_starts_a_program_is_left_out_and_told(keeps_active: bool) -> None:
    data = deck_of(BOX.replace(FIELD, LINKED.format(PROGRAM)))
    assert NOTICE in read_document(data).notices
    edition = replace(edition_of(data), keeps_active=keeps_active)
    with zipfile.ZipFile(io.BytesIO(written("own-pptx", edition))) as archive:
        slide = archive.read("ppt/slides/slide2.xml")
    assert (b"ppaction://program" in slide) is keeps_active


def test_a_presentation_with_macros_is_not_written_in_its_own_layout() -> None:
    buffer = io.BytesIO(presentation())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"\xd0\xcf")
    assert read_document(buffer.getvalue()).original is None
