"""Makes the pictures of the README: ``python -m tests.browser.screenshots``.

A real server with the bundled package reads the seed text; nothing is staged.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.site import Network, Site, chromium, opened, running
from webapp.app import create_app
from webapp.settings import Settings

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
#: Largest picture, in bytes, so that the repository stays small.
LARGEST = 300_000


def main() -> None:
    """Write every picture into docs/screenshots."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        settings = Settings(data_dir=Path(folder), seeds=True)
        with running(create_app(settings)) as site:
            _translated(browser, site)
            _take_all(browser, site)


def _take_all(browser: Browser, site: Site) -> None:
    with _page(browser, site, "/documents/1") as page:
        page.locator("#source-5").hover()
        _take(page, "reader")
    with _page(browser, site, "/documents/1", width=390) as page:
        page.locator("#s3 .toggle").click()
        page.mouse.move(0, 0)
        _take(page, "reader-phone")
    with _page(browser, site, "/documents/1", color_scheme="dark") as page:
        page.locator("#s4 .toggle").click()
        page.locator("#source-5").hover()
        _take(page, "reader-dark")
    for width in (1280, 390):
        with _page(browser, site, "/documents/1", width=width) as page:
            _open_card(page)
            _take(page, f"word-{width}")
    with _page(browser, site, "/") as page:
        _take(page, "library")


def _open_card(page: Page) -> None:
    """Open the card of the third word of a sentence by keys."""
    page.locator("#source-4").focus()
    page.keyboard.press("w")
    page.locator("#word .word-card").wait_for()
    for _ in range(2):
        before = page.locator("#word .here").inner_text()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "text => document.querySelector('#word .here').innerText !== text", arg=before
        )


def _translated(browser: Browser, site: Site) -> None:
    with _page(browser, site, "/documents/1") as page:
        page.locator("#poll:not([hx-get])").wait_for(state="attached", timeout=120_000)


@contextmanager
def _page(browser: Browser, site: Site, path: str, **options: object) -> Iterator[Page]:
    context = opened(browser, Network(), **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.address + path)
    yield page
    context.close()


def _take(page: Page, name: str) -> None:
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file.name} is larger than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
