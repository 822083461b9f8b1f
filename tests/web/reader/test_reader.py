"""The reader's page: sources beside targets, what arrives, parts, notes, marks and toggles."""

import io

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.documents import book
from tests.fakes import FakeTranslator
from tests.web.texts import MARKED, post, read
from webapp.pretranslation.desk import Desk


def test_the_reader_shows_every_source_with_its_target(client: FlaskClient, desk: Desk) -> None:
    page = read(client, desk)
    for source in ("Un titre", "Bonjour.", "Il pleut.", "Il neige."):
        assert f"EN[{source}]" in page
    assert 'id="source-5"' in page
    assert 'id="target-5"' in page
    assert page.count('data-segment="3"') == 2


def test_an_unfinished_reader_polls_and_a_finished_one_does_not(
    client: FlaskClient, desk: Desk
) -> None:
    post(client)
    assert "/documents/1/progress" in client.get("/documents/1").text
    desk.pretranslate(1)
    assert "/documents/1/progress" not in client.get("/documents/1").text


def test_progress_gives_new_targets_and_stops_polling_at_the_end(
    client: FlaskClient, desk: Desk
) -> None:
    post(client)
    waiting = client.get("/documents/1/progress?after=1&first=1&last=99").text
    assert "hx-get" in waiting
    assert "target-" not in waiting
    desk.pretranslate(1)
    done = client.get("/documents/1/progress?after=1&first=2&last=3").text
    assert "hx-get" not in done
    assert [f"target-{n}" in done for n in range(1, 6)] == [False, True, True, False, False]


def test_an_arriving_target_has_its_marks(client: FlaskClient, desk: Desk) -> None:
    page = io.BytesIO(b"<p>La <b>mer</b> est bleue.</p>")
    client.post("/documents", data={"file": (page, "a.html")})
    desk.pretranslate(1)
    news = client.get("/documents/1/progress?after=1&first=1&last=9").text
    assert "EN[La <b>mer</b> est bleue.]" in news


NOTED = b"Un[^1]. Deux.\n\nTrois[^2].\n\nQuatre[^1].\n\n[^1]: La note.\n[^2]: Une autre.\n"


def test_a_mark_leads_to_its_note_on_the_page_or_in_another_part(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/documents", data={"file": (io.BytesIO(NOTED), "a.md")})
    assert client.get("/documents/1").text.count('href="#s5" role="doc-noteref">1</a>') == 2
    monkeypatch.setattr("webapp.views.reader.reader.PART_SEGMENTS", 3)
    address = "/documents/1/notes/2?mark=3"
    assert f'href="{address}" role="doc-noteref">2</a>' in client.get("/documents/1").text
    answer = client.get(address)
    assert (answer.status_code, answer.location) == (303, "/documents/1?first=6#s6")
    assert "Une autre." in client.get(answer.location).text


def test_notes_that_are_counted_anew_in_each_chapter_keep_to_their_marks(
    client: FlaskClient,
) -> None:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{0}</h1><p>Mot {0}<sup>1</sup>.</p>'
        '<section role="doc-endnotes"><ol><li>Note {0}.</li></ol></section></body></html>'
    )
    second = {"OPS/text/deux.xhtml": chapter.format("deux")}
    data = book(chapter=chapter.format("un"), **second)
    client.post("/documents", data={"file": (io.BytesIO(data), "a.epub")})
    page = html.fromstring(client.get("/documents/1").text)
    assert page.xpath("//p[contains(@class, 'source')]//sup/a/@href") == ["#s3", "#s6"]
    assert page.xpath("string(//*[@id='source-3'])").startswith("Note un.")
    assert page.xpath("string(//*[@id='source-6'])").startswith("Note deux.")
    for mark, note in ((2, 3), (5, 6)):
        location = client.get(f"/documents/1/notes/1?mark={mark}").location
        assert location == f"/documents/1?first={note}#s{note}"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("7", "This document has no note 7."), (30 * "9", "There is nothing at this address.")],
)
def test_the_address_of_a_missing_note_is_404(
    client: FlaskClient, number: str, sentence: str
) -> None:
    post(client)
    answer = client.get(f"/documents/1/notes/{number}")
    assert answer.status_code == 404
    assert sentence in answer.text


def test_html_in_a_plain_text_is_shown_escaped(client: FlaskClient, desk: Desk) -> None:
    page = read(client, desk, "<script>alert('x')</script> & <b>gras</b>.")
    assert "<script>alert" not in page
    assert "&lt;b&gt;gras&lt;/b&gt;" in page


