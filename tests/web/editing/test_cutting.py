"""Sentences cut and joined by hand: their English, their marks, and the same text once more."""

import io
import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.fakes import FakeTranslator
from webapp.formats.readers.catalogue import read_document
from webapp.library import State
from webapp.library.upkeep.checking import check
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings

TEXT = "Il pleut et il neige. Il vente.\n\nIl grêle."


@pytest.fixture
def document(desk: Desk) -> int:
    """The id of a translated text whose segments have the ids 1 to 3."""
    document = desk.add_document(TEXT)
    desk.pretranslate(document.id)
    return document.id


def pairs(desk: Desk, document_id: int) -> list[tuple[int, str, str | None]]:
    blocks = desk.library.documents.blocks(document_id)
    return [(s.position, s.source, s.target) for block in blocks for s in block.segments]


def cut(client: FlaskClient, segment_id: int, broken: str) -> str:
    answer = client.post(f"/segments/{segment_id}/cut", data={"broken": broken})
    assert answer.status_code == 303
    return client.get(answer.location).text


def test_a_sentence_is_cut_and_joined_again(
    client: FlaskClient, desk: Desk, settings: Settings, document: int
) -> None:
    page = html.document_fromstring(client.get("/segments/1/target").text)
    [form] = [form for form in page.forms if form.action.endswith("/cut")]
    cut(client, 1, form.fields["broken"].strip().replace("pleut ", "pleut\r\n"))
    assert pairs(desk, document) == [
        (1, "Il pleut", None),
        (2, "et il neige.", None),
        (3, "Il vente.", "EN[Il vente.]"),
        (4, "Il grêle.", "EN[Il grêle.]"),
    ]
    kept = desk.library.documents.get(document)
    assert (kept.segment_count, kept.pending_count) == (4, 2)
    desk.pretranslate(document)
    assert pairs(desk, document)[1] == (2, "et il neige.", "EN[et il neige.]")
    client.post("/segments/1/joining")
    assert pairs(desk, document) == [
        (1, "Il pleut et il neige.", "EN[Il pleut et il neige.]"),
        (2, "Il vente.", "EN[Il vente.]"),
        (3, "Il grêle.", "EN[Il grêle.]"),
    ]
    assert desk.library.documents.get(document).pending_count == 0
    assert check(settings.library_url)[1] == []


def test_what_a_person_wrote_stays_where_it_can_be_told_apart(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    desk.library.edits.edit(1, "It rains. It snows too.", 0)
    cut(client, 1, "Il pleut\net il neige.")
    assert pairs(desk, document)[:2] == [
        (1, "Il pleut", "It rains."),
        (2, "et il neige.", "It snows too."),
    ]
    assert [desk.library.documents.segment(n)[1].state for n in (1, 4)] == [State.EDITED] * 2
    client.post("/segments/1/joining")
    assert pairs(desk, document)[0][2] == "It rains. It snows too."
    desk.library.edits.edit(1, "Rain and snow.", 3)
    cut(client, 1, "Il pleut\net il neige.")
    assert [pair[2] for pair in pairs(desk, document)[:2]] == ["It rains.", "It snows too."]
    assert "Rain and snow." in client.get("/segments/1/target").text


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("Il pleut et il neige.", "one line break"),
        ("Il pleut\net il\nneige.", "one line break"),
        ("Il pleut et il neige.\n", "at the end"),
        ("\nIl pleut et il neige.", "at the end"),
        ("Il pl\neut et il neige.", "inside a word"),
        ("Il pleut\net il tonne.", "change nothing else"),
    ],
)
def test_a_cut_that_cannot_be_is_shown_again_with_the_reason(
    client: FlaskClient, desk: Desk, document: int, broken: str, words: str
) -> None:
    answer = client.post("/segments/1/cut", data={"broken": broken})
    assert answer.status_code == 400
    assert words in answer.text
    assert len(pairs(desk, document)) == 3


@pytest.mark.parametrize(
    "broken",
    ["cafe|\u0301 noir", "cafe\u0301|s noirs", "👩🏽\u200d|🚀 part", "👩|🏽 part", "🇫|🇷 ici",
     "oui ☀|\ufe0f", "l|'homme", "l’|homme", "rendez-|vous", "12|,5 k", "12,|5 k", "aujourd|’hui"],
)  # fmt: skip
def test_a_word_a_number_and_a_sign_stay_whole(
    client: FlaskClient, desk: Desk, broken: str
) -> None:
    document = desk.add_document(broken.replace("|", ""))
    answer = client.post("/segments/1/cut", data={"broken": broken.replace("|", "\n")})
    assert (answer.status_code, "inside a word" in answer.text) == (400, True)
    assert len(pairs(desk, document.id)) == 1


