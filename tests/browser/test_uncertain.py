"""Uncertain sentences: seen, said, led to one after the other, and hidden by a switch."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import chosen
from tests.browser.conftest import Open, resized
from tests.fakes import FakeTranslator
from webapp.text.checks import Check

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

TEXT = (
    "Un titre\n\nBonjour. Il a 12 ans. Il pleut.\n\n" + "Il neige encore ici. " * 40 + "Il grêle."
)
CHECKS = {"Il a 12 ans.": (Check.NUMBERS,), "Il grêle.": (Check.SCORE,)}


@pytest.fixture
def address(site: "Site", translator: FakeTranslator) -> str:
    translator.checks = CHECKS
    return f"/documents/{site.desk.add_document(TEXT).id}"


def underline(page: "Page") -> str:
    mark = page.locator("#s3 .uncertain")
    return str(mark.evaluate("mark => getComputedStyle(mark).textDecorationLine"))


def test_a_line_and_words_say_what_is_uncertain_and_a_link_goes_to_the_next(
    open_page: Open, address: str
) -> None:
    page = open_page(address)
    for layout in ("target", "facing"):
        chosen(page, layout=layout)
        page.locator("#s45 .doubt").wait_for()
        for width in (1280, 390):
            resized(page, width)
            assert page.get_by_text("uncertain: a number differs").is_visible()
            assert underline(page) == "underline"
    page.locator("#s3 .doubt a").click()
    page.wait_for_url("**#s45")
    assert page.locator("#s45 .doubt").is_visible()
    assert "first=" not in page.url


def test_the_switch_hides_doubts_at_once_and_for_good(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.locator("#s3 .doubt").wait_for()
    page.locator(".comfort summary").click()
    page.get_by_role("group", name="Doubts").get_by_text("Hidden").click()
    for again in range(2):
        assert not page.locator("#s3 .doubt").is_visible(), again
        assert not page.locator("#doubts a").is_visible()
        line = page.locator("#s3 .uncertain").evaluate(
            "e => getComputedStyle(e).textDecorationLine"
        )
        assert line == "none"
        page.reload()
