"""The first segments of a text are with the engine before its job begins."""

import threading
import weakref
from concurrent.futures import Future

import pytest

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import marked, segments
from webapp.engine import Priority
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.filling import pretranslate
from webapp.pretranslation.jobs import Jobs
from webapp.pretranslation.opening import SEGMENTS, Opening
from webapp.pretranslation.pretranslator import OPENINGS


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
    assert set(desk.library.memory.recall(translator.identity, ("fr", "en"), guessed)) == {
        "Il pleut."
    }


def test_few_openings_wait_for_jobs_that_never_come(desk: Desk) -> None:
    [document] = desk.add_imported([marked("note", "Il pleut.", 8, 8)])
    waiting = []
    for document.id in range(2 * OPENINGS):
        opening = Opening([], Future())
        waiting.append(weakref.ref(opening.translations))
        desk.pretranslator.hand_over(document, opening)
    del opening
    assert sum(future() is not None for future in waiting) == OPENINGS
