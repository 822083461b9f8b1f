"""What axe-core finds on a page, and a page with other choices of the reader."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
#: Runs axe in the page and brings back what is broken alone: its whole answer, with all that
#: passed, takes longer to carry here and to read than to find.
RUN = """async options => (await axe.run(options)).violations
    .map(rule => `${rule.id}: ${JSON.stringify(rule.nodes.map(node => node.html))}`)"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: "Page") -> list[str]:
    """What axe-core finds by all rules of the standards."""
    return _broken(page, "tag", STANDARDS)


def unreadable(page: "Page") -> list[str]:
    """What axe-core finds by the rules on colours, all that another theme can break."""
    return _broken(page, "rule", ["color-contrast", "link-in-text-block"])


def faults_by_theme(page: "Page") -> list[str]:
    """What axe-core finds in each theme: by all rules in one, by those on colours in the others.

    The page is not loaded again for a theme: an attribute alone says which one it has, as
    tests/web/display/test_comfort.py shows of its cookie.
    """
    faults = []
    for theme, find in (("light", violations), ("sepia", unreadable), ("dark", unreadable)):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        faults += [f"{theme}: {fault}" for fault in find(page)]
    return faults


def loaded_by_width(page: "Page") -> Iterator[int]:
    """A page in each width; it is loaded again for another one than it has."""
    for width in (1280, 390):
        if page.viewport_size != {"width": width, "height": 844}:
            page.set_viewport_size({"width": width, "height": 844})
            page.reload()
        yield width


def _broken(page: "Page", kind: str, values: list[str]) -> list[str]:
    page.wait_for_load_state("load")  # its words may stand there before its sheets are loaded
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    options = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    broken: list[str] = page.evaluate(RUN, options)
    return broken


@cache
def _script() -> str:
    return str(axe.Axe().axe_script)


def chosen(page: "Page", **choices: str) -> None:
    """Load the page again with these choices of the reader."""
    page.context.add_cookies(
        [{"name": f"visavis-{name}", "value": v, "url": page.url} for name, v in choices.items()]
    )
    page.reload()
