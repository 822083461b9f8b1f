"""A novel opens as fast as an article: counts of nodes and bytes, never of seconds."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow
from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Request

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
SEGMENTS = 10_000
NOVEL = "\n\n".join(
    " ".join(f"Voici la phrase {n + k} du roman, ni longue ni brève." for k in range(5))
    for n in range(1, SEGMENTS, 5)
)
#: Most elements that are ever on the page, and what one response may weigh.
MOST_ELEMENTS = 7_000
MOST_BYTES = 200_000
#: The most milliseconds until a part is there, on machines that do much else.
PATIENCE = 30_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Site]":
    """One site for all, which only read; its translator waits."""
    from tests.browser.site import running

    translators = FakeTranslators()
    translators.translator.gate.clear()
    settings = Settings(data_dir=tmp_path_factory.mktemp("novel"), seeds=False)
    with pytest.MonkeyPatch.context() as patch, running(create_app(settings, translators)) as site:
        patch.setattr("webapp.views.reader.reader.MORE_SEGMENTS", 150)  # large parts fill it sooner
        yield site
        translators.translator.gate.set()


@pytest.fixture(scope="module")
def novel(site: "Site") -> str:
    """The path of a text of 10,000 segments, not yet translated.

    Without ``first`` it opens where an earlier test read.
    """
    return f"/documents/{site.desk.add_document(NOVEL).id}"


@pytest.mark.parametrize(("width", "first"), [(1280, 1), (390, 5_000)])
def test_the_first_page_holds_some_hundred_pairs_and_scrolling_never_more_than_some(
    open_page: Open, novel: str, width: int, first: int
) -> None:
    page = open_page("/", width=width)
    weights: list[int] = []

    def weigh(request: "Request") -> None:
        answer = request.response()
        if answer and novel in request.url:
            weights.append(len(answer.body()))

    page.on("requestfinished", weigh)
    page.goto(f"{page.url.rstrip('/')}{novel}?first={first}")
    assert 100 <= page.locator(".pair").count() <= 300
    assert page.evaluate("document.querySelectorAll('*').length") < 3_500
    for _ in range(9):
        last = page.locator(".pair").last.get_attribute("id")
        page.locator(".pair").last.scroll_into_view_if_needed()
        expect(page.locator(".pair").last).not_to_have_id(str(last), timeout=PATIENCE)
        assert page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS
    assert page.locator(f"#s{first}").count() == 0
    assert max(weights) < MOST_BYTES
    for _ in range(4):
        top = str(page.locator(".pair").first.get_attribute("id"))
        page.locator(".pair").first.scroll_into_view_if_needed()
        expect(page.locator(".pair").first).not_to_have_id(top, timeout=PATIENCE)
        expect(page.locator(f"#{top}")).to_be_in_viewport()
        assert page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS


def test_the_last_segment_is_one_link_away(open_page: Open, novel: str) -> None:
    page = open_page(f"{novel}#s{SEGMENTS}")
    expect(page.locator(f"#source-{SEGMENTS}")).to_be_in_viewport()


def test_the_next_part_is_asked_for_again_after_the_server_was_gone(
    open_page: Open, novel: str
) -> None:
    page = open_page(novel)
    last = str(page.locator(".pair").last.get_attribute("id"))
    page.route(re.compile(r"first=\d+$"), lambda route: route.abort())
    page.locator(".pair").last.scroll_into_view_if_needed()
    expect(page.locator("#messages")).to_contain_text("does not answer")
    assert page.locator(".pair").last.get_attribute("id") == last
    page.unroute(re.compile(r"first=\d+$"))
    expect(page.locator(".pair").last).not_to_have_id(last, timeout=20_000)


def test_without_htmx_the_keys_go_on_to_the_next_part(open_page: Open, novel: str) -> None:
    page = open_page(novel, cdn=False)
    last = page.locator(".pair").last
    number = int(str(last.get_attribute("id"))[1:])
    last.locator(".source").focus()
    page.keyboard.press("j")
    expect(page.locator(f"#source-{number + 1}")).to_be_in_viewport()


def test_the_link_to_a_segment_needs_no_script_to_find_its_part(
    open_page: Open, site: "Site", novel: str
) -> None:
    page = open_page(f"{novel}#s9000", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#source-9000").click()
    page.keyboard.press("c")
    expect(page.locator("#messages")).to_contain_text("is copied")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    plain = open_page(link.removeprefix(site.address), java_script_enabled=False)
    expect(plain.locator("#source-9000")).to_be_in_viewport()


def test_without_a_script_parts_follow_each_other_by_links(open_page: Open, novel: str) -> None:
    page = open_page(f"{novel}?first=1", java_script_enabled=False)
    follow(page.get_by_role("link", name="Read on"))
    assert page.locator("#source-151").is_visible()
    follow(page.get_by_role("link", name="Read the part before"))
    assert page.locator("#source-1").is_visible()
