"""Pending segments reach the engine in few large calls, and nothing finished is lost."""

from concurrent.futures import Future

import pytest

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import marked, segments
from webapp.errors import LibraryUnavailable
from webapp.formats.readers.imported import ImportedBlock, assembled
from webapp.library import Halt, State
from webapp.pretranslation import filling
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.filling import FIRST_CHUNKS
from webapp.text import Detail, Mark, ParagraphKind


def test_the_first_call_is_small_and_later_ones_are_large(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "FIRST_CHUNKS", (1, 2, 4))
    monkeypatch.setattr(filling, "CHUNK", 10)
    document = desk.add_document(segments(40))
    desk.pretranslate(document.id)
    assert [len(call) for call in translator.calls] == [1, 2, 4, 10, 10, 10, 3]
    assert desk.library.documents.get(document.id).done_count == 40


def test_segments_are_translated_in_reading_order(desk: Desk, translator: FakeTranslator) -> None:
    document = desk.add_document(segments(100))
    desk.pretranslate(document.id)
    numbers = [int(source.split()[-1].rstrip(".")) for source in translator.sources]
    assert numbers == list(range(100))
    assert len(set(translator.callers)) == 1  # so the engine keeps this order


def test_equal_sources_are_translated_once_through_the_whole_text(
    desk: Desk, translator: FakeTranslator
) -> None:
    text = "\n\n".join(f"Refrain.\n\nCouplet numéro {n}." for n in range(300))
    document = desk.add_document(text)
    desk.pretranslate(document.id)
    assert translator.sources.count("Refrain.") == 1
    assert desk.library.documents.get(document.id).pending_count == 0


def test_a_footnotes_mark_never_reaches_the_engine(desk: Desk, translator: FakeTranslator) -> None:
    [document] = desk.add_imported([marked("note", "Il pleut¹. Il neige.", 8, 9)])
    desk.pretranslate(document.id)
    assert translator.sources == ["Il pleut.", "Il neige."]
    [block] = desk.library.documents.blocks(document.id)
    assert [segment.source for segment in block.segments] == ["Il pleut¹.", "Il neige."]
    assert [segment.target for segment in block.segments] == ["EN[Il pleut¹.]", "EN[Il neige.]"]


def test_marked_words_are_translated_alone_once_also_where_all_is_known(
    desk: Desk, translator: FakeTranslator
) -> None:
    again = marked("bold", "La mer est bleue. Il neige.", 3, 6)
    for number in (1, 2):
        [document] = desk.add_imported([again])
        desk.pretranslate(document.id)
        [block] = desk.library.documents.blocks(document.id)
        assert block.detail["wordings"] == {"mer": "EN[mer]"}, number
    assert translator.sources == ["La mer est bleue.", "Il neige.", "mer"]


def test_open_pages_are_told_of_marked_words_before_they_stop_asking(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    [document] = desk.add_imported([marked("bold", "La mer est bleue.", 3, 6)])
    keep = desk.library.worklist.keep_wordings
    pending = []

    def watched(*args: object) -> None:
        keep(*args)  # type: ignore[arg-type]
        pending.append(desk.library.documents.get(document.id).pending_count)
        pending.append(len(desk.library.documents.news(document.id, 1, 1, 9)[1]))

    monkeypatch.setattr(desk.library.worklist, "keep_wordings", watched)
    desk.pretranslate(document.id)
    assert pending == [1, 1]


def test_marked_words_that_cannot_be_translated_fail_nothing(
    desk: Desk, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "mer"
    [document] = desk.add_imported([marked("bold", "La mer est bleue.", 3, 6)])
    desk.pretranslate(document.id)
    found = desk.library.documents.get(document.id)
    assert (found.pending_count, found.failed_count, found.failure) == (0, 0, None)
    assert "mer" in translator.sources


def test_a_halted_text_has_no_marked_words_translated(
    desk: Desk, translator: FakeTranslator
) -> None:
    [document] = desk.add_imported([marked("bold", "La mer est bleue.", 3, 6)])
    desk.library.worklist.halt(document.id, Halt.PAUSED)
    desk.pretranslate(document.id)
    assert translator.sources == []


def test_marked_words_of_many_paragraphs_are_few_calls(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "CHUNK", 16)
    lines = (f"Le mot numéro {number} est ici." for number in range(40))
    blocks = [
        ImportedBlock(line, ParagraphKind.TEXT, Detail(marks=[Mark(3, line.index(" est"), "bold")]))
        for line in lines
    ]
    [document] = desk.add_imported([assembled(blocks)])
    desk.pretranslate(document.id)
    calls = [call for call in translator.calls if call[0].startswith("mot")]
    assert [len(call) for call in calls] == [16, 16, 8]
    kept = desk.library.documents.blocks(document.id)
    assert all(len(block.detail["wordings"]) == 1 for block in kept)


def test_a_refused_segment_fails_alone(desk: Desk, translator: FakeTranslator) -> None:
    translator.fails_on = lambda source: source.endswith("numéro 3.")
    document = desk.add_document(segments(20))
    desk.pretranslate(document.id)
    states = [s.state for b in desk.library.documents.blocks(document.id) for s in b.segments]
    assert states.count(State.FAILED) == 1
    assert states.count(State.TRANSLATED) == 19


def test_a_job_whose_engine_closes_fails_no_segment(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> Future[object]:
        future: Future[object] = Future()
        future.cancel()
        return future

    document = desk.add_document(segments(100))
    monkeypatch.setattr(translator, "submit", closed)
    desk.pretranslate(document.id)
    found = desk.library.documents.get(document.id)
    assert (found.pending_count, found.failed_count, found.halt) == (100, 0, None)


def test_a_job_that_is_broken_off_goes_on_where_it_stopped(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = desk.add_document(segments(500))
    store = desk.library.worklist.store
    stored: list[object] = []

    def breaking(*args: object) -> None:
        if len(stored) == 3:
            raise LibraryUnavailable("The disk is full.")
        stored.append(args)
        store(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.library.worklist, "store", breaking)
    with pytest.raises(LibraryUnavailable):
        desk.pretranslate(document.id)
    assert desk.library.documents.get(document.id).done_count == sum(FIRST_CHUNKS)
    monkeypatch.undo()
    translator.calls.clear()
    desk.pretranslate(document.id)
    assert len(translator.sources) == 500 - sum(FIRST_CHUNKS)
    assert desk.library.documents.get(document.id).pending_count == 0


def test_a_changed_paragraph_is_all_that_is_translated_of_a_known_text(
    desk: Desk, translator: FakeTranslator
) -> None:
    paragraphs = [f"Voici le paragraphe {n}. Il est court. Il finit {n}." for n in range(200)]
    desk.pretranslate(desk.add_document("\n\n".join(paragraphs)).id)
    translator.calls.clear()
    paragraphs[77] = "Un paragraphe nouveau. Il est court."
    changed = desk.add_document("\n\n".join(paragraphs))
    assert changed.pending_count == 1
    desk.pretranslate(changed.id)
    assert translator.calls == [["Un paragraphe nouveau."]]
