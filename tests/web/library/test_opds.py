"""The catalogue for e-readers: well-formed, in pages, searched, and each link gives an EPUB."""

from flask.testing import FlaskClient
from lxml import etree

from webapp.pretranslation.desk import Desk
from webapp.views.library.opds import FEED_TYPE, PAGE

NAMES = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}
ACQUISITION = "http://opds-spec.org/acquisition"


def feed(client: FlaskClient, address: str = "/opds") -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == FEED_TYPE
    return etree.fromstring(answer.data)


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NAMES)]


def test_every_text_is_offered_as_an_epub(client: FlaskClient, desk: Desk) -> None:
    assert texts(feed(client), "//a:entry/a:id") == []
    document = desk.add_document("Bonjour.", title="Un <conte>\x07 & plus")
    desk.pretranslate(document.id)
    desk.library.shelf.retag(document.id, ["à lire"], [])
    root = feed(client)
    assert texts(root, "//a:entry/a:title/text()") == ["Un <conte>\N{REPLACEMENT CHARACTER} & plus"]
    assert texts(root, "//a:entry/a:category/@term") == ["à lire"]
    assert texts(root, "//dc:language/text()") == ["fr", "en"]
    assert "1 of 1 sentences translated" in texts(root, "//a:summary/text()")[0]
    links = texts(root, f"//a:entry/a:link[@rel='{ACQUISITION}']/@href")
    assert len(links) == 3
    for link in links:
        book = client.get(link)
        assert book.content_type == "application/epub+zip"
        assert book.data.startswith(b"PK")
    assert texts(root, "//a:id/text()") == texts(feed(client), "//a:id/text()")
    desk.delete_document(document.id)
    assert texts(feed(client), "//a:entry/a:id") == []


def test_it_comes_in_pages_and_is_searched(client: FlaskClient, desk: Desk) -> None:
    for n in range(PAGE + 2):
        desk.add_document("Bonjour.", title=f"Conte {n}")
    root = feed(client)
    assert len(texts(root, "//a:entry/a:title/text()")) == PAGE
    assert texts(root, "//a:link[@rel='previous']/@href") == []
    [following] = texts(root, "//a:link[@rel='next']/@href")
    root = feed(client, following)
    assert texts(root, "//a:entry/a:title/text()") == ["Conte 1", "Conte 0"]
    assert texts(root, "//a:link[@rel='next']/@href") == []
    assert texts(root, "//a:link[@rel='previous']/@href") == ["/opds"]
    [description] = texts(root, "//a:link[@rel='search']/@href")
    search = etree.fromstring(client.get(description).data)
    template = search.xpath("string(//*[local-name()='Url']/@template)")
    root = feed(client, str(template).replace("{searchTerms}", "conte 51"))
    assert texts(root, "//a:entry/a:title/text()") == ["Conte 51"]
    for wrong, status in (("9", 404), ("0", 404), ("x", 400)):
        assert client.get(f"/opds?page={wrong}").status_code == status
