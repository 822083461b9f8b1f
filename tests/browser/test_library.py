"""The library in a real browser: find, name, sort, delete and undo; pause and go on."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow, resized
from tests.fakes import FakeTranslator

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
WIDTHS = [1280, 390]
LONG = "\n\n".join(f"La phrase numéro {n} est là." for n in range(200))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_find_name_and_delete(open_page: Open, site: "Site", width: int, script: bool) -> None:
    site.desk.add_document("Bonjour. Il pleut.", "Un conte")
    page = open_page("/", width=width, java_script_enabled=script)
    page.locator("#document-1 summary").click()
    page.get_by_label("Title", exact=True).fill("Une fable")
    page.get_by_label("Tags").fill("vers, La Fontaine")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("list", name="Tags").get_by_role("link", name="La Fontaine").click()
    expect(page.get_by_role("link", name="Une fable")).to_be_visible()
    page.get_by_role("searchbox").fill("PLEUT")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Il pleut.").click()
    expect(page.locator("#source-2")).to_be_in_viewport()
    page.get_by_role("link", name="Vis-à-vis").click()
    page.locator("#document-1 summary").click()
    page.get_by_role("button", name="Delete this text").click()
    expect(page.get_by_role("link", name="Une fable")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Une fable")).to_be_visible()


def test_the_bar_of_a_text_shows_how_far_it_is(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    site.desk.add_document(LONG)
    page = open_page("/")
    bar = page.locator(".shelf progress")
    # What comes before each fact but the first would lie over the bar.
    assert bar.evaluate("bar => getComputedStyle(bar, '::before').content") == "none"


def test_a_file_is_chosen(open_page: Open, site: "Site", tmp_path: "Path") -> None:
    file = tmp_path / "noël.txt"
    file.write_bytes("C’était l’été à Noël.".encode("cp1252"))
    page = open_page("/")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#source-1")).to_have_text("C’était l’été à Noël.")


def test_a_search_inside_a_long_text_reaches_every_segment(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}")
    page.locator(".contents summary").click()
    page.get_by_role("searchbox", name="Search this text").fill("numéro 187")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="numéro 187").click()
    expect(page.locator("#source-188")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_translation_is_paused_and_goes_on(
    open_page: Open, site: "Site", translator: FakeTranslator, width: int, script: bool
) -> None:
    translator.gate.clear()
    document = site.desk.add_document(LONG)
    page = open_page(f"/documents/{document.id}", width=width, java_script_enabled=script)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#progress")).to_contain_text("Paused")
    translator.gate.set()
    page.get_by_role("button", name="Cancel").click()
    follow(page.get_by_role("button", name="Translate the rest"), leaves=not script)
    while site.desk.library.documents.get(document.id).pending_count:
        page.wait_for_timeout(20)
    if not script:
        page.reload()
    expect(page.locator("#target-150")).to_contain_text("EN[")
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)


DRAG = """(kind) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["Il neige. Il pleut."], "conte.txt"));
  const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}"""


@pytest.mark.parametrize("path", ["/", "/documents/1"])
def test_a_dropped_file_gives_a_sign_and_is_read(open_page: Open, site: "Site", path: str) -> None:
    site.desk.add_document("Bonjour.")
    page = open_page(path)
    sign = "() => getComputedStyle(document.documentElement, '::after').content"
    page.evaluate(DRAG, "dragover")
    assert "Drop the files" in page.evaluate(sign)
    page.evaluate(DRAG, "dragleave")
    assert page.evaluate(sign) == "none"
    page.evaluate(DRAG, "dragover")
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    page.evaluate(DRAG, "drop")
    assert page.evaluate(sign) == "none"
    expect(page.locator("#messages")).to_have_text("Reading “conte.txt” …")
    page.reload()
    page.evaluate(DRAG, "drop")
    expect(page.locator("#source-2")).to_have_text("Il pleut.")
    expect(page).to_have_url(f"{site.address}/documents/2")


def test_a_file_that_is_too_large_stays_in_the_form(open_page: Open, tmp_path: "Path") -> None:
    file = tmp_path / "conte.txt"
    file.write_bytes(bytes(21_000_000))
    page = open_page("/")
    page.get_by_label("French text").fill("Il neige.")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#messages")).to_contain_text("more than 20 MB")
    assert page.locator("#file").evaluate("field => field.files.length") == 1
    expect(page.get_by_label("French text")).to_have_value("Il neige.")


@pytest.mark.parametrize("script", [True, False])
def test_the_focus_goes_on_from_what_was_changed(
    open_page: Open, site: "Site", script: bool
) -> None:
    for n in range(12):
        site.desk.add_document("Bonjour.", f"Conte {n}")
    page = open_page("/", java_script_enabled=script)
    page.locator("#document-3 summary").click()
    follow(page.locator("#document-3").get_by_role("button", name="Save"))
    expect(page.locator("#document-3")).to_be_focused()
    page.locator("#document-2 summary").click()
    follow(page.locator("#document-2").get_by_role("button", name="Delete this text"))
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.get_by_text("“Conte 1” is deleted.")).to_be_in_viewport()
    follow(page.get_by_role("button", name="Undo"))
    expect(page.locator("#document-2")).to_be_focused()


def test_the_menu_of_the_last_entry_opens_inside_the_window(open_page: Open, site: "Site") -> None:
    for n in range(12):
        site.desk.add_document("Bonjour.", f"Conte {n}")
    page = open_page("/")
    last, first = (page.locator(f"#document-{n} summary") for n in (1, 12))
    for width in WIDTHS:
        resized(page, width)
        last.evaluate("menu => menu.scrollIntoView({ block: 'end' })")
        before = page.evaluate("scrollY")
        last.click()
        expect(page.locator("#document-1 .panel")).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") == before
        first.evaluate("menu => menu.scrollIntoView({ block: 'start' })")
        first.click()
        below = "entry => entry.querySelector('.panel').getBoundingClientRect().top > 0"
        assert page.locator("#document-12").evaluate(below)
        page.keyboard.press("Escape")
