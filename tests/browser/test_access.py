"""axe-core finds nothing, in any layout, theme or width."""

from typing import TYPE_CHECKING

from tests.browser.access import chosen, faults_by_theme, loaded_by_width, violations
from tests.browser.conftest import Open, resized
from tests.fakes import FakeTranslator
from webapp.formats.readers.catalogue import read_document
from webapp.text.checks import Check

if TYPE_CHECKING:
    from tests.browser.site import Site

TEXT = "12 février 2026\n\nUn titre\n\nBonjour. Il pleut. Il grêle.\n\n– Un point\n\nIl neige."
#: The layouts with both languages.
BOTH = ("facing", "pairs", "interlinear")


def test_the_reader(open_page: Open, site: "Site", translator: FakeTranslator) -> None:
    translator.fails_on = lambda source: source == "Il grêle."
    translator.checks = {"Bonjour.": (Check.NUMBERS, Check.NAMES)}
    translator.gate.clear()
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}")
    page.get_by_role("progressbar").wait_for()
    assert violations(page) == []
    translator.gate.set()
    page.locator(".failure").first.wait_for(state="attached")
    for width in (1280, 390):
        resized(page, width)
        for layout in (*BOTH, "source", "target"):
            if width == 1280:
                page.locator(f"button[name=layout][value={layout}]").click()
            else:  # a phone has no button for three of them
                chosen(page, layout=layout)
            one_is_unlike_the_others = "false" if layout in BOTH else "true"
            toggle = page.locator("#s4 .toggle")
            if toggle.get_attribute("aria-pressed") != one_is_unlike_the_others:
                toggle.click()
            page.locator(".comfort").evaluate("menu => { menu.open = true; }")
            page.locator("#source-3, #target-3").locator("visible=true").first.focus()
            assert faults_by_theme(page) == [], (layout, width)


def test_a_mark_leads_to_its_note(open_page: Open, site: "Site") -> None:
    text = "Bonjour[^1].\n\n" + 30 * "Il pleut.\n\n" + "[^1]: La note.\n"
    [document] = site.desk.add_imported([read_document(text.encode(), "conte.md")])
    page = open_page(f"/documents/{document.id}")
    for width in (1280, 390):
        resized(page, width)
        assert violations(page) == [], width
        page.locator(".source sup > a").click()
        page.wait_for_url("**#s32")
        note = page.locator("#source-32")
        note.wait_for()
        assert "La note." in note.inner_text()
        assert note.evaluate("own => own.getBoundingClientRect().top < innerHeight"), width
        page.go_back()


def test_the_menus_the_list_of_keys_and_the_order_of_a_pair(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(TEXT).id}")
    children = page.locator("#s3 > :not(noscript)")
    names = children.evaluate_all("all => all.map(one => one.className)")
    assert names == ["source", "target", "toggle"]
    for width in loaded_by_width(page):
        for menu in ("Contents and search", "Download", "Theme and type"):
            page.locator(f"summary[title='{menu}']").click()
            assert violations(page) == [], (menu, width)
        page.get_by_role("button", name="Keys").click()
        page.get_by_role("dialog").wait_for()
        assert violations(page) == [], width


def test_library_and_errors(open_page: Open, site: "Site") -> None:
    site.desk.library.shelf.name(site.desk.add_document(TEXT).id, "Conte", ["conte"])
    page = open_page("/")
    for width in (1280, 390):
        resized(page, width)
        for path in ("/", "/?search=pleut", "/nowhere", "/documents/99"):
            page.goto(site.address + path)
            if path == "/":
                page.locator("#document-1 summary").click()
            assert faults_by_theme(page) == [], (path, width)


def test_the_saved_page(open_page: Open, site: "Site") -> None:
    document = site.translated(TEXT)
    page = open_page("/")
    file = page.request.get(f"{site.address}/documents/{document.id}/download?format=html")
    page.goto("about:blank")  # the policy of the site's own pages would not let its script run
    page.set_content(file.text())
    for width in (1280, 390):
        resized(page, width)
        for theme in ("Light", "Sepia", "Dark"):
            page.get_by_role("button", name=theme).click()
            assert violations(page) == [], (theme, width)


def test_the_page_about_the_api(open_page: Open) -> None:
    page = open_page("/docs")
    for width in loaded_by_width(page):
        page.locator(".comfort summary").click()
        assert faults_by_theme(page) == [], width
