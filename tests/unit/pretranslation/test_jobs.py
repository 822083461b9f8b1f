"""Jobs run in the background, one at a time for each document, and go on after a restart."""

import threading

import pytest

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import segments
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.jobs import WORKERS


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
