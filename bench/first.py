"""Measures how soon after the click the first English is in the reader, and how the rest arrives.

The measurement acts as a browser does. It posts the text and fetches the page that the answer leads
to. Then it asks for what is new, after the delays that the page sets.
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

#: The first target may take the time of so many segments.
FIRST_WITHIN = 12
#: Seconds between two looks at the progress of a long document.
LOOK_SECONDS = 0.25
#: Of so many looks one fetches the whole page, too.
PAGE_EVERY = 4

_TRIGGER = re.compile(r"delay:(\d+)ms")
_DONE = re.compile(r'<progress max="\d+" value="(\d+)"')


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a text arrives, in seconds from the click: the answer, the page, the first target.

    ``done`` has the number of translated segments at such times. ``pages_meanwhile`` has the
    seconds that the reader's page took while the job was running.
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
        """The segments a second from the first target on."""
        (begin, few), (end, all_) = self.done[0], self.done[-1]
        return (all_ - few) / (end - begin)


class _Targets(HTMLParser):
    """Counts the targets of a page or a fragment that have text."""

    def __init__(self) -> None:
        super().__init__()
        self.translated = 0
        self._in_target = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "div":
            self._in_target = (named.get("id") or "").startswith("target-")
        elif named.get("class") == "pending":  # other elements mark words, as uncertain ones
            self._in_target = False

    def handle_data(self, data: str) -> None:
        if self._in_target and data.strip():
            self.translated += 1
            self._in_target = False


def translated_in(page: str) -> int:
    """The number of targets in a page that have text."""
    targets = _Targets()
    targets.feed(page)
    return targets.translated


def arrival(server: Server, text: str) -> Arrival:
    """Post a text and read its page until all of it is translated."""
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
    """The seconds for FIRST_WITHIN segments, which are sent one by one."""
    begun = time.perf_counter()
    for source in segments(FIRST_WITHIN, seed=99):
        translate(server.host, server.port, source)
    return time.perf_counter() - begun


def _seconds_of_page(server: Server, path: str) -> float:
    begun = time.perf_counter()
    get(server.host, server.port, path)
    return time.perf_counter() - begun


def measure(sizes: Sizes) -> Findings:
    """The time to the first target of a long text and of the seed, and the pace of the rest."""
    text = "\n\n".join(paragraphs(segments(sizes.document, seed=5)))
    seed = min(resource("seeds").glob("*.txt")).read_text("utf-8")
    with running() as server:
        translate(server.host, server.port, "Bonjour.")
        small = arrival(server, seed)  # the language detector is loaded too, in 0.6 s of CPU
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
    """Compare the first target with a segment's time: with all cores at work, and one by one."""
    findings.goal(
        f"segments' time until the first target of {document:,} segments is in the reader",
        large.first * large.rate, FIRST_WITHIN, "{:.0f}", least=False,
    )  # fmt: skip
    findings.goal(
        f"of the time of {FIRST_WITHIN} segments sent one after the other, until that first target",
        large.first / singles, 1, "{:.2f}", least=False,
    )  # fmt: skip


def _tell(findings: Findings, what: str, text: Arrival) -> None:
    findings.tell(f"answer to the click, {what}", f"{text.answered * 1000:.0f} ms")
    findings.tell(f"page, {what}", f"{text.page * 1000:.0f} ms")
    findings.tell(f"first target in the reader, {what}", f"{text.first * 1000:.0f} ms")
    findings.tell(f"last target, {what}", f"{text.last:.1f} s")
