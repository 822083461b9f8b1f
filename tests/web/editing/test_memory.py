"""The memory of people: searched, mended, forgotten, taken in from other tools and given out."""

import io
import time
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from lxml import etree, html
from werkzeug.test import TestResponse

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk

UNIT = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'
#: Made the other way round, with a code, a dialect and a unit without French.
UNITS = [
    UNIT.format("en-GB", "The <hi>cat</hi> sleeps.", "fr-CA", "Le chat\n  dort."),
    UNIT.format("EN", 'It <ph x="1">&lt;br/&gt;</ph>rains.', "fr", "Il pleut."),
    UNIT.format("en", "Snow.", "de", "Schnee."),
]
TMX = f'<tmx version="1.4"><header srclang="en"/><body>{"".join(UNITS)}</body></tmx>'


def taken_in(client: FlaskClient, data: bytes, name: str = "old.tmx") -> TestResponse:
    """The page about an import once that is over."""
    form = {"file": (io.BytesIO(data), name), "languages": "fr-en"}
    answer = client.post("/memory/imports", data=form)
    assert answer.status_code == 303
    page = client.get(answer.location)
    while "hx-trigger" in page.text:
        time.sleep(0.01)
        page = client.get(answer.location)
    return page


def shown(client: FlaskClient, words: str = "") -> list[tuple[str, str]]:
    """The sources and targets that a search of the memory shows."""
    page = html.document_fromstring(client.get(f"/memory?words={words}").text)
    return [(a.xpath("string(span[1])"), a.xpath("string(span[2])")) for a in page.xpath("//li/a")]


@pytest.fixture
def taught(desk: Desk) -> None:
    pairs = {"Le chat dort.": "The cat is asleep.", "Il pleut.": "It rains.", "Élodie dort.": "Oh."}
    for source, target in pairs.items():
        desk.library.memory.correct(("fr", "en"), {source: target})


def test_a_word_of_either_language_finds_its_sentences(client: FlaskClient, taught: None) -> None:
    assert [source for source, _ in shown(client)] == ["Élodie dort.", "Il pleut.", "Le chat dort."]
    assert shown(client, "DORT elodie") == []
    assert shown(client, "elodie") == [("Élodie dort.", "Oh.")]
    assert shown(client, "asleep") == [("Le chat dort.", "The cat is asleep.")]
    assert "<mark>asleep</mark>" in client.get("/memory?words=asleep").text
    assert "Look in the texts" in client.get("/memory?words=neige").text
    assert client.get("/memory?before=x").status_code == 400


def test_the_page_says_which_files_are_too_large_for_it(client: FlaskClient) -> None:
    assert "MB comes in by <code>visavis memory import" in client.get("/memory").text
    form = {"file": (io.BytesIO(b"<tmx>" + b" " * 100_000), "a.tmx"), "languages": "fr-en"}
    answer = client.post("/memory/imports", data=form)
    assert (answer.status_code, "more than the server accepts" in answer.text) == (413, True)


def test_a_long_memory_is_shown_page_by_page(client: FlaskClient, desk: Desk) -> None:
    desk.library.memory.correct(("fr", "en"), {f"Phrase {n}.": f"{n}" for n in range(60)})
    page = html.document_fromstring(client.get("/memory?words=phrase").text)
    [older] = page.xpath("//a[text()='Older ones']/@href")
    assert len(page.xpath("//li/a")) == 50
    assert len(html.document_fromstring(client.get(older).text).xpath("//li/a")) == 10


def test_a_sentence_of_the_memory_is_mended_and_forgotten(
    client: FlaskClient, desk: Desk, taught: None
) -> None:
    page = html.document_fromstring(client.get("/memory?words=pleut").text)
    [address] = page.xpath("//li/a/@href")
    path = address.partition("?")[0]
    refused = client.post(path, data={"target": "\x07"})
    assert (refused.status_code, "control sign" in refused.text) == (400, True)
    client.post(path, data={"target": "It is raining."})
    desk.add_document("Il pleut.")
    assert desk.library.documents.segment(1)[1].target == "It is raining."
    client.post(f"{path}/oblivion")
    assert shown(client, "pleut") == []
    assert client.get(path).status_code == 404
    desk.add_document("Il pleut.")
    assert desk.library.documents.segment(2)[1].target is None


