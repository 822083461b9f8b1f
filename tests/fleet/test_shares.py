"""Jobs of several machines share a document, and refuse to by different packages."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeTranslators
from tests.services import Redis
from webapp.engine import Workload
from webapp.errors import BadInput, Refused
from webapp.library import Halt, Library, NewDocument, State, Target
from webapp.opening import open_desk
from webapp.people import People
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.leases import PROCESS
from webapp.pretranslation.observing import standing
from webapp.pretranslation.queues import opened_queue
from webapp.settings import Settings
from webapp.text import split_text

SENTENCES = [f"Phrase numéro {n}." for n in range(200)]


def added(library: Library) -> int:
    given = "\n\n".join(SENTENCES)
    return library.documents.add([NewDocument("T", given, split_text(given), "fr", "en")])[0].id


def test_each_segment_is_taken_once_however_many_ask(url: str) -> None:
    with Library(url) as library:
        document_id = added(library)

        def take(holder: str) -> list[int]:
            taken: list[int] = []
            while rows := library.claims.take_share(document_id, holder, 7):
                taken += [row.position for row in rows]
            return taken

        with ThreadPoolExecutor(4) as pool:
            shares = list(pool.map(take, "abcd"))
        assert sorted(position for share in shares for position in share) == list(range(1, 201))
        assert library.worklist.unfinished() == []


def test_a_share_is_free_again_when_it_is_released_runs_out_or_is_done(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(url) as library:
        document_id = added(library)
        first = library.claims.take_share(document_id, "h/1/p/a", 2)
        assert [row.position for row in first] == [1, 2]
        library.claims.release("h/1/p/a")
        monkeypatch.setattr("webapp.library.pending.claims.LEASE", timedelta(seconds=-1))
        library.claims.take_share(document_id, "h/1/p/a", 3)
        monkeypatch.undo()
        again = library.claims.take_share(document_id, "h/2/p/b", 3)
        assert [row.position for row in again] == [1, 2, 3]
        assert library.claims.holders() == ["h/2/p/b"]
        done = {row.source: Target("x", 0.0) for row in again}
        library.worklist.store(document_id, "m", done)
        assert library.claims.holders() == []
        library.worklist.halt(document_id, Halt.PAUSED)
        assert library.claims.take_share(document_id, "h/2/p/b", 3) == []


def test_a_job_takes_a_share_of_what_another_job_has_claimed(url: str, tmp_path: Path) -> None:
    library = Library(url)
    desk = Desk(library, FakeTranslators(), tmp_path, max_text_chars=100_000)
    document_id = added(library)
    library.claims.take(document_id, "elsewhere/1/p/1")
    library.claims.take_share(document_id, "elsewhere/1/p/1", 50)
    assert library.worklist.unfinished() == []
    assert desk.pretranslator.shareable() == [document_id]
    desk.pretranslate(document_id)
    blocks = library.documents.blocks(document_id)
    pending = [s.position for b in blocks for s in b.segments if s.state is State.PENDING]
    assert pending == list(range(1, 51))
    assert desk.pretranslator.shareable() == []
    desk.close()


def test_a_process_with_another_package_is_refused_until_the_others_have_ended(url: str) -> None:
    with Library(url) as library:
        library.workers.join("one/1/p", {"fr → en": "fr_en-1"})
        library.workers.join("two/1/p", {"fr → en": "fr_en-1", "de → en": "de_en-1"})
        with pytest.raises(Refused, match=r"fr → en by fr_en-2, but one does by fr_en-1"):
            library.workers.join("three/1/p", {"fr → en": "fr_en-2"})
        library.workers.leave("one/1/p")
        library.workers.leave("two/1/p")
        library.workers.join("three/1/p", {"fr → en": "fr_en-2"})


def test_a_server_tells_what_waits_and_what_each_process_has_done(url: str, tmp_path: Path) -> None:
    done = Workload("fr_en 1.9", pieces=30, seconds=4.5, waiting=7)
    desk = Desk(Library(url), FakeTranslators(), tmp_path, max_text_chars=100)
    added(desk.library)
    added(desk.library)
    desk.library.workers.join("one/1/p", {}, [asdict(done)])
    now = standing(desk)
    assert (now.documents, now.segments) == ({"fake-fr_en": 2}, {"fake-fr_en": 400})
    assert now.workloads["one/1/p"] == [done]
    assert now.workers == 1
    desk.library.workers.leave("one/1/p")
    assert list(standing(desk).workloads) == [PROCESS]
    desk.close()


def test_a_worker_with_another_package_does_not_start(url: str, tmp_path: Path) -> None:
    with Library(url) as library:
        library.workers.join("one/1/p", {"fr → en": "another"})
        desk = Desk(Library(url), FakeTranslators(), tmp_path, max_text_chars=100)
        with pytest.raises(Refused, match="give all the same packages"):
            desk.start()
        assert not desk.jobs.running
        desk.close()


def test_a_queue_in_redis_takes_jobs_and_outlives_its_absence(
    queue: Redis, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    one, other = (opened_queue(tmp_path, queue.url) for _ in range(2))
    done: list[int] = []
    tasks = [huey.task(name="pretranslate")(done.append) for huey in (one, other)]
    tasks[0](7)
    assert [task.args for task in other.pending()] == [(7,)]
    other.execute(other.dequeue())
    assert done == [7]
    queue.stop()
    tasks[0](8)
    assert other.dequeue() is None
    assert caplog.text.count("cannot be used now") == 2  # once for each end
    queue.start()
    tasks[0](9)
    other.execute(other.dequeue())
    assert done == [7, 9]
    for huey in (one, other):
        huey.storage.pool.disconnect()


def test_a_job_of_one_person_s_library_reaches_no_other_library(
    queue: Redis, tmp_path: Path
) -> None:
    settings = Settings(
        data_dir=tmp_path, queue_url=queue.url, seeds=False, user_header="Remote-User",
        trusted_proxies="10.0.0.2", own_libraries=True,
    )  # fmt: skip
    people = People(open_desk(settings, FakeTranslators()), settings)
    ana, bea = people.desk_of("ana"), people.desk_of("bea")
    ana.add_document("Il pleut.")
    assert [desk.jobs.waiting() for desk in (ana, bea, people.shared)] == [1, 0, 0]
    people.close()


@pytest.mark.parametrize("address", ["nonsense", "http://there", "redis://host:port"])
def test_an_address_that_is_none_gets_a_sentence(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="VISAVIS_QUEUE_URL is no address"):
        opened_queue(tmp_path, address)
