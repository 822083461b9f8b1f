"""What an office would run or fetch is taken out of downloads, if nobody wants it."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from tests.editions import edition_of, written
from tests.word_documents import document
from webapp.formats.active import NOTICE
from webapp.formats.active_office import inert_part, make_part_inert
from webapp.formats.readers.catalogue import read_document

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
#: Parts that run or fetch something, and parts that are like them.
ACTIVE_PARTS = [
    '<p:sldLayout xmlns:p="a"><p:c action="PPAction://program"/></p:sldLayout>',
    '<p:c action="ppaction&#58;//macro?name=a"/>'.replace("p:c", "c"),
    '<w:hdr {}><w:fldSimple w:instr=" LINK Excel.Sheet.8 a"/></w:hdr>',
    '<connections><connection refreshOnLoad="1"/></connections>',
    '<queryTable refreshOnLoad="1"/>',
    '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>',
    '<a xmlns:x="y" x:href="vnd.sun.star.script:a$b"/>',
    '<a><event-listeners xmlns="s"/></a>',
]
QUIET_PARTS = [
    '<c action="ppaction://hlinksldjump"/>',
    '<w:hdr {}><w:fldSimple w:instr=" PAGE "/></w:hdr>',
    '<pivotCacheDefinition refreshOnLoad="1"/>',
    '<a xmlns:x="y" x:href="https://a.example/"/>',
    "<a>action, script, href</a>",
    "<a action=",
]


@pytest.mark.parametrize(
    ("target", "kind", "is_active"),
    [
        ("https://a.example/", "hyperlink", False),
        ("javascript:alert(1)", "hyperlink", True),
        ("ms-msdt:/id", "hyperlink", True),
        ("https://a.example/", "attachedTemplate", True),
        ("https://a.example/", "oleObject", True),
        ("https://a.example/", "mailMergeSource", True),
        ("https://a.example/", "image", False),
    ],
)
def test_a_word_file_follows_no_relation_by_itself(target: str, kind: str, is_active: bool) -> None:
    inert = inert_part(RELATIONS.format(target, kind).encode())
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
        (["LINK Excel.Sheet.12 a.xlsx"], True),
        (["LINKED"], False),
    ],
)
def test_a_word_file_starts_nothing_by_a_field(pieces: list[str], is_active: bool) -> None:
    words = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    root = etree.fromstring(FIELD.format(W, words, "PAGE"))
    assert make_part_inert(root) == is_active
    left = "".join(root.xpath("//*[local-name()='instrText']/text()"))
    assert left == ("" if is_active else "".join(pieces))


def test_a_word_file_in_its_own_layout_leads_to_no_script() -> None:
    data = document('<w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>Oui.</w:t></w:r></w:fldSimple>')
    edition = edition_of(data)
    assert NOTICE in read_document(data).notices
    for keeps_active in (False, True):
        file = written("own-docx", replace(edition, keeps_active=keeps_active))
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            words = archive.read("word/document.xml")
        assert (b"DDEAUTO" in words) == keeps_active
        assert b"OUI." in words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_runs_or_fetches_whatever_its_name(encoding: str) -> None:
    for part in ACTIVE_PARTS:
        data = f'<?xml version="1.0" encoding="{encoding}"?>{part.format(W)}'.encode(encoding)
        output = inert_part(data)
        assert output is not None, part
        assert inert_part(output) is None or b"none" in output, part
    for part in QUIET_PARTS:
        assert inert_part(part.format(W).encode(encoding)) is None, part


@pytest.mark.parametrize(
    ("target", "is_active"),
    [("\\\\a.example\\b.png", True), ("file:///b.png", True), ("b.png", False)],
)
def test_a_picture_is_fetched_from_no_share(target: str, is_active: bool) -> None:
    relation = f'<Relationship Type="t/{{}}" Target="{target}" TargetMode="External"/>'
    assert (inert_part(relation.format("image").encode()) is not None) is is_active
    assert inert_part(relation.format("hyperlink").encode()) is None


def test_parts_without_text_run_nothing() -> None:
    file = io.BytesIO(document("<w:r><w:t>Oui.</w:t></w:r>"))
    assert NOTICE not in read_document(file.getvalue()).notices
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/Header7.xml", f'<w:hdr {W}><w:fldSimple w:instr="DDE a"/></w:hdr>')
    assert NOTICE in read_document(file.getvalue()).notices
    output = written("own-docx", edition_of(file.getvalue()))
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        assert b"DDE" not in archive.read("word/Header7.xml")
