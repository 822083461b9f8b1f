"""Running heads and page numbers of printed pages go; numbers and headings of the text stay."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pages import BOLD, ITALIC, Page, column, lines, long, read, write


@pytest.mark.parametrize("foot", ["Page 1 sur 2", "– 1 –", "Revue des choses"])
def test_running_heads_of_two_pages_are_left_out(foot: str) -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, "Le journal, n° 3", top=380)
        column(canvas, long("il vivait."), long("elle vivait."))
        column(canvas, foot, top=20)

    assert lines(page, page) == [f"text: {long('il vivait.')} {long('elle vivait.')}"] * 2


def test_a_watermark_over_several_pages_is_left_out_and_an_aslant_word_of_one_stays() -> None:
    def page(*words: str) -> Page:
        def draw(canvas: Canvas) -> None:
            column(canvas, long("il vivait."), long("elle vivait."))
            canvas.rotate(40)
            for row, word in enumerate(words):
                write(canvas, 150, 60 - 90 * row, (word, BOLD, 40, 0))

        return draw

    text = lines(page("Brouillon"), page("Brouillon", "Ici"))
    assert len(text) == 3
    assert [line for line in text if "Brouillon" in line or "Ici" in line] == ["heading 1: Ici"]


def test_equal_lines_of_the_text_or_in_headings_are_no_running_heads() -> None:
    def page(number: int) -> Page:
        def draw(canvas: Canvas) -> None:
            write(canvas, 30, 380, (f"Chapitre {number}", BOLD, 16, 0))
            column(canvas, long("il vivait."), long(f"{number} fois."), long("elle vivait."))

        return draw

    document = read(page(1), page(2))
    assert document.text.count("Chapitre") == 2
    assert document.text.count("elle vivait") == 2


def test_numbers_of_the_text_are_no_page_numbers_wherever_they_stand() -> None:
    def page(canvas: Canvas) -> None:
        column(
            canvas, long("on lit :"), "02 98 00 00 00", long("et aussi :"), "12/05/2024", "3,50 %"
        )

    told_of = " ".join(lines(page, page))
    assert all(told_of.count(number) == 2 for number in ("02 98 00 00 00", "12/05/2024", "3,50 %"))


def test_the_last_cells_of_a_page_are_no_page_numbers() -> None:
    def page(canvas: Canvas) -> None:
        for row, (name, count) in enumerate([("Poires", "30"), ("Pommes", "12"), ("Total", "42")]):
            write(canvas, 30, 100 - 20 * row, name)
            canvas.drawRightString(200, 100 - 20 * row, count)

    assert lines(page) == [
        f"cell: {cell}" for cell in ("Poires", "30", "Pommes", "12", "Total", "42")
    ]


@pytest.mark.parametrize("first", [1, 17])
def test_page_numbers_count_with_the_pages(first: int) -> None:
    def page(number: int) -> Page:
        def draw(canvas: Canvas) -> None:
            column(canvas, long("il vivait."), long("elle vivait."), str(number))

        return draw

    assert (
        lines(page(first), page(first + 1))
        == [f"text: {long('il vivait.')} {long('elle vivait.')}"] * 2
    )


def test_headings_that_count_chapters_are_no_running_heads() -> None:
    def page(chapter: int, *, begins: bool) -> Page:
        def draw(canvas: Canvas) -> None:
            write(canvas, 200, 380, (f"Chapitre {chapter}", ITALIC, 9, 0))
            if begins:
                write(canvas, 30, 340, (f"Chapitre {chapter}", BOLD, 10, 0))
            column(canvas, long(f"il vivait, {chapter}."), long("elle vivait."))

        return draw

    chapters = [page(number, begins=begins) for number in (1, 2, 3) for begins in (True, False)]
    headings = [line for line in lines(*chapters) if "Chapitre" in line]
    assert headings == [f"heading 1: Chapitre {number}" for number in (1, 2, 3)]
