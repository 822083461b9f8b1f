"""How soon the first English is in the reader after the click, and how the rest arrives.

A reader's browser is played: the text is posted, the page it leads to is fetched, then what is new
is asked for, after the delays that the page itself names.
"""

import re
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from statistics import median

from bench.french import segments
from bench.http import get, post_form, translate
from bench.peers import paragraphs
from bench.report import Findings, Plot
from bench.server import Server, running
from bench.sizes import Sizes
from webapp.resources import resource

#: How many segments' time the first may take.
FIRST_WITHIN = 12
#: Seconds between two looks at the progress of a long document.
LOOK_SECONDS = 0.25
#: At each so many looks, the whole page is fetched, too.
PAGE_EVERY = 4

_TRIGGER = re.compile(r"delay:(\d+)ms")
_DONE = re.compile(r'<span class="done">(\d+)</span>')


@dataclass(frozen=True, slots=True)
class Arrival:
    """Seconds from the click to the answer, the page, the first target; segments by seconds.

    ``pages_meanwhile`` are the seconds that the reader's page took while the job was running.
    """

    answered: float
    page: float
    first: float
    done: list[tuple[float, int]]
    pages_meanwhile: list[float]

    @property
    def last(self) -> float:
        """Seconds from the click to the last target."""
        return self.done[-1][0]

    @property
    def rate(self) -> float:
        """Segments a second from the first target on."""
        (begin, few), (end, all_) = self.done[0], self.done[-1]
        return (all_ - few) / (end - begin)


class _Targets(HTMLParser):
    """Counts the targets of a page or a fragment that are translated."""

    def __init__(self) -> None:
        super().__init__()
        self.translated = 0
        self._in_target = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_target = tag == "div" and (dict(attrs).get("id") or "").startswith("target-")

    def handle_data(self, data: str) -> None:
        self.translated += self._in_target and bool(data.strip())
        self._in_target = False


def translated_in(page: str) -> int:
    """How many targets of a page are there."""
    targets = _Targets()
    targets.feed(page)
    return targets.translated


def arrival(server: Server, text: str) -> Arrival:
    """Post a text and read until all of it is translated."""
    click = time.perf_counter()
    path, _ = post_form(server.host, server.port, "/documents", {"text": text})
    answered = time.perf_counter() - click
    page = get(server.host, server.port, path)
    shown = time.perf_counter() - click
    fragment = page
    while not translated_in(fragment):
        time.sleep(int(_TRIGGER.findall(fragment)[0]) / 1000)
        fragment = get(server.host, server.port, f"{path}/progress?after=0")
    first = time.perf_counter() - click
    done, pages = [(first, translated_in(fragment))], []
    while left := _DONE.search(fragment):
        done.append((time.perf_counter() - click, int(left[1])))
        time.sleep(LOOK_SECONDS)
        if len(done) % PAGE_EVERY == 0:
            pages.append(_seconds_of_page(server, path))
        fragment = get(server.host, server.port, f"{path}/progress?after=999999999")
    done.append((time.perf_counter() - click, int(re.findall(r'data-count="(\d+)"', page)[0])))
    return Arrival(answered, shown, first, done, pages)


def _one_by_one(server: Server) -> float:
    """Seconds for so many segments as the first target may take, each a request of its own."""
    begun = time.perf_counter()
    for source in segments(FIRST_WITHIN, seed=99):
        translate(server.host, server.port, source)
    return time.perf_counter() - begun


def _seconds_of_page(server: Server, path: str) -> float:
    begun = time.perf_counter()
    get(server.host, server.port, path)
    return time.perf_counter() - begun


def measure(sizes: Sizes) -> Findings:
    """The first targets of a long text and of the seed, and the pace of the rest."""
    text = "\n\n".join(paragraphs(segments(sizes.document, seed=5)))
    seed = min(resource("seeds").glob("*.txt")).read_text("utf-8")
    with running() as server:
        translate(server.host, server.port, "Bonjour.")
        small = arrival(server, seed)  # it also loads the language detector, 0.6 s of CPU
        large = arrival(server, text)
        singles = _one_by_one(server)
    findings = Findings("first", "The first English, and the rest")
    _promise(findings, sizes.document, large, singles)
    _tell(findings, f"{sizes.document:,} segments", large)
    _tell(findings, "the seed article", small)
    findings.tell(f"{FIRST_WITHIN} segments sent one after the other", f"{1000 * singles:.0f} ms")
    for which, pick in (("median", median), ("slowest", max)):
        milliseconds = 1000 * pick(large.pages_meanwhile)
        findings.tell(f"reader's page while the job runs, {which}", f"{milliseconds:.0f} ms")
    findings.tell(f"segments a second, {sizes.document:,} segments", f"{large.rate:.0f}")
    findings.remarks.append(
        "A segment's time is that of the whole document over its segments, all cores at work, "
        "which is shorter than that of a segment alone. The page itself waits "
        "for cutting and storing the text, never for the engine, which translates the first four "
        "segments meanwhile. The seed article is the server's first text here, so that its answer "
        "waits for the language detector to be loaded, once in a server's life."
    )
    findings.plots.append(
        Plot(
            "arrival",
            "Segments translated over time, through server, job and library",
            "seconds after the click",
            "segments",
            {f"{sizes.document:,} segments": [(t, float(n)) for t, n in large.done if n]},
        )
    )
    return findings


def _promise(findings: Findings, document: int, large: Arrival, singles: float) -> None:
    """The promise by either measure of a segment's time: all cores at work, or one by one."""
    findings.goal(
        f"segments' time until the first target of {document:,} segments is in the reader",
        large.first * large.rate, FIRST_WITHIN, "{:.0f}", least=False,
    )  # fmt: skip
    findings.goal(
        f"of the time of {FIRST_WITHIN} segments sent one after the other, until that first target",
        large.first / singles, 1, "{:.2f}", least=False,
    )  # fmt: skip


def _tell(findings: Findings, what: str, found: Arrival) -> None:
    findings.tell(f"answer to the click, {what}", f"{found.answered * 1000:.0f} ms")
    findings.tell(f"page, {what}", f"{found.page * 1000:.0f} ms")
    findings.tell(f"first target in the reader, {what}", f"{found.first * 1000:.0f} ms")
    findings.tell(f"last target, {what}", f"{found.last:.1f} s")