@pytest.mark.parametrize(
    "broken", ["Il pleut.|Il neige", "Oui ☀️|🇫🇷 non", "Il dit :|« Non »", "5.|Oui"]
)
def test_between_them_a_sentence_is_cut(client: FlaskClient, desk: Desk, broken: str) -> None:
    document = desk.add_document(broken.replace("|", ""))
    client.post("/segments/1/cut", data={"broken": broken.replace("|", "\n")})
    assert [source for _, source, _ in pairs(desk, document.id)] == broken.split("|")


def test_cells_and_headings_are_not_joined(client: FlaskClient, desk: Desk) -> None:
    table = b"# Un titre\n\nDu texte.\n\n| Un | Deux |\n| --- | --- |\n| Trois | Quatre |\n"
    [document] = desk.add_imported([read_document(table, "a.md")])
    before = pairs(desk, document.id)
    for segment_id in range(1, len(before)):
        answer = client.post(f"/segments/{segment_id}/joining")
        assert (answer.status_code, "a paragraph of its own" in answer.text) == (400, True)
    assert pairs(desk, document.id) == before


def test_paragraphs_are_not_joined_and_code_is_not_cut(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    for segment_id, words in ((2, "a paragraph of its own"), (3, "the last sentence")):
        answer = client.post(f"/segments/{segment_id}/joining")
        assert (answer.status_code, words in answer.text) == (400, True)
    desk.add_imported([read_document(b"```\na = 1 b\n```\n", "a.md")])
    answer = client.post("/segments/4/cut", data={"broken": "a = 1\nb"})
    assert (answer.status_code, "Code is one piece" in answer.text) == (400, True)
    assert client.post("/segments/99/cut").status_code == 404


def test_the_same_text_is_cut_so_when_it_comes_again(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    cut(client, 1, "Il pleut\net il neige.")
    again = desk.add_document(f"Avant.\n\n{TEXT}")
    sources = [pair[1] for pair in pairs(desk, again.id)]
    assert sources == ["Avant.", "Il pleut", "et il neige.", "Il vente.", "Il grêle."]
    assert again.pending_count == sum(pair[2] is None for pair in pairs(desk, again.id))


def test_lines_that_were_joined_are_cut_at_the_right_place(client: FlaskClient, desk: Desk) -> None:
    first = "Dans la vieille ville, on disait que le prin-\ntemps était là et que tout allait bien,"
    second = (
        "mais il faisait encore très froid dans la\nrue, et les gens qui passaient devant notre\n"
        "maison ne disaient rien à personne."
    )
    document = desk.add_document(f"{first}\n{second} Bon.")
    source = pairs(desk, document.id)[0][1]
    assert "le printemps était" in source
    cut(client, 1, source.replace("bien, ", "bien,\n"))
    [block] = desk.library.documents.blocks(document.id)
    text = desk.library.documents.text(document.id)
    assert [text[s.start : s.end] for s in block.segments] == [first, second, "Bon."]


def test_marks_and_notes_follow_and_so_do_exports(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    page = "<p>Il <b>pleut fort</b> ici et il <a href='http://a.fr'>neige</a>. Bon.</p>"
    [document] = desk.add_imported([read_document(page.encode(), "a.html")])
    desk.pretranslate(document.id)
    cut(client, 1, "Il pleut\nfort ici et il neige.")
    desk.pretranslate(document.id)
    reader = client.get(f"/documents/{document.id}").text
    assert "Il <b>pleut</b>" in reader
    assert '<b>fort</b> ici et il <a href="http://a.fr"' in reader
    export = client.get(f"/documents/{document.id}/download?format=own-html").text
    assert re.search(r"<b>.*pleut.*</b>", export)
    assert "EN[" in export
    client.post("/segments/1/joining")
    assert "Il <b>pleut fort</b> ici" in client.get(f"/documents/{document.id}").text
    xliff = client.get(f"/documents/{document.id}/download?format=xliff").data
    form = {"file": (io.BytesIO(xliff), "a.xlf")}
    assert client.post(f"/documents/{document.id}/corrections", data=form).status_code == 303


def test_a_page_whose_numbers_are_wrong_by_now_is_loaded_again(
    client: FlaskClient, document: int
) -> None:
    cut(client, 1, "Il pleut\net il neige.")
    htmx = {"HX-Request": "true"}
    for path in (f"/documents/{document}/progress", "/segments/2/target"):
        assert client.get(f"{path}?count=3", headers=htmx).headers.get("HX-Refresh") == "true"
        assert "HX-Refresh" not in client.get(f"{path}?count=4", headers=htmx).headers
