"""The page of terms without a script: kept, searched, changed, forgotten, brought in and out."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.library import Document, NewTerm, State
from webapp.library.knowledge import termbase
from webapp.pretranslation.desk import Desk

CAT = {"source": "chat", "target": "tomcat", "languages": "fr-en"}


def kept(desk: Desk) -> list[tuple[str, str | None]]:
    return [(each.source, each.target) for each in desk.library.termbase.search()]


def taken(client: FlaskClient, data: str | bytes, name: str = "terms.csv") -> TestResponse:
    content = data.encode() if isinstance(data, str) else data
    form = {"file": (io.BytesIO(content), name), "languages": "fr-en"}
    return client.post("/terms/imports", data=form)


def translated(desk: Desk, text: str) -> Document:
    document = desk.add_document(text)
    desk.pretranslate(document.id)
    return document


def targets(desk: Desk, document_id: int) -> list[str | None]:
    blocks = desk.library.documents.blocks(document_id)
    return [segment.target for block in blocks for segment in block.segments]


def test_a_term_is_kept_shown_searched_changed_and_forgotten(
    client: FlaskClient, desk: Desk
) -> None:
    answer = client.post("/terms", data=CAT | {"note": "of Ana", "part": "noun"})
    assert (answer.status_code, answer.location) == (303, "/terms/1")
    page = client.get("/terms?words=ANA").text
    assert "tomcat" in page
    assert "noun: of Ana" in page
    assert "No term has that" in client.get("/terms?words=dog").text
    client.post("/terms/1", data=CAT | {"never": "yes", "exact": "yes"})
    assert kept(desk) == [("chat", None)]
    assert "never translated" in client.get("/terms").text
    answer = client.post("/terms/1/oblivion")
    assert (answer.status_code, answer.location) == (303, "/terms/1")
    assert "never translated) is forgotten" in client.get("/terms/1").text
    assert kept(desk) == []
    assert "Nothing here yet" in client.get("/terms").text
    client.post("/terms/1/restoration")
    assert kept(desk) == [("chat", None)]


def test_what_cannot_be_kept_is_shown_again_with_the_reason(client: FlaskClient) -> None:
    answer = client.post("/terms", data=CAT | {"source": "x"})
    assert answer.status_code == 400
    assert "A term of one letter" in answer.text
    assert 'value="tomcat"' in answer.text
    answer = client.post("/terms", data={"source": "chat"})
    assert "Say how it is translated" in answer.text
    client.post("/terms", data=CAT)
    answer = client.post("/terms", data=CAT | {"source": "tomcat", "target": "chat"})
    assert "Two terms turn each other round" in answer.text
    answer = client.post("/terms/1", data=CAT | {"source": ""})
    assert answer.status_code == 400
    assert "A term needs a word" in answer.text
    assert client.get("/terms/9").status_code == 404


def test_a_term_of_a_text_counts_there_alone(client: FlaskClient, desk: Desk) -> None:
    first, second = (desk.add_document(f"Un chat {n}.").id for n in (1, 2))
    page = client.get(f"/terms?document={first}&source=chat").text
    assert 'value="chat"' in page
    assert "in this text" in page
    client.post("/terms", data=CAT | {"document": str(first)})
    for document_id in (first, second):
        desk.pretranslate(document_id)
    assert targets(desk, first) == ["EN[Un tomcat 1.]"]
    assert targets(desk, second) == ["EN[Un chat 2.]"]
    assert "tomcat" not in client.get(f"/terms?document={second}").text


def test_existing_english_changes_when_asked_and_comes_back(
    client: FlaskClient, desk: Desk
) -> None:
    document = translated(desk, "Un chat. Deux chats. Un chien. Mon chat.")
    desk.library.corrections.apply(document.id, [(4, "Mon chat.", "My cat.", True)])
    before = targets(desk, document.id)
    client.post("/terms", data=CAT)
    assert targets(desk, document.id) == before
    assert "2 sentences in 1 text would change" in client.get("/terms/1").text
    answer = client.post("/terms/1/renewal")
    assert "2 sentences are being translated again" in client.get(answer.location).text
    desk.pretranslate(document.id)
    renewed = ["EN[Un tomcat.]", "EN[Deux tomcats.]", "EN[Un chien.]", "My cat."]
    assert targets(desk, document.id) == renewed
    assert "would change" not in client.get("/terms/1").text
    fields = dict(pair.split("=") for pair in answer.location.partition("?")[2].split("&"))
    answer = client.post("/terms/1/renewal/undoing", data=fields)
    assert "2 sentences as before" in client.get(answer.location).text
    assert targets(desk, document.id) == before
    assert desk.library.documents.get(document.id).pending_count == 0


def test_what_a_forgotten_term_changed_is_translated_anew_when_asked(
    client: FlaskClient, desk: Desk
) -> None:
    client.post("/terms", data=CAT)
    document = translated(desk, "Un chat. Deux chats. Un chien. Mon chat.")
    desk.library.corrections.apply(document.id, [(4, "Mon chat.", "My tomcat.", True)])
    before = targets(desk, document.id)
    client.post("/terms/1/oblivion")
    assert targets(desk, document.id) == before
    page = client.get("/terms/1").text
    assert "2 sentences in 1 text have it still and may change" in page
    assert "Bring it back" in page
    answer = client.post("/terms/1/renewal")
    desk.pretranslate(document.id)
    renewed = ["EN[Un chat.]", "EN[Deux chats.]", "EN[Un chien.]", "My tomcat."]
    assert targets(desk, document.id) == renewed
    assert "may change" not in client.get("/terms/1").text
    fields = dict(pair.split("=") for pair in answer.location.partition("?")[2].split("&"))
    answer = client.post("/terms/1/renewal/undoing", data=fields)
    assert "2 sentences as before" in client.get(answer.location).text
    assert targets(desk, document.id) == before


def test_a_term_given_in_the_plural_changes_its_singular_too(
    client: FlaskClient, desk: Desk
) -> None:
    translated(desk, "Un chat. Deux chats. Un chien.")
    client.post("/terms", data=CAT | {"source": "les chats", "target": "the tomcats"})
    assert "2 sentences in 1 text would change" in client.get("/terms/1").text


def test_a_term_that_a_texts_own_one_outdoes_would_change_nothing_there(
    client: FlaskClient, desk: Desk
) -> None:
    document = translated(desk, "Un chat.")
    client.post("/terms", data=CAT | {"target": "puss", "document": str(document.id)})
    client.post("/terms/1/renewal")
    desk.pretranslate(document.id)
    client.post("/terms", data=CAT)
    assert "would change" not in client.get("/terms/2").text
    client.post("/terms/2/oblivion")
    client.post("/terms", data=CAT | {"target": "puss"})
    client.post("/terms/1/oblivion")
    assert "may change" not in client.get("/terms/1").text


def test_a_forgotten_term_comes_back_for_a_day(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/terms", data=CAT)
    client.post("/terms/1/oblivion")
    assert client.post("/terms/1", data=CAT).status_code == 404
    assert client.post("/terms/1/oblivion").status_code == 404
    client.post("/terms", data=CAT | {"target": "puss"})
    client.post("/terms/1/restoration")
    assert kept(desk) == [("chat", "tomcat")]
    client.post("/terms/1/oblivion")
    client.post("/terms", data=CAT | {"source": "tomcat", "target": "chat"})
    assert client.post("/terms/1/restoration").status_code == 400
    monkeypatch.setattr(termbase, "UNDO_TIME", timedelta(0))
    [other] = desk.library.termbase.search()
    client.post(f"/terms/{other.id}/oblivion")
    assert client.get("/terms/1").status_code == 404


def test_a_renewal_is_undone_before_it_is_done_and_refused_while_one_runs(
    client: FlaskClient, desk: Desk
) -> None:
    document = translated(desk, "Un chat. Un chien.")
    before = targets(desk, document.id)
    client.post("/terms", data=CAT)
    first = client.post("/terms/1/renewal").location
    client.post("/terms", data=CAT | {"source": "chien", "target": "hound"})
    assert client.post("/terms/2/renewal").status_code == 403
    fields = dict(pair.split("=") for pair in first.partition("?")[2].split("&"))
    client.post("/terms/1/renewal/undoing", data=fields)
    assert targets(desk, document.id) == before
    [block] = desk.library.documents.blocks(document.id)
    assert {segment.state for segment in block.segments} == {State.TRANSLATED}


FILES = [
    "chat,tomcat\nwidget,\n",
    "\ufefffr;en;note\nchat;tomcat;mine\nwidget;widget;\n",
    "English\tFrançais\ntomcat\tchat\nwidget\twidget\n",
    "chat,tomcat,fr,en\nKatze,cat,de,en\nwidget,widget,FR,EN-GB\n",
    (
        '<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
        '<conceptEntry id="1"><langSec xml:lang="fr"><termSec><term>chat</term></termSec></langSec>'
        '<langSec xml:lang="en"><termSec><term>tomcat</term></termSec></langSec></conceptEntry>'
        '<conceptEntry id="2"><langSec xml:lang="fr"><termSec><term>widget</term></termSec>'
        "</langSec></conceptEntry></body></text></tbx>"
    ),
]


@pytest.mark.parametrize("data", FILES)
def test_files_of_terms_are_taken_in(client: FlaskClient, desk: Desk, data: str) -> None:
    answer = taken(client, data)
    assert answer.location == "/terms?taken=2"
    assert "2 terms taken in" in client.get(answer.location).text
    assert kept(desk) == [("chat", "tomcat"), ("widget", None)]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_old_encodings_are_read(client: FlaskClient, desk: Desk, encoding: str) -> None:
    taken(client, "école;school\nœuvre d’été;summer work\n".encode(encoding))
    assert kept(desk) == [("école", "school"), ("œuvre d’été", "summer work")]


SWAPPED = "\n".join(
    f"{english},{french}"
    for english, french in [
        ("the nuclear power station", "la centrale nucléaire"),
        ("the European Parliament building", "le bâtiment du Parlement européen"),
        ("the weather forecast for tomorrow", "les prévisions météorologiques pour demain"),
    ]
)
WRONG = [
    ("", "There is no term in this file"),
    ("chat\n", "Line 1 of this file has one column"),
    ("chat,cat\nx,y\n", "Line 2 of this file: A term of one letter"),
    ("Ã©cole,school\n", "wrong encoding"),
    (SWAPPED, "The two columns seem to be swapped"),
    ("chat,tomcat\ntomcat,chat\n", "Two terms turn each other round"),
    ("<html/>", "XML, but no TBX"),
    ('chat,"cat\nchien,dog\n', "Line 2 cannot be read"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "no text"),
]


@pytest.mark.parametrize(("data", "sentence"), WRONG)
def test_a_wrong_file_changes_nothing(
    client: FlaskClient, desk: Desk, data: Any, sentence: str
) -> None:
    answer = taken(client, data)
    assert answer.status_code in (400, 415, 422)
    assert sentence in answer.text
    assert kept(desk) == []


@pytest.mark.parametrize("name", ["csv", "tsv", "tbx"])
def test_what_goes_out_comes_in_again(client: FlaskClient, desk: Desk, name: str) -> None:
    terms = desk.library.termbase
    terms.add(NewTerm(source="chat & <co>", target="tomcat", note="« mine »"))
    terms.add(NewTerm(source="widget", target=None))
    terms.add(NewTerm(source="-able; =a", target="+b, @c", note="=1+1"))
    before = kept(desk)
    file = client.get(f"/terms/download?format={name}&languages=fr-en").data
    for each in terms.search():
        terms.remove(each.id)
    assert taken(client, file, f"terms.{name}").status_code == 303
    assert kept(desk) == before


def test_other_programs_read_the_tbx(client: FlaskClient, desk: Desk) -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    desk.library.termbase.add(NewTerm(source="chat", target="tomcat"))
    file = client.get("/terms/download?format=tbx&languages=fr-en").data
    [unit] = tbx.tbxfile.parsestring(file).units
    assert (unit.source, unit.target) == ("chat", "tomcat")


def test_an_unknown_format_is_refused(client: FlaskClient) -> None:
    assert client.get("/terms/download?format=xls").status_code == 400
