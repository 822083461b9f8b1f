"""What is left when the server is gone, and the real package once through the whole house."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow, resized
from webapp.app import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
TEXT = "Un titre\n\nBonjour. Il pleut encore.\n\nIl neige."


def test_the_saved_page_reads_and_toggles_without_any_server(
    browser: "Browser", open_page: Open, site: "Site", tmp_path: Path
) -> None:
    document = site.translated(TEXT)
    page = open_page(f"/documents/{document.id}")
    page.locator("summary[title=Download]").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="a page with toggles").click()
    file = tmp_path / "saved.html"
    download.value.save_as(file)
    with browser.new_context(offline=True) as context:
        saved = context.new_page()
        asked: list[str] = []
        saved.on("request", lambda request: asked.append(request.url))
        saved.goto(file.as_uri())
        number = saved.get_by_role("button", name="English of sentence 3", exact=True)
        for width in (1280, 390):
            resized(saved, width)
            assert saved.get_by_text("EN[Il pleut encore.]").is_visible()
            number.click()
            assert saved.get_by_text("EN[Il pleut encore.]").is_hidden()
            assert saved.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            number.click()
        assert asked == [file.as_uri()]


def test_the_saved_page_looks_like_the_reader_in_every_theme(
    browser: "Browser", open_page: Open, site: "Site", tmp_path: Path
) -> None:
    document = site.translated(TEXT)
    page = open_page(f"/documents/{document.id}")
    file = tmp_path / "saved.html"
    file.write_bytes(page.request.get(f"{page.url}/download?format=html").body())
    look = """element => ["color", "fontFamily", "fontWeight", "fontSize"]
        .map(name => getComputedStyle(element)[name])"""
    with browser.new_context(offline=True) as context:
        saved = context.new_page()
        saved.goto(file.as_uri())
        for theme in ("Light", "Sepia", "Dark"):
            page.locator(".comfort").evaluate("menu => { menu.open = true; }")
            page.get_by_text(theme, exact=True).click()
            saved.get_by_role("button", name=theme).click()
            for n in (1, 3):
                ours = page.locator(f"#source-{n}").evaluate(look)
                assert saved.locator(f"#s{n} .source").evaluate(look) == ours
        saved.get_by_role("button", name="French alone").click()
        assert saved.get_by_text("EN[Il neige.]").is_hidden()
        saved.get_by_role("button", name="English alone").click()
        assert saved.get_by_text("EN[Il neige.]").is_visible()
        assert saved.get_by_text("Il neige.", exact=True).is_hidden()


def test_the_site_can_be_installed(open_page: Open) -> None:
    page = open_page("/")
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())"
    )
    assert manifest["start_url"] == "../"
    assert manifest["display"] == "standalone"
    assert page.evaluate("fetch('/static/icon.svg').then((answer) => answer.ok)")


def test_the_seed_is_read_beside_a_real_translation(browser: "Browser", tmp_path: Path) -> None:
    from tests.browser.site import Network, opened, running

    with running(create_app(Settings(data_dir=tmp_path, seeds=True))) as site:
        context = opened(browser, Network())
        page = context.new_page()
        page.goto(f"{site.address}/")
        follow(page.locator(".shelf .title").last)
        expect(page.locator(".pending")).to_have_count(0, timeout=120_000)
        assert page.locator(".pair").count() >= 10
        assert "Donald Trump" in page.locator("#target-2").inner_text()
        assert page.locator(".failure").count() == 0
        context.close()
