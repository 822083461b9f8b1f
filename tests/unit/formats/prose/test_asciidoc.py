"""AsciiDoc: prose is translated; macros, listings, anchors and comments stay."""

import pytest

from tests.editions import edition_of, told, written
from tests.unit.formats.prose.shapes import back, guide, lines
from webapp.formats.readers.catalogue import read_document

GUIDE = guide("adoc")


def test_a_guide_is_read_with_its_title_and_language() -> None:
    document = read_document(GUIDE.encode(), "a.adoc")
    assert (document.title, document.language) == ("Guide d'utilisation", "fr")
    assert "heading 2: Introduction" in told(document)
    assert 'code: print("bonjour")' in told(document)


@pytest.mark.parametrize(
    ("source", "read", "translated"),
    [
        ("Un *mot* fort.", ["text: Un mot fort. {bold: mot}"], "UN *MOT* FORT."),
        ("Un *mot _très_ fort*.", None, "UN *MOT _TRÈS_ FORT*."),
        ("Le `code(x)` reste.", ["text: Le `code(x)` reste."], "LE `code(x)` RESTE."),
        (
            "Voir <<a-b,la page>>.",
            ["text: Voir la page. {place: la page}"],
            "VOIR <<a-b,LA PAGE>>.",
        ),
        ("Voir <<a-b>>.", ["text: Voir `a-b`."], "VOIR <<a-b>>."),
        ("Voir xref:a.adoc[la page].", None, "VOIR xref:a.adoc[LA PAGE]."),
        ("Le https://e.org[site,role=x] va.", None, "LE https://e.org[SITE,role=x] VA."),
        ("Le https://e.org[site^] va.", None, "LE https://e.org[SITE^] VA."),
        ("Va sur https://e.org/a_b ici.", None, "VA SUR https://e.org/a_b ICI."),
        ("Appuyer sur kbd:[Ctrl+C] ici.", None, "APPUYER SUR kbd:[Ctrl+C] ICI."),
        ("Avec {nom} ici.", ["text: Avec {nom} ici."], "AVEC {nom} ICI."),
        ("Le [.u]#mot# ici.", ["text: Le mot ici."], None),
        (
            "Un motfootnote:[La *note*.] ici.",
            ["text: Un mot¹ ici. {note: ¹}", "note: La note. {bold: note}"],
            "UN MOTfootnote:[LA *NOTE*.] ICI.",
        ),
        ("WARNING: Gare à vous.", ["text: Gare à vous."], "WARNING: GARE À VOUS."),
        ("* [x] Fait.", ["item 1: Fait."], "* [x] FAIT."),
        ("Mot:: Son sens.", ["text: Mot", "text: Son sens."], "MOT:: SON SENS."),
        ("Un +\ndeux.", ["text: Un", "text: deux."], "UN +\nDEUX."),
        ("|===\n|Un |Deux\n2+|Trois\n|===", None, "|===\n|UN |DEUX\n2+|TROIS\n|==="),
        (
            "[quote, Hugo]\n____\nUn mot.\n____",
            ["text: Un mot."],
            "[quote, Hugo]\n____\nUN MOT.\n____",
        ),
    ],
)
def test_prose_is_read_and_written_among_its_marks(
    source: str, read: list[str] | None, translated: str | None
) -> None:
    assert read is None or lines(source, "adoc") == read
    assert translated is None or back(source, "adoc") == translated


@pytest.mark.parametrize(
    "source",
    [
        ":toc: left\n",
        "// Un commentaire\n",
        "////\nUn commentaire\n////\n",
        "image::a.png[Une image]\n",
        "include::chapitre.adoc[]\n",
        "ifdef::web[]\nendif::[]\n",
        "[[ancre]]\n",
        "'''\n",
        "++++\n<b>mot</b>\n++++\n",
    ],
)
def test_what_is_no_prose_stays(source: str) -> None:
    whole = f"Début.\n\n{source}\nFin.\n"
    assert lines(whole, "adoc") == ["text: Début.", "text: Fin."]
    assert back(whole, "adoc") == f"DÉBUT.\n\n{source}\nFIN.\n"


@pytest.mark.parametrize("style", ["[source,ruby]\n", "[listing]\n", " ", "[stem]\n"])
def test_code_without_a_fence_stays(style: str) -> None:
    whole = f"Un.\n\n{style}deux mots\n\nFin.\n"
    assert back(whole, "adoc") == f"UN.\n\n{style}deux mots\n\nFIN.\n"


def test_words_that_would_be_markup_are_written_otherwise() -> None:
    edition = edition_of(b"Un mot.", "a.adoc", lambda _: "= *a* {b} a_b 2 * 3")
    assert written("own-adoc", edition) == b"{empty}= &#42;a&#42; &#123;b} a_b 2 * 3"
