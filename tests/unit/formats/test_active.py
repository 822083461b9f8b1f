"""What a spreadsheet or a browser would run is taken out of downloads, if nobody wants it."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, strategies

from tests.editions import edition_of, written
from tests.word_documents import document
from webapp.formats.active import NOTICE, active_cell, inert_cell, inert_page
from webapp.formats.readers.catalogue import read_document

FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", " =1", "＝1", "\t=1"]
#: Formulas where a spreadsheet cuts lines at another separator, and what is made of them.
INNER = {"Oui ;=1+1; oui": "Oui ;'=1+1; oui", 'a\n "-1': "a\n' \"-1", "a, @b": "a,' @b"}
PAGE = """<html><head><title>Un titre</title>
<meta http-equiv="Refresh" content="0;url=https://evil.example/"><script>alert(1)</script>
</head><body onload="alert(1)"><article><p>Il pleut <a href="https://a.example/">ici</a> et
<a href=" java&#9;script:alert(1)">là</a>.</p><p onclick="alert(1)">Il neige<script>x()</script>
encore. <a href="data:text/html,x">Oui</a></p><form action="JavaScript:x()"><p>Non.</p></form>
<iframe srcdoc="&lt;script&gt;"></iframe><object data="x.swf"></object><img src="data:image/png,x"
alt="javascript: une image"><svg><set attributeName="href" to="javascript:x()"/></svg>
</article></body></html>"""
HARMS = [b"alert", b"Script:x", b"Refresh", b"x()", b"data:text", b"srcdoc", b"x.swf", b"onclick"]
#: Pages by other ways: pictures that run, animated links, styles that are markup in a picture.
WAYS = [
    '<iframe src="data:image/svg+xml;base64,eval"></iframe>',
    '<iframe src="&#1;java&#10;script:eval"></iframe>',
    "<svg><style><img src=x onerror=eval()></style></svg>",
    '<svg><a><animate attributeName="xlink:href" values="javascript:eval"/></a></svg>',
    '<svg><use href="data:image/svg+xml,eval#a"/></svg>',
    '<svg><a xlink:href="javascript:eval"><text>a</text></a></svg>',
    '<button formaction="javascript:eval">a</button>',
    '<input type="submit" formaction=" JAVASCRIPT:eval">',
    '<base href="javascript:eval">',
    '<object><param value="eval"></object>',
    '<div><template shadowrootmode="open"><script>eval</script></template></div>',
    '<details open ontoggle="eval()">a</details>',
]
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
#: A picture of a drawing program, which has an entity of its own.
PICTURE = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY n "http://www.w3.org/2000/svg">]>'
    '<svg xmlns="&n;"{}><style>a &gt; b {{}}</style><text>&n;</text></svg>'
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_is_no_formula(text: str) -> None:
    assert inert_cell(text)[0] == "'"
    assert active_cell(inert_cell(text)) == text


@pytest.mark.parametrize("text", INNER)
def test_no_part_of_a_cell_is_a_formula(text: str) -> None:
    assert inert_cell(text) == INNER[text]


@given(strategies.text(alphabet="a'\"=-; ,\n\t"))
def test_a_cell_can_be_read_as_it_was(text: str) -> None:
    assert active_cell(inert_cell(text)) == text


@pytest.mark.parametrize("text", ["", "Il pleut.", "— Oui.", "1-2", "a=b", "Oui ; non, si."])
def test_a_cell_that_is_no_formula_stays(text: str) -> None:
    assert inert_cell(text) == text


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_have_no_formula_unless_somebody_wants_them(name: str, delimiter: str) -> None:
    def cells(keeps_active: bool) -> set[str]:
        page = "<html><body><article><p>=1+1</p><p>-2 ans</p><p>Oui.</p></article></body></html>"
        edition = edition_of(page.encode(), "a.html")
        text = written(name, replace(edition, keeps_active=keeps_active)).decode("utf-8-sig")
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        return {cell for row in rows for cell in row}

    assert {"'=1+1", "'-2 ans", "'-2 ANS", "Oui."} <= cells(keeps_active=False)
    assert {"=1+1", "-2 ans", "-2 ANS", "Oui."} <= cells(keeps_active=True)


def test_a_page_in_its_own_layout_runs_nothing() -> None:
    edition = edition_of(PAGE.encode(), "a.html")
    page = written("own-html", edition)
    assert [harm for harm in HARMS if harm in page] == []
    for kept in (b"IL PLEUT", b"ENCORE.", b'href="https://a.example/"', b"data:image/png", b"LA"):
        assert kept in page.replace("LÀ".encode(), b"LA"), kept
    assert b'alt="javascript: une image"' in page


def test_a_page_is_written_with_its_scripts_for_who_wants_them() -> None:
    edition = replace(edition_of(PAGE.encode(), "a.html"), keeps_active=True)
    page = written("own-html", edition)
    assert [harm for harm in HARMS if harm not in page] == []


def test_an_import_says_what_its_own_layout_goes_without() -> None:
    assert NOTICE in read_document(PAGE.encode(), "a.html").notices
    quiet = b"<html><body><article><p>Il pleut.</p></article></body></html>"
    assert NOTICE not in read_document(quiet, "a.html").notices
    assert NOTICE not in read_document(document("<w:r><w:t>Oui.</w:t></w:r>")).notices


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_running_is_left_in_a_page(way: str) -> None:
    page = f"<html><body><article><p>Il pleut ce matin.</p>{way}</article></body></html>"
    output = written("own-html", edition_of(page.encode(), "a.html"))
    assert b"<img" not in output
    assert b"eval" not in output.replace(b"onerror=eval", b"")
    assert NOTICE in read_document(page.encode(), "a.html").notices


def test_styles_mean_the_same_without_what_would_be_a_tag() -> None:
    page = "<style><!-- a::after {content: '<b>'} @media (width < 9em) {} --></style><p>Oui.</p>"
    output = written("own-html", edition_of(f"<html><body>{page}</body></html>".encode(), "a.html"))
    assert rb"<style> a::after {content: '\3c b>'} @media (width < 9em) {} </style>" in output


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_running_is_left_in_a_page_of_a_book(way: str) -> None:
    page = XHTML.format(way).encode()
    output = inert_page(page, is_picture=False)
    assert output is not None
    assert b"<img" not in output
    assert b"eval" not in output.replace(b"onerror=eval", b"")


@pytest.mark.parametrize(
    ("picture", "is_active"),
    [
        (PICTURE.format(""), False),
        (PICTURE.format(' onload="eval()"'), True),
        ("<svg><script>eval()</script>", True),
        ('<?xml-stylesheet type="text/xsl" href="eval"?><svg/>', True),
        ('<?xml-stylesheet type="text/css" href="a.css"?><svg/>', False),
    ],
)
def test_a_picture_of_a_book_runs_nothing(picture: str, is_active: bool) -> None:
    output = inert_page(picture.encode(), is_picture=True)
    assert (output is not None) is is_active
    assert b"eval" not in (output or b"")
