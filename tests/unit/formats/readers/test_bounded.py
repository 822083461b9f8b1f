"""A harmful file may end what reads it; the server neither grows nor shows its text."""

import json
import resource
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from tests import documents
from tests.attack.hostile import HOSTILE
from tests.documents import SAMPLES
from webapp.errors import NotText, TooLarge, Unavailable, UnreadableDocument
from webapp.formats.readers import bounded, starting
from webapp.formats.readers.bounded import check_in_place, read_file
from webapp.formats.readers.catalogue import READERS, read_document
from webapp.formats.readers.facts import Bound
from webapp.formats.readers.pdf import pages
from webapp.formats.readers.process import READ

TEXT = "Il était un secret."
NARROW_BYTES = 250_000_000
#: A small process between, for a child's peak counts the memory of its parent at the fork.
MEASURE = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture(autouse=True)
def reads_here() -> None:
    """Files are read in processes of their own, other than in most tests."""


@pytest.mark.parametrize("name", ["nested.md", "brackets.html", "rows.docx"])
def test_a_hostile_file_is_read_or_refused_and_leaves_the_server_as_it_was(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = HOSTILE[name]()
    before = peak_memory()
    with suppress(UnreadableDocument, TooLarge):
        read_file(data, name)
    assert peak_memory() - before < 50_000
    assert capfd.readouterr() == ("", "")


def test_the_reading_process_keeps_to_its_bound_of_memory() -> None:
    head = json.dumps([READ, "a.pdf", NARROW_BYTES, 60, {}]).encode()
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, *bounded.COMMAND],
        input=head + b"\n" + HOSTILE["bomb.pdf"](),
        capture_output=True,
    )
    status, peak = map(int, answer.stdout.split())
    assert status != 0
    assert peak * 1024 < NARROW_BYTES


def test_the_reading_process_keeps_to_its_bound_of_time() -> None:
    """The system ends it after seconds of the processor, so a busy machine changes nothing."""
    head = json.dumps([READ, "a.html", 1_000_000_000, 1, {}]).encode()
    data = HOSTILE["items.html"]()
    answer = subprocess.run(bounded.COMMAND, input=head + b"\n" + data, capture_output=True)
    assert (-answer.returncode, answer.stdout) in ((signal.SIGXCPU, b""), (signal.SIGKILL, b""))


def test_a_row_bounds_files_by_their_size() -> None:
    bound = Bound(300, 50, 1_000)
    assert [bound.of(size) for size in (0, 2_000_000, 100_000_000)] == [300, 400, 1_000]


def peak_memory() -> int:
    """Most memory that this process ever had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def read_by(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Read a book, with this Python in the place of what reads it."""
    monkeypatch.setattr(bounded, "COMMAND", (sys.executable, "-c", program))
    read_file(documents.book())


def test_a_file_is_read_in_a_process_as_it_is_in_the_server() -> None:
    data = SAMPLES["html"]
    apart, here = read_file(data, "a.html"), read_document(data, "a.html")
    assert (apart.text, apart.outline, apart.notices) == (here.text, here.outline, here.notices)
    assert (apart.original, apart.imported_format) == (data, "html")
    assert [list(map(tuple, each.get("marks", []))) for each in apart.details] == [
        list(map(tuple, each.get("marks", []))) for each in here.details
    ]


def test_what_cannot_be_read_is_told_as_the_server_tells_it() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        read_file(documents.printed("x"))
    with pytest.raises(UnreadableDocument, match="no cue"):
        check_in_place(b"WEBVTT\n\nNOTE rien", "a.vtt")
    with pytest.raises(NotText):
        read_file(b"\x00\x01\x02", "a.md")


def test_every_format_but_plain_text_has_its_bounds() -> None:
    assert [reader.name for reader in READERS if reader.bounds is None] == ["txt"]


@pytest.mark.parametrize(
    "death",
    ["os.kill(os.getpid(), signal.SIGSEGV)", "os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"],
)
def test_every_death_of_the_reading_process_gives_one_sentence(
    death: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    dying = f"import os, signal; print('[\"blocks\", [[{TEXT!r}', flush=True); {death}"
    with pytest.raises(UnreadableDocument, match=r"^This file cannot be read: .*\.$"):
        read_by(monkeypatch, dying)
    assert capfd.readouterr() == ("", "")


def test_a_reading_process_that_never_ends_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "MAX_SECONDS", 0.01)
    with pytest.raises(UnreadableDocument, match="time"):
        read_by(monkeypatch, "import time; time.sleep(1000)")


def test_an_answer_longer_than_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MAX_ANSWER_BYTES", 100_000)
    with pytest.raises(TooLarge):
        read_by(monkeypatch, "while True: print('[\"blocks\",[]]')")


def test_a_system_without_room_for_a_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "COMMAND", ("/nowhere/python",))
    with pytest.raises(Unavailable, match="Try again later"):
        read_file(documents.book())


def test_the_next_file_is_read_after_one_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(UnreadableDocument):
        read_by(patched, "raise SystemExit(3)")
    assert read_file(documents.book()).title == "Le Livre"


@pytest.mark.parametrize(("bound", "value"), [("characters", 100), ("lines", 3)])
def test_text_beyond_a_bound_is_refused(
    bound: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pages.BOUNDS, bound, value)
    with pytest.raises(TooLarge, match="This PDF has"):
        read_document(documents.printed(pages=2))
