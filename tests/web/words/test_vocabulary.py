"""Words are kept from a text, shown on a page, and taken home."""

import io
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from tests.statements import statements
from webapp.library import MetWord, WordState
from webapp.pretranslation.desk import Desk

SOURCE = "Sans raison, son chien noir aboie."
TARGET = "For no reason his black dog barks."


@pytest.fixture
def document(desk: Desk) -> int:
    desk.library.memory.correct(("fr", "en"), {SOURCE: TARGET})
    return desk.add_document(SOURCE).id


def keep(client: FlaskClient, document: int, word: str, state: str = "", **headers: str) -> str:
    form = {"document": document, "position": 1, "at": SOURCE.index(word), "state": state}
    return client.post("/vocabulary", data=form, headers=headers, follow_redirects=True).text


def test_a_word_is_kept_with_its_sentence(client: FlaskClient, document: int) -> None:
    page = keep(client, document, "chien")
    assert 'data-state="new" aria-current="true">chien</a>' in page
    assert "Kept as new" in page
    page = client.get("/vocabulary").text
    assert '<a href="/words/chien" lang="fr">chien</a>' in page
    assert SOURCE in page
    assert TARGET in page
    assert "1 so far: 1 new" in page
    fragment = keep(client, document, "aboie", "learning-3", **{"HX-Request": "true"})
    assert "Kept as learning 3" in fragment
    assert re.search(r'value="learning-3"[^>]*data-key="3"[^>]*aria-pressed="true"', fragment)
    assert "<html" not in fragment
    assert "Kept as learning 3" in keep(client, document, "aboie")
    assert "A word is new, learning-1" in keep(client, document, "aboie", "learning-5")


def test_the_states_of_the_words_of_a_page_are_told_where_they_stand(
    client: FlaskClient, document: int
) -> None:
    address = f"/documents/{document}/words/states?first=1&last=1"
    assert client.get(address).json == {"1": []}
    keep(client, document, "chien", "learning-2")
    keep(client, document, "noir", "known")
    [chien, noir] = [[SOURCE.index(word), SOURCE.index(word) + 5] for word in ("chien", "noir ")]
    noir[1] -= 1
    assert client.get(address).json == {"1": [[*chien, "learning-2"], [*noir, "known"]]}
    client.set_cookie("visavis-words", "all")
    answer = client.get(address).json
    assert answer is not None
    words = {SOURCE[start:end]: state for start, end, state in answer["1"]}
    assert words["aboie"] == "new"
    assert (words["chien"], words["noir"]) == ("learning-2", "known")
    assert client.get(f"/documents/{document}/words/states?first=2").status_code == 404
    assert client.get("/documents/99/words/states").status_code == 404


def test_all_other_words_of_a_page_become_known_and_unknown_again(
    client: FlaskClient, document: int
) -> None:
    keep(client, document, "chien", "learning-2")
    [form] = html.document_fromstring(client.get(f"/documents/{document}").text).find_class(
        "others"
    )
    page = client.post(form.action, data=dict(form.fields), follow_redirects=True).text
    assert "5 words are kept as known." in page
    assert "6 so far: 1 learning 2, 5 known" in page
    [form] = html.document_fromstring(page).xpath("//form[@class='notice']")
    page = client.post(form.action, data=dict(form.fields), follow_redirects=True).text
    assert "1 so far: 1 learning 2" in page
    for moment in ("", "yesterday", "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00"):
        assert client.post(form.action, data={"moment": moment}).status_code == 400


def test_the_states_of_a_page_cost_the_same_for_one_word_as_for_many(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    with statements() as few:
        client.get(f"/documents/{document}/words/states?first=1&last=1")
    long = desk.add_document(" ".join([SOURCE] * 300)).id
    with statements() as many:
        answer = client.get(f"/documents/{long}/words/states?first=1&last=300").json
    assert len(few) == len(many) == 3  # the document, its segments, the states
    assert answer is not None
    assert len(answer) == 200


def test_the_vocabulary_comes_in_pages(client: FlaskClient, desk: Desk) -> None:
    words = [
        MetWord(
            lemma=f"mot{n}",
            kind="noun",
            form="mot",
            meaning="word",
            source="",
            target="",
            title="",
            document_id=None,
            position=0,
        )
        for n in range(101)
    ]
    desk.library.vocabulary.keep_others((word, WordState.KNOWN) for word in words)
    first, last = (client.get(f"/vocabulary?order=rarest&page={n}").text for n in (1, 99))
    assert first.count('<li id="word-') == 100
    assert "Page 1 of 2" in first
    assert "order=rarest" in first
    assert last.count('<li id="word-') == 1
    assert client.get("/vocabulary?order=longest").status_code == 400


def test_a_word_changes_its_state_and_is_forgotten(client: FlaskClient, document: int) -> None:
    keep(client, document, "chien")
    page = client.post("/vocabulary/1", data={"state": "known"}, follow_redirects=True).text
    assert 'value="known" aria-pressed="true"' in page
    assert "No word is like that" in client.get("/vocabulary?state=new").text
    assert client.post("/vocabulary/1", data={"state": "well"}).status_code == 400
    page = client.post("/vocabulary/1/oblivion", follow_redirects=True).text
    assert "No word yet" in page
    assert client.post("/vocabulary/1/oblivion").status_code == 404


def notes_of(deck: bytes, file: Path) -> tuple[dict[str, str], dict[str, str], int]:
    """The fields and the tags of a deck's notes by what these are known by, and its cards."""
    file.write_bytes(zipfile.ZipFile(io.BytesIO(deck)).read("collection.anki2"))
    with closing(sqlite3.connect(file)) as collection:
        rows = collection.execute("SELECT guid, flds, tags FROM notes").fetchall()
        [cards] = collection.execute("SELECT count(*) FROM cards").fetchone()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}, cards


