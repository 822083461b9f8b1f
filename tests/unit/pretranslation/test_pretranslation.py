"""Pending segments reach the engine in few large calls, and nothing finished is lost."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.engine import Priority
from webapp.errors import EmptyText, LibraryUnavailable, TooLarge
from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled
from webapp.library import Document, Halt, Library, NewDocument, State
from webapp.pretranslation import filling
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.filling import FIRST_CHUNKS, pretranslate
from webapp.pretranslation.jobs import WORKERS, Jobs
from webapp.pretranslation.opening import SEGMENTS, Opening
from webapp.text import Detail, Mark, ParagraphKind, made_title, split_text
from webapp.translation.batches import Knowledge
from webapp.translation.texts import translate_texts


def segments(count: int) -> str:
    return "\n\n".join(f"Ceci est la phrase numéro {number}." for number in range(count))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    opened = Desk(library, FakeTranslators(), tmp_path, max_text_chars=1_000_000)
    yield opened
    opened.close()


@pytest.fixture
def translator(desk: Desk) -> FakeTranslator:
    assert isinstance(desk.translators, FakeTranslators)
    return desk.translators.translator


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


def marked(kind: str, text: str, start: int, end: int) -> ImportedDocument:
    detail = Detail(marks=[Mark(start, end, kind)])
    return assembled([ImportedBlock(text, ParagraphKind.TEXT, detail)])


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


def test_a_text_with_marks_is_queued_also_where_all_is_known(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = marked("bold", "La mer est bleue.", 3, 6)
    [document] = desk.add_imported([known])
    desk.pretranslate(document.id)
    queued: list[int] = []
    monkeypatch.setattr(desk.jobs, "enqueue", queued.append)
    desk.add_document("La mer est bleue.")
    [again] = desk.add_imported([known])
    assert (again.pending_count, queued) == (0, [again.id])


def test_a_halted_text_has_no_marked_words_translated(
    desk: Desk, translator: FakeTranslator
) -> None:
    [document] = desk.add_imported([marked("bold", "La mer est bleue.", 3, 6)])
    desk.library.worklist.halt(document.id, Halt.PAUSED)
    desk.pretranslate(document.id)
    assert translator.sources == []


def test_an_opening_that_was_sent_a_footnotes_mark_is_not_stored(
    desk: Desk, translator: FakeTranslator
) -> None:
    [document] = desk.add_imported([marked("note", "Il pleut¹. Il neige.", 8, 9)])
    sources = ["Il pleut¹.", "Il neige."]
    opening = Opening(sources, translator.submit(sources))
    pretranslate(desk.library, translator, document.id, opening)
    [block] = desk.library.documents.blocks(document.id)
    assert [segment.target for segment in block.segments] == ["EN[Il pleut¹.]", "EN[Il neige.]"]
    assert translator.sources == [*sources, "Il pleut."]


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


def test_jobs_run_in_the_background_and_unfinished_ones_at_the_next_start(
    desk: Desk, translator: FakeTranslator
) -> None:
    left = desk.add_document(segments(5))
    desk.jobs.clear()  # as if the process had been killed with the job taken from the queue
    finished = threading.Event()
    work = desk.jobs._work

    def watched(document_id: int) -> None:
        work(document_id)
        finished.set()

    desk.jobs._work = watched
    desk.start()
    assert finished.wait(60)
    assert desk.library.documents.get(left.id).pending_count == 0


@pytest.fixture
def finished(desk: Desk) -> threading.Semaphore:
    """Released each time a job ends; jobs run."""
    semaphore = threading.Semaphore(0)
    work = desk.jobs._work

    def watched(document_id: int) -> None:
        work(document_id)
        semaphore.release()

    desk.jobs._work = watched
    desk.jobs.start()
    return semaphore


def test_the_first_segments_are_with_the_engine_before_the_text_is_stored(
    desk: Desk,
    translator: FakeTranslator,
    finished: threading.Semaphore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls_before: list[int] = []
    add = desk.library.documents.add

    def watched(*args: object) -> object:
        calls_before.extend(map(len, translator.calls))
        return add(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.library.documents, "add", watched)
    document = desk.add_document(segments(300))
    assert finished.acquire(timeout=60)
    assert calls_before == [SEGMENTS]
    assert len(translator.sources) == len(set(translator.sources)) == 300
    assert desk.library.documents.get(document.id).done_count == 300


def test_the_first_targets_are_there_before_any_job_has_begun(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "running", True)
    document = desk.add_document(segments(300))
    assert desk.library.documents.get(document.id).done_count == SEGMENTS


def test_the_first_segments_do_not_queue_behind_other_documents(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "running", True)
    desk.pretranslate(desk.add_document(segments(300)).id)
    assert translator.priorities[0] is Priority.INTERACTIVE
    assert set(translator.priorities[1:]) == {Priority.DOCUMENT}


def test_an_opening_that_is_not_ready_is_not_waited_for(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "running", True)
    translator.gate.clear()
    document = desk.add_document(segments(300))
    assert desk.library.documents.get(document.id).done_count == 0
    translator.gate.set()
    desk.pretranslate(document.id)
    assert len(translator.sources) == len(set(translator.sources)) == 300


def test_a_text_with_a_known_beginning_sends_only_the_unknown_ahead(
    desk: Desk, translator: FakeTranslator, finished: threading.Semaphore
) -> None:
    desk.add_document(segments(4))
    assert finished.acquire(timeout=60)
    desk.add_document(segments(6))
    assert finished.acquire(timeout=60)
    assert [len(call) for call in translator.calls] == [4, 2]


def test_an_opening_that_the_engine_refuses_is_tried_again_segment_by_segment(
    desk: Desk, translator: FakeTranslator, finished: threading.Semaphore
) -> None:
    translator.fails_on = lambda source: source.endswith("numéro 3.")
    document = desk.add_document(segments(8))
    assert finished.acquire(timeout=60)
    found = desk.library.documents.get(document.id)
    assert (found.done_count, found.failed_count) == (7, 1)


def test_a_wrong_guess_of_an_opening_is_not_kept(desk: Desk, translator: FakeTranslator) -> None:
    document = desk.add_document("Il pleut. Il neige.")
    guessed = ["Il pleut.", "Il nei"]
    opening = Opening(guessed, translator.submit(guessed))
    pretranslate(desk.library, translator, document.id, opening)
    assert translator.sources == [*guessed, "Il neige."]
    assert set(desk.library.memory.recall(translator.identity, guessed)) == {"Il pleut."}


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


def test_a_job_rings_so_that_nobody_has_to_look_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pretranslation.jobs.LOOK_SECONDS", 3600)
    done = threading.Semaphore(0)
    desk.jobs._work = lambda _document_id: done.release()
    desk.jobs.start()
    for document_id in range(1, 2 * WORKERS):
        desk.jobs.enqueue(document_id)
        assert done.acquire(timeout=60)


def test_one_document_is_worked_on_by_one_thread_at_a_time(desk: Desk) -> None:
    with desk.jobs._claimed(1) as first, desk.jobs._claimed(1) as second:
        assert (first, second) == (True, False)
        with desk.jobs._claimed(2) as other:
            assert other
    with desk.jobs._claimed(1) as again:
        assert again


def test_texts_in_one_flat_call_with_what_is_known_left_out(
    desk: Desk, translator: FakeTranslator
) -> None:
    desk.pretranslate(desk.add_document("Il pleut.").id)
    translator.calls.clear()
    texts = ["Bonjour. Il pleut.", "Bonjour.\n\nIl neige."]
    [first, second] = translate_texts(texts, translator, Knowledge(desk.library.memory))
    assert translator.calls == [["Bonjour.", "Il neige."]]
    assert (first.target, second.target) == (
        "EN[Bonjour.] EN[Il pleut.]",
        "EN[Bonjour.]\n\nEN[Il neige.]",
    )


def test_a_text_over_the_limit_is_refused_with_both_figures(desk: Desk) -> None:
    with pytest.raises(TooLarge, match=r"1,000,001 characters; the limit is 1,000,000"):
        desk.add_document("a" * 1_000_001)


def test_a_text_without_text_is_refused(desk: Desk) -> None:
    with pytest.raises(EmptyText):
        desk.add_document(" \n ")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Le titre\n\nBonjour. Il pleut.", "Le titre"),
        ("Bonjour. Il pleut.", "Bonjour."),
        ("mot " * 100, "mot " * 34 + "mot…"),
    ],
)
def test_a_title_is_made_from_the_text(text: str, title: str) -> None:
    assert made_title(split_text(text)) == title


def test_a_given_title_is_one_line_of_bounded_length(desk: Desk) -> None:
    assert desk.add_document("Oui.", " Mon\x00 \n titre ").title == "Mon\ufffd titre"
    assert len(desk.add_document("Oui.", "x" * 10_000).title) == 280


def test_several_texts_are_kept_all_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:

    from webapp.library.adding import keep

    kept: list[NewDocument] = []

    def second_fails(session: Session, new: NewDocument) -> Document:
        if kept:
            raise LibraryUnavailable("The disk is full.")
        kept.append(new)
        return keep(session, new)

    monkeypatch.setattr("webapp.library.documents.keep", second_fails)
    with pytest.raises(LibraryUnavailable):
        desk.add_imported([ImportedDocument("Un."), ImportedDocument("Deux.")])
    assert desk.library.documents.all() == []


def test_a_text_is_renewed_by_another_package_but_for_what_people_wrote(
    desk: Desk, translator: FakeTranslator
) -> None:
    text = "Bonjour. Il pleut.\n\nx = 1"
    outline = ((0, 18, ParagraphKind.TEXT), (20, 25, ParagraphKind.CODE))
    details = (Detail(marks=[Mark(9, 11, "bold")]), Detail())
    [document] = desk.add_imported([ImportedDocument(text, outline, details)])
    desk.pretranslate(document.id)
    desk.library.corrections.apply(document.id, [(1, "Bonjour.", "Hello.", True)])
    desk.renew_document(document.id)
    assert targets(desk, document.id) == [
        ("Hello.", State.EDITED),
        ("EN[Il pleut.]", State.PENDING),
        ("x = 1", State.TRANSLATED),
    ]
    translator.identity, asked = "fake-2", len(translator.calls)
    desk.pretranslate(document.id)
    assert translator.calls[asked:] == [["Il pleut."], ["Il"]]
    assert [state for _, state in targets(desk, document.id)] == [
        State.EDITED,
        State.TRANSLATED,
        State.TRANSLATED,
    ]
    [worded, _] = desk.library.documents.blocks(document.id)
    assert worded.detail["wordings"] == {"Il": "EN[Il]"}


def test_a_text_that_is_renewed_by_the_same_package_costs_nothing(
    desk: Desk, translator: FakeTranslator
) -> None:
    document = desk.add_document(segments(100))
    desk.pretranslate(document.id)
    asked = len(translator.calls)
    desk.renew_document(document.id)
    assert desk.library.documents.get(document.id).pending_count == 100
    desk.pretranslate(document.id)
    assert len(translator.calls) == asked
    assert desk.library.documents.get(document.id).done_count == 100


def targets(desk: Desk, document_id: int) -> list[tuple[str | None, State]]:
    blocks = desk.library.documents.blocks(document_id)
    return [(own.target, own.state) for block in blocks for own in block.segments]