def test_a_failed_segment_shows_its_failure_and_offers_a_retry(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il pleut."
    page = read(client, desk)
    assert "The fake was told to fail." in page
    assert "EN[Il neige.]" in page
    [segment] = [
        s for b in desk.library.documents.blocks(1) for s in b.segments if s.source == "Il pleut."
    ]
    translator.fails_on = lambda _: False
    answer = client.post(f"/segments/{segment.id}/retry")
    assert (answer.status_code, answer.location) == (303, "/documents/1?first=3#s3")
    desk.pretranslate(1)
    assert "EN[Il pleut.]" in client.get("/documents/1").text


def test_a_retry_by_htmx_gives_a_fragment_that_polls_again(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il pleut."
    read(client, desk)
    segment = next(s for s in desk.library.documents.part(1, 3, 1).blocks[0].segments)
    answer = client.post(f"/segments/{segment.id}/retry", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "/documents/1/progress" in answer.text


@pytest.mark.parametrize(
    ("query", "hidden"),
    [
        ("", []),
        ("?toggle=2", [2]),
        ("?default=shown&except=2&toggle=3", [2, 3]),
        ("?default=shown&except=2,3&toggle=2", [3]),
        ("?toggle=all", [1, 2, 3, 4, 5]),
        ("?default=hidden&except=&toggle=4", [1, 2, 3, 5]),
        ("?default=hidden&except=4&toggle=all", []),
        ("?default=nonsense&except=x,y&toggle=-1", []),
    ],
)
def test_toggles_work_by_the_address_alone(
    client: FlaskClient, desk: Desk, query: str, hidden: list[int]
) -> None:
    read(client, desk)
    page = client.get(f"/documents/1{query}").text
    hidden_targets = [
        n for n in range(1, 6) if " hidden" in page.split(f'id="target-{n}"', 1)[1].split(">", 1)[0]
    ]
    assert hidden_targets == hidden


def test_links_to_other_parts_keep_the_state_of_the_toggles(
    client: FlaskClient, desk: Desk
) -> None:
    read(client, desk, "\n\n".join(f"Phrase numéro {n}." for n in range(1, 401)))
    page = client.get("/documents/1?first=151&default=hidden&except=152").text
    ways = html.document_fromstring(page).xpath("//p[contains(@class, 'more')]/a/@href")
    assert ways == [
        "/documents/1?first=1&default=hidden&except=152",
        "/documents/1?first=301&default=hidden&except=152",
    ]


def test_a_long_text_is_read_in_parts(client: FlaskClient, desk: Desk) -> None:
    text = "\n\n".join(f"Phrase numéro {n}." for n in range(1, 401))
    page = read(client, desk, text)
    assert page.count('class="pair') == 150
    assert "first=151" in page
    part = client.get("/documents/1?first=151", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert part.count('class="pair') == 30
    last = client.get("/documents/1?first=301").text
    assert last.count('class="pair') == 100
    assert 'class="more later" hidden' in last


def test_the_page_shows_marks_author_and_notices(client: FlaskClient, desk: Desk) -> None:
    client.post("/documents", data={"file": (io.BytesIO(MARKED), "page.html")})
    desk.pretranslate(1)
    page = client.get("/documents/1").text
    assert 'Il <b>pleut</b> &lt;i&gt; <a href="https://example.org/?a=1&amp;b=%22">ici</a>.' in page
    assert "<i>EN[Il neige.]</i>" in page
    assert "Ana</span>" in page
    assert "1 picture could not be kept" in page


LISTS = "<ol start=3><li>Trois. Encore.<ul><li>Point.</ul></ol><table><tr><td>a<td>b</table>"


def test_items_have_their_marks_on_both_sides_and_cells_stand_in_rows(client: FlaskClient) -> None:
    file = (io.BytesIO(LISTS.encode()), "a.html")
    address = client.post("/documents", data={"file": file}).location
    page = html.document_fromstring(client.get(address).text)
    marks = [
        (element.get("id"), element.get("data-mark")) for element in page.xpath("//*[@data-mark]")
    ]
    assert marks == [
        ("source-1", "3."),
        ("target-1", "3."),
        ("source-3", "–"),
        ("target-3", "–"),
    ]
    assert page.xpath("count(//section[contains(@class, 'level-2')])") == 1
    assert page.xpath("//*[@class='cells']/*//@id[starts-with(., 'source')]") == [
        "source-4",
        "source-5",
    ]
