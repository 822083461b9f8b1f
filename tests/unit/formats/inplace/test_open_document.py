"""An OpenDocument text in its own layout has translated words and all else as before."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from tests import documents
from tests.editions import edition_of, told, written
from webapp.errors import UnreadableDocument
from webapp.formats.active import NOTICE
from webapp.formats.readers.catalogue import read_document

_DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
_SCRIPT = 'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>
<m:file-entry m:full-path="Basic/a.xml" m:media-type="text/xml"/></m:manifest>"""
META = """<o:document-meta xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><o:meta><dc:title>Premier titre</dc:title>
<dc:language>fr-FR</dc:language></o:meta></o:document-meta>"""
BODY = f"""<text:p {_DRAW}>Voir <text:a xlink:href="#suite">la suite</text:a>, page
 <text:page-number>7</text:page-number>.
<draw:frame><draw:text-box><text:p>Dans un cadre.</text:p></draw:text-box></draw:frame></text:p>"""


def text_of(body: str = "", **others: str) -> bytes:
    """The sample with more paragraphs and parts."""
    content = documents.OPEN_DOCUMENT.replace("<office:text>", f"<office:text>{body}")
    return documents.archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        | {name.replace("_", "."): part for name, part in others.items()}
    )


def parts(data: bytes, *, keeps_active: bool = False) -> dict[str, str]:
    """The parts of the translation in the document's own layout."""
    edition = replace(edition_of(data, "a.odt"), keeps_active=keeps_active)
    with zipfile.ZipFile(io.BytesIO(written("own-odt", edition))) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_words_change_and_styles_notes_and_breaks_stay() -> None:
    content = " ".join(parts(text_of())["content.xml"].split())
    assert 'text:outline-level="2">PREMIER TITRE</text:h>' in content
    assert '<text:p>IL <text:span text:style-name="T1">PLEUT</text:span><text:note>' in content
    assert "<text:p>LA NOTE.</text:p></text:note-body></text:note>" in content
    assert "<text:line-break/> ET IL VENTE.</text:p>" in content
    assert "<text:list-item><text:p>UN</text:p>" in content


def test_links_fields_and_frames_stay_around_the_words() -> None:
    content = " ".join(parts(text_of(BODY))["content.xml"].split())
    assert (
        '<text:a xlink:href="#suite">LA SUITE</text:a>, PAGE <text:page-number>7</text:page-number>'
        in content
    )
    assert "<draw:text-box><text:p>DANS UN CADRE.</text:p></draw:text-box>" in content


def test_what_comes_back_reads_as_the_translation() -> None:
    data = text_of(BODY)
    translation = read_document(written("own-odt", edition_of(data, "a.odt")), "a.odt")
    source = read_document(data, "a.odt")
    assert translation.text.split() == source.text.upper().split()
    assert [line.partition(":")[0] for line in told(translation)] == [
        line.partition(":")[0] for line in told(source)
    ]


def test_a_space_that_the_office_draws_goes_where_the_target_needs_it() -> None:
    edition = edition_of(text_of("<text:p>Il<text:s/>pleut.</text:p>"), "a.odt", lambda _: "Rain.")
    with zipfile.ZipFile(io.BytesIO(written("own-odt", edition))) as archive:
        paragraph = next(etree.fromstring(archive.read("content.xml")).iter("{*}p"))
    assert "".join(paragraph.itertext()) == "Rain."


def test_title_and_language_of_its_properties_are_translated() -> None:
    meta = parts(text_of(meta_xml=META))["meta.xml"]
    assert "<dc:title>PREMIER TITRE</dc:title>" in meta
    assert "<dc:language>en</dc:language>" in meta


@pytest.mark.parametrize("keeps_active", [False, True])
def test_what_an_office_runs_or_fetches_is_left_out_and_told(keeps_active: bool) -> None:
    body = f"""<text:section><text:section-source xlink:href="https://e.org/a.odt"/>
    <text:p>Un <text:a xlink:href="macro:///a.b">mot</text:a>
    <office:event-listeners {_SCRIPT}><script:event-listener/></office:event-listeners></text:p>
    </text:section>"""
    others = {"META-INF/manifest.xml": MANIFEST, "Basic/a.xml": "<a/>"}
    data = text_of(body, **others)
    assert NOTICE in read_document(data, "a.odt").notices
    rebuilt = parts(data, keeps_active=keeps_active)
    for sign in ("section-source", "macro:", "event-listener"):
        assert (sign in rebuilt["content.xml"]) is keeps_active
    assert ("Basic/a.xml" in rebuilt) is keeps_active
    assert ("Basic/a.xml" in rebuilt["META-INF/manifest.xml"]) is keeps_active
    assert "MOT</text:a>" in rebuilt["content.xml"]


def test_a_signature_that_the_change_makes_invalid_is_left_out() -> None:
    assert "META-INF/documentsignatures.xml" not in parts(
        text_of(**{"META-INF/documentsignatures.xml": "<a/>"})
    )


def test_a_drawing_that_is_read_as_text_is_not_written_in_its_own_layout() -> None:
    drawing = documents.archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.graphics",
            "content.xml": documents.OPEN_DOCUMENT,
        }
    )
    assert read_document(drawing, "a.odg").original is None


def own_content(name: str, data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(written(f"own-{name}", edition_of(data)))) as archive:
        return archive.read("content.xml").decode()


def test_slides_and_their_notes_are_translated_and_their_footers_are_told() -> None:
    content = own_content("odp", documents.open_slides())
    for words in ("UNE DIAPO", "DITES BONJOUR.", "Le pied"):
        assert f">{words}<" in content


def test_of_a_sheet_words_alone_are_translated_that_no_formula_names() -> None:
    content = own_content("ods", documents.open_sheets())
    for words in ("LE LOYER", "Oui", "1 janvier", "Un résultat"):
        assert f"<text:p>{words}</text:p>" in content
    assert "string-value" not in content
    assert 'table:name="Dépenses"' in content


def test_a_sheet_without_words_is_refused() -> None:
    only = documents.SHEETS.replace("Le loyer", "12").replace(">Oui<", ">7<")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    numbers = only.replace('"string"', '"float"')
    with pytest.raises(UnreadableDocument):
        read_document(documents.archive({"mimetype": kind, "content.xml": numbers}))
