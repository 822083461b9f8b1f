"""Verse keeps its lines in the reader, though a sentence runs over them."""

import io

from flask.testing import FlaskClient

from webapp.pretranslation.desk import Desk

POEM = """<p>Le chant.</p><pre>Sous le pont <b>neuf
coule</b> un fleuve &amp;
la nuit vient. Il pleut.

Un jour
se lève.</pre><p>Une<br>fin.</p>"""


def test_each_line_ends_where_the_poet_ends_it(client: FlaskClient, desk: Desk) -> None:
    client.post("/documents", data={"file": (io.BytesIO(POEM.encode()), "a.html")})
    desk.pretranslate(1)
    page = client.get("/documents/1").text
    assert ">Sous le pont <b>neuf <br/>coule</b> un fleuve &amp; <br/>la nuit vient.</p>" in page
    assert ">Il pleut.</p>" in page
    assert ">Un jour <br/>se lève.</p>" in page
    assert ">EN[Un jour <br/>se lève.]" in page
    assert ">Une <br/>fin.</p>" in page
    source = next(desk.library.documents.blocks(1)).segments[0].source
    assert source == "Le chant."
    later = client.get("/documents/1?last=4", headers={"HX-Request": "true"}).text
    assert "Un jour <br/>se lève." in later
