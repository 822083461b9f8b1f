"""One sentence corrected by hand: in the reader, on a page of its own, undone, and elsewhere."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.fakes import FakeTranslator
from webapp.formats.readers.catalogue import read_document
from webapp.library import Origin, Segment, State
from webapp.library.knowledge.targets import LONGEST_TARGET
from webapp.pretranslation.desk import Desk
from webapp.text.checks import Check

TEXT = "Bonjour. Il pleut.\n\nBonjour. Il neige."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def document(desk: Desk, translator: FakeTranslator) -> int:
    """The id of a translated text whose segments have the ids 1 to 4; the last is uncertain."""
    translator.checks = {"Il neige.": (Check.NUMBERS,)}
    document = desk.add_document(TEXT)
    desk.pretranslate(document.id)
    return document.id


def segment(desk: Desk, segment_id: int) -> Segment:
    return desk.library.documents.segment(segment_id)[1]


def save(client: FlaskClient, segment_id: int, target: str, **fields: object) -> str:
    """Save a target as a browser without a script does; gives the page that follows."""
    form = {"target": target, "version": 0} | fields
    answer = client.post(f"/segments/{segment_id}/target", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return f"{answer.request.path}\n{answer.text}"


def test_a_sentence_is_corrected_on_a_page_of_its_own(
    client: FlaskClient, desk: Desk, translator: FakeTranslator, document: int
) -> None:
    reader = html.document_fromstring(client.get(f"/documents/{document}").text)
    [link] = reader.xpath("//*[@id='target-2']//a[@aria-label='Correct sentence 2']/@href")
    page = html.document_fromstring(client.get(link).text)
    assert page.xpath("string(//p[@class='source'])") == "Il pleut."
    form = page.get_element_by_id("editor-2")
    assert form.fields["target"].strip() == "EN[Il pleut.]"
    form.fields["target"] = " It is\r\nraining. "
    answer = client.post(form.action, data=dict(form.form_values()))
    assert answer.location == f"/documents/{document}?first=2#s2"
    edited = segment(desk, 2)
    kept = (edited.target, edited.state, edited.origin, edited.draft)
    assert kept == ("It is raining.", State.EDITED, Origin.HUMAN, "EN[Il pleut.]")
    target = html.document_fromstring(client.get(answer.location).text).get_element_by_id(
        "target-2"
    )
    assert target.xpath("string(*[@class='edited'])").strip() == "Edited"


def test_the_memory_fills_the_same_sentence_elsewhere_at_once_whatever_the_package(
    client: FlaskClient, desk: Desk, translator: FakeTranslator, document: int
) -> None:
    save(client, 2, "It is raining.")
    translator.identity = "a-newer-package"
    other = desk.add_document("Il pleut. Il vente.")
    assert [segment(desk, 5).target, segment(desk, 6).target] == ["It is raining.", None]
    assert segment(desk, 5).origin is Origin.CORRECTED
    assert "Memory (corrected)" in client.get(f"/documents/{other.id}").text
    asked = {"q": "Il pleut.", "source": "fr", "target": "en"}
    assert client.post("/translate", json=asked).get_json()["translatedText"] == "It is raining."
    client.post(f"/documents/{document}/renewal")
    assert segment(desk, 2).target == "It is raining."


def test_a_correction_comes_before_what_the_machine_gives_meanwhile(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    other = desk.add_document("Il grêle. Il gèle.")
    save(client, 5, "It is hailing.")
    third = desk.add_document("Il gèle.")
    save(client, 6, "It is freezing.")
    desk.pretranslate(other.id)
    desk.pretranslate(third.id)
    assert segment(desk, 7).target == "It is freezing."
    assert segment(desk, 7).origin is Origin.CORRECTED
    assert desk.library.documents.get(other.id).pending_count == 0


def test_the_buttons_lead_to_the_next_sentence_and_to_the_next_uncertain_one(
    client: FlaskClient, document: int
) -> None:
    assert save(client, 1, "Hello.", then="next").startswith("/segments/2/target")
    assert save(client, 2, "It rains.", then="uncertain").startswith("/segments/4/target")
    assert save(client, 4, "It snows.", then="next").startswith(f"/documents/{document}\n")


def test_saving_what_the_machine_gave_confirms_it(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    page = save(client, 4, "EN[Il neige.]")
    assert "Confirmed" in page
    assert "Edited" not in page
    assert desk.library.documents.get(document).uncertain_count == 0
    save(client, 4, "EN[Il neige.]", version=7)
    assert len(desk.library.edits.editable(4).versions) == 1


def test_back_to_the_machine_and_to_any_earlier_version(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    save(client, 4, "It snows.")
    save(client, 4, "It is snowing.", version=1)
    page = html.document_fromstring(client.get("/segments/4/target").text)
    versions = page.xpath("//ol[@class='versions']/li")
    assert [version.xpath("string(p[2])") for version in versions] == [
        "It is snowing.",
        "It snows.",
        "EN[Il neige.]",
    ]
    assert all(version.xpath(".//time/@datetime") for version in versions)
    [back] = page.xpath("//button[contains(., 'Back to the machine')]")
    client.post(back.get("formaction"), data={"kept": back.get("value")})
    machine = segment(desk, 4)
    assert (machine.target, machine.state) == ("EN[Il neige.]", State.TRANSLATED)
    assert (machine.origin, machine.score) == (Origin.MACHINE, -0.5)
    assert desk.library.documents.get(document).uncertain_count == 1
    assert desk.library.memory.recall("", ("fr", "en"), ["Il neige."]) == {}
    editable = desk.library.edits.editable(4)
    client.post("/segments/4/restoration", data={"kept": editable.versions[1].id})
    assert segment(desk, 4).target == "It snows."
    assert (
        desk.library.memory.recall("", ("fr", "en"), ["Il neige."])["Il neige."][0] == "It snows."
    )
    assert client.post("/segments/3/restoration", data={"kept": 1}).status_code == 404


def test_a_sentence_that_was_never_translated_can_be_given_back(
    client: FlaskClient, desk: Desk
) -> None:
    document = desk.add_document("Il vente.")
    save(client, 1, "It blows.")
    assert desk.library.documents.get(document.id).pending_count == 0
    assert "Have it translated" in client.get("/segments/1/target").text
    [version] = desk.library.edits.editable(1).versions
    client.post("/segments/1/restoration", data={"kept": version.id})
    assert desk.library.documents.get(document.id).pending_count == 1
    desk.pretranslate(document.id)
    assert segment(desk, 1).target == "EN[Il vente.]"


def test_equal_sentences_are_offered_and_never_changed_unasked(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    other = desk.add_document("Bonjour.")
    form = {"target": "Good day.", "version": 0}
    fragment = client.post("/segments/1/target", data=form, headers=HTMX).text
    assert "Also in 2 other places" in fragment
    assert [segment(desk, n).target for n in (3, 5)] == ["EN[Bonjour.]"] * 2
    page = html.document_fromstring(client.get("/segments/1/target").text)
    assert page.xpath("//input[@name='place']/@value") == ["3", "5"]
    answer = client.post("/segments/1/twins", data={"place": ["5", "4", "x"]})
    assert [segment(desk, n).target for n in (3, 4, 5)] == [
        "EN[Bonjour.]",
        "EN[Il neige.]",
        "Good day.",
    ]
    assert desk.library.documents.get(other.id).revision > 1
    assert "Changed in 1 place." in client.get(answer.location).text
    client.post("/segments/1/twins/restoration", data={"place": ["5", "4"]})
    assert segment(desk, 5).target == "EN[Bonjour.]"
    assert client.post("/segments/3/twins", data={"place": ["5"]}).status_code == 400


def test_very_many_equal_sentences_are_counted_and_the_first_are_listed(
    client: FlaskClient, desk: Desk, document: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.library.editing.edits.MOST_TWINS", 1)
    desk.add_document("Bonjour.\n\nBonjour.")
    form = {"target": "Good day.", "version": 0}
    fragment = client.post("/segments/1/target", data=form, headers=HTMX).text
    assert "Also in 3 other places" in fragment
    page = client.get("/segments/1/target").text
    assert "in 3 other places, of which 1 are listed here." in page
    assert page.count('name="place"') == 1


def test_the_second_of_two_windows_is_told_and_loses_nothing(
    client: FlaskClient, desk: Desk, document: int
) -> None:
    save(client, 2, "It rains.")
    for headers in ({}, HTMX):
        form = {"target": "It pours.", "version": 0}
        answer = client.post("/segments/2/target", data=form, headers=headers)
        assert answer.status_code == 409
        field = html.document_fromstring(answer.text)
        assert "in another window" in field.xpath("string(//*[@role='alert'])")
        assert field.xpath("string(//textarea)").strip() == "It pours."
        assert field.xpath("string(//*[@class='now']/q)") == "It rains."
    assert segment(desk, 2).target == "It rains."
    [version] = field.xpath("//input[@name='version']/@value")
    save(client, 2, "It pours.", version=version)
    assert segment(desk, 2).target == "It pours."


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("", "Write a translation"),
        (" \r\n\t", "Write a translation"),
        ("a" * (LONGEST_TARGET + 1), "20,001 characters; a sentence can have 20,000 at most"),
        ("It\x07 rains.", "place 3 is a control sign (U+0007)"),
        ("It\u2028rains.", "place 3 is a control sign (U+2028)"),
        ("It\0rains.", "place 3 could not be read (�)"),
    ],
)
def test_a_target_that_cannot_be_kept_is_shown_again_with_the_reason(
    client: FlaskClient, desk: Desk, document: int, target: str, words: str
) -> None:
    answer = client.post("/segments/2/target", data={"target": target, "version": "0"})
    assert answer.status_code == 400
    assert words in answer.text
    assert segment(desk, 2).state is State.TRANSLATED
    assert desk.library.memory.recall("", ("fr", "en"), ["Il pleut."]) == {}


def test_bad_numbers_and_sentences_that_are_not_there(client: FlaskClient, document: int) -> None:
    form = {"target": "Oh.", "version": "x"}
    assert client.post("/segments/2/target", data=form).status_code == 400
    for path in ("target", "restoration", "twins", "twins/restoration"):
        assert client.post(f"/segments/99/{path}", data={"target": "Oh."}).status_code == 404
    assert client.get("/segments/99/target").status_code == 404
    client.post(f"/documents/{document}/deletion")
    assert client.get("/segments/2/target").status_code == 404


def test_an_edited_target_keeps_its_marks_and_is_escaped(client: FlaskClient, desk: Desk) -> None:
    [document] = desk.add_imported([read_document(b"**Bonjour** Anne.", "a.md")])
    desk.pretranslate(document.id)
    form = {"target": "EN[Bonjour] <Anne>.", "version": 0}
    fragment = client.post("/segments/1/target", data=form, headers=HTMX).text
    assert "EN[<b>Bonjour</b>] &lt;Anne&gt;." in fragment
    assert 'id="doubts"' in fragment


def test_other_wordings_are_offered_and_one_stands_in_the_field(
    client: FlaskClient, desk: Desk
) -> None:
    document = desk.add_document("Il pleut.")
    desk.pretranslate(document.id)
    address = f"/segments/{desk.library.edits.at(document.id, 1)}"
    page = client.get(f"{address}/alternatives").text
    assert "History" in page
    assert "EN[Il pleut.] (2)" in page
    fragment = client.get(f"{address}/alternatives", headers={"HX-Request": "true"}).text
    assert fragment.count("Take it") == 5
    assert "History" not in fragment
    assert 'name="taken" value="EN[Il pleut.] (3)"' in fragment
    taken = client.post(f"{address}/alternatives", data={"taken": "EN[Il pleut.] (3)"}).text
    assert "EN[Il pleut.] (3)</textarea>" in taken
    form = {"target": "Typed.", "at": "0", "from": ""}
    page = client.post(f"{address}/alternatives", data=form).text
    assert "Typed.</textarea>" in page
    assert "EN[Il pleut.] (2)" in page


def test_wordings_go_on_from_a_chosen_word_and_one_stands_in_the_field(
    client: FlaskClient, desk: Desk
) -> None:
    document = desk.add_document("Il pleut.")
    desk.pretranslate(document.id)
    segment_id = desk.library.edits.at(document.id, 1)
    assert segment_id is not None
    desk.library.edits.edit(segment_id, "It’s raining cats.", 0)
    address = f"/segments/{segment_id}"
    page = client.get(f"{address}/target").text
    word = f'name="from" value="5" formaction="{address}/alternatives">raining</button> <button'
    assert word in page
    form = {"target": "It’s raining dogs.", "at": "0", "from": "7"}
    page = client.post(f"{address}/alternatives", data=form).text
    assert 'value="It’s two [Il pleut.]"' in page
    assert "It’s raining dogs.</textarea>" in page
    assert ">dogs</button>" in page
    assert "It’s one [Il pleut.]" in client.get(f"{address}/alternatives?at=7").text
    form = {"target": "It pours down.", "at": "9"}
    fragment = client.post(f"{address}/alternatives", data=form, headers=HTMX).text
    assert "It pours one [Il pleut.]" in fragment
    assert "History" not in fragment
    assert "It pours down.</textarea>" in client.post(f"{address}/alternatives", data=form).text
    assert desk.library.edits.editable(segment_id).segment.target == "It’s raining cats."
    assert client.post(f"{address}/alternatives", data=form | {"target": ""}).status_code == 400
    assert "one [Il" in client.get(f"{address}/alternatives?at=999999").text