def test_a_deck_has_the_sentence_with_the_word_in_bold_and_is_updated_by_a_later_one(
    client: FlaskClient, document: int, tmp_path: Path
) -> None:
    assert client.get("/vocabulary/download/apkg").status_code == 400
    keep(client, document, "son chien")
    keep(client, document, "chien", "learning-2")
    deck = client.get("/vocabulary/download/apkg")
    assert deck.headers["Content-Disposition"] == "attachment; filename=vocabulary.apkg"
    notes, tags, cards = notes_of(deck.data, tmp_path / "one")
    sentences = {fields.split("\x1f")[0]: fields.split("\x1f")[3] for fields in notes.values()}
    assert sentences["chien"] == "Sans raison, son <b>chien</b> noir aboie."
    assert "raison, <b>son</b> chien" in sentences["son"]
    assert " learning-2 text::Sans_raison,_son_chien" in next(t for t in tags.values() if "2" in t)
    assert cards == 2
    again = client.get("/vocabulary/download/apkg").data
    assert notes_of(again, tmp_path / "two")[0] == notes
    both = client.get("/vocabulary/download/apkg?reversed=yes").data
    reverse, _, cards = notes_of(both, tmp_path / "three")
    assert reverse.keys() == notes.keys()
    assert cards == 4
    blanked = [fields.split("\x1f")[4] for fields in reverse.values()]
    assert "Sans raison, son <b>[…]</b> noir aboie." in blanked


def test_a_table_has_a_row_a_word_without_the_ignored(client: FlaskClient, document: int) -> None:
    keep(client, document, "chien")
    keep(client, document, "noir")
    client.post("/vocabulary/2", data={"state": "ignored"})
    rows = client.get("/vocabulary/download/csv").text.splitlines()
    assert rows[0] == "\ufefflemma,kind,state,meaning,form,sentence,translation,due"
    assert re.match(r"chien,noun,new,.*dog", rows[1])
    assert len(rows) == 2


@pytest.mark.parametrize(
    "form", [{}, {"document": "1", "position": "x", "at": "0"}, {"document": "9" * 12}]
)
def test_what_is_no_place_in_a_text_is_refused(client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post("/vocabulary", data=form).status_code == 400


def take(client: FlaskClient, data: bytes, name: str = "words.csv") -> TestResponse:
    form = {"file": (io.BytesIO(data), name)}
    return client.post("/vocabulary/list", data=form, follow_redirects=True)


def test_a_list_of_known_words_is_taken_in(client: FlaskClient) -> None:
    page = take(client, b"term,status\nchiens,2\nzorglub,5\nmer,W\n").text
    assert "2 words are kept. 1 is not in the dictionary, or several words." in page
    assert "2 so far: 1 learning 2, 1 known" in page
    page = take(client, b"chien\nchat\n", "words.txt").text
    assert "1 word is kept. 1 was kept before and stays so." in page


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", ""), (b"", "a.txt"), (b"\x89PNG\r\n\x1a\n\0\0", "a.txt"), (b"w\nx9z", "a")],
)
def test_a_list_that_cannot_be_read_gets_a_sentence_on_the_page(
    client: FlaskClient, data: bytes, name: str
) -> None:
    answer = take(client, data, name)
    assert answer.status_code in (400, 415)
    assert 'role="alert"' in answer.text
    assert "Your words" in answer.text


def test_each_document_of_the_library_says_how_much_of_it_is_known(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    desk.counting.count()
    assert "known words" not in client.get("/").text
    keep(client, document, "chien", "known")
    assert "16 % known words, 5 new" in client.get("/").text
    easy = desk.add_document("Un chien, un chien, un chien.").id
    desk.counting.count()
    page = client.get("/?order=most+known").text
    assert page.index(f'id="document-{easy}"') < page.index(f'id="document-{document}"')
