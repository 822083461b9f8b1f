"""Measures how soon English is there after a jump into a long text that is being translated."""

import re
import time
from random import Random

from bench.first import translated_in
from bench.french import segments
from bench.http import get, post_form, translate
from bench.peers import paragraphs
from bench.report import Findings
from bench.server import Server, running
from bench.sizes import Sizes
from webapp.pretranslation.jobs import WORKERS

#: How many times as long as the document of ``Sizes`` the text is, how often one jumps, and how
#: many other documents are translated meanwhile: as many as a server does at a time, so the text's
#: own job waits behind them.
TIMES, JUMPS, OTHERS = 20, 8, WORKERS
#: The segments that a window shows, and the most seconds until the first of them is there.
WINDOW, MOST = 12, 2.0

_TRIGGER = re.compile(r"delay:(\d+)ms")
_FIRST = re.compile(r'id="loaded-first" name="first" value="(\d+)"')


def measure(sizes: Sizes) -> Findings:
    """Jump to places all over the text, while other texts are translated too."""
    size = TIMES * sizes.document
    findings = Findings("jumps", f"Jumps in a text of {size:,} segments")
    with running(max_text_chars=str(10**9), max_upload_bytes=str(10**9)) as server:
        translate(server.host, server.port, "Bonjour.")
        for n in range(OTHERS):
            _post(server, sizes.document, seed=9 + n)
        long = _post(server, size, seed=8)
        jumps = [_jump(server, long, place) for place in _places(size)]
    firsts, windows = zip(*jumps, strict=True)
    what = (
        f"seconds from a jump in a text of {size:,} segments to English there, the slowest of "
        f"{JUMPS}, beside {OTHERS} other texts"
    )
    findings.goal(what, max(firsts), MOST, "{:.1f}", least=False)
    whole = f"seconds to all of the first {WINDOW} segments, the slowest"
    findings.tell(whole, f"{max(windows):.1f}")
    findings.remarks.append(
        "Jumps to the beginning and all over the text, right after each other, as a browser makes "
        "them: it asks for the page, and for what is new after the delays that the page sets."
    )
    return findings


def _post(server: Server, size: int, seed: int) -> str:
    """The path of a new text of so many segments."""
    text = "\n\n".join(paragraphs(segments(size, seed=seed)))
    path, _ = post_form(server.host, server.port, "/documents", {"text": text})
    return path.partition("?")[0]


def _places(size: int) -> list[int]:
    """The beginning, and positions far behind what is translated meanwhile, in no order."""
    chosen = Random(8)
    return [1, *(chosen.randrange(size // 4, size - WINDOW) for _ in range(JUMPS - 1))]


def _jump(server: Server, path: str, place: int) -> tuple[float, float]:
    """Seconds until the first target of a place is there, and until a window of them is."""
    begun = time.perf_counter()
    page = get(server.host, server.port, f"{path}?first={place}")
    first = int(_FIRST.findall(page)[0])
    news = f"{path}/progress?after=0&first={first}&last={first + WINDOW - 1}"
    delay, count, seconds = int(_TRIGGER.findall(page)[0]), 0, 0.0
    while count < WINDOW:
        time.sleep(delay / 1000)
        fragment = get(server.host, server.port, news)
        count = translated_in(fragment)
        seconds = seconds or (time.perf_counter() - begun if count else 0.0)
        if delays := _TRIGGER.findall(fragment):
            delay = int(delays[0])
    return seconds, time.perf_counter() - begun