def undone(client: FlaskClient, page: str) -> None:
    """Press the button that takes back what a page says was done."""
    [form] = html.document_fromstring(page).xpath("//form[.//button[@id='undo']]")
    client.post(form.get("action"), data=dict(form.form_values()))


def test_what_was_forgotten_can_be_brought_back(
    client: FlaskClient, desk: Desk, taught: None
) -> None:
    before = shown(client)
    path = html.document_fromstring(client.get("/memory?words=pleut").text).xpath("//li/a/@href")[0]
    page = client.post(f"{path.partition('?')[0]}/oblivion", follow_redirects=True).text
    assert "1 sentence is forgotten" in page
    assert "Il pleut." not in client.get("/memory/download").text
    undone(client, page)
    assert shown(client) == before
    desk.add_document("Il pleut.")
    assert desk.library.documents.segment(1)[1].target == "It rains."
    taken_in(client, TMX.replace("Le chat", "La chatte").encode())
    with_file = shown(client)
    form = {"file": "old.tmx"}
    page = client.post("/memory/files/oblivion", data=form, follow_redirects=True).text
    assert len(shown(client)) < len(with_file)
    undone(client, page)
    assert shown(client) == with_file


def test_what_was_given_anew_since_stays_when_the_forgotten_comes_back(
    client: FlaskClient, desk: Desk, taught: None
) -> None:
    [unit] = desk.library.units.search("pleut", None, 2)
    moment = desk.library.units.forget(unit.id)
    desk.library.memory.correct(("fr", "en"), {"Il pleut.": "It is pouring."})
    desk.library.units.bring_back(moment)
    assert shown(client, "pleut") == [("Il pleut.", "It is pouring.")]
    assert client.get("/memory?forgotten=hier").status_code == 400


def test_what_was_forgotten_a_day_ago_is_purged(
    client: FlaskClient, desk: Desk, taught: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = desk.library.units.search("", None, 9)
    moment = desk.library.units.forget(first.id)
    monkeypatch.setattr("webapp.library.knowledge.units.UNDO_TIME", timedelta(0))
    desk.library.units.forget(others[0].id)
    assert desk.library.units.forgotten(moment) == 0


def test_deleting_a_text_does_not_delete_what_it_taught(client: FlaskClient, desk: Desk) -> None:
    document = desk.add_document("Il neige.")
    desk.library.edits.edit(1, "It snows.", 0)
    client.post(f"/documents/{document.id}/deletion")
    assert shown(client) == [("Il neige.", "It snows.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_memory_of_another_tool_comes_in(
    client: FlaskClient, desk: Desk, taught: None, encoding: str
) -> None:
    page = taken_in(client, TMX.encode(encoding))
    assert "2 sentences read, 0 of them new" in page.text
    assert "1 had no text in both languages" in page.text
    assert shown(client, "asleep") == [("Le chat dort.", "The cat is asleep.")]
    desk.library.units.forget(1)
    assert "1 of them new" in taken_in(client, TMX.encode(encoding)).text
    assert shown(client, "chat") == [("Le chat dort.", "The cat sleeps.")]
    assert "1 from old.tmx" in client.get("/memory").text
    client.post("/memory/files/oblivion", data={"file": "old.tmx"})
    assert shown(client, "chat") == []
    assert len(shown(client)) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TMX[:-20].encode(), "damaged"),
        (TMX.replace("tmx", "txt").encode(), "This file is no TMX."),
        (b"Il pleut.", "damaged"),
        (TMX.replace('"fr', '"it').encode(), "No unit of this file has a text in both"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]>' + TMX.encode(), "entities"),
    ],
)
def test_a_file_that_is_no_memory_changes_nothing(
    client: FlaskClient, taught: None, data: bytes, words: str
) -> None:
    page = taken_in(client, data)
    assert words in page.text
    assert "Nothing was taken in" in page.text
    assert len(shown(client)) == 3


