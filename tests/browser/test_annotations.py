"""Highlights and notes by the keyboard, and what they look like."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import faults_by_theme
from tests.browser.conftest import Open, resized

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.site import Site

TEXT = "Le vieux marin regarde la mer. Il pense à son fils. Le train part."
SELECT = """words => {
  const source = document.querySelector('#source-1');
  const text = (source.querySelector('mark') ?? source).firstChild;
  const range = document.createRange();
  range.setStart(text, text.data.indexOf(words));
  range.setEnd(text, text.data.indexOf(words) + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def rows_of_the_bar(page: Page) -> int:
    """How many rows the buttons of the sentence's bar stand in."""
    items = page.locator("#sentence > :is(button, label)").all()
    boxes = [item.bounding_box() for item in items]
    return len({round(box["y"] + box["height"] / 2) // 8 for box in boxes if box})


def faults_by_width(page: Page) -> dict[int, list[str]]:
    """What axe finds in any theme on a phone and on a wide window, where it finds something."""
    faults = {}
    for width in (390, 1280):
        resized(page, width)
        if of_width := faults_by_theme(page):
            faults[width] = of_width
    return faults


def has_a_bar_of_one_row(page: "Page") -> None:
    for width in (1280, 390):
        resized(page, width)
        assert rows_of_the_bar(page) == 1, width


def test_words_are_highlighted_and_noted_by_keys(open_page: Open, site: "Site") -> None:
    document = site.translated(TEXT)
    page = open_page(f"/documents/{document.id}")
    page.locator("#s1 .toggle").focus()
    has_a_bar_of_one_row(page)
    page.evaluate(SELECT, "vieux marin")
    page.keyboard.press("h")
    words = page.locator("#source-1 mark")
    expect(words).to_have_text("vieux marin")
    expect(page.locator("#messages")).to_contain_text("highlighted in yellow")
    expect(page.locator("#s1 .remark")).to_have_text("Yellow")
    page.keyboard.press("u")
    expect(words).to_have_count(0)
    page.keyboard.press("u")
    expect(words).to_have_class("yellow")
    page.evaluate(SELECT, "vieux marin")
    page.keyboard.press("h")
    page.keyboard.press("n")  # before the answer to h
    expect(words).to_have_class("green")
    expect(page.locator("#s1 .annotate textarea")).to_be_focused()
    page.keyboard.press("Escape")
    assert words.evaluate("mark => getComputedStyle(mark).textDecorationStyle") == "dashed"
    page.locator("#s2 .toggle").focus()
    page.keyboard.press("n")
    page.locator("#s2 .annotate").get_by_label("pink").check()
    page.locator("#s2").get_by_label("Note").fill("hier ou demain ?")
    assert faults_by_width(page) == {}
    page.locator("#s2").get_by_label("Note").press("Control+Enter")
    expect(page.locator("#source-2 mark.pink")).to_have_text("Il pense à son fils.")
    expect(page.locator("#s2 .remark")).to_have_text("Pink hier ou demain ?")
    page.locator("#s2 .toggle").focus()
    page.keyboard.press("n")  # the same sentence again
    expect(page.locator("#s2").get_by_label("Note")).to_have_value("hier ou demain ?")
    expect(page.locator("#s2 .annotate").get_by_label("pink")).to_be_checked()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".remark")).to_have_count(2)
    page.locator("#s2 .remark a").click()
    expect(page.get_by_role("heading", name="Highlights and notes")).to_be_visible()
    assert faults_by_width(page) == {}
