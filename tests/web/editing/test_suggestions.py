"""The page of suggested terms without a script: listed, ticked, mended and kept."""

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeTranslator
from webapp.engine import Translation
from webapp.library import Document, NewTerm
from webapp.pretranslation.desk import Desk

#: French with its English.
ENGLISH = {
    "La clé de chiffrement ouvre la sauvegarde.": "The encryption key opens the backup.",
    "Une clé de chiffrement expire.": "An encryption key expires.",
    "Chaque sauvegarde est à Lyon.": "Every backup is in Lyon.",
    "Lyon garde la sauvegarde.": "Lyon keeps the save.",
    "Le zrblk fuit.": "It leaks.",
    "Un zrblk ?": "What?",
}


@pytest.fixture
def document(desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch) -> Document:
    def translation(_self: object, source: str, _alternatives: int) -> Translation:
        return Translation(ENGLISH[source], -0.5)

    monkeypatch.setattr(FakeTranslator, "_translation", translation)
    document = desk.add_document(" ".join(ENGLISH), "Sauvegarde")
    desk.pretranslate(document.id)
    return document


def kept(desk: Desk) -> list[tuple[str, str | None, int | None]]:
    return [(e.source, e.target, e.document_id) for e in desk.library.termbase.search()]


def address(document: Document) -> str:
    return f"/documents/{document.id}/terms/suggestions"


def test_what_recurs_is_listed_with_its_english_and_its_sentences(
    client: FlaskClient, document: Document
) -> None:
    page = client.get(address(document)).text
    assert 'value="encryption key" lang="en"' in page
    assert '2 times: <span lang="en">encryption key</span> 100 %' in page
    assert '3 times: <span lang="en">backup</span> 67 %' in page
    assert "2 times: no English found for it" in page
    assert 'first=1#s1" lang="fr">La <mark>clé de chiffrement</mark> ouvre' in page
    assert 'lang="fr">Lyon</span></label>' not in page
    assert f'href="{address(document)}"' in client.get(f"/documents/{document.id}").text
    assert f'href="{address(document)}"' in client.get(f"/terms?document={document.id}").text


@pytest.mark.parametrize("where", ["", "all"])
def test_the_ticked_ones_are_kept_and_suggested_no_more(
    client: FlaskClient, desk: Desk, document: Document, where: str
) -> None:
    form = {"source-1": "sauvegarde", "target-1": " copy  kept ", "source-2": "zrblk"}
    answer = client.post(address(document), data=form | {"take": ["1"], "where": where})
    assert answer.location == f"/terms?document={document.id}&taken=1"
    assert kept(desk) == [("sauvegarde", "copy kept", None if where else document.id)]
    page = client.get(address(document)).text
    assert ">sauvegarde</span>" not in page
    assert ">clé de chiffrement</span>" in page


def test_what_cannot_be_kept_is_shown_again_with_the_reason(
    client: FlaskClient, desk: Desk, document: Document
) -> None:
    answer = client.post(address(document))
    assert (answer.status_code, "Tick the terms first" in answer.text) == (400, True)
    desk.library.termbase.add(NewTerm(source="backup", target="sauvegarde"))
    form = {"source-1": "sauvegarde", "target-1": "backup", "source-2": "zrblk", "target-2": " "}
    answer = client.post(address(document), data=form | {"take": ["2"]})
    assert (answer.status_code, "Say how “zrblk” is translated" in answer.text) == (400, True)
    assert 'value="2" checked' in answer.text
    answer = client.post(address(document), data=form | {"take": ["1"]})
    assert (answer.status_code, "turn each other round" in answer.text) == (400, True)
    assert len(kept(desk)) == 1


def test_a_text_without_suggestions_says_why(client: FlaskClient, desk: Desk) -> None:
    pending = desk.add_document("Un zrblk. Le zrblk.")
    assert "sentences that are translated" in client.get(address(pending)).text
    done = desk.add_document("Il pleut.")
    desk.pretranslate(done.id)
    assert "Nothing recurs in this text" in client.get(address(done)).text
    other = desk.add_document("It rains.", source_language="en", target_language="fr")
    answer = client.get(address(other))
    assert (answer.status_code, "texts in French with English" in answer.text) == (400, True)
    assert "suggestions" not in client.get(f"/terms?document={other.id}").text
    assert client.get("/documents/99/terms/suggestions").status_code == 404


def test_a_long_text_is_read_in_spread_sentences_that_are_not_endless(
    desk: Desk, document: Document
) -> None:
    pairs = desk.library.documents.pairs
    assert [pair.position for pair in pairs(document.id, 3, 600)] == [2, 4, 6]
    assert len(pairs(document.id, 6, 600)) == 6
    assert [pair.source for pair in pairs(document.id, 6, 14)] == ["Le zrblk fuit.", "Un zrblk ?"]
