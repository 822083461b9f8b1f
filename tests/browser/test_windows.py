"""Windows of little height or width, and forced colours: nothing is out of reach or unseen."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import chosen, violations
from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
SIZES = [(640, 450), (844, 390), (320, 640), (1000, 400)]
TEXT = "Un titre\n\nBonjour. Il pleut.\n\nIl neige."
#: How many of these elements have their first and last character on two lines.
TORN = """marks => marks.filter(({ firstChild: text }) => {
  const bottom = (n) => {
    const range = document.createRange();
    range.setStart(text, n);
    range.setEnd(text, n + 1);
    return range.getBoundingClientRect().bottom;
  };
  return Math.abs(bottom(0) - bottom(text.length - 1)) > 2;
}).length"""
LONG = "\n\n".join(f"La phrase numéro {n} est là." for n in range(60))


def resized(page: "Page", size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def test_the_menus_lie_above_the_text(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}")
    for size in SIZES:
        resized(page, size)
        for menu in ("Contents and search", "Download", "Theme and type"):
            page.locator(f"summary[title='{menu}']").click()
            # A click that lands on what covers the control fails here.
            control = page.locator(".menu[open] .panel :is(a, button, span)")
            control.locator("visible=true").first.click(trial=True)
        assert violations(page) == [], size
        page.keyboard.press("Escape")


def test_the_button_of_a_notice_is_in_the_window(open_page: Open, site: "Site") -> None:
    text = "The rain falls on the roofs of the old town. " * 8
    page = open_page(f"/documents/{site.desk.add_document(text).id}")
    button = page.get_by_role("button", name="Translate it as French all the same")
    for size in SIZES:
        resized(page, size)
        page.evaluate("scrollTo(0, 400)")
        expect(button).to_be_in_viewport()
        button.click(trial=True)
    assert violations(page) == []


def test_the_library_fits(open_page: Open, site: "Site") -> None:
    site.desk.add_document(TEXT)
    page = open_page("/nowhere")
    for path in ("/", "/?search=pleut", "/?deleted=1"):
        if "deleted" in path:
            site.desk.delete_document(1)
        page.goto(site.address + path)
        for size in SIZES:
            resized(page, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert violations(page) == [], path


def background(page: "Page", selector: str, pseudo: str = "") -> str:
    script = "([s, p]) => getComputedStyle(document.querySelector(s), p).backgroundColor"
    return str(page.evaluate(script, [selector, pseudo]))


def test_forced_colours_show_what_is_chosen(open_page: Open, site: "Site") -> None:
    site.desk.library.shelf.name(site.desk.add_document(TEXT).id, "Conte", ["conte", "vers"])
    page = open_page("/documents/1", forced_colors="active")
    pressed = ".layouts [aria-pressed='{}']"
    highlight = background(page, pressed.format("true"))
    assert background(page, pressed.format("false")) != highlight
    assert background(page, ".switch", "::before") == highlight
    page.get_by_role("button", name="English", exact=True).click()
    assert background(page, ".switch", "::before") != highlight
    page.locator("summary[title='Theme and type']").click()
    picked, other = (f".choice-theme input{kind} + span" for kind in (":checked", ":not(:checked)"))
    assert background(page, picked) != background(page, other)
    assert violations(page) == []
    chosen(page, layout="source")
    page.locator("#s3 .toggle").click()
    assert background(page, "#s3 .toggle span") != background(page, "#s4 .toggle span")
    assert violations(page) == []
    page.goto(site.address + "/?tag=conte")
    assert background(page, ".tags [aria-current]") != background(
        page, ".tags a:not([aria-current])"
    )
    assert violations(page) == []


def test_a_phone_has_one_button_for_both_languages(open_page: Open, site: "Site") -> None:
    document = site.desk.add_document(TEXT)
    page = open_page(f"/documents/{document.id}", width=390, has_touch=True, is_mobile=True)
    both = page.get_by_role("button", name="French and English", exact=True)
    for layout in ("facing", "pairs", "interlinear"):
        chosen(page, layout=layout)
        assert page.locator(".layouts button").locator("visible=true").count() == 3
        expect(both).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="French alone").tap()
    both.tap()
    expect(both).to_have_attribute("aria-pressed", "true")
    page.locator("summary[title='Theme and type']").tap()
    for setting in ("Columns", "Single keys"):
        expect(page.get_by_role("group", name=setting)).to_have_count(0)
    expect(page.get_by_role("button", name="Keys", exact=True)).to_have_count(0)
    assert violations(page) == []


def test_the_key_of_layouts_passes_those_without_a_button(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}", width=390)
    layouts = []
    for _ in range(3):
        page.keyboard.press("l")
        layouts.append(page.locator("html").get_attribute("data-layout"))
    assert layouts == ["source", "target", "facing"]


def test_no_line_begins_with_a_closing_mark(open_page: Open, site: "Site") -> None:
    text = " ".join(f"« {'mot ' * n}fin » dit-il {'a' * n} : « quoi ? » oui !" for n in range(1, 9))
    page = open_page(f"/documents/{site.desk.add_document(text).id}")
    assert page.locator(".source .joined").count() > 20
    for width in range(320, 400, 16):
        resized(page, (width, 844))
        assert page.locator(".source .joined").evaluate_all(TORN) == 0, width
    assert page.locator(".source").first.text_content() == text
