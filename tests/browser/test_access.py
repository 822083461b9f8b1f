"""axe-core finds nothing, in any layout, theme or width."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import chosen, unreadable, violations
from tests.browser.conftest import Open
from tests.fakes import FakeTranslator
from webapp.formats.readers.catalogue import read_document
from webapp.text.checks import Check

if TYPE_CHECKING:
    from tests.browser.site import Site

#: What is asked of a page in each theme: all in one, in the others what they can break.
CHECKS = {"light": violations, "sepia": unreadable, "dark": unreadable}
TEXT = "12 février 2026\n\nUn titre\n\nBonjour. Il pleut. Il grêle.\n\n– Un point\n\nIl neige."


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("layout", ["facing", "pairs", "interlinear", "source", "target"])
def test_the_reader(
    open_page: Open, site: "Site", translator: FakeTranslator, layout: str, width: int
) -> None:
    translator.fails_on = lambda source: source == "Il grêle."
    translator.checks = {"Bonjour.": (Check.NUMBERS, Check.NAMES)}
    document = site.desk.add_document(TEXT)
    page = open_page(f"/documents/{document.id}", width=width)
    page.locator(".failure").first.wait_for(state="attached")
    for theme, faults in CHECKS.items():
        chosen(page, layout=layout, theme=theme)
        page.locator("#s4 .toggle").click()
        page.locator(".comfort summary").click()
        page.locator("#source-3, #target-3").locator("visible=true").first.focus()
        assert faults(page) == [], (layout, theme)


def test_the_reader_while_it_fills(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}")
    page.get_by_role("progressbar").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_mark_leads_to_its_note(open_page: Open, site: "Site", width: int) -> None:
    text = "Bonjour[^1].\n\n" + 30 * "Il pleut.\n\n" + "[^1]: La note.\n"
    [document] = site.desk.add_imported([read_document(text.encode(), "conte.md")])
    page = open_page(f"/documents/{document.id}", width=width)
    assert violations(page) == []
    page.locator(".source sup > a").click()
    page.wait_for_url("**#s32")
    note = page.locator("#source-32")
    note.wait_for()
    assert "La note." in note.inner_text()
    assert note.evaluate("own => own.getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_menus_and_the_list_of_keys(open_page: Open, site: "Site", width: int) -> None:
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}", width=width)
    for menu in ("Contents and search", "Download", "Theme and type"):
        page.locator(f"summary[title='{menu}']").click()
        assert violations(page) == [], menu
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", "/?search=pleut", "/nowhere", "/documents/99"])
def test_library_and_errors(open_page: Open, site: "Site", path: str, width: int) -> None:
    site.desk.library.shelf.name(site.desk.add_document(TEXT).id, "Conte", ["conte"])
    page = open_page(path, width=width)
    for theme, faults in CHECKS.items():
        chosen(page, theme=theme)
        if path == "/":
            page.locator("#document-1 summary").click()
        assert faults(page) == [], theme


@pytest.mark.parametrize("width", [1280, 390])
def test_the_saved_page(open_page: Open, site: "Site", width: int) -> None:
    document = site.translated(TEXT)
    page = open_page("/", width=width)
    file = page.request.get(f"{site.address}/documents/{document.id}/download?format=html")
    page.goto("about:blank")  # the policy of the site's own pages would not let its script run
    page.set_content(file.text())
    for theme, faults in CHECKS.items():
        page.get_by_role("button", name=theme.title()).click()
        assert faults(page) == [], theme


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_about_the_api(open_page: Open, width: int) -> None:
    page = open_page("/docs", width=width)
    for theme, faults in CHECKS.items():
        chosen(page, theme=theme)
        page.locator(".comfort summary").click()
        assert faults(page) == [], theme


def test_source_target_and_toggle_come_in_this_order(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}")
    names = page.locator("#s3 > :not(noscript)").evaluate_all(
        "all => all.map(one => one.className)"
    )
    assert names == ["source", "target", "toggle"]
