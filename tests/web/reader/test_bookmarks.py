"""The library knows how far each text is read, and by whom; the reader opens where one left off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings

TEXT = "\n\n".join(f"Voici la phrase {n} de ce texte." for n in range(400))


@pytest.fixture
def document(desk: Desk) -> int:
    return desk.add_document(TEXT, title="Le voyage").id


def put(client: FlaskClient, document: int, position: object, **fields: str) -> int:
    form = {"position": str(position), **fields}
    return client.post(f"/documents/{document}/bookmark", data=form).status_code


def test_a_text_opens_where_one_left_off_on_another_device_too(
    client: FlaskClient, document: int
) -> None:
    assert 'id="s1"' in client.get(f"/documents/{document}").text
    assert put(client, document, 200) == 204
    other = client.application.test_client()
    for device in (client, other):
        page = device.get(f"/documents/{document}").text
        assert 'data-place="200"' in page
        assert 'id="s200"' in page
        assert 'id="s1"' not in page
    assert 'id="s1"' in client.get(f"/documents/{document}?first=1").text
    put(other, document, 300)
    page = client.get(f"/documents/{document}").text
    assert "you read on to sentence 300" in page
    answer = client.post(f"/documents/{document}/bookmark", data={"position": 300, "read": "on"})
    assert answer.location == f"/documents/{document}?first=300#s300"
    assert "On another device" not in client.get(f"/documents/{document}").text


def test_the_library_tells_the_way_and_offers_to_go_on(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    page = client.get("/").text
    assert "Go on reading" not in page
    assert '<details class="new">' in page
    put(client, document, 201)
    page = client.get("/").text
    assert page.count("50 %, about 6 min left") == 2  # its card and its entry
    assert f'href="/documents/{document}?first=201#s201"' in page
    assert "Voici la phrase 200 de ce texte." in page
    assert "Go on reading" not in client.get("/?search=phrase").text
    start = datetime.now(UTC)
    for n in range(20):
        at = start + timedelta(seconds=30 * n)
        desk.library.bookmarks.put(document, "", "other", 1 + 20 * n, at)
    assert "min left at your speed" in client.get("/").text
    put(client, document, 400)
    desk.library.bookmarks.put(document, "", "other", 400, start + timedelta(days=1))
    page = client.get("/").text
    assert "read to the end" in page
    assert "Go on reading" not in page


def test_names_keep_the_places_of_several_people_apart(client: FlaskClient, document: int) -> None:
    put(client, document, 100)
    answer = client.post("/reader", data={"name": "  Zoé  "})
    assert answer.location == "/#readers"
    page = client.get("/").text
    assert "Zoé reads here" in page
    assert "Go on reading" not in page
    put(client, document, 300)
    client.post("/reader", data={"name": ""})
    assert 'data-place="100"' in client.get(f"/documents/{document}").text
    other = client.application.test_client()
    other.post("/reader", data={"name": "Zoé"})
    assert 'data-place="300"' in other.get(f"/documents/{document}").text
    for name in ("x" * 41, "a\x07b"):
        assert client.post("/reader", data={"name": name}).status_code == 400


def test_a_proxys_name_counts_where_people_sign_in(
    settings: Settings, translators: FakeTranslators
) -> None:
    app = create_app(replace(settings, user_header="Remote-User"), translators)
    client, zoe = app.test_client(), {"Remote-User": "zoe"}
    desk: Desk = app.extensions["visavis.desk"]
    document = desk.add_document(TEXT).id
    address = f"/documents/{document}"
    client.set_cookie("visavis-reader", "adam")
    client.post(f"{address}/bookmark", data={"position": 300}, headers=zoe)
    assert 'data-place="300"' in client.get(address, headers=zoe).text
    assert "data-place" not in client.get(address, headers={"Remote-User": "adam"}).text
    assert 'id="readers"' not in client.get("/", headers=zoe).text
    desk.close()


@pytest.mark.parametrize("position", ["", "0", "401", "x", "9" * 12])
def test_a_place_that_is_none_is_refused(client: FlaskClient, document: int, position: str) -> None:
    assert put(client, document, position) == 400
    assert put(client, 99, 1) == 404
    assert "data-place" not in client.get(f"/documents/{document}").text


def test_other_sites_move_no_bookmark(client: FlaskClient, document: int) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    for address in (f"/documents/{document}/bookmark", "/reader"):
        answer = client.post(address, data={"position": 2, "name": "x"}, headers=headers)
        assert answer.status_code == 403
