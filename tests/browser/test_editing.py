"""Sentences corrected in the reader by the keyboard alone; nothing that was typed is lost."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.access import chosen, faults_by_theme, violations
from tests.browser.conftest import Open, resized
from tests.fakes import FakeTranslator
from webapp.text.checks import Check

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
TEXT = "Bonjour. Il pleut. Il neige. Il grêle. Bonjour."


def test_sentences_are_corrected_by_the_keyboard_alone(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.checks = {"Il grêle.": (Check.SCORE,)}
    page = open_page(f"/documents/{site.translated(TEXT).id}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    field = page.locator(".editor [name=target]")
    expect(field).to_be_focused()
    expect(field).to_have_value("EN[Bonjour.]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Hello.")
    page.reload()
    expect(field).to_be_focused()
    expect(field).to_have_value("Hello.")
    assert faults_by_theme(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator("#target-1")).to_contain_text("Hello. Edited Also in 1 other place")
    expect(page.locator("#editor-2 [name=target]")).to_be_focused()
    page.keyboard.type("Never mind. ")
    page.keyboard.press("Escape")
    expect(page.locator("#target-2")).to_be_focused()
    expect(page.locator("#target-2")).to_have_text("EN[Il pleut.]")
    page.keyboard.press("Enter")
    expect(page.locator("#editor-2 [name=target]")).to_have_value("EN[Il pleut.]")
    page.keyboard.press("Shift+Control+Enter")
    expect(page.locator("#target-2")).to_contain_text("Confirmed")
    expect(page.locator("#editor-4 [name=target]")).to_be_focused()
    page.keyboard.press("Shift+Control+Enter")
    expect(page.get_by_role("status").last).to_have_text("No sentence is uncertain any more.")
    expect(page.locator("#doubts")).to_be_empty()
    assert violations(page) == []


def test_what_is_typed_outlives_a_reload_another_window_and_a_dead_server(
    open_page: Open, site: "Site"
) -> None:
    document = site.translated(TEXT)
    page = open_page(f"/documents/{document.id}")
    page.locator("#s2").hover()
    page.get_by_role("link", name="Correct sentence 2").click()
    page.locator("#editor-2 [name=target]").fill("It is raining.")
    page.reload()
    field = page.locator("#editor-2 [name=target]")
    expect(field).to_have_value("It is raining.")
    page.context.set_offline(True)
    page.route("**/target", lambda route: route.abort())
    field.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("does not answer")
    expect(field).to_have_value("It is raining.")
    page.context.set_offline(False)
    page.unroute("**/target")
    site.desk.library.edits.edit(2, "It rains.", 0)
    field.press("Control+Enter")
    expect(page.locator("#editor-2 [role=alert]")).to_contain_text("in another window")
    expect(page.locator("#editor-2 .now q")).to_have_text("It rains.")
    expect(field).to_have_value("It is raining.")
    assert violations(page) == []
    page.locator("#editor-2").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#target-2 .wording")).to_have_text("It is raining.")
    page.reload()
    expect(page.locator("#target-2 .wording")).to_have_text("It is raining.")
    expect(page.locator(".editor")).to_have_count(0)


@pytest.mark.parametrize("layout", ["source", "target"])
def test_where_one_language_is_read_alone_a_correction_shows_both(
    open_page: Open, site: "Site", layout: str
) -> None:
    page = open_page(f"/documents/{site.translated(TEXT).id}")
    chosen(page, layout=layout)
    page.locator(f"#{layout}-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#editor-2 [name=target]")).to_be_focused()
    expect(page.locator("#source-2")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#target-2")).to_be_focused()


def test_the_page_of_one_sentence(open_page: Open, site: "Site") -> None:
    site.translated(TEXT)
    site.desk.library.edits.edit(1, "Hello.", 0)
    page = open_page("/documents/1", cdn=False)
    page.keyboard.press("j")
    page.keyboard.press("Enter")  # without htmx this leads to the page
    page.wait_for_url("**/segments/1/target")
    page.locator(".editor [name=target]").fill("Hi!")
    page.reload()
    expect(page.locator(".editor [name=target]")).to_have_value("Hi!")
    for width in (1280, 390):  # and narrow to the end
        resized(page, width)
        assert faults_by_theme(page) == [], width
    page.locator(".editor [name=target]").press("Control+Enter")
    page.wait_for_url("**/segments/2/target")
    page.go_back()
    expect(page.locator(".editor [name=target]")).to_have_value("Hi!")
    page.locator(".editor [name=target]").fill("Hi there!")
    page.locator(".editor [name=target]").evaluate("field => field.setSelectionRange(5, 5)")
    page.locator(".editor [name=target]").press("Alt+Enter")  # without htmx a form is sent
    page.wait_for_url("**/segments/1/alternatives")
    expect(page.locator(".wording").first).to_contain_text("Hi one")
    page.locator(".take").first.press("Enter")
    expect(page.locator(".editor [name=target]")).to_have_value(re.compile("^Hi one"))


def test_a_sentence_is_cut_at_the_cursor_and_joined_in_the_reader(
    open_page: Open, site: "Site"
) -> None:
    document = site.translated("Il pleut, il vente fort. Il neige.")
    page = open_page(f"/documents/{document.id}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".editor.ready .cutting summary").press("Enter")
    field = page.locator(".editor [name=broken]")
    field.focus()
    assert violations(page) == []
    field.press("Home")
    field.press("Control+Enter")
    expect(page.locator(".cutting .notice")).to_contain_text("The cut is at the end")
    field = page.locator(".editor.ready [name=broken]")
    field.fill("Il pleut, il vente fort.")
    field.evaluate("field => field.setSelectionRange(9, 9)")
    with page.expect_navigation():
        field.press("Control+Enter")
    expect(page.locator("#source-1")).to_have_text("Il pleut,")
    expect(page.locator("#source-2")).to_have_text("il vente fort.")
    page.locator("#source-1").focus()
    page.keyboard.press("Enter")
    page.locator(".editor.ready .cutting summary").press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Join it with this next one").press("Enter")
    expect(page.locator("#source-1")).to_have_text("Il pleut, il vente fort.")


def tab_to(page: "Page", place: "Locator") -> None:
    """Press Tab until a place has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if place.evaluate("place => place === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {place}")


