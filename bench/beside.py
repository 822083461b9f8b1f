"""Pages and downloads beside a text that is being translated, against the same server at rest."""

import time
from statistics import median

from bench.french import segments
from bench.http import get, post_form, translate
from bench.peers import paragraphs
from bench.report import Findings
from bench.server import Server, running
from bench.sizes import Sizes

#: The most that a page may take beside a text that is being translated, as a multiple.
MOST = 3.0
#: How often each page is asked for, before and while the text is translated.
TIMES = 7
#: The text has 10 MB: so many times the segments of a usual document, and what a server must allow.
DOCUMENTS, CHARACTERS = 14, "12000000"
#: The address of each page; ``read`` is a text that is translated whole, ``long`` the other one.
PAGES = {
    "the library": "/",
    "a search in all texts": "/?search=maison&within=1",
    "the reader": "{read}",
    "the reader of the text that is being translated": "{long}",
    "a download as text": "{read}/download?format=txt",
    "a download as a page": "{read}/download?format=html",
    "the check of health": "/health",
}


def measure(sizes: Sizes) -> Findings:
    """The ratio of the medians, page by page; both are measured on one server, in one sitting."""
    findings = Findings("beside", "Pages while a large text is translated")
    with running(max_text_chars=CHARACTERS) as server:
        read = _post(server, sizes.choices // 2)
        while _pending(server, read):
            time.sleep(0.2)
        long = _post(server, DOCUMENTS * sizes.document)
        translate(server.host, server.port, "Bonjour.")
        pages = {name: path.format(read=read, long=long) for name, path in PAGES.items()}
        busy = {name: _seconds(server, path) for name, path in pages.items()}
        was_busy = _pending(server, long)
        post_form(server.host, server.port, f"{long}/halt", {"halt": "paused"})
        time.sleep(2)  # what is in flight ends
        idle = {name: _seconds(server, path) for name, path in pages.items()}
    if not was_busy:
        findings.remarks.append("The text was translated before all pages had been asked for.")
    findings.table = [["page", "beside, to at rest"]]
    findings.table += [[name, f"{busy[name] / idle[name]:.1f}"] for name in pages]
    worst = max(busy[name] / idle[name] for name in pages)
    what = "times as long as at rest, the page that waits longest while a large text is translated"
    findings.goal(what, worst, MOST, "{:.1f}", least=False)
    findings.remarks.append(
        f"Medians of {TIMES}, one at a time; the text has {DOCUMENTS * sizes.document:,} segments. "
        "Decoding runs at a lower priority than what answers requests, readers wait for no writer, "
        "and a page asks the library the same few questions whatever its job does."
    )
    return findings


def _post(server: Server, size: int) -> str:
    """The path of a new text of so many segments."""
    text = "\n\n".join(paragraphs(segments(size, seed=size)))
    address, _ = post_form(server.host, server.port, "/documents", {"text": text})
    return "/documents/" + address.partition("/documents/")[2].partition("?")[0]


def _pending(server: Server, path: str) -> bool:
    """Whether the page of a text asks for more."""
    return "/progress?" in get(server.host, server.port, path)


def _seconds(server: Server, path: str) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        get(server.host, server.port, path)
        times.append(time.perf_counter() - begun)
    return median(times)
