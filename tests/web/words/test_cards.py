"""The card of a word in a text that is being read."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from webapp.pretranslation.desk import Desk
from webapp.settings import Settings
from webapp.words.installed import InstalledDictionaries

SOURCE = "Actuellement, l’homme vous donne son livre."
TARGET = "At present the man gives you his book."


@pytest.fixture
def document(desk: Desk) -> int:
    """The id of a text of one sentence that has real English."""
    desk.library.memory.correct(("fr", "en"), {SOURCE: TARGET})
    return desk.add_document(SOURCE).id


def card(client: FlaskClient, document: int, word: str) -> html.HtmlElement:
    answer = client.get(
        f"/documents/{document}/words/1?at={SOURCE.index(word)}", headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    return html.fromstring(answer.text)


def test_a_card_says_what_a_word_is_means_and_is_put_as(client: FlaskClient, document: int) -> None:
    found = card(client, document, "homme")
    text = " ".join(found.text_content().split())
    assert "homme noun, masculine" in text
    assert "man" in text
    assert found.get("data-source") == "16,21"
    [pair] = found.get("data-pairs").split()
    start, end = map(int, pair.split(","))
    assert TARGET[start:end] == "man"


@pytest.mark.parametrize(
    ("word", "help_text"),
    [
        ("Actuellement", "False friend."),
        ("vous", "one “you” for all"),
        ("son", "not of the owner"),
    ],
)
def test_a_card_tells_what_english_hides(
    client: FlaskClient, document: int, word: str, help_text: str
) -> None:
    assert help_text in card(client, document, word).text_content()


def test_a_card_gets_other_sentences_with_the_word(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    address = f"/documents/{document}/words/1/examples?at={SOURCE.index('livre')}"
    assert "<li>" not in client.get(address).text
    other = desk.add_document("Ce livre est bon.").id
    desk.counting.count()
    fragment = client.get(address).text
    assert "Ce <b>livre</b> est bon." in fragment
    assert f'href="/documents/{other}?first=1#s1"' in fragment
    assert "Ce <b>livre</b>" in client.get(address.replace("/examples", "")).text


def test_without_a_script_it_is_a_page_with_a_link_a_word(
    client: FlaskClient, document: int
) -> None:
    reader = html.document_fromstring(client.get(f"/documents/{document}").text)
    [link] = reader.xpath("//noscript//a[@class='words']/@href")
    page = html.document_fromstring(client.get(link).text)
    [sentence] = page.xpath("//p[@class='sentence-words']")
    assert sentence.text_content() == SOURCE
    links = sentence.xpath("a/@href")
    assert len(links) == 7
    assert client.get(links[-1]).status_code == 200


def test_pairs_are_given_for_both_directions(client: FlaskClient, document: int) -> None:
    pairs = client.get(f"/documents/{document}/words/1/pairs").json
    assert pairs is not None
    words = {(SOURCE[a:b], TARGET[c:d]) for a, b, c, d in pairs}
    assert {("homme", "man"), ("donne", "gives"), ("livre", "book")} <= words


@pytest.mark.parametrize("path", ["2", "0", "1?at=x", "2/pairs"])
def test_where_there_is_no_word_there_is_a_sentence(
    client: FlaskClient, document: int, path: str
) -> None:
    answer = client.get(f"/documents/{document}/words/{path}")
    assert answer.status_code in (400, 404)
    assert "notice" in answer.text


def test_a_card_and_the_page_of_a_word_show_installed_dictionaries_by_name(
    client: FlaskClient, settings: Settings, document: int
) -> None:
    installed = InstalledDictionaries(settings.dictionaries_folder)
    installed.install("Le <Petit>", "table", [("homme", "bloke")])
    for text in (
        card(client, document, "homme").text_content(),
        html.document_fromstring(client.get("/words/hommes").text).text_content(),
    ):
        assert "Le <Petit>" in text
        assert "bloke" in text
    answer = client.get("/words/homme", headers={"Accept": "application/json"}).json
    assert answer is not None
    assert answer["entries"][-1]["source"] == "Le <Petit>"
