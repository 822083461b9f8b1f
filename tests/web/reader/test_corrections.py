"""A corrected XLIFF or TMX file changes the targets of the document it came from."""

import io
import re

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


#: Where another program puts a note on the second sentence, and how.
NOTED = {
    "xliff": (rb"<notes>", rb'<notes><note id="x-s2">Sure?</note>'),
    "xliff-1.2": (rb'(<trans-unit id="2".*?)(?=</trans-unit>)', rb"\1<note>Sure?</note>"),
    "tmx": (rb'<tu tuid="2">', rb"\g<0><note>Sure?</note>"),
}


@pytest.mark.parametrize("name", ["xliff", "xliff-1.2", "tmx"])
@pytest.mark.usefixtures("exported")
def test_notes_go_out_and_come_back_to_their_sentences_once(
    client: FlaskClient, desk: Desk, name: str
) -> None:
    client.post("/documents/1/annotations", data={"position": 1, "note": "À <voir>\nplus tard"})
    data = client.get(f"/documents/1/download?format={name}").data
    assert "À &lt;voir&gt;\nplus tard</note>".encode() in data
    noted = re.sub(*NOTED[name], data, count=1)
    for sentence in ("0 sentences corrected. 1 new note.", "0 sentences corrected.</p>"):
        assert sentence in client.get(send(client, noted).location).text
        notes = [
            (found.position, found.annotation.note) for found in desk.library.annotations.find()
        ]
        assert notes == [(1, "À <voir>\nplus tard"), (2, "Sure?")]
    bare = re.sub(rb"<target.*?</target>|<tuv xml:lang=.en.*?</tuv>", b"", noted, flags=re.DOTALL)
    answer = send(client, bare.replace(b"Sure?", b"Really?"))
    assert "0 sentences corrected. 1 new note." in client.get(answer.location).text
    assert desk.library.annotations.find()[-1].annotation.note == "Sure?\n\nReally?"
    long = data.replace(b"plus tard", b"x" * 5_000).replace(b"EN[Il pleut.]", b"It rains.")
    assert "at most 5,000" in (answer := send(client, long)).text
    assert answer.status_code == 400
    assert desk.library.edits.editable(2).segment.state is State.TRANSLATED


@pytest.mark.parametrize("name", ["xliff", "xliff-1.2", "tmx"])
def test_codes_that_a_translator_moved_come_back_onto_their_words(
    client: FlaskClient, desk: Desk, name: str
) -> None:
    page = "<p>Le <b>chat</b> dort.</p><p>Il <i>pleut</i>.</p>"
    client.post("/documents", data={"file": (io.BytesIO(page.encode()), "a.html")})
    desk.pretranslate(1)
    data = client.get(f"/documents/1/download?format={name}").text
    [tags] = re.findall(
        r"EN\[Le (<.*>)EN\[chat\](<.*>) dort.\]|EN\[Le (<[^/].*?>)chat(<.*>) ", data
    )
    opening, closing = [tag for tag in tags if tag]
    old = re.search(r"EN\[Le .*? dort\.\]", data)
    assert old
    words = f"The {opening}black cat{closing} sleeps."
    send(client, data.replace(old[0], words).encode())
    assert "The <b>black cat</b> sleeps." in client.get("/documents/1").text
    again = client.get(f"/documents/1/download?format={name}").text
    assert words in again
    send(client, again.replace(words, f"{opening}The black{closing} cat sleeps.").encode())
    assert "<b>The black</b> cat sleeps." in client.get("/documents/1").text
    send(client, again.replace(words, "The cat sleeps.").encode())
    page = client.get("/documents/1").text
    assert "1 sentence corrected. Sentence 1: a code is missing. The words were taken" in page
    segment = desk.library.documents.part(1, 1, 9).blocks[0].segments[0]
    assert (segment.target, segment.target_marks) == ("The cat sleeps.", None)
    versions = desk.library.edits.editable(segment.id).versions
    desk.library.edits.restore(segment.id, versions[-1].id)
    assert "<b>The black</b> cat sleeps." in client.get("/documents/1").text


def test_many_faulty_codes_are_counted(client: FlaskClient, desk: Desk) -> None:
    page = "".join(f"<p>Le <b>chat</b> {word}.</p>" for word in "abcdefgh")
    client.post("/documents", data={"file": (io.BytesIO(page.encode()), "a.html")})
    desk.pretranslate(1)
    data = client.get("/documents/1/download?format=xliff-1.2").text
    answer = send(client, re.sub(r"(<target[^<]*)<g.*?>(.*?)</g>", r"\1\2", data).encode())
    assert "Sentence 5: a code is missing. So are 3 more." in client.get(answer.location).text


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("x" * 20_001, "Sentence 2: This has 20,001 characters"),
        ("It\u0085rains.", "Sentence 2: The character at place 3 is a control sign"),
    ],
)
def test_a_target_that_cannot_be_kept_refuses_the_whole_file(
    client: FlaskClient, desk: Desk, exported: dict[str, bytes], target: str, words: str
) -> None:
    data = exported["xliff"].replace(b"EN[Bonjour.]", b"Hello.")
    answer = send(client, data.replace(b"EN[Il pleut.]", target.encode()))
    assert (answer.status_code, words in answer.text) == (400, True)
    targets = [s.target for block in desk.library.documents.blocks(1) for s in block.segments]
    assert "Hello." not in targets
