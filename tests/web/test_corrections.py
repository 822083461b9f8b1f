"""A corrected XLIFF or TMX file changes the targets of the document it came from."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fakes import FakeTranslator
from webapp.library import Origin, State
from webapp.pretranslation.desk import Desk

TEXT = "Bonjour. Il pleut.\n\nBonjour. Il neige."


def send(client: FlaskClient, data: bytes, name: str = "a.xlf") -> TestResponse:
    return client.post("/documents/1/corrections", data={"file": (io.BytesIO(data), name)})


@pytest.fixture
def exported(client: FlaskClient, desk: Desk) -> dict[str, bytes]:
    client.post("/documents", data={"text": TEXT})
    desk.pretranslate(1)
    return {
        name: client.get(f"/documents/1/download?format={name}").data
        for name in ("xliff", "xliff-1.2", "tmx")
    }


@pytest.mark.parametrize("name", ["xliff", "xliff-1.2", "tmx"])
def test_a_corrected_target_is_edited_by_a_human_and_remembered(
    client: FlaskClient,
    desk: Desk,
    translator: FakeTranslator,
    exported: dict[str, bytes],
    name: str,
) -> None:
    corrected = exported[name].replace(b"EN[Il pleut.]", b"It is raining.")
    assert send(client, corrected).status_code == 303
    segments = [s for block in desk.library.documents.blocks(1) for s in block.segments]
    assert [s.target for s in segments] == [
        "EN[Bonjour.]",
        "It is raining.",
        "EN[Bonjour.]",
        "EN[Il neige.]",
    ]
    assert [s.state for s in segments].count(State.EDITED) == 1
    assert segments[1].origin is Origin.HUMAN
    assert segments[1].revision == desk.library.documents.get(1).revision
    client.post("/documents", data={"text": "Il pleut."})
    assert "It is raining." in client.get("/documents/2").text
    assert translator.sources.count("Il pleut.") == 1


def test_the_page_says_how_many_sentences_were_corrected(
    client: FlaskClient, exported: dict[str, bytes]
) -> None:
    corrected = exported["xliff-1.2"].replace(b"EN[Il pleut.]", b"It rains.")
    other = b'<trans-unit id="9"><source>Non.</source><target>No.</target></trans-unit></group>'
    answer = send(client, corrected.replace(b"</group>", other, 1))
    sentence = "1 sentence corrected; 1 of the file is not in this text."
    assert sentence in client.get(answer.location).text
    assert "corrected" not in client.get(answer.location).text
    send(client, corrected)
    client.get("/documents/1?first=2", headers={"HX-Request": "true"})
    assert "0 sentences corrected." in client.get(answer.location).text


@pytest.mark.parametrize("name", ["xliff", "xliff-1.2", "tmx"])
def test_an_older_file_does_not_undo_a_correction(
    client: FlaskClient, desk: Desk, exported: dict[str, bytes], name: str
) -> None:
    send(client, exported[name].replace(b"EN[Il pleut.]", b"It rains."))
    send(client, exported[name].replace(b"EN[Il neige.]", b"It snows."))
    send(client, exported[name].replace(b"EN[Il neige.]", b"It is snowing."))
    send(client, exported[name])
    segments = [s for block in desk.library.documents.blocks(1) for s in block.segments]
    assert [s.target for s in segments][1::2] == ["It rains.", "It is snowing."]


def test_a_reviewed_file_can_restore_the_draft(
    client: FlaskClient, desk: Desk, exported: dict[str, bytes]
) -> None:
    send(client, exported["xliff-1.2"].replace(b"EN[Il pleut.]", b"It rains."))
    again = exported["xliff-1.2"].replace(b'"translated">EN[Il p', b'"final">EN[Il p')
    send(client, again)
    assert desk.library.documents.part(1, 1, 9).blocks[0].segments[1].target == "EN[Il pleut.]"


def test_a_pending_segment_takes_its_target_from_a_file(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    client.post("/documents", data={"text": TEXT})
    data = client.get("/documents/1/download?format=xliff-1.2").data
    data = data.replace(b'<target state="new"/>', b"<target>By hand.</target>", 1)
    assert send(client, data).status_code == 303
    assert desk.library.documents.get(1).pending_count == 3
    desk.pretranslate(1)
    assert desk.library.documents.part(1, 1, 9).blocks[0].segments[0].target == "By hand."


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"Bonjour.", 415, "neither XLIFF nor TMX"),
        (b"<tmx version='1.4'>", 422, "damaged"),
        (
            b"<tmx version='1.4'><tu><tuv lang='en'><seg>Oh</seg></tuv></tu></tmx>".replace(
                b"<tu>", b"<tu srclang='fr'><tuv lang='fr'><seg>Ah</seg></tuv>"
            ),
            400,
            "nothing was changed",
        ),
    ],
)
def test_a_file_that_corrects_nothing_is_refused_with_a_sentence(
    client: FlaskClient, exported: dict[str, bytes], data: bytes, status: int, words: str
) -> None:
    answer = send(client, data)
    assert answer.status_code == status
    assert words in answer.text


def test_a_correction_needs_a_document_and_a_file(client: FlaskClient) -> None:
    assert send(client, b"<tmx/>").status_code == 404
    assert client.post("/documents/1/corrections").status_code == 400
