"""The shelf: documents are found, named, tagged, deleted and brought back."""

from datetime import timedelta

import pytest

from webapp.errors import BadInput, NotFound
from webapp.library import Document, Halt, Library, NewDocument, Target
from webapp.library.documents import shelf as shelf_module
from webapp.text import split_text

TEXT = "Un été à Étretat\n\nL’île dort. Il pleut."


def added(library: Library, given: str = TEXT) -> Document:
    new = NewDocument("Titre", given, split_text(given), "fr", "en")
    return library.documents.add([new])[0]


@pytest.mark.parametrize("words", ["etretat", "ÉTRETAT", "Étretat", "l'ile", "L’ÎLE DORT"])
def test_words_are_found_whatever_their_case_accents_and_quotes(
    library: Library, words: str
) -> None:
    document = added(library)
    [hit] = library.shelf.hits(words)
    assert hit.document.id == document.id
    assert hit.segment.position in {1, 2}


def test_words_are_found_in_targets_and_within_one_document(library: Library) -> None:
    first, second = added(library), added(library)
    for document in (first, second):
        library.worklist.store(document.id, "m", {"Il pleut.": Target("It rains.", -0.1)})
    assert [hit.document.id for hit in library.shelf.hits("RAINS")] == [second.id, first.id]
    assert [hit.document.id for hit in library.shelf.hits("rains", first.id)] == [first.id]
    assert len(library.shelf.hits("rains", most=1)) == 1
    assert library.shelf.hits("100 % absent_") == []


def test_a_document_is_renamed_and_tagged(library: Library) -> None:
    document = added(library)
    library.shelf.name(document.id, "  Un autre\n titre ", ["voyage", " été ", "", "voyage"])
    found = library.documents.get(document.id)
    assert (found.title, found.tags) == ("Un autre titre", ["été", "voyage"])


@pytest.mark.parametrize("title", ["", " \n ", "a" * 501])
def test_a_title_must_say_something_and_not_too_much(library: Library, title: str) -> None:
    document = added(library)
    with pytest.raises(BadInput):
        library.shelf.name(document.id, title, ["conte"])
    assert library.documents.get(document.id).tags == []


@pytest.mark.parametrize("tags", [["a" * 41], [str(n) for n in range(21)]])
def test_tags_are_few_and_short(library: Library, tags: list[str]) -> None:
    document = added(library)
    with pytest.raises(BadInput):
        library.shelf.name(document.id, "Un autre titre", tags)
    assert library.documents.get(document.id).title == "Titre"


def test_a_deleted_document_is_nowhere_until_it_is_brought_back(library: Library) -> None:
    document = added(library)
    library.shelf.delete(document.id)
    assert library.documents.all() == []
    assert library.shelf.hits("dort") == []
    assert library.worklist.unfinished() == []
    with pytest.raises(NotFound):
        library.documents.get(document.id)
    with pytest.raises(NotFound):
        library.worklist.pending(document.id, 0, 9)
    library.shelf.restore(document.id)
    assert [d.id for d in library.documents.all()] == [document.id]
    assert library.worklist.unfinished() == [document.id]


def test_documents_deleted_long_ago_are_purged_with_the_next_deletion(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = added(library), added(library)
    library.shelf.delete(old.id)
    monkeypatch.setattr(shelf_module, "UNDO_TIME", timedelta(0))
    library.shelf.delete(new.id)
    with pytest.raises(NotFound):
        library.shelf.restore(old.id)
    assert library.shelf.restore(new.id).id == new.id


def test_a_halted_document_has_no_work_until_it_is_released(library: Library) -> None:
    document = added(library)
    library.worklist.halt(document.id, Halt.PAUSED)
    assert library.worklist.unfinished() == []
    assert library.worklist.pending(document.id, 0, 9) == []
    library.worklist.release(document.id)
    assert library.worklist.unfinished() == [document.id]
