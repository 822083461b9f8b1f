"""A real server in this process and a real Chromium, for browser tests and screenshots."""

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright
from werkzeug.serving import make_server

from webapp.library import Document
from webapp.pretranslation.desk import Desk
from webapp.views.templates import HTMX_URL

#: The addresses that are not on the loopback.
ELSEWHERE = re.compile(r"^(?!https?://127\.0\.0\.1:|blob:|data:)")
HTMX_BYTES = Path(__file__).parents[2] / ".cache" / "htmx.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    """Where the browser is: CHROMIUM in the environment, or the first that is installed.

    The headless shell is the same Chromium without windows; it takes two thirds of the time.
    """
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(which, names)), None)


@dataclass
class Network:
    """What a browser may reach: the loopback, and htmx's bytes in place of its CDN."""

    cdn: bool = True
    strays: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Answer a request for htmx; refuse any other and remember it as a stray."""
        url = route.request.url
        if url == HTMX_URL and self.cdn:
            route.fulfill(
                body=HTMX_BYTES.read_bytes(),
                content_type="text/javascript",
                headers={"Access-Control-Allow-Origin": "*"},
            )
        else:
            route.abort()
            if url != HTMX_URL:
                self.strays.append(url)


@dataclass
class Site:
    """A running application: its address and its desk."""

    address: str
    desk: Desk

    def translated(self, text: str) -> Document:
        """A new document, all of it translated by the running jobs."""
        document = self.desk.add_document(text)
        while document.pending_count:
            time.sleep(0.02)
            document = self.desk.library.documents.get(document.id)
        return document


@contextmanager
def running(app: Flask) -> Iterator[Site]:
    """Serve an application on a free port of the loopback, its jobs beside it.

    By Werkzeug's server, which can be shut down while a browser still asks; waitress cannot, and
    is under test in tests/model, in processes of its own.
    """
    desk: Desk = app.extensions["visavis.desk"]
    server = make_server("127.0.0.1", 0, app, threaded=True)
    # A shutdown waits for the server's next look; every half second is the default.
    serving = {"poll_interval": 0.02}
    thread = threading.Thread(target=server.serve_forever, kwargs=serving, daemon=True)
    desk.start()
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", desk)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        desk.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium with a new, empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def opened(
    browser: Browser, network: Network, *, width: int = 1280, **options: object
) -> BrowserContext:
    """A context whose requests to elsewhere meet ``network``; options are Playwright's own."""
    settings = {"viewport": {"width": width, "height": 844}, "reduced_motion": "reduce"} | options
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    context.route(ELSEWHERE, network.answer)
    return context
