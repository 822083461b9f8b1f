"""What a spreadsheet, a browser or Word would run is taken out of downloads, if nobody wants it."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from tests.editions import edition_of, written
from tests.word_documents import document
from webapp.formats.active import NOTICE, inert_cell, inert_relations, make_fields_inert
from webapp.formats.readers.catalogue import read_document

FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", " =1", "＝1", "\t=1"]
PAGE = """<html><head><title>Un titre</title>
<meta http-equiv="Refresh" content="0;url=https://evil.example/"><script>alert(1)</script>
</head><body onload="alert(1)"><article><p>Il pleut <a href="https://a.example/">ici</a> et
<a href=" java&#9;script:alert(1)">là</a>.</p><p onclick="alert(1)">Il neige<script>x()</script>
encore. <a href="data:text/html,x">Oui</a></p><form action="JavaScript:x()"><p>Non.</p></form>
<iframe srcdoc="&lt;script&gt;"></iframe><object data="x.swf"></object><img src="data:image/png,x"
alt="javascript: une image"><svg><set attributeName="href" to="javascript:x()"/></svg>
</article></body></html>"""
HARMS = [b"alert", b"Script:x", b"Refresh", b"x()", b"data:text", b"srcdoc", b"x.swf", b"onclick"]
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="t/hyperlink" Target="{}" TargetMode="External"/>'
    '<Relationship Id="b" Type="t/{}" Target="https://a.example/" TargetMode="External"/>'
    "</Relationships>"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIELD = (
    '<w:p {}><w:fldChar w:fldCharType="begin"/>{}<w:fldChar w:fldCharType="end"/>'
    '<w:fldSimple w:instr="{}"/></w:p>'
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_is_no_formula(text: str) -> None:
    assert inert_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Il pleut.", "— Oui.", "'=1", "1-2", "a=b"])
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
    made = written("own-html", edition)
    assert [harm for harm in HARMS if harm in made] == []
    for kept in (b"IL PLEUT", b"ENCORE.", b'href="https://a.example/"', b"data:image/png", b"LA"):
        assert kept in made.replace("LÀ".encode(), b"LA"), kept
    assert b'alt="javascript: une image"' in made


def test_a_page_is_written_with_its_scripts_for_who_wants_them() -> None:
    edition = replace(edition_of(PAGE.encode(), "a.html"), keeps_active=True)
    made = written("own-html", edition)
    assert [harm for harm in HARMS if harm not in made] == []


def test_an_import_says_what_its_own_layout_goes_without() -> None:
    assert NOTICE in read_document(PAGE.encode(), "a.html").notices
    quiet = b"<html><body><article><p>Il pleut.</p></article></body></html>"
    assert NOTICE not in read_document(quiet, "a.html").notices
    assert NOTICE not in read_document(document("<w:r><w:t>Oui.</w:t></w:r>")).notices


@pytest.mark.parametrize(
    ("target", "kind", "is_active"),
    [
        ("https://a.example/", "hyperlink", False),
        ("javascript:alert(1)", "hyperlink", True),
        ("ms-msdt:/id", "hyperlink", True),
        ("https://a.example/", "attachedTemplate", True),
        ("https://a.example/", "oleObject", True),
    ],
)
def test_a_word_file_follows_no_relation_by_itself(target: str, kind: str, is_active: bool) -> None:
    inert = inert_relations(RELATIONS.format(target, kind).encode())
    assert (inert is not None) == is_active
    if inert:
        targets = {r.get("Target") for r in etree.fromstring(inert)}
        assert targets == {"https://a.example/", "about:blank"} - (
            {"https://a.example/"} if target != "https://a.example/" == kind else set()
        )


@pytest.mark.parametrize(
    ("pieces", "is_active"),
    [
        (["DDEAUTO c:\\\\cmd"], True),
        ([" dd", "e excel"], True),
        (["INCLUDETEXT https://a.example/"], True),
        (['HYPERLINK "https://a.example/DDE"'], False),
        (["PAGE"], False),
    ],
)
def test_a_word_file_starts_nothing_by_a_field(pieces: list[str], is_active: bool) -> None:
    words = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    root = etree.fromstring(FIELD.format(W, words, "PAGE"))
    assert make_fields_inert(root) == is_active
    left = "".join(root.xpath("//*[local-name()='instrText']/text()"))
    assert left == ("" if is_active else "".join(pieces))


def test_a_word_file_in_its_own_layout_leads_to_no_script() -> None:
    made = document('<w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>Oui.</w:t></w:r></w:fldSimple>')
    edition = edition_of(made)
    assert NOTICE in read_document(made).notices
    for keeps_active in (False, True):
        file = written("own-docx", replace(edition, keeps_active=keeps_active))
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            words = archive.read("word/document.xml")
        assert (b"DDEAUTO" in words) == keeps_active
        assert b"OUI." in words
