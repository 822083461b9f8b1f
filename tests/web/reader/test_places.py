"""A late part of a text that is being translated goes first, and its page says so."""

from flask.testing import FlaskClient

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk

TEXT = "\n\n".join(f"La phrase {n}." for n in range(600))


def test_the_bar_says_that_the_page_goes_first(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    desk.start()
    translator.gate.clear()
    client.post("/documents", data={"text": TEXT})
    assert "this page first" not in client.get("/documents/1").text
    assert "this page first" in client.get("/documents/1?first=400").text
    assert "this page first" in client.get("/documents/1/progress?first=400&last=500").text
    translator.gate.set()
