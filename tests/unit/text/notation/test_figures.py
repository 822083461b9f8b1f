"""Figures keep their value and get the notation of English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text.notation.figures import figures, plain_numbers
from webapp.text.notation.numbers import ordinal


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
        ("l'article L. 121-2, 1.2, A4, 12e", "l'article L. 121-2, 1.2, A4, 12e"),
        ("Louis XIV et le chapitre III", "Louis XIV et le chapitre III"),
        ("3€20 le kilo, 1 040 €75", "€3.20 le kilo, €1,040.75"),
        ("2.310,40 €", "€2,310.40"),
        ("$2,450 et £3,100.75", "$2,450 et £3,100.75"),
        ("75 000 F CFA, 1 200 CHF", "75,000 F CFA, 1,200 CHF"),
        ("20 $ US et 30 $ CAN", "US$20 et CA$30"),
        ("16 Go, 1,5 To et 90 Ko", "16 GB, 1.5 TB et 90 KB"),
        ("33 cl ou 1,5 l", "33 cl ou 1.5 l"),
        ("le n° 7 et n°44", "le n° 7 et n° 44"),
        ("de 7h à 11h et de 13h30 à 17h", "de 7:00 à 11:00 et de 13:30 à 17:00"),
        ("10h-18h ou 9 h – 12 h 30", "10:00-18:00 ou 9:00 – 12:30"),
        ("DE 6H À 20H", "DE 6:00 À 20:00"),
        ("en 3 h 12 min 8 s", "en 3 h 12 min 8 s"),
        ("24h/24, 5 jours/7", "24 hours a day, 5 days a week"),
        ("au XIXE SIÈCLE", "au the 19th century"),
        ("IVe République, Napoléon Ier, le Ier tome", "4e République, Napoléon I, le 1er tome"),
        ("les XIIe, XIIIe et XIVe siècles", "les 12e, the 13th and 14th centuries"),
        ("les années 70, les années trente", "les the 1970s, les the 1930s"),
        ("les années 50 et 60", "les the 1950s and 1960s"),
        ("les années 20 et les années 1990", "les the 20s et les années 1990"),
        ("en 70 après J.-C. ou 30 avant J.-C. ici", "en 70 AD ou 30 BC ici"),
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


def test_dates_and_ordinals_that_are_left_are_english() -> None:
    source = "le 1er août 1914, le 9 mai, la 22e fois et 7"
    texts = [text for _, _, text in plain_numbers(source)]
    assert texts == ["1 August 1914", "9 May", "22nd", "7"]


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