def corrected_by_keys(page: "Page", n: int) -> None:
    """Open the field of sentence ``n`` from the number of the one before it."""
    page.locator(":root.live").wait_for()
    tab_to(page, page.locator(f"#s{n - 1} .toggle"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(f"#editor-{n}.ready [name=target]")).to_be_focused()


def term_agreed_and_undone_by_keys(page: "Page") -> None:
    """Make a term from the bar of sentence 2, translate it again by it, and take that back.

    In the bar, Term is four places from the first button.
    """
    tab_to(page, page.locator("#s2 .toggle"))
    page.keyboard.press("Tab")
    for _ in ("copy", "source", "target", "term"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Words in the text"))
    page.keyboard.type("pleut")
    page.keyboard.press("Tab")
    page.keyboard.type("drips")
    page.keyboard.press("Enter")
    for name in ("Translate it again", "Undo"):
        tab_to(page, page.get_by_role("button", name=name))
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("1 sentence as before.")
    tab_to(page, page.get_by_role("link", name="Un chat dort"))
    page.keyboard.press("Enter")


def cut_and_joined_by_keys(page: "Page") -> None:
    """Cut sentence 2 behind its first words, at the cursor, and join its halves again."""
    corrected_by_keys(page, 2)
    tab_to(page, page.locator("#editor-2 .cutting summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    for _ in "Il pleut,":
        page.keyboard.press("ArrowRight")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator("#source-2")).to_have_text("Il pleut,")
    corrected_by_keys(page, 2)
    tab_to(page, page.locator("#editor-2 .cutting summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Join it with this next one"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_correct_agree_cut_and_undo_by_keys_alone(open_page: Open, site: "Site") -> None:
    document = site.translated("Un chat dort. Il pleut, il vente fort.")
    page = open_page(f"/documents/{document.id}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#editor-1.ready [name=target]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("A cat is asleep.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#editor-2.ready [name=target]")).to_be_focused()
    page.keyboard.press("Escape")
    term_agreed_and_undone_by_keys(page)
    expect(page.locator("#target-2")).to_have_text("EN[Il pleut, il vente fort.]")
    cut_and_joined_by_keys(page)
    expect(page.locator("#source-2")).to_have_text("Il pleut, il vente fort.")
    expect(page.locator("#target-1")).to_contain_text("A cat is asleep. Edited")
