"""A document belongs to one job at a time, and to nobody once that job's process is gone."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from webapp.errors import Busy
from webapp.library import Library, NewDocument
from webapp.library.pending.claims import LEASE
from webapp.pretranslation import leases
from webapp.pretranslation.jobs import SWEEP_SECONDS
from webapp.pretranslation.leases import RENEWAL_SECONDS, leased, release_gone
from webapp.text import split_text


@pytest.fixture
def library(library_url: str) -> Iterator[Library]:
    opened = Library(library_url)
    opened.documents.add([NewDocument("Titre", "Oui.", split_text("Oui."), "fr", "en")])
    yield opened
    opened.close()


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_leased_document_is_found_by_no_other_job_until_the_end(library: Library) -> None:
    with leased(library.claims, 1):
        assert library.worklist.unfinished() == []
        with pytest.raises(Busy), leased(library.claims, 1):
            pass
    assert library.worklist.unfinished() == [1]
    assert library.claims.holders() == []


def test_a_claim_that_nobody_renews_runs_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.library.pending.claims.LEASE", timedelta(seconds=-1))
    assert library.claims.take(1, "elsewhere/1/ab/1")
    assert library.worklist.unfinished() == [1]
    monkeypatch.undo()
    library.claims.renew("elsewhere/1/ab/1")
    assert library.worklist.unfinished() == []


def test_a_claim_from_before_the_clock_was_put_back_is_none(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.library.pending.claims.LEASE", timedelta(hours=1))
    assert library.claims.take(1, "elsewhere/1/ab/1")
    assert library.worklist.unfinished() == []
    monkeypatch.undo()
    assert library.worklist.unfinished() == [1]
    assert library.claims.take(1, "elsewhere/2/ab/1")


def test_a_lease_is_renewed_while_its_job_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pretranslation.leases.RENEWAL_SECONDS", 0.001)
    renewed = threading.Event()
    monkeypatch.setattr(library.claims, "renew", lambda _holder: renewed.set())
    with leased(library.claims, 1):
        assert renewed.wait(60)


@pytest.mark.parametrize(
    ("holder", "is_freed"),
    [
        (lambda: f"{leases._HOST}/{ended_process()}/ab/1", True),
        (lambda: f"{leases._HOST}/{os.getpid()}/earlier/1", True),
        (lambda: f"{leases._HOST}/{os.getpid()}/{leases._PROCESS}/1", False),
        (lambda: f"{leases._HOST}/{os.getppid()}/ab/1", False),
        (lambda: f"another-host/{ended_process()}/ab/1", False),
    ],
)
def test_the_claim_of_a_process_that_is_gone_is_free_at_once(
    library: Library, holder: Callable[[], str], is_freed: bool
) -> None:
    assert library.claims.take(1, holder())
    release_gone(library.claims)
    assert library.worklist.unfinished() == ([1] if is_freed else [])


def test_a_killed_process_is_replaced_within_half_a_minute() -> None:
    assert LEASE.total_seconds() + SWEEP_SECONDS <= 30
    assert LEASE.total_seconds() >= 3 * RENEWAL_SECONDS
