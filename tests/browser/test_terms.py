"""Words selected in a text become a term, and another wording of a sentence an edit."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import faults_by_theme, loaded_by_width, violations
from tests.browser.conftest import Open, resized

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
SELECT = """() => {
  const words = document.querySelector("#source-1").firstChild;
  document.getSelection().setBaseAndExtent(words, 3, words, 7);
}"""


def faults_by_width(page: "Page") -> list[str]:
    """What axe-core finds on a page that is narrow, and then wide again."""
    faults = []
    for width in (390, 1280):
        resized(page, width)
        faults += [f"{width}: {fault}" for fault in violations(page)]
    return faults


def test_selected_words_become_a_term_and_a_wording_is_taken(open_page: Open, site: "Site") -> None:
    document = site.translated("Un chat dort. Il pleut.")
    page = open_page(f"/documents/{document.id}")
    page.locator("#source-1").focus()
    page.evaluate(SELECT)
    page.get_by_role("button", name="Term").click()
    expect(page.get_by_label("Words in the text")).to_have_value("chat")
    for width in (390, 1280):
        resized(page, width)
        assert faults_by_theme(page) == [], width
    page.get_by_label("Always translate as").fill("tomcat")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("form.notice")).to_contain_text("1 sentence in 1 text would change")
    assert faults_by_width(page) == []
    page.get_by_role("button", name="Translate it again").click()
    page.get_by_role("button", name="Undo").wait_for()
    page.goto(f"{site.address}/documents/{document.id}")
    expect(page.locator("#target-1")).to_contain_text("EN[Un tomcat dort.]")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Other wordings").click()
    page.get_by_role("button", name="Take wording 2").click()
    expect(page.locator("#editor-1 [name=target]")).to_have_value("EN[Un tomcat dort.] (3)")
    assert faults_by_width(page) == []


def test_suggested_terms_are_ticked_mended_and_kept_by_keys(open_page: Open, site: "Site") -> None:
    document = site.translated("Le couvain est à gauche. On voit le couvain.")
    english = [(1, "Le couvain est à gauche.", "It is on the left.", True)]
    english += [(2, "On voit le couvain.", "You see it.", True)]
    site.desk.library.corrections.apply(document.id, english)
    page = open_page(f"/documents/{document.id}/terms/suggestions")
    for width in loaded_by_width(page):
        page.get_by_text("2 times").click()
        assert faults_by_theme(page) == [], width
    page.get_by_role("checkbox", name="couvain").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("brood")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/terms?document={document.id}&taken=1")
    expect(page.get_by_role("status").first).to_contain_text("1 term taken in")
    assert [(e.source, e.target) for e in site.desk.library.termbase.search()] == [
        ("couvain", "brood")
    ]
