"""Jobs run in the background, go on after a restart, and lose no text with a queue that is full."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import segments
from webapp.errors import Busy, LibraryUnavailable, Unavailable
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.jobs import RETRY_SECONDS, SWEEP_SECONDS, WORKERS, Jobs
from webapp.pretranslation.leases import leased
from webapp.pretranslation.queues import opened_queue


def test_jobs_run_in_the_background_and_unfinished_ones_at_the_next_start(
    desk: Desk, translator: FakeTranslator
) -> None:
    left = desk.add_document(segments(5))
    desk.jobs._huey.flush()  # as if the process had been killed with the job taken from the queue
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
    monkeypatch.setattr("webapp.pretranslation.queues.LOOK_SECONDS", 3600)
    done = threading.Semaphore(0)
    desk.jobs._work = lambda _document_id: done.release()
    desk.jobs.start()
    for document_id in range(1, 2 * WORKERS):
        desk.jobs.enqueue(document_id)
        assert done.acquire(timeout=60)


def test_one_document_is_worked_on_by_one_job_at_a_time(
    desk: Desk, translator: FakeTranslator
) -> None:
    document = desk.add_document(segments(5))
    with leased(desk.library.claims, document.id), pytest.raises(Busy):
        desk.pretranslate(document.id)
    assert translator.calls == []
    desk.pretranslate(document.id)
    assert desk.library.documents.get(document.id).pending_count == 0


@pytest.fixture
def worked() -> list[int]:
    return []


@pytest.fixture
def unfinished() -> list[int]:
    return []


@pytest.fixture
def jobs(tmp_path: Path, worked: list[int], unfinished: list[int]) -> Iterator[Jobs]:
    opened = Jobs(opened_queue(tmp_path), worked.append, lambda: unfinished)
    yield opened
    opened.stop()
    opened._huey.storage.close()


def waiting(jobs: Jobs) -> list[int]:
    return [task.args[0] for task in jobs._huey.pending()]


def refusing(document_id: int) -> None:
    raise Busy("Another job has it.", 60 * document_id)


def test_a_document_whose_job_the_full_disk_refused_is_queued_by_a_later_sweep(
    jobs: Jobs, unfinished: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    storage = jobs._huey.storage
    storage.sql("pragma max_page_count = 1")  # the file grows no further
    unfinished.append(1)
    for document_id in range(1, 200):  # more than the pages have room for that the file has
        jobs.enqueue(document_id)
    assert 199 not in waiting(jobs)
    assert caplog.text.count("nothing is lost") == 1
    assert "Traceback" not in caplog.text
    storage.sql("pragma max_page_count = 1000000")
    jobs._huey.flush()
    jobs.sweep()
    assert waiting(jobs) == [1]


def test_workers_of_a_queue_that_cannot_be_read_wait_and_end_in_no_traceback(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("webapp.pretranslation.queues.LOOK_SECONDS", 0)
    monkeypatch.setattr(jobs._huey.storage, "sql", broken)
    monkeypatch.setattr(jobs._huey.storage, "db", broken)
    assert jobs._huey.dequeue() is None
    assert jobs._huey.read_schedule() == []
    jobs.sweep()
    assert caplog.text.count("disk I/O error") == 1


def test_a_sweep_queues_what_has_no_job_and_nothing_twice(
    jobs: Jobs, unfinished: list[int]
) -> None:
    jobs.enqueue(1)
    jobs._work = refusing
    jobs._huey.execute(jobs._huey.dequeue())
    jobs.enqueue(2)
    unfinished += [1, 2, 3]
    jobs.sweep()
    jobs.sweep()
    assert waiting(jobs) == [2, 3]


def test_a_job_from_before_the_clock_was_put_back_is_queued_anew(
    jobs: Jobs, unfinished: list[int]
) -> None:
    unfinished.append(60)  # it waits an hour, as one for a second does once the clock is put back
    jobs._work = refusing
    jobs.enqueue(60)
    jobs._huey.execute(jobs._huey.dequeue())
    jobs.sweep()
    assert waiting(jobs) == [60]


@pytest.mark.parametrize(
    ("fault", "least"),
    [(Busy("Another job has it.", 1), 0), (LibraryUnavailable("Locked."), RETRY_SECONDS - 1)],
)
def test_a_job_that_cannot_run_now_runs_again_later(
    jobs: Jobs, fault: Exception, least: int
) -> None:
    def failing(_document_id: int) -> None:
        raise fault

    jobs._work = failing
    jobs.enqueue(1)
    jobs._huey.execute(jobs._huey.dequeue())
    [task] = jobs._huey.scheduled()
    assert task.args == (1,)
    assert SWEEP_SECONDS < RETRY_SECONDS


def test_a_queue_with_the_tables_of_another_program_is_made_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "jobs.sqlite3")) as connection, connection:
        connection.execute("CREATE TABLE task (name)")
    jobs = Jobs(opened_queue(tmp_path), lambda _document_id: None, list)
    jobs.enqueue(1)
    assert waiting(jobs) == [1]
    assert (tmp_path / "jobs.damaged").exists()
    jobs._huey.storage.close()


def test_a_damaged_queue_is_made_anew_and_kept_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "jobs.sqlite3"
    file.write_bytes(b"no database" * 1000)
    log = tmp_path / "jobs.sqlite3-wal"
    log.write_bytes(b"what the damaged one has not kept yet")
    jobs = Jobs(opened_queue(tmp_path), lambda _document_id: None, list)
    jobs.enqueue(1)
    assert waiting(jobs) == [1]
    assert (tmp_path / "jobs.damaged").read_bytes().startswith(b"no database")
    assert (tmp_path / "jobs.damaged-wal").exists()
    assert str(file) in caplog.text
    jobs._huey.storage.close()


def test_a_queue_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"file/jobs\.sqlite3 cannot be written"):
        Jobs(opened_queue(tmp_path / "file"), lambda _document_id: None, list)
