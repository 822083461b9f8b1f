"""A book in its own layout: its words change, and all else of it stays."""

import io
import re
import zipfile
from dataclasses import replace

from tests import documents
from tests.books import FAULTY_PACKAGE, faulty_book
from tests.editions import edition_of
from webapp.formats.active import NOTICE
from webapp.formats.readers.catalogue import read_document
from webapp.formats.writers.catalogue import FORMATS

NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">
<docTitle><text>Le Livre</text></docTitle>
<navMap><navPoint id="a"><navLabel><text>La fin</text></navLabel>
<content src="text/deux.xhtml"/></navPoint></navMap></ncx>"""
ITEMS = """<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="c" href="a.css" media-type="text/css"/></manifest>"""
CHAPTER = """<?xml version="1.0"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:e="http://www.idpf.org/2007/ops" xml:lang="fr"
 lang="fr"><head><title>T</title><link rel="stylesheet" href="../a.css"/><script>x()</script></head>
<body class="b"><p id="p">Voir <a href="deux.xhtml#s">la suite</a> ici.</p>
<p><ruby>東<rt>tō</rt></ruby></p><p>Un cha\u00adteau&nbsp;!</p><svg xmlns="http://www.w3.org/2000/svg"/>
</body></html>"""


def book() -> bytes:
    """A book with contents of both kinds, a sheet of styles and a script."""
    package = documents.PACKAGE.replace("</manifest>", ITEMS)
    package = package.replace('href="text/un', 'properties="scripted" href="text/un')
    others = {"OPS/toc.ncx": NCX, "OPS/a.css": "p { color: red }"}
    return documents.book(package=package, chapter=CHAPTER, **others)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def translated(data: bytes, *, keeps_active: bool = False) -> dict[str, str]:
    edition = replace(edition_of(data), keeps_active=keeps_active)
    return parts(b"".join(FORMATS["own-epub"].write(edition)))


def test_words_change_and_links_styles_and_attributes_stay() -> None:
    chapter = translated(book())["OPS/text/un .xhtml"]
    assert '<p id="p">VOIR <a href="deux.xhtml#s">LA SUITE</a> ICI.</p>' in chapter
    assert '<link rel="stylesheet" href="../a.css"/>' in chapter
    assert 'xml:lang="en" lang="en"' in chapter
    assert '<body class="b">' in chapter
    assert "UN CHATEAU\u00a0!" in chapter


def test_what_has_no_words_is_as_it_was() -> None:
    rebuilt, original = translated(book()), parts(_with_type(book()))
    assert rebuilt.keys() == original.keys()
    for name in ("mimetype", "META-INF/container.xml", "OPS/a.css"):
        assert rebuilt[name] == original[name]


def test_contents_and_the_package_are_translated_where_their_words_are_known() -> None:
    rebuilt = translated(book())
    assert ">COMMENCEMENT</a>" in rebuilt["OPS/nav.xhtml"]
    assert ">Autre nom</a>" in rebuilt["OPS/nav.xhtml"]
    assert "<text>LA FIN</text>" in rebuilt["OPS/toc.ncx"]
    assert "<dc:language>en</dc:language>" in rebuilt["OPS/package.opf"]


def test_scripts_are_left_out_and_said_if_they_are_not_asked_for() -> None:
    rebuilt, whole = translated(book()), translated(book(), keeps_active=True)
    assert NOTICE in read_document(book()).notices
    assert "script" not in rebuilt["OPS/text/un .xhtml"] + rebuilt["OPS/package.opf"]
    assert "<script>x()</script>" in whole["OPS/text/un .xhtml"]
    assert "scripted" in whole["OPS/package.opf"]


def test_links_within_the_book_and_readings_are_told() -> None:
    notices = read_document(book()).notices
    assert "1 inner link could not be kept and is left out." in notices
    assert "1 ruby reading could not be kept and is left out." in notices


def test_what_the_package_says_wrongly_is_mended_and_what_is_seen_stays() -> None:
    rebuilt = translated(faulty_book())
    package, contents = rebuilt["OPS/package.opf"], rebuilt["OPS/toc.ncx"]
    for right in (
        '<item id="a" href="text/un.xhtml" media-type="application/xhtml+xml" properties="svg"',
        'media-type="image/jpeg" properties="cover-image"',
        '<spine toc="ncx"><itemref idref="a" linear="no"/><itemref idref="b"/></spine>',
        "<dc:language>en</dc:language>",
        '<meta property="dcterms:modified">2',
    ):
        assert right in package.replace("\n", "")
    assert "lost" not in package
    assert "guide" not in package
    assert 'content="urn:uuid:1f8a3d52-6c1e-4b44-9a0e-0b6f1f0c7a11"' in contents
    assert re.findall('playOrder="(.)"', contents) == ["1", "2"]
    link = '<p hidden="hidden"><a href="un.xhtml">Une page</a></p>'
    assert rebuilt["OPS/text/nav.xhtml"].count(link) == 1


def test_a_package_that_breaks_no_rule_stays_but_for_language_and_title() -> None:
    package = FAULTY_PACKAGE
    for wrong, right in {
        "text/html": "application/xhtml+xml",
        "mathml ": "",
        '"scripted"': '"svg"',
        '<item id="lost" href="perdu.xhtml" media-type="application/xhtml+xml"/>\n': "",
        '<itemref idref="lost"/>': "",
        ' linear="no"': "",
        "<spine>": '<spine toc="ncx">',
        "image/jpg": "image/jpeg",
        'a.jpg"/></guide>': 'text/deux.xhtml"/></guide>',
        "</metadata>": "<dc:language>en</dc:language>"
        '<meta property="dcterms:modified">2001-01-01T00:00:00Z</meta></metadata>',
    }.items():
        assert wrong in package
        package = package.replace(wrong, right)
    with zipfile.ZipFile(io.BytesIO(faulty_book())) as archive:
        others = {name: archive.read(name) for name in archive.namelist()}
    book = documents.archive(others | {"OPS/package.opf": package.encode()})
    rebuilt = translated(book)["OPS/package.opf"]
    assert "".join(rebuilt.split("?>")[1].split()) == "".join(package.split())


def _with_type(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        others = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **others}.items():
            archive.writestr(name, content)
    return buffer.getvalue()
