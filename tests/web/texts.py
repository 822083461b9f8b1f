"""A text that tests of pages post and read."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.pretranslation.desk import Desk

TEXT = "Un titre\n\nBonjour. Il pleut. Bonjour.\n\nIl neige."
MARKED = b"""<html><meta name=author content=Ana><h2>Un</h2><p>Il <b>pleut</b> &lt;i&gt; <a
href="https://example.org/?a=1&amp;b=%22">ici</a>.</p><p><i>Il neige.</i></p><img src=x></html>"""


def post(client: FlaskClient, text: str = TEXT, title: str = "") -> TestResponse:
    """Send a text as the form does."""
    return client.post("/documents", data={"text": text, "title": title})


def read(client: FlaskClient, desk: Desk, text: str = TEXT) -> str:
    """The reader's page of a new text that is translated."""
    address = post(client, text).location
    desk.pretranslate(int(address.rsplit("/", 1)[1]))
    return client.get(address).text
