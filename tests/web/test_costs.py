"""The cost of a request: statements to the database, rows shown, calls to the engine."""

import pytest
from flask.testing import FlaskClient

from tests import databases
from tests.fakes import FakeTranslator
from tests.statements import statements
from webapp.pretranslation.desk import Desk
from webapp.views.reader.reader import PART_SEGMENTS


def segments(count: int) -> str:
    return "\n\n".join(f"Phrase {number}." for number in range(count))


@pytest.fixture(params=[100, 1_500])
def finished(request: pytest.FixtureRequest, desk: Desk) -> int:
    """The id of a translated document, a short or a long one."""
    document = desk.add_document(segments(request.param))
    desk.pretranslate(document.id)
    return document.id


def test_a_page_of_a_long_document_costs_no_more_than_of_a_short_one(
    client: FlaskClient, finished: int
) -> None:
    with statements() as sent:
        page = client.get(f"/documents/{finished}").text
    # One each for bookmarks, pace, document, start and part, highlights, headings and length.
    assert len(sent) == 8
    assert 100 <= page.count('class="pair"') <= PART_SEGMENTS


@pytest.mark.skipif(bool(databases.SERVER), reason="PostgreSQL reads short tables whole")
def test_a_poll_searches_by_index_and_shows_new_targets_alone(
    client: FlaskClient, desk: Desk, finished: int
) -> None:
    revision = desk.library.documents.get(finished).revision
    with statements() as sent:
        fragment = client.get(f"/documents/{finished}/progress?after={revision}").text
    assert len(sent) == 2  # the document, its news
    assert 'id="target-' not in fragment
    with desk.library._database.reading() as session:
        connection = session.connection()
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {sent[1]}", (finished, 0, 1, PART_SEGMENTS)
        )
        steps = " ".join(str(row[3]) for row in plan)
    assert "SEARCH segments USING INDEX" in steps
    assert "SCAN" not in steps


def test_a_long_document_is_stored_with_as_many_statements_as_a_short_one(desk: Desk) -> None:
    counts = []
    for size in (100, 1_500):
        with statements() as sent:
            desk.add_document(segments(size))
        counts.append(len(sent))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "path",
    ["/", "/?search=Phrase", "/documents/{}", "/documents/{}/download?format=txt", "/memory"],
)
def test_a_page_waits_for_no_job_that_writes(
    client: FlaskClient, desk: Desk, finished: int, path: str
) -> None:
    with desk.library._database.writing() as session:
        session.connection().exec_driver_sql("UPDATE documents SET title = 'half done'")
        answer = client.get(path.format(finished))
        assert answer.status_code == 200
        assert "half done" not in answer.text
        session.rollback()


def test_a_repeated_request_uses_no_engine_and_on_one_machine_no_database(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    asked = {"q": "Bonjour. Il pleut.", "source": "fr", "target": "en"}
    client.post("/translate", json=asked)
    with statements() as sent:
        client.post("/translate", json=asked)
    # Where servers share a library, the memory is asked what people of the others corrected.
    assert len(sent) == (2 if databases.SERVER else 0)
    assert len(translator.calls) == 1
