"""A book in which other programs left faults, as many books have some."""

import io

from PIL import Image

from tests import documents

#: A book that breaks rules: a package that is wrong about its parts, and contents that are, too.
FAULTY_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0"
 unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:1f8a3d52-6c1e-4b44-9a0e-0b6f1f0c7a11</dc:identifier>
<dc:title>Le Livre</dc:title></metadata><manifest>
<item id="a" href="text/un.xhtml" media-type="text/html" properties="mathml scripted"/>
<item id="b" href="text/deux.xhtml" media-type="application/xhtml+xml"/>
<item id="lost" href="perdu.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="a.jpg" media-type="image/jpg" properties="cover-image"/>
<item id="nav" href="text/nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine><itemref idref="a" linear="no"/><itemref idref="lost"/><itemref idref="b"/></spine>
<guide><reference type="cover" title="C" href="a.jpg"/></guide></package>"""
FAULTY_NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="autre"/></head><docTitle><text>Le Livre</text></docTitle>
<navMap><navPoint id="a" playOrder="1"><navLabel><text>Un</text></navLabel>
<content src="text/un.xhtml"/></navPoint><navPoint id="b" playOrder="1"><navLabel>
<text>Deux</text></navLabel><content src="text/deux.xhtml"/></navPoint></navMap></ncx>"""
SPACE = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def faulty_book() -> bytes:
    """A book whose package and contents break ten rules, and whose pages break none."""
    page = "<html {}><head><title>{}</title></head><body>{}</body></html>"
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "JPEG")
    contents = '<nav epub:type="toc"><ol><li><a href="deux.xhtml">Deux</a></li></ol></nav>'
    return documents.archive(
        {
            "META-INF/container.xml": documents.CONTAINER,
            "OPS/package.opf": FAULTY_PACKAGE,
            "OPS/text/un.xhtml": page.format(SPACE, "Une page", f"<p>Un.</p><p>{DRAWING}</p>"),
            "OPS/text/deux.xhtml": page.format(SPACE, "T", "<p>Deux.</p>"),
            "OPS/text/nav.xhtml": page.format(SPACE, "Table", contents),
            "OPS/toc.ncx": FAULTY_NCX,
            "OPS/a.jpg": picture.getvalue(),
        }
    )
