"""Layouts, keys, places and voices: what makes one stay, at both widths."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open, follow, resized

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect
WIDTHS = [1280, 390]
TEXT = "Un titre\n\nBonjour. Il pleut encore sur la ville.\n\nIl neige. Il vente. Il fait beau."
LAYOUTS = ["Facing pages", "Sentence by sentence", "Between the lines", "French alone"]
LAYOUTS += ["English alone"]
#: The buttons of a window by its width: a narrow one has room for one layout with both languages.
BOTH = {1280: "Facing pages", 390: "French and English"}
SHOWN = {1280: LAYOUTS, 390: [BOTH[390], *LAYOUTS[-2:]]}
LONG = "\n\n".join(
    f"La phrase numéro {n}, qui est assez longue pour une ligne." for n in range(400)
)

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


@pytest.fixture
def reader(site: "Site") -> str:
    """The path of a translated text."""
    document = site.translated(TEXT)
    return f"/documents/{document.id}"


def visible(page: "Page", side: str) -> list[bool]:
    return [element.is_visible() for element in page.locator(f".{side}").all()]


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


def test_a_change_of_layout_or_size_keeps_the_place(open_page: Open, site: "Site") -> None:
    page = open_page(f"/documents/{site.desk.add_document(LONG).id}")
    for width in WIDTHS:
        resized(page, width)
        page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
        page.locator("#source-100").focus()
        before = page.locator("#source-100").bounding_box()
        assert before is not None
        for key in "llll++-l":
            page.keyboard.press(key)
            after = page.locator("#s100 [data-segment]:visible").first.bounding_box()
            assert after is not None
            assert after["y"] == pytest.approx(before["y"], abs=30)
        page.get_by_role("button", name=BOTH[width]).click()


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


def single_keys_off(page: "Page") -> None:
    page.locator(".comfort summary").click()
    page.get_by_role("group", name="Single keys").get_by_text("Off").click()
    page.locator(".comfort summary").click()


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


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_to_a_segment_opens_there_even_far_away(
    open_page: Open, site: "Site", width: int
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(f"{path}#s333", width=width)
    expect(page.locator("#source-333")).to_be_in_viewport()
    assert page.locator(":target").get_attribute("id") == "s333"
    expect(page.locator("#source-200")).to_be_attached()  # the part before came by itself
    expect(page.locator("#source-333")).to_be_in_viewport()
    page = open_page(f"{path}#s12", width=width)
    expect(page.locator("#source-12")).to_be_in_viewport()


def test_the_bar_copies_a_link_and_says_why_there_is_no_voice(open_page: Open, reader: str) -> None:
    page = open_page(reader, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#source-4").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#messages")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url.split("#")[0] + "#s4"
    page.locator("#source-2").click()
    page.get_by_role("button", name="Read the French aloud").click()
    expect(page.locator("#messages")).to_contain_text("no French voice")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_last_place_is_restored_and_the_way_left_is_told(
    open_page: Open, site: "Site", width: int
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(path, width=width)
    expect(page.locator("#place")).to_contain_text("min left")
    page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
    expect(page.locator("#place")).to_have_text("25 %, 15 min left")
    page.goto("about:blank")
    page.goto(f"{site.address}{path}")
    expect(page.locator("#source-100")).to_be_in_viewport()
    expect(page.locator("#messages")).to_contain_text("left off at sentence")
    site.desk.library.bookmarks.put(1, "", "another", 60)
    page.goto("about:blank")
    page.goto(f"{site.address}{path}")
    expect(page.locator("#source-100")).to_be_in_viewport()
    expect(page.locator(".elsewhere")).to_contain_text("On another device")
    page.get_by_role("button", name="Go there").click()
    expect(page.locator("#source-60")).to_be_in_viewport()
    expect(page.locator(".elsewhere")).to_have_count(0)


def test_headings_make_a_list_of_contents(open_page: Open, site: "Site") -> None:
    chapters = "\n\n".join(f"Chapitre {n}\n\n{LONG[:2000]}" for n in range(1, 9))
    page = open_page(f"/documents/{site.translated(chapters).id}")
    for name in ("Chapitre 2", "Chapitre 8"):
        page.locator(".contents summary").click()
        page.locator(".contents").get_by_role("link", name=name).click()
        heading = page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_be_in_viewport()
        page.locator(".contents summary").evaluate("summary => summary.click()")  # without a scroll
        current = page.locator(".contents [aria-current=location]")
        expect(current).to_contain_text(name)
        expect(current).to_be_in_viewport()
        expect(current.locator("[lang=en]")).to_have_text(f"EN[{name}]")
        page.keyboard.press("Escape")


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


def test_without_storage_the_page_is_read_and_says_what_happened(
    open_page: Open, site: "Site", reader: str
) -> None:
    page = open_page("/")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });"
    )
    page.goto(site.address + reader)
    page.locator("#s3 .toggle").click()
    expect(page.locator("#target-3")).to_be_hidden()
    expect(page.locator("#messages")).to_contain_text("stores nothing")
    page.get_by_role("button", name="Sentence by sentence").click()
    expect(page.locator("#target-3")).to_be_hidden()


def test_a_glance_at_a_link_leaves_the_bookmark_where_it_was(open_page: Open, site: "Site") -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(path)
    page.locator("#s100").evaluate("pair => pair.scrollIntoView()")
    with page.expect_response("**/bookmark"):
        pass
    for glance in ("#s3", "#s99999"):
        page.goto("about:blank")
        page.goto(f"{site.address}{path}{glance}")
        page.wait_for_timeout(400)  # longer than the script waits before it keeps a place
    expect(page.locator("#messages")).to_contain_text("There is no sentence 99999")
    page.goto("about:blank")
    page.goto(site.address + path)
    expect(page.locator("#source-100")).to_be_in_viewport()


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


@pytest.mark.parametrize("script", [True, False])
def test_paper_tells_which_part_of_a_long_text_it_shows(
    open_page: Open, site: "Site", script: bool
) -> None:
    path = f"/documents/{site.desk.add_document(LONG).id}"
    page = open_page(f"{path}?first=301", java_script_enabled=script)
    told = page.locator(".printed")
    expect(told).to_be_hidden()
    if script:  # the part before comes by itself
        expect(page.locator("#loaded-first")).to_have_value("151")
    page.pdf()  # printing tells the page so
    page.emulate_media(media="print")
    expect(told).to_be_visible()
    expect(told).to_contain_text(f"Sentences {151 if script else 301} to 400 of 400")
