"""The reader in a real browser: arrival, toggles, lit pairs, with and without a script."""

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow, resized
from tests.fakes import FakeTranslator
from webapp.formats.readers.catalogue import read_document
from webapp.text.checks import Check

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect

TEXT = "Un titre\n\nBonjour. Il pleut encore sur la ville.\n\nIl neige. Il vente. Il fait beau."
WIDTHS = [1280, 390]
LONG = "\n\n".join(
    f"La phrase numéro {n} est assez longue pour prendre deux lignes au moins sur un petit écran. "
    f"Une autre la suit, qui porte aussi le numéro {n}."
    for n in range(1, 201)
)


def added(site: "Site", text: str = TEXT) -> str:
    """The path of the reader of a text just added."""
    return f"/documents/{site.desk.add_document(text).id}"


def translated(site: "Site", page: "Page") -> None:
    expect(page.locator(".pending")).to_have_count(0)


def expect_hidden(page: "Page", hidden: list[int]) -> None:
    count = page.locator(".target").count()
    found = [n for n in range(1, count + 1) if page.locator(f"#target-{n}").is_hidden()]
    assert found == hidden
    pressed = [
        n
        for n in range(1, count + 1)
        if page.locator(f"#s{n} .toggle").get_attribute("aria-pressed") == "false"
    ]
    assert pressed == hidden


def test_a_text_is_pasted_and_read_beside_its_english(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_label("paste it here").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#target-6")).to_contain_text("EN[")
    assert page.locator("#target-3").inner_text() == "EN[Il pleut encore sur la ville.]"
    for n in range(1, 7):
        assert page.locator(f'[data-segment="{n}"][lang="fr"]').count() == 1
        assert page.locator(f'[data-segment="{n}"][lang="en"]').count() == 1


def test_the_english_arrives_and_then_the_page_asks_no_more(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    page = open_page(added(site))
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    assert page.get_by_role("progressbar").is_visible()
    assert "0 of 6" in page.locator("#progress").inner_text()
    translator.gate.set()
    translated(site, page)
    expect(page.locator("#poll[hx-get]")).to_have_count(0)
    assert page.locator("#status").inner_text().strip() == "All is translated."
    assert page.get_by_role("progressbar").count() == 0
    done = sum("/progress" in url for url in asked)
    assert done >= 1
    page.wait_for_timeout(1500)  # twice the time between two questions
    assert sum("/progress" in url for url in asked) == done


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_that_is_being_read_moves_while_the_english_arrives(
    open_page: Open, site: "Site", translator: FakeTranslator, width: int
) -> None:
    translator.gate.clear()
    page = open_page(added(site, LONG), width=width)
    page.locator("#s30").evaluate("pair => pair.scrollIntoView({block: 'start'})")
    page.locator("#source-32").focus()

    def tops() -> list[float]:
        boxes = [page.locator(f"#source-{n}").bounding_box() for n in (28, 31, 32, 33, 34)]
        return [box["y"] for box in boxes if box]

    before = tops()
    translator.gate.set()
    expect(page.locator("#target-32")).to_contain_text("EN[")
    expect(page.locator("#target-150")).to_contain_text("EN[")
    assert tops() == pytest.approx(before, abs=1)
    assert page.evaluate("document.activeElement.id") == "source-32"


@pytest.mark.parametrize("width", WIDTHS)
def test_each_toggle_hides_and_reveals_its_own_english(
    open_page: Open, site: "Site", width: int
) -> None:
    page = open_page(added(site), width=width)
    translated(site, page)
    expect_hidden(page, [])
    page.get_by_role("button", name="English of sentence 3", exact=True).click()
    page.locator("#s5 .toggle").focus()
    page.keyboard.press("Enter")
    expect_hidden(page, [3, 5])
    page.get_by_role("button", name="English of sentence 3", exact=True).click()
    expect_hidden(page, [5])
    page.get_by_role("button", name="English", exact=True).click()
    expect_hidden(page, [1, 2, 3, 4, 5, 6])
    page.get_by_role("button", name="English of sentence 2", exact=True).click()
    expect_hidden(page, [1, 3, 4, 5, 6])
    page.reload()
    expect_hidden(page, [1, 3, 4, 5, 6])


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"cdn": False}])
@pytest.mark.parametrize("width", WIDTHS)
def test_without_script_or_cdn_all_can_be_done(
    open_page: Open, site: "Site", translator: FakeTranslator, options: dict[str, bool], width: int
) -> None:
    script = options.get("java_script_enabled", True)
    translator.gate.clear()
    page = open_page("/", width=width, **options)
    page.get_by_label("paste it here").fill(TEXT)
    follow(page.get_by_role("button", name="Read it"))
    assert page.locator("#source-6").inner_text() == "Il fait beau."
    translator.gate.set()
    while site.desk.library.documents.get(1).pending_count:
        page.wait_for_timeout(20)
    follow(page.get_by_role("link", name="See what is new"))
    assert page.locator("#target-6").inner_text() == "EN[Il fait beau.]"
    follow(page.get_by_role("button", name="English of sentence 3", exact=True), leaves=not script)
    expect_hidden(page, [3])
    follow(page.get_by_role("button", name="English of sentence 6", exact=True), leaves=not script)
    expect_hidden(page, [3, 6])
    follow(page.get_by_role("button", name="English", exact=True), leaves=not script)
    expect_hidden(page, [1, 2, 3, 4, 5, 6])


