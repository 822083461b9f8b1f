"""Nothing moves when a page comes, or its English: Chromium counts no shift of the layout."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import databases
from tests.browser.access import chosen
from tests.browser.conftest import Open
from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.formats.readers.catalogue import read_document
from webapp.settings import Settings
from webapp.text.checks import Check
from webapp.text.terms.terms import Glossary, Term

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from tests.browser.site import Site

expect = pytest.importorskip("playwright.sync_api").expect

#: Prose and dialogue, a list and a table, verse in one block and in lines.
PAGE = """<h1>Un titre assez long pour un petit livre de quelques pages</h1>
<p>La mer monte lentement sur la longue plage de sable, et personne ne la regarde plus. Il pleut.
Le vieux marin qui habite la maison du phare, tout au bout de la jetée, dort depuis midi.</p>
<p>– Tu viens ? demanda-t-elle.</p><p>– Non.</p><p>– Alors je pars seule, dit-elle, et tant pis.</p>
<ul><li>Du pain frais de la boulangerie du village.</li><li>Du sel.</li></ul>
<table><tr><td>Le renard roux de la colline</td><td>Douze</td></tr></table>
<pre>Sous le pont coule un fleuve
et la nuit vient sans bruit
sur les toits de la ville</pre>
<blockquote>Qui dort ne voit pas la mer, disait souvent le vieux marin.</blockquote>"""
#: A digit that moves in the bar above is twice this.
LEAST = 0.00002
OBSERVE = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => (node?.closest ? node : node?.parentElement));
    shifts.push([value, ...moved.map((element) => element?.outerHTML.slice(0, 60))]);
  }
}).observe({ type: "layout-shift", buffered: true });"""

#: What a page that is whole still hides of what it hid while it came.
UNSEEN = """[...document.querySelectorAll("main :is(form, li, summary), .book > *, .masthead")]
  .filter((element) => getComputedStyle(element).visibility !== "visible")
  .map((element) => element.outerHTML.slice(0, 60))"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_layout_shifts_when_english_comes(
    open_page: Open, site: "Site", translator: FakeTranslator, width: int
) -> None:
    # English is often shorter than French, now and then longer, and sometimes doubted.
    terms = [
        Term("lentement", "slow"),
        Term("longue plage de sable", "sand"),
        Term("seule", "by myself"),
    ]
    translator.glossary = Glossary(terms, "fr", "en")
    translator.checks = {"Du sel.": (Check.NUMBERS,), "– Non.": (Check.NUMBERS,)}
    page = open_page("/", width=width)
    page.context.add_init_script(OBSERVE)
    for layout in ("facing", "interlinear"):
        translator.gate.clear()
        translator.identity = layout  # the memory knows nothing of it
        [document] = site.desk.add_imported(
            [read_document(PAGE.encode(), f"{layout}.html")], layout
        )
        page.goto(f"{site.address}/documents/{document.id}")
        chosen(page, layout=layout)
        expect(page.locator(".pending")).not_to_have_count(0)
        page.locator("#s4 .toggle").focus()  # the bar of a sentence shows, too
        translator.gate.set()
        expect(page.locator(".pending")).to_have_count(0)
        page.wait_for_timeout(100)  # a shift is told after its frame
        shifts = page.evaluate("shifts")
        assert sum(shift[0] for shift in shifts) < LEAST, (layout, shifts)


class Slowly:
    """A middleware that sends each page in slices, with a frame or two between them."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ.pop("HTTP_ACCEPT_ENCODING", None)  # a slice of packed bytes shows nothing
        body = b"".join(self.app(environ, start))
        return _slices(body) if body.startswith(b"<!doctype html>") else [body]


def _slices(body: bytes, size: int = 199) -> Iterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]
        time.sleep(0.02)


@pytest.fixture
def slow_site(
    tmp_path: Path, migrated_library: str, translators: FakeTranslators
) -> "Iterator[Site]":
    from tests.browser.site import running

    settings = Settings(data_dir=tmp_path / "slow", seeds=False)
    settings.data_dir.mkdir()
    app = create_app(settings, translators)
    app.wsgi_app = Slowly(app.wsgi_app)  # type: ignore[assignment]  # Flask's way
    with databases.copied(migrated_library, settings.data_dir), running(app) as found:
        yield found


@pytest.mark.parametrize("width", [1280, 390])
def test_no_layout_shifts_while_a_page_comes(
    open_page: Open, slow_site: "Site", width: int
) -> None:
    page = open_page("/", width=width)
    page.context.add_init_script(OBSERVE)
    [document] = slow_site.desk.add_imported([read_document(PAGE.encode(), "page.html")], "page")
    for path in (f"documents/{document.id}", "", "words", "memory", "terms"):
        page.goto(f"{slow_site.address}/{path}")
        page.wait_for_timeout(100)  # a shift is told after its frame
        shifts = page.evaluate("shifts")
        assert sum(shift[0] for shift in shifts) < LEAST, (path, shifts)
        assert page.evaluate(UNSEEN) == []
