"""Tables of values: one column is translated; the headings and every other byte stay."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editions import edition_of, written
from tests.unit.formats.messages.shouting import filled
from webapp.errors import BadInput, UnreadableDocument
from webapp.formats.messages.table import column_messages, table_of
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.choices import Choices

SHOP = "clé;prix;nom;avis\r\nart_1;3,50;Une tasse;Elle est belle.\r\nart_2;4;Un bol;\r\n"


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        # Separators, quotation marks, line breaks in cells and their kinds.
        ("id,texte\n1,Oui\n", "texte", "id,texte\n1,OUI\n"),
        (SHOP, "nom", SHOP.replace("Une tasse", "UNE TASSE").replace("Un bol", "UN BOL")),
        (SHOP, "4", SHOP.replace("Elle est belle.", "ELLE EST BELLE.")),
        (SHOP, "C", SHOP.replace("Une tasse", "UNE TASSE").replace("Un bol", "UN BOL")),
        ('a|"b ""c"" d|e"\n', "2", 'a|"B ""C"" D|E"\n'),
        ('id,text\n1,"deux\r\nlignes"\n', "text", 'id,text\n1,"DEUX\r\nLIGNES"\n'),
        ("id\ttexte\n1\tIl dit : « non »\n", "texte", "id\ttexte\n1\tIL DIT : « NON »\n"),
        # A quotation mark within a cell, one without its second, spaces around quoted cells.
        ('id,texte\n1,un 5" écran\n', "texte", 'id,texte\n1,UN 5" ÉCRAN\n'),
        ('id,texte\n1,"oui\n2,non\n', "texte", 'id,texte\n1,"""OUI"\n2,NON\n'),
        ('id, texte\n1, "oui, non" \n', "texte", 'id, texte\n1, "OUI, NON" \n'),
        # What spreadsheets add, rows of other lengths, and rows without an end.
        ("sep=|\nid|texte\n1|oui\n", "texte", "sep=|\nid|texte\n1|OUI\n"),
        ("texte,id\n1\noui,2,trop\n\nnon,3", "texte", "texte,id\n1\nOUI,2,trop\n\nNON,3"),
        # Separators in a text of the last column that has no quotation marks.
        ("id;texte\n1;oui; et non\n", "texte", 'id;texte\n1;"OUI; ET NON"\n'),
        ("id;texte\n1;oui;\n2;non;;\n", "texte", "id;texte\n1;OUI;\n2;NON;;\n"),
        # Formulas, numbers and placeholders stay.
        ("a,texte\n1,=SOMME(a)\n2,12\n3,{nom} oui\n", "2", None),
    ],
)
def test_the_chosen_column_alone_is_changed(text: str, chosen: str, expected: str | None) -> None:
    table = table_of(text)
    expected = expected or text.replace("oui", "OUI")
    assert filled(table.messages(table.number(chosen))) == expected


def test_a_target_gets_the_quotation_marks_that_it_needs() -> None:
    messages = column_messages("a,texte\n1,oui\n2,non\n3,bon\n", 2)
    given_targets = ["yes, sir", 'a "no"', "two\nlines"]
    text = messages.filled(given_targets, "en")
    assert [row[1] for row in csv.reader(io.StringIO(text))] == ["texte", *given_targets]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("key,en,fr\na.b,Save the file,Enregistrer le fichier\n", "fr"),
        ("ref;libellé long\nAZ-1;Une chaise en bois clair\nAZ-2;Une table ronde\n", "libellé long"),
        ("name,comment\nhome_title,Le titre de la page\n", "comment"),
        ("url,source\nhttps://example.org/une/longue/adresse,Oui\n", "source"),
    ],
)
def test_without_a_choice_the_column_with_the_texts_is_read(text: str, heading: str) -> None:
    document = read_document(text.encode(), "a.csv")
    assert (
        document.details[0]["column"]
        == text.split("\n")[0].replace(";", ",").split(",").index(heading) + 1
    )
    assert f"“{heading}”" in document.notices[0]


@pytest.mark.parametrize(
    "text", ["Bonjour Anne.\nIl pleut.\n", "chat;bête\nchien;bête\n", "Oui\nNon\n", "Oui"]
)
def test_a_first_row_of_values_is_read_too(text: str) -> None:
    document = read_document(text.encode(), "a.csv")
    assert document.text.startswith(text[:3])
    assert "no heading" in document.notices[0]


def test_a_single_column_may_have_any_separator_in_its_sentences() -> None:
    text = "Il pleut, dit-il.\nBon ; je reste.\nOui\nNon, rien, jamais.\n"
    assert filled(column_messages(text, 1)) == text.upper()


@pytest.mark.parametrize("chosen", ["nommé", "5", "0", "-1", "ZZ", "1" * 40, "²"])
def test_a_column_that_is_not_there_is_refused(chosen: str) -> None:
    with pytest.raises(BadInput, match="It has 4 columns"):
        read_document(SHOP.encode(), "a.csv", Choices(column=chosen))


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n", "1,2\n3,4\n"])
def test_a_table_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_document(text.encode(), "a.csv")


def test_it_comes_back_in_its_encoding_with_the_column_that_was_read() -> None:
    data = "id;nom;avis\n1;été;à la une de février\n".encode("cp1252")
    edition = edition_of(data, "a.csv")
    assert written("own-csv", edition) == data.replace(b";\xe0 la", b";\xc0 LA").replace(
        "une de février".encode("cp1252"), "UNE DE FÉVRIER".encode("cp1252")
    )


CELLS = st.lists(st.text(alphabet='ab,;"\n\t é', max_size=6), min_size=2, max_size=3)


@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_what_python_writes_is_read_as_python_reads_it(
    rows: list[list[str]], separator: str
) -> None:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=separator).writerows(rows)
    text = f"sep={separator}\n{sheet.getvalue()}"
    read = csv.reader(io.StringIO(sheet.getvalue(), newline=""), delimiter=separator)
    expected = [row for row in read if any(cell.strip() for cell in row)]
    try:
        table = table_of(text)
    except UnreadableDocument:
        assert not expected
        return
    assert [[cell.text for cell in row] for row in table.rows] == expected
