"""Words are kept from a text, shown on a page, and taken home."""

import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from webapp.pretranslation.desk import Desk

SOURCE = "Sans raison, son chien noir aboie."
TARGET = "For no reason his black dog barks."


@pytest.fixture
def document(desk: Desk) -> int:
    desk.library.memory.correct(("fr", "en"), {SOURCE: TARGET})
    return desk.add_document(SOURCE).id


def keep(client: FlaskClient, document: int, word: str, **headers: str) -> str:
    form = {"document": document, "position": 1, "at": SOURCE.index(word)}
    return client.post("/vocabulary", data=form, headers=headers, follow_redirects=True).text


def test_a_word_is_kept_with_its_sentence(client: FlaskClient, document: int) -> None:
    page = keep(client, document, "chien")
    assert '<a href="/words/chien" lang="fr">chien</a>' in page
    assert SOURCE in page
    assert TARGET in page
    assert "1 so far: 1 new" in page
    fragment = keep(client, document, "aboie", **{"HX-Request": "true"})
    assert "aboyer</span> is kept as new" in fragment
    assert "<html" not in fragment


def test_a_word_changes_its_state_and_is_forgotten(client: FlaskClient, document: int) -> None:
    keep(client, document, "chien")
    page = client.post("/vocabulary/1", data={"state": "known"}, follow_redirects=True).text
    assert 'value="known" aria-pressed="true"' in page
    assert "No word is like that" in client.get("/vocabulary?state=new").text
    assert client.post("/vocabulary/1", data={"state": "well"}).status_code == 400
    page = client.post("/vocabulary/1/oblivion", follow_redirects=True).text
    assert "No word yet" in page
    assert client.post("/vocabulary/1/oblivion").status_code == 404


def test_a_deck_has_the_sentence_with_the_word_in_bold(
    client: FlaskClient, document: int, tmp_path: Path
) -> None:
    assert client.get("/vocabulary/download/apkg").status_code == 400
    keep(client, document, "son chien")
    keep(client, document, "chien")
    deck = client.get("/vocabulary/download/apkg")
    assert deck.headers["Content-Disposition"] == "attachment; filename=vocabulary.apkg"
    file = tmp_path / "collection.anki2"
    file.write_bytes(zipfile.ZipFile(io.BytesIO(deck.data)).read("collection.anki2"))
    notes = dict(sqlite3.connect(file).execute("SELECT guid, flds FROM notes"))
    sentences = {fields.split("\x1f")[0]: fields.split("\x1f")[3] for fields in notes.values()}
    assert sentences["chien"] == "Sans raison, son <b>chien</b> noir aboie."
    assert "raison, <b>son</b> chien" in sentences["son"]
    again = client.get("/vocabulary/download/apkg")
    file.write_bytes(zipfile.ZipFile(io.BytesIO(again.data)).read("collection.anki2"))
    assert dict(sqlite3.connect(file).execute("SELECT guid, flds FROM notes")) == notes


def test_a_table_has_a_row_a_word_without_the_ignored(client: FlaskClient, document: int) -> None:
    keep(client, document, "chien")
    keep(client, document, "noir")
    client.post("/vocabulary/2", data={"state": "ignored"})
    rows = client.get("/vocabulary/download/csv").text.splitlines()
    assert rows[0] == "\ufefflemma,kind,state,meaning,form,sentence,translation"
    assert re.match(r"chien,noun,new,.*dog", rows[1])
    assert len(rows) == 2


@pytest.mark.parametrize(
    "form", [{}, {"document": "1", "position": "x", "at": "0"}, {"document": "9" * 12}]
)
def test_what_is_no_place_in_a_text_is_refused(client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post("/vocabulary", data=form).status_code == 400
