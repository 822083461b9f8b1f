"""A harmful PDF may kill the process that reads it; the server neither grows nor shows its text."""

import resource
import subprocess
import sys
import zlib

import pytest

from tests import documents
from webapp.errors import TooLarge, Unavailable, UnreadableDocument
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.pdf import process, reader

TEXT = "Il était un secret."
NARROW_BYTES = 250_000_000
#: The real reader with a bound of memory that a small bomb reaches soon.
NARROW = (
    sys.executable,
    "-c",
    f"from {process.__package__} import process as p; p.MEMORY_BYTES = {NARROW_BYTES}; p.main()",
)
#: A small process between, for a child's peak counts the memory of its parent at the fork.
MEASURE = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
BOMB_REPEATS = 1_000_000


def bomb(repeated: int) -> bytes:
    """One page whose text is written again and again, 14 bytes each time before it is packed."""
    packer = zlib.compressobj(9)
    packed = [packer.compress(b"BT /F1 12 Tf 10 10 Td ")]
    packed += [packer.compress(b"(Bonjour ) Tj " * 1_000) for _ in range(repeated // 1_000)]
    stream = b"".join([*packed, packer.compress(b"ET"), packer.flush()])
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    numbered = [b"%d 0 obj %b endobj\n" % each for each in enumerate(objects, 1)]
    return b"".join([b"%PDF-1.4\n", *numbered, b"trailer<</Root 1 0 R>>\n%%EOF"])


def peak_memory() -> int:
    """Most memory that this process ever had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def read_by(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Read a PDF, with this Python in the place of what reads it."""
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-c", program))
    read_document(documents.printed(pages=1))


def test_a_page_of_few_repetitions_is_read() -> None:
    assert read_document(bomb(1_000)).text.startswith("Bonjour Bonjour")


def test_a_page_that_unpacks_beyond_the_bound_of_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reader, "COMMAND", NARROW)
    data = bomb(BOMB_REPEATS)
    assert len(data) < 100_000
    before = peak_memory()
    with pytest.raises(UnreadableDocument, match="too much memory or time"):
        read_document(data)
    assert peak_memory() - before < 50_000
    assert capfd.readouterr() == ("", "")


def test_the_reading_process_keeps_to_its_bound_of_memory() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, *NARROW], input=bomb(BOMB_REPEATS), capture_output=True
    )
    status, peak = map(int, answer.stdout.split())
    assert status != 0
    assert peak * 1024 < NARROW_BYTES


@pytest.mark.parametrize(
    "death",
    ["os.kill(os.getpid(), signal.SIGSEGV)", "os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"],
)
def test_every_death_of_the_reading_process_gives_one_sentence(
    death: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    dying = f"import os, signal; print('[\"page\", 0, [[{TEXT!r}', flush=True); {death}"
    with pytest.raises(UnreadableDocument, match=r"^This PDF cannot be read: .*\.$"):
        read_by(monkeypatch, dying)
    assert capfd.readouterr() == ("", "")


def test_a_reading_process_that_never_ends_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_SECONDS", 0.01)
    with pytest.raises(UnreadableDocument, match="time"):
        read_by(monkeypatch, "import time; time.sleep(1000)")


def test_an_answer_longer_than_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ANSWER_BYTES", 100_000)
    with pytest.raises(TooLarge):
        read_by(monkeypatch, "while True: print('[\"page\",0,[]]')")


def test_a_system_without_room_for_a_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ("/nowhere/python",))
    with pytest.raises(Unavailable, match="Try again later"):
        read_document(documents.printed(pages=1))


@pytest.mark.parametrize(("bound", "value"), [("characters", 100), ("lines", 3)])
def test_text_beyond_a_bound_is_refused(
    bound: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(process.BOUNDS, bound, value)
    *_, (name, sentence) = process.records(documents.printed(pages=2))
    assert (name, sentence.split(" has ")[0]) == ("TooLarge", "This PDF")


def test_the_next_pdf_is_read_after_one_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(UnreadableDocument):
        read_by(patched, "raise SystemExit(3)")
    assert read_document(documents.printed(pages=1)).title == "Le Tirage"
