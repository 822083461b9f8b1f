"""Doubt is shown: in the reader, in the API, in what people take home."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk
from webapp.text.checks import Check

TEXT = "Il a 12 ans. Il pleut. Il neige.\n\nIl grêle."
CHECKS = {"Il a 12 ans.": (Check.NUMBERS, Check.NAMES), "Il neige.": (Check.SCORE,)}


@pytest.fixture
def document(desk: Desk, translator: FakeTranslator) -> int:
    """The id of a translated text whose sentences 1 and 3 are uncertain."""
    translator.checks = CHECKS
    document = desk.add_document(TEXT)
    desk.pretranslate(document.id)
    return document.id


def test_the_reader_says_why_a_sentence_is_uncertain_and_leads_to_the_next(
    client: FlaskClient, document: int
) -> None:
    page = html.document_fromstring(client.get(f"/documents/{document}").text)
    marked = page.xpath("//*[@class='uncertain']/ancestor::*[@class='pair']/@id")
    assert marked == ["s1", "s3"]
    [first, second] = page.xpath("//*[@class='doubt']")
    assert "uncertain: a number differs, a name is missing" in first.text_content()
    assert "uncertain: the translator was not sure" in second.text_content()
    [link] = first.xpath("a/@href")
    assert client.get(link).location == f"/documents/{document}?first=3#s3"
    [back] = second.xpath("a/@href")
    assert client.get(back).location == f"/documents/{document}?first=1#s1"


def test_the_imprint_counts_them_and_leads_to_the_first(client: FlaskClient, document: int) -> None:
    page = html.document_fromstring(client.get(f"/documents/{document}").text)
    [link] = page.xpath("//*[@id='doubts']/a")
    assert link.text_content() == "2 uncertain"
    assert client.get(link.get("href")).location.endswith("#s1")


def test_the_count_comes_with_the_news(client: FlaskClient, document: int) -> None:
    news = client.get(f"/documents/{document}/progress?after=0").text
    assert "2 uncertain" in news
    assert news.count('class="doubt"') == 2


def test_links_keep_what_is_hidden(client: FlaskClient, document: int) -> None:
    page = html.document_fromstring(client.get(f"/documents/{document}?toggle=2").text)
    [link] = page.xpath("//*[@id='doubts']/a/@href")
    assert "except=2" in client.get(link).location


def test_a_text_without_doubt_says_nothing(client: FlaskClient, desk: Desk) -> None:
    document = desk.add_document("Il pleut.")
    desk.pretranslate(document.id)
    page = client.get(f"/documents/{document.id}").text
    assert "uncertain" not in page
    answer = client.get(f"/documents/{document.id}/uncertain")
    assert answer.location == f"/documents/{document.id}"
    assert client.get("/documents/99/uncertain").status_code == 404
    assert client.get(f"/documents/{document.id}/uncertain?after=x").status_code == 400


def test_a_switch_hides_it(client: FlaskClient, document: int) -> None:
    client.post("/comfort", data={"doubts": "hidden", "back": "/"})
    page = client.get(f"/documents/{document}").text
    assert 'data-doubts="hidden"' in page


def test_a_person_who_corrects_takes_the_doubt_away(client: FlaskClient, document: int) -> None:
    file = client.get(f"/documents/{document}/download?format=xliff").data
    corrected = file.replace(b"EN[Il neige.]", b"It snows.")
    data = {"file": (io.BytesIO(corrected), "a.xlf")}
    client.post(f"/documents/{document}/corrections", data=data)
    page = client.get(f"/documents/{document}").text
    assert "1 uncertain" in page
    assert "was not sure" not in page


def test_the_api_lists_the_checks_of_each_sentence(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    translator.checks = CHECKS
    asked = {"q": TEXT, "source": "fr", "target": "en", "sentences": True}
    for again in (asked, asked | {"format": "html"}):
        sentences = client.post("/translate", json=again).get_json()["sentences"]
        assert [s["checks"] for s in sentences] == [["numbers", "names"], [], ["score"], []]
    stream = client.post("/translate", json=asked, headers={"Accept": "application/x-ndjson"})
    assert json.loads(stream.text.splitlines()[0])["checks"] == ["numbers", "names"]


def test_a_remembered_target_keeps_its_checks(client: FlaskClient, document: int) -> None:
    asked = {"q": "Il neige.", "source": "fr", "target": "en", "sentences": True}
    [sentence] = client.post("/translate", json=asked).get_json()["sentences"]
    assert sentence["checks"] == ["score"]


def download(client: FlaskClient, document: int, name: str) -> bytes:
    answer = client.get(f"/documents/{document}/download?format={name}")
    return bytes(answer.data)


def test_tables_list_the_checks(client: FlaskClient, document: int) -> None:
    rows = list(csv.DictReader(io.StringIO(download(client, document, "csv").decode("utf-8-sig"))))
    assert [row["checks"] for row in rows] == ["numbers names", "", "score", ""]
    blocks = json.loads(download(client, document, "json"))["blocks"]
    checks = [segment["checks"] for block in blocks for segment in block["segments"]]
    assert checks == [["numbers", "names"], [], ["score"], []]


def test_xliff_has_them_as_notes(client: FlaskClient, document: int) -> None:
    old = etree.fromstring(download(client, document, "xliff-1.2"))
    notes = {unit.get("id"): unit.findtext("{*}note") for unit in old.iter("{*}trans-unit")}
    why = "uncertain: a number differs, a name is missing"
    unsure = "uncertain: the translator was not sure"
    assert notes == {"1": why, "2": None, "3": unsure, "4": None}
    new = etree.fromstring(download(client, document, "xliff"))
    units = [[note.text for note in unit.iter("{*}note")] for unit in new.iter("{*}unit")]
    assert units == [[f"s1: {why}", f"s3: {unsure}"], []]


def film(*cues: tuple[float, float, str]) -> bytes:
    """Subtitles: when each cue begins and ends, in seconds, and its words."""
    times = [f"00:00:{begin:06.3f} --> 00:00:{end:06.3f}\n{words}\n" for begin, end, words in cues]
    return "\n".join(times).encode()


def test_cues_that_are_read_too_fast_are_told_until_a_person_shortens_them(
    client: FlaskClient, desk: Desk
) -> None:
    slow, fast = (1, 9, "Un mot."), (9, 10, "Il pleut encore. Il vente.")
    upload = {"file": (io.BytesIO(film(slow, fast)), "film.srt")}
    document = int(client.post("/documents", data=upload).location.split("/")[-1])
    desk.pretranslate(document)

    def checks() -> list[tuple[Check, ...] | None]:
        part = desk.library.documents.part(document, 1, 9)
        return [segment.checks for block in part.blocks for segment in block.segments]

    def corrected(segment: int, target: str, version: int) -> str:
        data = {"target": target, "version": version}
        return client.post(f"/segments/{segment}/target", data=data, follow_redirects=True).text

    page = client.get(f"/documents/{document}").text
    assert checks() == [(), (Check.SPEED,), (Check.SPEED,)]
    assert "2 uncertain" in page
    assert page.count("(too fast to read; ") == 2
    assert b"s2: too fast to read" in download(client, document, "xliff")
    rows = csv.DictReader(io.StringIO(download(client, document, "csv").decode("utf-8-sig")))
    assert [row["checks"] for row in rows] == ["", "speed", "speed"]
    since = desk.library.documents.get(document).revision
    assert "too fast" not in corrected(2, "Raining.", 0)
    assert checks() == [(), (), ()]
    assert "too fast" not in client.get(f"/documents/{document}/progress?after={since}").text
    assert "too fast to read" in corrected(3, "And there is a lot of wind.", 0)
    assert checks() == [(), (Check.SPEED,), (Check.SPEED,)]
    # The memory is of sentences, not of their times.
    again = {"file": (io.BytesIO(film((1, 9, fast[2]))), "again.srt")}
    other = int(client.post("/documents", data=again).location.split("/")[-1])
    assert desk.library.documents.get(other).uncertain_count == 0
