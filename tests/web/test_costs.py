"""What a request costs, counted: statements to the database, rows shown, calls to the engine."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk
from webapp.views.reader import PART_SEGMENTS


def segments(count: int) -> str:
    return "\n\n".join(f"Phrase {number}." for number in range(count))


@contextmanager
def statements() -> Iterator[list[str]]:
    """All that is said to any database meanwhile, but for the words around transactions."""
    said: list[str] = []

    def listen(*heard: object) -> None:
        statement = str(heard[2])
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", listen)


@pytest.fixture(params=[100, 1_500])
def finished(request: pytest.FixtureRequest, desk: Desk) -> int:
    """The id of a translated document, a short or a long one."""
    document = desk.add_document(segments(request.param))
    desk.pretranslate(document.id)
    return document.id


def test_a_page_costs_as_many_queries_and_rows_in_a_long_document(
    client: FlaskClient, finished: int
) -> None:
    with statements() as said:
        page = client.get(f"/documents/{finished}").text
    assert len(said) == 5  # the document, where its part begins, the part, headings, length
    assert 100 <= page.count('class="pair"') <= PART_SEGMENTS


def test_a_look_for_news_finds_by_index_and_shows_only_what_is_new(
    client: FlaskClient, desk: Desk, finished: int
) -> None:
    revision = desk.library.documents.get(finished).revision
    with statements() as said:
        fragment = client.get(f"/documents/{finished}/progress?after={revision}").text
    assert len(said) == 2  # the document, its news
    assert 'id="target-' not in fragment
    with desk.library._database.reading() as session:
        connection = session.connection()
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {said[1]}", (finished, 0, 1, PART_SEGMENTS)
        )
        steps = " ".join(str(row[3]) for row in plan)
    assert "SEARCH segments USING INDEX" in steps
    assert "SCAN" not in steps


def test_a_document_is_stored_with_as_many_statements_however_long(desk: Desk) -> None:
    counts = []
    for size in (100, 1_500):
        with statements() as said:
            desk.add_document(segments(size))
        counts.append(len(said))
    assert counts[0] == counts[1]


def test_a_request_answered_before_asks_neither_engine_nor_database(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    asked = {"q": "Bonjour. Il pleut.", "source": "fr", "target": "en"}
    client.post("/translate", json=asked)
    with statements() as said:
        client.post("/translate", json=asked)
    assert said == []
    assert len(translator.calls) == 1
