"""The place in a text: kept, found again, linked to, and told."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, resized
from tests.browser.texts import BOTH, LONG, WIDTHS

if TYPE_CHECKING:
    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect


def test_a_change_of_layout_or_size_keeps_the_place(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}")
    for width in WIDTHS:
        resized(page, width)
        page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
        page.locator("#source-100").focus()
        before = page.locator("#source-100").bounding_box()
        assert before is not None
        for key in "llll++-l":
            page.keyboard.press(key)
            after = page.locator("#s100 [data-segment]:visible").first.bounding_box()
            assert after is not None
            assert after["y"] == pytest.approx(before["y"], abs=30)
        page.get_by_role("button", name=BOTH[width]).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_to_a_segment_opens_there_even_far_away(
    open_page: Open, site: "Site", width: int
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(f"{path}#s333", width=width)
    expect(page.locator("#source-333")).to_be_in_viewport()
    assert page.locator(":target").get_attribute("id") == "s333"
    expect(page.locator("#source-310")).to_be_attached()  # the part before came by itself
    expect(page.locator("#source-333")).to_be_in_viewport()
    page = open_page(f"{path}#s12", width=width)
    expect(page.locator("#source-12")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_last_place_is_restored_and_the_way_left_is_told(
    open_page: Open, site: "Site", width: int
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(path, width=width)
    expect(page.locator("#place")).to_contain_text("min left")
    page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
    expect(page.locator("#place")).to_have_text("25 %, 15 min left")
    page.goto("about:blank")
    page.goto(f"{site.address}{path}")
    expect(page.locator("#source-100")).to_be_in_viewport()
    expect(page.locator("#messages")).to_contain_text("left off at sentence")
    site.desk.library.bookmarks.put(1, "", "another", 60)
    page.goto("about:blank")
    page.goto(f"{site.address}{path}")
    expect(page.locator("#source-100")).to_be_in_viewport()
    expect(page.locator(".elsewhere")).to_contain_text("On another device")
    page.get_by_role("button", name="Go there").click()
    expect(page.locator("#source-60")).to_be_in_viewport()
    expect(page.locator(".elsewhere")).to_have_count(0)


def test_headings_make_a_list_of_contents(open_page: Open, site: "Site") -> None:
    chapters = "\n\n".join(f"Chapitre {n}\n\n{LONG[:2000]}" for n in range(1, 9))
    page = open_page(f"/documents/{site.translated(chapters).id}")
    for name in ("Chapitre 2", "Chapitre 8"):
        page.locator(".contents summary").click()
        page.locator(".contents").get_by_role("link", name=name).click()
        heading = page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_be_in_viewport()
        page.locator(".contents summary").evaluate("summary => summary.click()")  # without a scroll
        current = page.locator(".contents [aria-current=location]")
        expect(current).to_contain_text(name)
        expect(current).to_be_in_viewport()
        expect(current.locator("[lang=en]")).to_have_text(f"EN[{name}]")
        page.keyboard.press("Escape")


def test_without_storage_the_page_is_read_and_says_what_happened(
    open_page: Open, site: "Site", reader: str
) -> None:
    page = open_page("/")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });"
    )
    page.goto(site.address + reader)
    page.locator("#s3 .toggle").click()
    expect(page.locator("#target-3")).to_be_hidden()
    expect(page.locator("#messages")).to_contain_text("stores nothing")
    page.get_by_role("button", name="Sentence by sentence").click()
    expect(page.locator("#target-3")).to_be_hidden()


def test_a_glance_at_a_link_leaves_the_bookmark_where_it_was(open_page: Open, site: "Site") -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(path)
    page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
    with page.expect_response("**/bookmark"):
        pass
    for glance in ("#s3", "#s99999"):
        page.goto("about:blank")
        page.goto(f"{site.address}{path}{glance}")
        page.wait_for_timeout(400)  # longer than the script waits before it keeps a place
    expect(page.locator("#messages")).to_contain_text("There is no sentence 99999")
    page.goto("about:blank")
    page.goto(site.address + path)
    expect(page.locator("#source-100")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_paper_tells_which_part_of_a_long_text_it_shows(
    open_page: Open, site: "Site", script: bool
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(f"{path}?first=301", java_script_enabled=script)
    notice = page.locator(".printed")
    expect(notice).to_be_hidden()
    if script:  # the part before comes by itself
        expect(page.locator("#loaded-first")).to_have_value("271")
    page.pdf()  # printing tells the page so
    page.emulate_media(media="print")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(f"Sentences {271 if script else 301} to 400 of 400")
