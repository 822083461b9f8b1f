"""The reader below a path of an https site, behind a real nginx."""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.fakes import FakeTranslators
from tests.proxies import in_front
from webapp.app import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_text_is_brought_read_and_dressed_below_a_path(
    browser: "Browser", tmp_path: Path
) -> None:
    from tests.browser.site import Network, opened, running

    settings = Settings(
        data_dir=tmp_path / "data", seeds=False, trusted_proxies="127.0.0.1", url_prefix="/fr"
    )
    strays: list[str] = []
    with (
        running(create_app(settings, FakeTranslators())) as site,
        in_front("nginx", tmp_path, site.address.removeprefix("http://"), "/fr") as (address, _),
    ):
        context = opened(browser, Network(strays=strays), ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"{address}/")
        page.locator("textarea").fill("Bonjour. Il pleut.")
        follow(page.get_by_role("button", name="Read"))
        assert page.url == f"{address}/documents/1"
        expect(page.get_by_text("EN[Il pleut.]")).to_be_visible()
        page.locator(".comfort summary").click()
        page.get_by_text("Sepia").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
        [kept] = [c for c in context.cookies() if c["name"] == "visavis-theme"]
        assert (kept["path"], kept["secure"]) == ("/fr/", True)
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
        context.close()
    assert strays == []
