"""The review by forms, as a page without a script uses it."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from lxml import html

from webapp.pretranslation.desk import Desk

SOURCE = "Son chien noir aboie."


@pytest.fixture
def kept(client: FlaskClient, desk: Desk) -> None:
    desk.library.memory.correct(("fr", "en"), {SOURCE: "His black dog barks."})
    document = desk.add_document(SOURCE).id
    for word in ("chien", "aboie"):
        form = {"document": document, "position": 1, "at": SOURCE.index(word), "state": "new"}
        client.post("/vocabulary", data=form)


def form_of(page: str) -> html.FormElement:
    [form] = html.document_fromstring(page).xpath("//article//form")
    return form


@pytest.mark.usefixtures("kept")
def test_words_are_reviewed_one_after_another(client: FlaskClient) -> None:
    assert "2 due now" in client.get("/vocabulary").text
    page = client.get("/vocabulary/review").text
    assert "2 words are due" in page
    assert "Son <b>chien</b> noir aboie." in page
    assert "10 minutes" in page
    form = form_of(page)
    fields = dict(form.fields)
    page = client.post(form.action, data=fields | {"answer": "easy"}, follow_redirects=True).text
    assert "1 word is due; the next one in 8 days" in page
    assert "<b>aboie</b>" in page
    again = client.post(form.action, data=fields | {"answer": "again"}, follow_redirects=True).text
    assert "in 8 days" in again
    form = form_of(page)
    page = client.post(
        form.action, data=dict(form.fields) | {"answer": "good"}, follow_redirects=True
    ).text
    assert "Nothing is due; the next one in 10 minutes" in page
    table = client.get("/vocabulary/download/csv").text.removeprefix("\ufeff")
    rows = {row["lemma"]: row for row in csv.DictReader(io.StringIO(table))}
    assert rows["chien"]["due"] > rows["aboyer"]["due"] > "2026"
    assert rows["chien"]["state"] == "learning-1"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("answer", "status"), [("", 400), ("perfect", 400)])
def test_what_is_no_answer_is_refused(client: FlaskClient, answer: str, status: int) -> None:
    assert client.post("/vocabulary/1/review", data={"answer": answer}).status_code == status
    assert client.post("/vocabulary/99/review", data={"answer": "good"}).status_code == 404


def test_without_words_the_page_says_where_they_come_from(client: FlaskClient) -> None:
    assert "Tap a French word" in client.get("/vocabulary/review").text
