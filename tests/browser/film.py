"""Makes the pictures of docs/desk.md: ``python -m tests.browser.film``.

A real server with the bundled package; a contract is corrected, cut, and a term agreed on, by the
keyboard, in two widths and two themes: a picture before and one after each.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Network, Site, chromium, opened, running
from webapp.app import create_app
from webapp.settings import Settings

FOLDER = Path(__file__).parents[2] / "docs" / "desk"
#: Largest picture, in bytes, and its colours, so that the repository stays small.
LARGEST, COLOURS = 40_000, 64
#: Widths with the themes of their pictures.
LOOKS = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
TO_CUT = (
    "En cas de violation de données, le sous-traitant prévient le responsable, celui-ci informe "
    "ensuite l'autorité de contrôle."
)
TEXT = f"""Contrat de traitement des données

Le présent contrat lie le responsable du traitement et le sous-traitant.
Le sous-traitant ne traite les données que sur instruction écrite.
Une instruction écrite peut être donnée par courrier.
{TO_CUT}
Le sous-traitant tient un registre. Le coût de l'audit est à la charge du client.
"""


def main() -> None:
    """Write every picture into docs/desk; each look has a library of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width, theme in LOOKS:
            with (
                tempfile.TemporaryDirectory() as folder,
                running(create_app(Settings(data_dir=Path(folder), seeds=False))) as site,
            ):
                number = site.translated(TEXT).id
                with _page(browser, site, f"/documents/{number}", width, theme) as page:
                    _correct(page, f"{width}-{theme}")
                    _cut(page, f"{width}-{theme}")
                    _agree(page, f"{width}-{theme}")


def _correct(page: Page, look: str) -> None:
    page.locator("#source-3").focus()
    page.keyboard.press("Enter")
    page.locator("#editor-3.ready").wait_for()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("The processor processes the data on written instructions only.")
    page.get_by_role("link", name="Other wordings").click()
    page.locator("#wordings-3 .match").first.wait_for()
    page.locator("#editor-3 [name=target]").focus()
    _take(page, f"corrected-{look}")
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator("#editor-4.ready").wait_for()
    page.keyboard.press("Escape")
    _take(page, f"corrected-after-{look}")


def _cut(page: Page, look: str) -> None:
    page.locator("#source-5").focus()
    page.keyboard.press("Enter")
    page.locator("#editor-5.ready .cutting summary").press("Enter")
    field = page.locator("#editor-5 [name=broken]")
    place = TO_CUT.index("celui-ci")
    field.evaluate("(field, at) => { field.focus(); field.setSelectionRange(at, at); }", place)
    field.scroll_into_view_if_needed()
    _take(page, f"cut-{look}")
    with page.expect_navigation():
        page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator("#target-6")).to_contain_text("authority", timeout=20_000)
    page.locator("#source-5").focus()
    _take(page, f"cut-after-{look}")


def _agree(page: Page, look: str) -> None:
    reader = page.url
    page.goto(f"/terms?document={reader.rpartition('/')[2].partition('?')[0]}")
    page.get_by_label("Words in the text").fill("sous-traitant")
    page.get_by_label("Always translate as").fill("processor")
    page.get_by_role("button", name="Keep it").press("Enter")
    page.locator("form.notice").wait_for()
    _take(page, f"term-{look}")
    page.get_by_role("button", name="Translate them again").press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    page.goto(reader)
    expect(page.locator("#target-7")).to_contain_text("processor", timeout=20_000)
    page.locator("#source-7").focus()
    _take(page, f"term-after-{look}")


@contextmanager
def _page(browser: Browser, site: Site, path: str, width: int, theme: str) -> Iterator[Page]:
    size = {"width": width, "height": 720}
    context = opened(browser, Network(), viewport=size, color_scheme=theme, base_url=site.address)
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("load")
    yield page
    context.close()


def _take(page: Page, name: str) -> None:
    """Keep what the window shows, in few colours."""
    expect(page.locator("#messages")).to_have_text("", timeout=20_000)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file = FOLDER / f"{name}.webp"
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).convert("RGB").save(file, lossless=True)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file.name} is larger than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
