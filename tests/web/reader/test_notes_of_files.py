"""Notes in an XLIFF file of others stand beside their sentences and go out again."""

import io
import json
import re

import pytest
from flask.testing import FlaskClient

from tests.unit.formats.messages.noted import ONE, TWO
from webapp.pretranslation.desk import Desk


def send(client: FlaskClient, data: bytes) -> str:
    answer = client.post("/documents", data={"file": (io.BytesIO(data), "a.xlf")})
    return answer.location


@pytest.mark.parametrize(
    ("text", "note"), [(ONE, "A <b> é\n\n<i>&amp;"), (TWO, "First\n\nReally?")]
)
def test_a_note_is_beside_its_sentence_and_in_what_is_saved(
    client: FlaskClient, desk: Desk, text: str, note: str
) -> None:
    page = client.get(send(client, text.encode())).text
    desk.pretranslate(1)
    beside = [found.note for found in (a.annotation for a in desk.library.annotations.find())]
    assert beside[0] == note
    escaped = note.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f'<span dir="auto">{escaped}</span>' in page
    assert escaped in client.get("/segments/1/target").text
    assert (
        json.dumps(note, ensure_ascii=False) in client.get("/documents/1/download?format=json").text
    )
    for name in ("xliff", "xliff-1.2"):
        saved = client.get(f"/documents/1/download?format={name}").data
        assert re.findall(r"<note[^>]*reader[^>]*>([^<]*)<", saved.decode())[0] == escaped
        again = int(send(client, saved).rpartition("/")[2])
        found = desk.library.annotations.find(document_id=again)
        assert [one.annotation.note for one in found] == beside


def test_a_note_can_be_changed_and_taken_away(client: FlaskClient, desk: Desk) -> None:
    send(client, ONE.encode())
    client.post("/annotations/1", data={"colour": "pink", "note": "Mine", "back": "/annotations"})
    desk.library.annotations.put(1, 1, note="Once more")
    notes = [one.annotation.note for one in desk.library.annotations.find()]
    assert notes == ["Once more"]
    desk.library.annotations.remove(1)
    assert "reader" not in client.get("/documents/1/download?format=xliff").text
