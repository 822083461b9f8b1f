"""Layouts, themes and type, what is hidden, and paper: what a reader chooses stays."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow, resized
from tests.browser.texts import BOTH, LONG, WIDTHS, visible

if TYPE_CHECKING:
    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
LAYOUTS = ["Facing pages", "Sentence by sentence", "Between the lines", "French alone"]
LAYOUTS += ["English alone"]
SHOWN = {1280: LAYOUTS, 390: [BOTH[390], *LAYOUTS[-2:]]}


@pytest.mark.parametrize("script", [True, False])
def test_every_layout_shows_its_sides_and_is_remembered(
    open_page: Open, reader: str, script: bool
) -> None:
    page = open_page(reader, java_script_enabled=script)
    for width, name in [(wide, layout) for wide in WIDTHS for layout in SHOWN[wide]]:
        resized(page, width)
        follow(page.get_by_role("button", name=name), leaves=not script)
        if script:
            page.goto(page.url)
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        assert visible(page, "source") == [name != "English alone"] * 6
        assert visible(page, "target") == [name != "French alone"] * 6
        language = "French" if name == "English alone" else "English"
        side = "source" if name == "English alone" else "target"
        alone = name.endswith("alone")
        toggle = page.get_by_role("button", name=f"{language} of sentence 3", exact=True)
        follow(toggle, leaves=not script)
        assert page.locator(f"#{side}-3").is_visible() == alone
        assert page.locator(f"#{side}-4").is_visible() != alone
        follow(toggle, leaves=not script)


def test_without_a_script_a_change_of_layout_hides_what_was_hidden(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader, java_script_enabled=False)
    follow(page.get_by_role("button", name="English of sentence 3", exact=True))
    follow(page.get_by_role("button", name="Between the lines"))
    expect(page.locator("#target-3")).to_be_hidden()
    expect(page.locator("#target-4")).to_be_visible()


def test_a_tap_reveals_what_is_hidden_and_english_alone_has_its_headings(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader)
    page.locator("#s3 .toggle").click()
    expect(page.locator("#target-3")).to_be_hidden()
    box = page.locator("#s3").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 10)
    expect(page.locator("#target-3")).to_be_visible()
    page.get_by_role("button", name="English alone").click()
    english = page.get_by_role("heading", name="EN[Un titre]", exact=True)
    expect(english).to_be_visible()
    expect(english).to_have_attribute("lang", "en")


def test_in_one_language_no_number_begins_a_line_and_none_is_too_long_to_read(
    open_page: Open, site: "Site"
) -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}", width=820)
    ems = "element => element.offsetWidth / parseFloat(getComputedStyle(element).fontSize)"
    for layout in ("Between the lines", "French alone"):
        page.get_by_role("button", name=layout).click()
        assert page.locator(".paragraph").first.evaluate(ems) < 36, layout
    apart = """pairs => pairs.filter(pair => {
        const [words, , number] = pair.children;
        const last = [...words.getClientRects()].at(-1), box = number.getBoundingClientRect();
        return Math.abs(box.top + box.height / 2 - last.top - last.height / 2) > 12;
    }).map(pair => pair.id)"""
    for shown in (False, True):
        if shown:
            page.get_by_role("button", name="English", exact=True).click()
            expect(page.locator("#target-1")).to_be_visible()
        for width in (1280, 390, 320):
            resized(page, width)
            assert page.locator(".pair").evaluate_all(apart) == [], (width, shown)


def test_in_one_language_what_is_revealed_moves_no_number_from_under_the_finger(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader)
    page.get_by_role("button", name="French alone").click()
    # Each segment ends where its line goes on with the next.
    for width, n in ((width, n) for width in (1280, 820, 390, 320) for n in (2, 3, 4)):
        resized(page, width)
        number = page.locator(f"#s{n} .toggle")
        before = number.bounding_box()
        number.click()
        expect(page.locator(f"#target-{n}")).to_be_visible()
        assert number.bounding_box() == before
        below = page.locator(f"#target-{n}").bounding_box()
        assert before is not None
        assert below is not None
        assert below["y"] > before["y"] + before["height"] / 2
        number.click()
        expect(page.locator(f"#target-{n}")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("path", ["/docs", "/nowhere"])
def test_the_pages_beside_the_reader_have_theme_and_type_too(
    open_page: Open, path: str, script: bool
) -> None:
    page = open_page(path, java_script_enabled=script)
    page.locator(".comfort summary").click()
    page.get_by_text("Sepia").click()
    if script:
        page.reload()
    else:
        follow(page.get_by_role("button", name="Apply"))
    assert page.url.endswith(path)
    assert page.locator("html").get_attribute("data-theme") == "sepia"


def test_in_one_language_a_tap_on_a_segment_reveals_the_other(open_page: Open, reader: str) -> None:
    page = open_page(reader, width=390, has_touch=True)
    page.get_by_role("button", name="French alone").tap()
    page.locator("#source-3").tap()
    expect(page.locator("#target-3")).to_be_visible()
    page.get_by_role("button", name=BOTH[390]).tap()
    expect(page.locator("#target-4")).to_be_visible()
    page.get_by_role("button", name="French alone").tap()
    expect(page.locator("#target-3")).to_be_visible()
    expect(page.locator("#target-4")).to_be_hidden()


@pytest.mark.parametrize("alone", [False, True])
def test_what_was_hidden_is_never_seen_while_the_page_comes_in(
    open_page: Open, reader: str, alone: bool
) -> None:
    page = open_page(reader)
    page.get_by_role("button", name="French alone" if alone else BOTH[1280]).click()
    if not alone:
        page.get_by_role("button", name="English", exact=True).click()
    page.locator("#s3 .toggle").click()
    expect(page.locator("#target-3")).to_be_visible()
    page.route("**/reader.js", lambda route: route.abort())  # as the page is before it runs
    for width in WIDTHS:
        resized(page, width)
        page.reload()
        assert visible(page, "source") == [True] * 6
        assert visible(page, "target") == [n == 3 for n in range(1, 7)]
        expect(page.locator('.toggle[aria-pressed="false"]')).to_have_count(5)


def test_an_address_that_tells_what_is_hidden_is_stronger_than_the_memory(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader)
    page.get_by_role("button", name="English", exact=True).click()
    page.goto(f"{page.url}?default=shown&except=2")
    expect(page.locator(".toggle[aria-pressed='false']")).to_have_count(1)
    assert visible(page, "target") == [n != 2 for n in range(1, 7)]
    page.goto(page.url.split("?")[0])
    assert visible(page, "target") == [n != 2 for n in range(1, 7)]


def test_a_touch_lights_up_the_pair_and_shows_that_a_number_is_a_button(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader, has_touch=True, is_mobile=True)
    shadow = "element => getComputedStyle(element).boxShadow"
    edge = "element => getComputedStyle(element).borderTopColor"
    for width in (*WIDTHS, 820):
        resized(page, width)
        assert page.locator("#s3 .toggle span").evaluate(edge) != "rgba(0, 0, 0, 0)"
        # On the first words, not on the pencil behind the last.
        page.locator("#target-3").tap(position={"x": 20, "y": 12})
        assert page.locator("#source-3").evaluate(shadow) != "none"
        page.locator("#source-5").tap(position={"x": 20, "y": 12})
        assert page.locator("#target-5").evaluate(shadow) != "none"
        assert page.locator("#target-3").evaluate(shadow) == "none"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_theme_and_type_change_and_stay(
    open_page: Open, reader: str, width: int, script: bool
) -> None:
    page = open_page(reader, width=width, java_script_enabled=script)
    size = "element => getComputedStyle(element).fontSize"
    before = page.locator("#source-3").evaluate(size)
    page.locator(".comfort summary").click()
    page.get_by_text("Sepia").click()
    page.get_by_text("Huge").click()
    page.get_by_text("Sans", exact=True).click()
    if script:
        page.reload()
    else:
        follow(page.get_by_role("button", name="Apply"))
    assert page.locator("html").get_attribute("data-theme") == "sepia"
    assert page.locator("#source-3").evaluate(size) > before
    assert "sans" in page.locator("#source-3").evaluate("e => getComputedStyle(e).fontFamily")


def test_nothing_in_the_bars_overlaps_or_is_cut_off_on_a_narrow_phone(
    open_page: Open, site: "Site"
) -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}", width=390)
    expect(page.locator("#place")).to_contain_text("%")
    names = (".wordmark", "#place", ".switch")
    for width in (390, 360, 320):
        resized(page, width)
        boxes = {name: page.locator(name).bounding_box() for name in names}
        edges = {name: (box["x"], box["x"] + box["width"]) for name, box in boxes.items() if box}
        assert edges[".wordmark"][1] <= edges["#place"][0], width
        assert edges[".switch"][1] <= width


def test_print_is_a_clean_bilingual_page_and_white_where_a_sentence_is_hidden(
    open_page: Open, reader: str
) -> None:
    page = open_page(reader)
    page.locator("#source-3").click()
    page.emulate_media(media="print")
    lit = "element => getComputedStyle(element).boxShadow"
    assert page.locator("#source-3").evaluate(lit) == "none"
    assert not page.locator(".masthead").is_visible()
    assert visible(page, "source") == visible(page, "target") == [True] * 6
    assert page.locator(".printed").count() == 0
    page.emulate_media(media="screen")
    page.locator("#s3 .toggle").click()
    dots = "element => getComputedStyle(element, '::after').content"
    expect(page.locator("#target-3")).to_be_hidden()
    assert "· · ·" in page.locator("#s3").evaluate(dots)
    assert "·" not in page.locator("#s3").aria_snapshot()  # nor are the dots read out
    page.emulate_media(media="print")
    assert page.locator("#s3").evaluate(dots) == "none"
