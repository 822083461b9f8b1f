"""A site with a fake translator and a Chromium to read it with.

Without a browser, Playwright or htmx's bytes these tests say why they skip; where REQUIRE_BROWSER
is set they fail instead.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import databases
from tests.browser.texts import TEXT
from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browser.site import Site

HERE = Path(__file__).parent


def missing() -> str | None:
    """What the browser tests lack, as a sentence, or None."""
    for module in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(module) is None:
            return f"{module} is not installed (dependency group “browser”)."
    from tests.browser import site

    if site.chromium_path() is None:
        return "There is no Chromium on this machine."
    if not site.HTMX_BYTES.is_file():
        return "htmx's bytes are not in .cache (make .cache/htmx.min.js)."
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip every browser test that cannot run."""
    reason = missing()
    for item in items:
        if reason and item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.skip(reason=reason))


if os.environ.get("REQUIRE_BROWSER") and missing():
    raise pytest.UsageError(f"The browser tests are required here. {missing()}")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests; each page has a context of its own.

    A busy machine is no fault of a page, so what is expected may take long to come.
    """
    from playwright.sync_api import expect

    from tests.browser.site import chromium

    expect.set_options(timeout=30_000)
    with chromium() as found:
        yield found


@pytest.fixture
def translators() -> FakeTranslators:
    return FakeTranslators()


@pytest.fixture
def translator(translators: FakeTranslators) -> FakeTranslator:
    return translators.translator


@pytest.fixture
def site(tmp_path: Path, migrated_library: str, translators: FakeTranslators) -> "Iterator[Site]":
    """A running site with an empty library and a fake translator."""
    from tests.browser.site import running

    settings = Settings(data_dir=tmp_path / "data", seeds=False)
    settings.data_dir.mkdir()
    with (
        databases.copied(migrated_library, settings.data_dir),
        running(create_app(settings, translators)) as found,
    ):
        yield found
        translators.translator.gate.set()


@pytest.fixture
def reader(site: "Site") -> str:
    """The path of a translated text."""
    return f"/documents/{site.translated(TEXT).id}"


Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: "Browser", site: "Site") -> "Iterator[Open]":
    """Opens an address of the site; at the end no page may have had an error or gone astray.

    Options: ``cdn=False`` for a CDN out of reach, ``width``, and those of Playwright's contexts.
    """
    from tests.browser.site import Network, opened

    contexts: list[BrowserContext] = []
    strays: list[str] = []
    errors: list[str] = []

    def open_at(path: str, *, cdn: bool = True, **options: object) -> "Page":
        network = Network(cdn, strays)
        context = opened(browser, network, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(message.type, message.text, errors))
        page.goto(site.address + path)
        return page

    yield open_at
    for context in contexts:
        for page in context.pages:
            # An answer that a test changes may be under way still: its end is no fault of the next.
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert strays == []
    assert errors == []


def resized(page: "Page", width: int) -> None:
    """Make a page's window as wide as a test asks for; it is not loaded again."""
    page.set_viewport_size({"width": width, "height": 844})


def follow(link: "Locator", *, leaves: bool = True) -> None:
    """Click a link or button; where that leaves the page, wait until the next one is there.

    Playwright's click does not: what comes after it would meet either page, or one that goes away.
    """
    with link.page.expect_navigation() if leaves else nullcontext():
        link.click()


def _note(kind: str, text: str, errors: list[str]) -> None:
    """Keep what the console says of a broken policy or script; a refused request is no fault."""
    if kind == "error" and "Failed to load resource" not in text and "htmx:" not in text:
        errors.append(text)
