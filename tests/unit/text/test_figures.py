"""Figures keep their value and get the notation of English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text.figures import figures, ordinal


def written(source: str) -> str:
    end, pieces = 0, []
    for figure in figures(source):
        pieces += [source[end : figure.start], figure.text]
        end = figure.end
    return "".join([*pieces, source[end:]])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1 250,50 €", "€1,250.50"),
        ("1\u202f250\u00a0€", "€1,250"),
        ("5 M€ ou 3,5 Md€ ou 12 k€", "€5 million ou €3.5 billion ou €12k"),
        ("2,5 millions d'€", "€2.5 million"),
        ("2,5 millions de lecteurs", "2.5 millions de lecteurs"),
        ("100 £, 100 $, 15 000 ¥, 20 $US, 30 $CA", "£100, $100, ¥15,000, US$20, CA$30"),
        ("de 10-20 €", "de €10-20"),
        ("un solde de -20 €", "un solde de -€20"),
        ("$ 1 500 ou €1,5", "$1,500 ou €1.5"),
        ("3 €/kg", "€3/kg"),
        ("-5 °C et 25,5°C", "-5 °C et 25.5 °C"),
        ("12,5 % et 7‰", "12.5% et 7‰"),
        ("à 14 h 30, vers 9h", "à 14:30, vers 9:00"),
        ("à 8 heures 05", "à 8:05"),
        ("pendant 2 h 30 ; il y a 3 h", "pendant 2 h 30 ; il y a 3 h"),
        ("25 h de cours", "25 h de cours"),
        ("au XIXe siècle", "au the 19th century"),
        ("XVe et XVIe siècles", "the 15th and 16th centuries"),
        ("le IVᵉ siècle av. J.-C. ici", "le the 4th century BC ici"),
        ("le Ier millénaire", "le the 1st millennium"),
        ("Alésia, 52 av. J.-C.", "Alésia, 52 BC."),
        ("1914 – 1918", "1914 – 1918"),
        ("en 52 av. J.-C. et en 14 apr. J.-C. ici", "en 52 BC et en 14 AD ici"),
        ("7 799 401,31 F", "7,799,401.31 F"),
        ("en 2019 300 lecteurs", "en 2019 300 lecteurs"),
        ("1,2,3 et 1, 2, 3", "1,2,3 et 1, 2, 3"),
        ("l'article L. 121-2, n° 5, 1.2, A4, 12e", "l'article L. 121-2, n° 5, 1.2, A4, 12e"),
        ("Louis XIV et le chapitre III", "Louis XIV et le chapitre III"),
        ("10 100 t", "10,100 t"),
        ("12 345 678 habitants", "12,345,678 habitants"),
    ],
)
def test_figures_are_written_as_in_english(source: str, target: str) -> None:
    assert written(source) == target


@pytest.mark.parametrize(
    ("source", "whole"),
    [("1 250 €", True), ("1 250", True), ("2,5", False), ("5 %", False), ("à 9 h 30", False)],
)
def test_what_translators_change_goes_round_them(source: str, whole: bool) -> None:
    assert [figure.whole for figure in figures(source)] == [whole]


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd"), (112, "112th")]
)
def test_ordinals(value: int, text: str) -> None:
    assert ordinal(value) == text


@given(
    st.integers(0, 10**12),
    st.integers(0, 99),
    st.sampled_from([" ", "\u00a0", "\u202f"]),
    st.sampled_from(["€", "$", "£", "¥"]),
)
def test_amounts_keep_their_digits_and_their_sign(
    whole: int, cents: int, blank: str, sign: str
) -> None:
    source = f"{whole:,}".replace(",", blank) + f",{cents:02} {sign}"
    (figure,) = figures(f"Il doit {source}.")
    assert figure.text == f"{sign}{whole:,}.{cents:02}"


@given(st.text(st.sampled_from("0123456789 .,€$-%h°CXVIe siècleJavM\u00a0")))
def test_figures_are_in_order_and_within_the_text(source: str) -> None:
    end = 0
    for figure in figures(source):
        assert end <= figure.start < figure.end <= len(source)
        end = figure.end


@pytest.mark.parametrize("row", ["1 ", "1 234 ", "1,", "1-", "I", "Xe ", "1 h ", "à 1", "€", "-"])
def test_rows_of_figures_are_read_in_linear_time(row: str) -> None:
    list(figures(row * 20_000))
