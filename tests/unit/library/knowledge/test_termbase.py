"""Terms of the library: kept, searched, changed, forgotten, and what they keep of the memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeTranslators
from webapp.errors import BadInput, NotFound
from webapp.library import Library, NewTerm, Origin, State
from webapp.library.knowledge import termbase
from webapp.pretranslation.desk import Desk
from webapp.text.terms.terms import PartOfSpeech, Term


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    desk = Desk(library, FakeTranslators(), tmp_path, 10_000)
    yield desk
    desk.close()


def targets(desk: Desk, document_id: int) -> list[str | None]:
    blocks = desk.library.documents.blocks(document_id)
    return [segment.target for block in blocks for segment in block.segments]


def test_a_term_is_kept_found_changed_and_forgotten(desk: Desk) -> None:
    terms = desk.library.termbase
    kept = terms.add(NewTerm(source=" le  chat ", target="tomcat", note="of Ana"))
    assert (kept.source, kept.target) == ("le chat", "tomcat")
    assert [each.id for each in terms.search("ana")] == [kept.id]
    assert terms.search("dog") == []
    terms.change(kept.id, NewTerm(source="chat", target=None, part_of_speech=PartOfSpeech.NOUN))
    assert terms.get(kept.id).term == Term("chat", None, part_of_speech=PartOfSpeech.NOUN)
    terms.remove(kept.id)
    assert terms.search() == []
    with pytest.raises(NotFound):
        terms.remove(kept.id)


def test_a_term_with_the_same_words_takes_the_place_of_the_first(desk: Desk) -> None:
    terms = desk.library.termbase
    terms.add(NewTerm(source="chat", target="cat"))
    terms.add_many([NewTerm(source="Chat", target="puss"), NewTerm(source="chat", target="tomcat")])
    terms.add(NewTerm(source="chat", target="Katze", target_language="de"))
    assert [each.target for each in terms.search()] == ["tomcat", "Katze"]
    assert terms.general_terms("fr", "en") == (Term("chat", "tomcat"),)


def test_a_documents_term_counts_there_alone_and_before_those_for_all(desk: Desk) -> None:
    first, second = (desk.add_document(f"Un chat {n}.") for n in (1, 2))
    terms = desk.library.termbase
    terms.add(NewTerm(source="chat", target="cat"))
    terms.add(NewTerm(source="chat", target="tomcat", document_id=first.id))
    desk.pretranslate(first.id)
    desk.pretranslate(second.id)
    assert targets(desk, first.id) == ["EN[Un tomcat 1.]"]
    assert targets(desk, second.id) == ["EN[Un cat 2.]"]


def test_the_memory_keeps_no_target_with_a_term_and_fills_none_without_it(desk: Desk) -> None:
    first = desk.add_document("Un chat. Un chien.")
    desk.pretranslate(first.id)
    term = desk.library.termbase.add(NewTerm(source="chat", target="tomcat"))
    second = desk.add_document("Un chat. Un chien.")
    assert second.pending_count == 1
    desk.pretranslate(second.id)
    assert targets(desk, second.id) == ["EN[Un tomcat.]", "EN[Un chien.]"]
    desk.library.termbase.remove(term.id)
    assert targets(desk, desk.add_document("Un chat.").id) == ["EN[Un chat.]"]


def test_the_memory_fills_in_what_a_person_wrote_whatever_the_terms(desk: Desk) -> None:
    document = desk.add_document("Un chat.")
    desk.library.corrections.apply(document.id, [(1, "Un chat.", "My cat.", True)])
    desk.library.termbase.add(NewTerm(source="chat", target="tomcat"))
    again = desk.add_document("Un chat.")
    [block] = desk.library.documents.blocks(again.id)
    segment = block.segments[0]
    assert (segment.target, segment.state) == ("My cat.", State.TRANSLATED)
    assert segment.origin is Origin.CORRECTED


def test_wrong_terms_change_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = desk.library.termbase
    with pytest.raises(BadInput):
        terms.add_many([NewTerm(source="chat", target="cat"), NewTerm(source="x", target="y")])
    with pytest.raises(NotFound, match="no such text"):
        terms.add(NewTerm(source="chat", target="cat", document_id=9))
    with pytest.raises(NotFound, match="no such term"):
        terms.change(9, NewTerm(source="chat", target="cat"))
    monkeypatch.setattr(termbase, "MOST_TERMS", 1)
    with pytest.raises(BadInput, match="can have 1 terms"):
        terms.add_many([NewTerm(source=f"mot {n}", target="word") for n in range(2)])
    assert terms.search() == []


def test_the_terms_of_a_document_go_with_it(desk: Desk) -> None:
    document = desk.add_document("Un chat.")
    desk.library.termbase.add(NewTerm(source="chat", target="cat", document_id=document.id))
    desk.library.shelf.delete(document.id)
    assert desk.library.termbase.terms(document)
