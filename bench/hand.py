"""Measures in Chromium how the reader answers the hand: while one scrolls, and when it opens.

Scrolling is judged by the processor time of the page's main thread, which hardly depends on what
else the machine does. The first paint is the quickest of several, on a slowed network and
processor.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from bench.french import segments
from bench.instant import instant_app
from bench.peers import paragraphs
from bench.report import Findings
from bench.sizes import Sizes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

    from tests.browser.site import Site

#: A task of more milliseconds delays what a reader does so that it is felt; a frame of 60 a second
#: has so many.
LONG_TASK, FRAME = 50, 1000 / 60
#: A phone as Lighthouse measures by: bytes a second each way, milliseconds to and fro, and how many
#: times slower than this machine it computes.
PHONE_DOWN, PHONE_UP, PHONE_LATENCY, PHONE_SLOWNESS = 204_800, 96_000, 150, 4
#: Pixels that are scrolled at a time and in all, and the pause after each in milliseconds.
STEP, DISTANCE, PAUSE = 100, 40_000, 16
PAINTS = 5
_CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True, slots=True)
class Scrolling:
    """Milliseconds of processor time on the main thread: of each task, and of each frame drawn."""

    tasks: list[float]
    frames: list[float]

    @property
    def long_tasks(self) -> int:
        """How many tasks are felt."""
        return sum(task > LONG_TASK for task in self.tasks)


def measure(sizes: Sizes) -> Findings:
    """Scroll through a finished text, and open it on a slowed phone."""
    from tests.browser.conftest import missing

    findings = Findings("hand", "Speed of hand: scrolling and the first paint, in Chromium")
    if lack := missing():
        findings.remarks.append(f"Nothing is measured. {lack}")
        return findings
    from tests.browser.site import chromium, running

    text = "\n\n".join(paragraphs(segments(sizes.document, seed=7)))
    with instant_app() as (app, _, _), running(app) as site, chromium() as browser:
        path = f"/documents/{site.translated(text).id}?first={sizes.document // 3}"
        scrolling = scrolled(browser, site, path)
        painted = min(first_paint(browser, site, path) for _ in range(PAINTS))
    _tell(findings, sizes.document, scrolling, painted)
    return findings


def _tell(findings: Findings, size: int, scrolling: Scrolling, painted: float) -> None:
    findings.goal(
        f"tasks of more than {LONG_TASK} ms while a text of {size:,} segments is scrolled",
        scrolling.long_tasks, 0, "{:.0f}", least=False,
    )  # fmt: skip
    findings.goal(
        "ms of the main thread for a frame of it, 95th percentile",
        quantiles(scrolling.frames, n=20)[-1], FRAME, "{:.1f}", least=False,
    )  # fmt: skip
    findings.goal("ms to the first paint on a slowed phone", painted, 1000, "{:.0f}", least=False)
    findings.tell("longest task while scrolling", f"{max(scrolling.tasks):.0f} ms")
    findings.tell("frames drawn while scrolling", f"{len(scrolling.frames):,}")
    findings.remarks.append(
        f"Processor time of the page's main thread, from Chromium's trace, over {DISTANCE:,} pixels"
        f" in which parts come and go. The phone has 1.6 Mbit/s, {PHONE_LATENCY} ms to the server "
        f"and a processor {PHONE_SLOWNESS} times slower than this one; the quickest of {PAINTS}."
    )


def scrolled(browser: "Browser", site: "Site", path: str) -> Scrolling:
    """Scroll by the wheel through a text that is open."""
    page = _page(browser)
    page.goto(site.address + path)
    page.wait_for_timeout(1000)  # what comes with the page is not counted
    browser.start_tracing(page=page, categories=_CATEGORIES)
    page.mouse.move(640, 500)
    for _ in range(DISTANCE // STEP):
        page.mouse.wheel(0, STEP)
        page.wait_for_timeout(PAUSE)
    trace = json.loads(browser.stop_tracing())
    page.context.close()
    return scrolling_of(trace["traceEvents"])


def scrolling_of(events: Iterable[dict[str, Any]]) -> Scrolling:
    """What the events of a trace say of the main thread that did most.

    A frame's time is that of the tasks since the frame before.
    """
    events = list(events)
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks: dict[tuple[int, int], list[float]] = {thread: [] for thread in main}
    frames: dict[tuple[int, int], list[float]] = {thread: [0.0] for thread in main}
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        thread = event["pid"], event["tid"]
        if thread not in main:
            continue
        if event["name"] == "RunTask":
            tasks[thread].append(event.get("tdur", 0) / 1000)
            frames[thread][-1] += tasks[thread][-1]
        elif event["name"] == "Commit":
            frames[thread].append(0.0)
    busiest = max(main, key=lambda thread: sum(tasks[thread]))
    return Scrolling(tasks[busiest], frames[busiest])


def first_paint(browser: "Browser", site: "Site", path: str) -> float:
    """Milliseconds until a phone that has nothing of the site yet shows the first words.

    Of all requests that for htmx alone is answered here: to pass all of them through this process
    would slow down what is measured.
    """
    size: ViewportSize = {"width": 390, "height": 844}
    page = browser.new_context(viewport=size, is_mobile=True, has_touch=True).new_page()
    phone = page.context.new_cdp_session(page)
    _answer_for_htmx(phone)
    phone.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": PHONE_LATENCY,
            "downloadThroughput": PHONE_DOWN,
            "uploadThroughput": PHONE_UP,
        },
    )
    phone.send("Emulation.setCPUThrottlingRate", {"rate": PHONE_SLOWNESS})
    page.goto(site.address + path, wait_until="load")
    while (painted := page.evaluate(_PAINTED)) is None:
        page.wait_for_timeout(50)
    page.context.close()
    return float(painted)


def _answer_for_htmx(phone: "CDPSession") -> None:
    """Give htmx's bytes in place of its CDN."""
    from tests.browser.site import HTMX_BYTES
    from webapp.views.templates import HTMX_URL

    body = b64encode(HTMX_BYTES.read_bytes()).decode()
    headers = [
        {"name": "Content-Type", "value": "text/javascript"},
        {"name": "Access-Control-Allow-Origin", "value": "*"},
    ]
    answer = {"responseCode": 200, "responseHeaders": headers, "body": body}

    def give(event: dict[str, Any]) -> None:
        phone.send("Fetch.fulfillRequest", {"requestId": event["requestId"], **answer})

    phone.on("Fetch.requestPaused", give)
    phone.send("Fetch.enable", {"patterns": [{"urlPattern": HTMX_URL}]})


def _page(browser: "Browser") -> "Page":
    from tests.browser.site import Network, opened

    return opened(browser, Network()).new_page()
