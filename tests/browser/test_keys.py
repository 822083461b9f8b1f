"""The keyboard, the bar of a sentence, and the voice that reads it."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open
from tests.browser.texts import LONG, WIDTHS, visible

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
#: A browser's voices, so that a test can listen: it keeps what is said, and ends it when told.
VOICES = """
window.said = [];
const events = new EventTarget();
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [
    { lang: "fr-FR", name: "Anne", voiceURI: "anne" },
    { lang: "fr-CA", name: "Luc", voiceURI: "luc" },
    { lang: "en_GB", name: "Kate", voiceURI: "kate" },
  ],
  addEventListener: events.addEventListener.bind(events),
  cancel() {},
  speak(words) { said.push(words); },
} });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
"""


def single_keys_off(page: "Page") -> None:
    page.locator(".comfort summary").click()
    page.get_by_role("group", name="Single keys").get_by_text("Off").click()
    page.locator(".comfort summary").click()


def test_keys_do_what_the_help_says(open_page: Open, reader: str) -> None:
    page = open_page(reader)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next sentence")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for key in "jjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "source-1"
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator("#target-2")).to_be_hidden()
    page.keyboard.press("a")
    assert visible(page, "target") == [False] * 6
    page.keyboard.press("a")
    page.keyboard.press("l")
    assert page.locator("html").get_attribute("data-layout") == "pairs"
    page.keyboard.press("+")
    assert page.locator("html").get_attribute("data-size") == "l"
    page.keyboard.press("-")
    assert page.locator("html").get_attribute("data-size") == "m"


@pytest.mark.parametrize("width", WIDTHS)
def test_tab_leads_from_a_number_into_the_bar_of_its_sentence_and_on(
    open_page: Open, reader: str, width: int
) -> None:
    page = open_page(reader, width=width, permissions=["clipboard-read", "clipboard-write"])
    single_keys_off(page)
    numbers = {n: page.locator(f"#s{n} .toggle") for n in range(1, 7)}
    numbers[3].focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Correct", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("link to sentence 3 is copied")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Read the French aloud")).to_be_focused()
    page.keyboard.press("Tab")
    expect(numbers[4]).to_be_focused()
    page.keyboard.press("Tab")  # the control that was used last is at hand
    expect(page.get_by_role("button", name="Read the French aloud")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(numbers[4]).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#s4 .pencil")).to_be_focused()  # the current sentence alone has it
    page.keyboard.press("Shift+Tab")
    expect(numbers[3]).to_be_focused()
    numbers[6].focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("#sentence :focus, .book :focus")).to_have_count(0)  # no trap


def test_the_focus_stays_in_the_text_when_the_bar_is_closed_or_its_side_is_hidden(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader)
    page.locator("#s3 .toggle").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")  # round to the last
    expect(page.get_by_role("button", name="Close this bar")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("toolbar", name="Current sentence")).to_be_hidden()
    expect(page.locator("#s3 .toggle")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#source-4")).to_be_focused()
    expect(page.get_by_role("toolbar", name="Current sentence")).to_be_visible()
    page.locator("#target-4").click()
    page.keyboard.press("r")
    expect(page.locator("#target-4")).to_be_hidden()
    expect(page.locator("#source-4")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#source-5")).to_be_focused()


def test_keys_keep_out_of_fields_and_can_be_switched_off(open_page: Open, reader: str) -> None:
    page = open_page(reader)
    page.locator("#source-2").click()
    page.locator("#sentence select").focus()
    page.keyboard.press("a")
    assert visible(page, "target") == [True] * 6
    page.keyboard.press("Control+a")
    single_keys_off(page)
    page.locator("#source-2").focus()
    page.keyboard.press("a")
    page.keyboard.press("?")
    assert visible(page, "target") == [True] * 6
    assert page.get_by_role("dialog").count() == 0


def test_the_bars_never_cover_what_has_the_focus(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}")
    sizes = [(1280, 844), (390, 844), (320, 256)]
    for width, height, n in ((*size, n) for size in sizes for n in range(40)):
        if n == 0:
            page.set_viewport_size({"width": width, "height": height})
            page.locator("#source-1").focus()
        page.keyboard.press("j")
        assert page.evaluate(
            "() => { const { left, top, bottom } = document.activeElement.getBoundingClientRect();"
            " return [top + 2, bottom - 2].every((y) =>"
            " document.elementFromPoint(left + 4, y)?.closest('.pair')"
            " === document.activeElement.closest('.pair')); }"
        )


def test_the_bar_copies_a_link_and_says_why_there_is_no_voice(open_page: Open, reader: str) -> None:
    page = open_page(reader, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#source-4").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#messages")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url.split("#")[0] + "#s4"
    page.locator("#source-2").click()
    page.get_by_role("button", name="Read the French aloud").click()
    expect(page.locator("#messages")).to_contain_text("no French voice")


def test_reading_aloud_lights_the_segment_and_runs_on(
    open_page: Open, site: "Site", reader: str
) -> None:
    page = open_page("/")
    page.context.add_init_script(VOICES)
    page.goto(site.address + reader)
    page.locator("#source-2").click()
    page.get_by_label("run on").check()
    page.get_by_label("Speed").select_option("0.8")
    page.get_by_role("button", name="Read the French aloud").click()
    expect(page.locator(".spoken .source")).to_have_text("Bonjour.")
    page.evaluate("said[0].dispatchEvent(new Event('end'))")
    expect(page.locator(".spoken .source")).to_have_text("Il pleut encore sur la ville.")
    page.keyboard.press("Escape")
    expect(page.locator(".spoken")).to_have_count(0)
    page.evaluate("""() => said.at(-1).dispatchEvent(
        Object.assign(new Event("boundary"), { name: "word", charIndex: 3, charLength: 5 }))""")
    spoken = "[...CSS.highlights.get('word-spoken')].map(String)"
    assert page.evaluate(spoken) == [page.evaluate("said.at(-1).text.slice(3, 8)")]
    assert page.evaluate("said.at(-1).voice.voiceURI") == "anne"
    page.locator(".comfort summary").click()
    assert page.get_by_label("English voice").is_hidden()
    page.get_by_label("French voice").select_option("Luc")
    page.locator("#source-2").focus()
    page.keyboard.press("s")
    page.wait_for_function("said.at(-1).voice.voiceURI === 'luc'")
    assert page.evaluate(spoken) == []
    count = page.evaluate("said.length")
    page.keyboard.press("p")
    page.wait_for_function(f"said.length === {count} + 1")
    assert page.evaluate("said.at(-1).text === said.at(-2).text")
    page.get_by_role("button", name="Read the English aloud").click()
    expect(page.locator(".spoken")).to_have_count(1)
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".spoken")).to_have_count(0)
    expect(page.get_by_role("button", name="Read the English aloud")).to_be_focused()
    heard = page.evaluate("said.map(({ text, lang, rate }) => [text, lang, rate])")
    assert heard[0] == ["Bonjour.", "fr", 0.8]
    assert heard[-1] == ["EN[Bonjour.]", "en", 0.8]