def test_an_import_needs_a_file_and_languages_and_waits_for_the_one_before(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post("/memory/imports").status_code == 400
    form = {"file": (io.BytesIO(b"<tmx/>"), "a.tmx"), "languages": "fr"}
    assert client.post("/memory/imports", data=form).status_code == 400
    assert client.get("/memory/imports/7").status_code == 404
    monkeypatch.setattr("webapp.pretranslation.learning.learn", lambda *_: None)
    desk.learnings.start(io.BytesIO(), ("fr", "en"), "a.tmx")
    form = {"file": (io.BytesIO(TMX.encode()), "b.tmx"), "languages": "fr-en"}
    busy = client.post("/memory/imports", data=form)
    assert busy.status_code == 503
    assert "wait for its end" in busy.text


def test_the_memory_is_given_out_whole_or_for_a_tag_and_comes_in_again(
    client: FlaskClient, desk: Desk, taught: None
) -> None:
    document = desk.add_document("Il pleut. Il neige.")
    desk.library.shelf.name(document.id, "Conte", ["conte"])
    answer = client.get("/memory/download")
    tree = etree.fromstring(answer.data)
    assert [seg.text for seg in tree.iter("seg")][:2] == ["Le chat dort.", "The cat is asleep."]
    assert tree.xpath("//tu/@changedate")
    some = etree.fromstring(client.get("/memory/download?tag=conte").data)
    assert [seg.text for seg in some.iter("seg")] == ["Il pleut.", "It rains."]
    for unit in desk.library.units.all():
        desk.library.units.forget(unit.id)
    assert "3 of them new" in taken_in(client, answer.data).text


def test_nearly_equal_sentences_are_offered_and_fill_the_field_only_when_asked(
    client: FlaskClient, desk: Desk, translator: FakeTranslator, taught: None
) -> None:
    document = desk.add_document("Le chat noir dort. Rien de tel ici.")
    desk.pretranslate(document.id)
    assert translator.sources == ["Le chat noir dort.", "Rien de tel ici."]
    matches = html.fragment_fromstring(client.get("/segments/1/matches").text, create_parent=True)
    assert matches.xpath("string(.//*[@class='facts'])") == "83 % the same"
    assert [new.text for new in matches.iter("ins")] == ["noir"]
    assert matches.xpath("string(.//*[@class='wording'])") == "The cat is asleep."
    [link] = matches.xpath(".//a/@href")
    page = html.document_fromstring(client.get(link).text)
    assert page.xpath("string(//textarea)").strip() == "The cat is asleep."
    assert desk.library.documents.segment(1)[1].target == "EN[Le chat noir dort.]"
    assert "%" not in client.get("/segments/2/matches").text


def test_a_memory_that_has_no_room_is_told_so_and_the_next_one_is_taken_in(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    form = {"languages": "fr-en"}
    with monkeypatch.context() as patched:
        patched.setattr("webapp.pretranslation.learning.shutil.copyfileobj", full)
        refused = client.post("/memory/imports", data=form | {"file": (io.BytesIO(b"a"), "a.tmx")})
    assert (refused.status_code, "no room" in refused.text) == (503, True)
    assert "Snow" not in taken_in(client, TMX.encode()).text
    assert len(shown(client)) == 2


@pytest.mark.parametrize("languages", ["=1+1-en", "fr", "fr-", "-en", "f-e", "fr-en'", "fr-en\n"])
def test_only_codes_of_languages_are_taken(client: FlaskClient, languages: str) -> None:
    form = {"file": (io.BytesIO(TMX.encode()), "a.tmx"), "languages": languages}
    assert client.post("/memory/imports", data=form).status_code == 400
    query = {"languages": languages, "format": "csv"}
    assert client.get("/terms/download", query_string=query).status_code == 400