def test_either_side_lights_up_the_pair_and_not_by_colour_alone(
    open_page: Open, site: "Site"
) -> None:
    page = open_page(added(site))
    translated(site, page)
    shadow = "element => getComputedStyle(element).boxShadow"
    sides = [("#source-3", "#target-3"), ("#target-3", "#source-3")]
    for width, way, (touched, other) in product(WIDTHS, ("hover", "focus"), sides):
        resized(page, width)
        page.mouse.move(0, 0)
        assert page.locator(other).evaluate(shadow) == "none"
        getattr(page.locator(touched), way)()
        assert page.locator(other).evaluate(shadow) != "none"
        assert page.locator("#source-4").evaluate(shadow) == "none"
        page.evaluate("document.activeElement.blur()")


def test_a_failed_segment_says_so_and_is_translated_again(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il neige."
    page = open_page(added(site))
    page.wait_for_selector(".failure")
    assert "told to fail" in page.locator("#target-4").inner_text()
    expect(page.locator("#target-5")).to_have_text("EN[Il vente.]")
    translator.fails_on = lambda _source: False
    page.get_by_role("button", name="Translate sentence 4 again").click()
    expect(page.locator("#target-4")).to_have_text("EN[Il neige.]")
    assert page.evaluate("document.activeElement.id") == "target-4"


def test_the_columns_stand_side_by_side_or_stacked_and_toggles_are_large(
    open_page: Open, site: "Site"
) -> None:
    page = open_page(added(site))
    for width in (*WIDTHS, 820):
        resized(page, width)
        source, target = (page.locator(name).bounding_box() for name in ("#source-3", "#target-3"))
        assert source is not None
        assert target is not None
        if width > 700:
            assert target["x"] >= source["x"] + source["width"]
            assert target["y"] == pytest.approx(source["y"], abs=1)
        else:
            assert target["y"] >= source["y"] + source["height"] - 1
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        for box in (toggle.bounding_box() for toggle in page.locator(".toggle").all()):
            assert box is not None
            assert min(box["width"], box["height"]) >= (24 if width > 800 else 44)


def test_monsters_stay_inside_the_page(open_page: Open, site: "Site") -> None:
    words = " ".join(f"mot{n}" for n in range(400))
    text = f"{'m' * 500}\n\n{words}.\n\nمرحبا بالعالم.\n\n他们说中文。"
    page = open_page(added(site, text))
    translated(site, page)
    for width in WIDTHS:
        resized(page, width)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (
        page.locator(".source", has_text="مرحبا").evaluate(
            "element => getComputedStyle(element).direction"
        )
        == "rtl"
    )


def test_a_document_deleted_meanwhile_is_told_of_and_what_is_read_stays(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    page = open_page(added(site))
    site.desk.delete_document(1)
    expect(page.get_by_role("alert")).to_contain_text("may have been deleted")
    assert page.locator("#source-6").is_visible()


def test_a_server_that_stops_is_told_of_and_asked_again(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    page = open_page(added(site))
    page.route(re.compile("/progress"), lambda route: route.abort())
    expect(page.locator("#messages")).to_contain_text("does not answer")
    assert page.locator("#source-6").is_visible()
    page.unroute(re.compile("/progress"))
    translator.gate.set()
    expect(page.locator(".pending")).to_have_count(0, timeout=20_000)


def test_a_retry_that_fails_is_told_beside_the_text_and_not_in_it(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il neige."
    page = open_page(added(site))
    page.locator(".failure").wait_for()
    site.desk.delete_document(1)
    page.get_by_role("button", name="Translate sentence 4 again").click()
    expect(page.locator("#messages")).to_contain_text("deleted")
    assert "deleted" not in page.locator("#target-4").inner_text()


def test_the_time_left_is_told_from_the_pace(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.gate.clear()
    path = added(site, LONG)
    page = open_page("/")
    asked: list[str] = []

    def a_little_more(route: "Route") -> None:
        asked.append(route.request.url)
        body = route.fetch().text().replace('value="0"', f'value="{10 * len(asked)}"')
        route.fulfill(body=body, content_type="text/html")

    page.route(re.compile("/progress"), a_little_more)
    page.goto(site.address + path)
    expect(page.locator("#time-left")).to_contain_text("left")


STRUCTURED = (
    b"<h1>Un titre</h1><p>Bonjour.</p><blockquote>Une citation.</blockquote><ol start=9><li>Neuf."
    b"<li>Dix.<ul><li>Dedans.</ul></ol><table><tr><td>Renard<td>12</table><p>Fin.</p>"
)


def test_lists_quotations_and_rows_are_set_as_in_print(open_page: Open, site: "Site") -> None:
    [document] = site.desk.add_imported([read_document(STRUCTURED, "a.html")], "")
    page = open_page(f"/documents/{document.id}")
    translated(site, page)
    for width in WIDTHS:
        resized(page, width)
        for layout in ("facing", "pairs", "interlinear", "source", "target"):
            page.locator("html").evaluate("(root, name) => { root.dataset.layout = name; }", layout)
            set_as_in_print(page, "target" if layout == "target" else "source")


def set_as_in_print(page: "Page", side: str) -> None:
    """Check the place and sign of each block of STRUCTURED in one language."""

    def left(n: int) -> float:
        """Where the words of a segment begin."""
        return float(
            page.locator(f"#{side}-{n}").evaluate(
                "e => { const r = document.createRange(); r.selectNodeContents(e);"
                " return r.getClientRects()[0].left; }"
            )
        )

    def mark(n: int) -> str:
        return str(
            page.locator(f"#{side}-{n}").evaluate(
                "e => getComputedStyle(e, '::before').content.replaceAll('\"', '')"
            )
        )

    text, quotation, nine, ten, inside = (left(n) for n in (2, 3, 4, 5, 6))
    assert quotation >= text + 20
    assert text + 20 <= nine == ten < inside
    assert [mark(n) for n in (4, 5, 6)] == ["9.", "10.", "–"]
    fox, twelve = (page.locator(f"#{side}-{n}").bounding_box() for n in (7, 8))
    assert fox
    assert twelve
    assert fox["y"] == twelve["y"]
    assert fox["x"] < twelve["x"]


def test_a_hint_at_the_first_number_is_given_once_and_covers_nothing(
    open_page: Open, site: "Site", translator: FakeTranslator
) -> None:
    translator.checks = {"Il pleut.": (Check.NUMBERS,)}
    page = open_page(f"/documents/{site.translated('Bonjour. Il pleut.').id}")
    hint = page.locator("#s1 .hint")
    expect(hint).to_have_text("A number hides and shows its English.")
    for width in (1280, 320):
        resized(page, width)
        box, doubts = hint.bounding_box(), page.locator("#doubts a").bounding_box()
        assert box
        assert doubts
        assert doubts["y"] + doubts["height"] <= box["y"]
    page.locator("#s2 .toggle").click()
    expect(hint).to_have_count(0)
    page.reload()
    expect(page.locator("#s1 .toggle")).to_be_visible()
    expect(hint).to_have_count(0)
    edge = "span => getComputedStyle(span).borderColor !== getComputedStyle(span).backgroundColor"
    assert page.locator("#s1 .toggle span").evaluate(edge)
