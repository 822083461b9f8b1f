"""Formulas that a line can hold are kept; the others give a notice."""

import pytest

from tests.editions import told
from tests.word_documents import (
    BEGIN,
    END,
    document,
    formula,
    instruction,
    letter,
    notices,
    run,
)
from webapp.formats.readers.catalogue import read_document


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (letter("E=m") + f"<m:sSup><m:sSupPr/><m:e>{letter('c')}</m:e>"
         f"<m:sup>{letter('2')}</m:sup></m:sSup>", "E=mc²"),
        (f"<m:f><m:num>{letter('a+b')}</m:num><m:den>{letter('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:sSub><m:e>{letter('x')}</m:e><m:sub>{letter('10')}</m:sub></m:sSub>", "x₁₀"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{letter('2')}</m:e></m:rad>", "√2"),
        (f"<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{letter('x')}</m:e></m:d>", "[x)"),
        ((f"<m:sSubSup><m:e>{letter('x')}</m:e><m:sub>{letter('i')}</m:sub>"
         f"<m:sup>{letter('2')}</m:sup></m:sSubSup>"), "xᵢ²"),
    ],
)  # fmt: skip
def test_a_formula_that_a_line_can_tell_is_kept(inside: str, text: str) -> None:
    data = document(run("Soit ") + formula(inside) + run(" ici."))
    assert told(read_document(data)) == [f"text: Soit {text} ici."]
    assert read_document(data).notices == ()


@pytest.mark.parametrize(
    "inside",
    [
        f"<m:nary><m:e>{letter('x')}</m:e></m:nary>",
        f"<m:sSup><m:e>{letter('x')}</m:e><m:sup>{letter('β')}</m:sup></m:sSup>",
        f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{letter('n')}</m:num></m:f>",
        letter("x + " * 30),
    ],
)
def test_a_formula_that_a_line_cannot_hold_gives_a_notice(inside: str) -> None:
    imported = read_document(document(run("Soit ") + formula(inside) + run("ici.")))
    assert told(imported) == ["text: Soit ici."]
    assert imported.notices == ("1 formula could not be kept and is left out.",)


def test_formulas_of_older_programs_are_told() -> None:
    old = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    drawn = BEGIN + instruction(r" EQ \f(1;2) ") + END
    assert notices(run("a") + old + drawn) == ("2 formulas could not be kept and are left out.",)
