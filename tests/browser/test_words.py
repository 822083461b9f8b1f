"""The card of a word: by pointer and by keys, lit on both sides, and never moving the text."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.access import violations
from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

PAIRS = {
    "L’homme vous donne son livre.": "The man gives you his book.",
    "Il pleut.": "It is raining.",
}
#: Where a word of an element stands in the window: its middle.
MIDDLE = """(element, word) => {
  const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(word));
  range.setEnd(node, node.data.indexOf(word) + word.length);
  const box = range.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
#: Whether the sentence of a card ends above it.
ABOVE = """n => document.getElementById(`s${n}`).getBoundingClientRect().bottom
  <= document.getElementById("word").getBoundingClientRect().top"""
LIT = "name => [...(CSS.highlights.get(name) ?? [])].map(String)"


@pytest.fixture
def address(site: "Site") -> str:
    site.desk.library.memory.correct(("fr", "en"), PAIRS)
    return f"/documents/{site.desk.add_document(' '.join(PAIRS)).id}"


def test_on_a_phone_a_sentence_is_never_behind_the_card_of_its_word(
    open_page: Open, site: "Site"
) -> None:
    text = "\n\n".join(["L’homme vous donne son livre, sans un mot, avant la nuit."] * 20)
    page = open_page(f"/documents/{site.translated(text).id}", width=390)
    for n in (8, 20):
        page.locator(f"#s{n}").evaluate("pair => pair.scrollIntoView({ block: 'end' })")
        page.mouse.click(*middle(page, f"#source-{n}", "livre"))
        page.locator("#word .word-card").wait_for()
        page.wait_for_function(ABOVE, arg=n)
        assert middle(page, f"#source-{n}", "livre")[1] > 52
        page.keyboard.press("Escape")
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"


def middle(page: "Page", side: str, word: str) -> tuple[float, float]:
    x, y = page.locator(side).evaluate(MIDDLE, word)
    return x, y


def here(page: "Page") -> str:
    return page.locator("#word .here > span").first.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_opens_a_card_and_moves_no_text(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, width=width)
    before = page.locator("#target-2").bounding_box()
    page.mouse.click(*middle(page, "#source-1", "donne"))
    page.locator("#word .word-card").wait_for()
    assert here(page) == "donne"
    assert page.locator("#word h2 span").first.inner_text() == "donner"
    assert page.evaluate(LIT, "word-kept") == ["donne", "gives"]
    assert page.locator("#target-2").bounding_box() == before
    assert page.evaluate("document.activeElement.id") == "word"
    box = page.locator("#word").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert violations(page) == []
    page.locator("#word .close").click()
    assert page.locator("#word").is_hidden()
    assert page.evaluate(LIT, "word-kept") == []


def test_keys_go_from_word_to_word_and_on_into_the_next_sentence(
    open_page: Open, address: str
) -> None:
    page = open_page(address)
    page.locator("#source-1").focus()
    page.keyboard.press("w")
    for word in ("L’", "homme", "vous", "donne", "son", "livre", "Il"):
        page.locator(f"#word .here > span:text-is('{word}')").first.wait_for()
        page.keyboard.press("ArrowRight")
    page.locator("#word .here > span:text-is('pleut')").wait_for()
    page.keyboard.press("ArrowLeft")
    page.locator("#word .here > span:text-is('Il')").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#word").is_hidden()
    assert page.evaluate("document.activeElement.id") == "source-1"


def test_a_word_under_the_pointer_is_lit_on_both_sides(open_page: Open, address: str) -> None:
    page = open_page(address)
    for side, word in (("#source-1", "livre"), ("#target-1", "man")):
        page.mouse.move(*middle(page, side, word))
        page.wait_for_function(f"name => ({LIT})(name).includes('{word}')", arg="word-passing")
    assert page.evaluate(LIT, "word-passing") == ["homme", "man"]


def test_keys_say_how_well_a_word_is_known_and_the_text_shows_it(
    open_page: Open, address: str
) -> None:
    page = open_page(address)
    page.locator("#source-1").focus()
    page.keyboard.press("w")
    page.locator("#word .here > span:text-is('L’')").wait_for()
    page.keyboard.press("ArrowRight")
    page.locator("#word .here > span:text-is('homme')").wait_for()
    page.keyboard.press("3")
    page.get_by_text("Kept as learning 3").wait_for()
    page.wait_for_function(f"name => ({LIT})(name).length", arg="word-learning-3")
    assert page.evaluate(LIT, "word-learning-3") == ["homme"]
    assert violations(page) == []
    page.keyboard.press("5")
    page.get_by_text("Kept as known").wait_for()
    page.wait_for_function(f"name => !({LIT})(name).length", arg="word-learning-3")
    page.keyboard.press("Escape")
    page.locator("summary[title='Theme and type']").click()
    page.get_by_text("New ones too").click()
    page.wait_for_function(f"name => ({LIT})(name).includes('pleut')", arg="word-new")
    assert "homme" not in page.evaluate(LIT, "word-new")
    page.locator("summary[title='Contents and search']").click()
    page.get_by_role("button", name="Mark all others").click()
    page.get_by_text("words are kept as known").wait_for()
    page.wait_for_function(f"name => !({LIT})(name).length", arg="word-new")
    assert violations(page) == []
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("words are kept no longer").wait_for()
    page.wait_for_function(f"name => ({LIT})(name).includes('pleut')", arg="word-new")
