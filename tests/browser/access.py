"""What axe-core finds on a page, and a page with other choices of the reader."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: "Page") -> list[str]:
    """What axe-core finds by all rules of the standards."""
    return _broken(page, "tag", STANDARDS)


def unreadable(page: "Page") -> list[str]:
    """What axe-core finds by the rules on colours, all that another theme can break."""
    return _broken(page, "rule", ["color-contrast", "link-in-text-block"])


def _broken(page: "Page", kind: str, values: list[str]) -> list[str]:
    options = {"runOnly": {"type": kind, "values": values}}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {json.dumps([n['html'] for n in rule['nodes']])}" for rule in found]


def chosen(page: "Page", **choices: str) -> None:
    page.context.add_cookies(
        [{"name": f"visavis-{name}", "value": v, "url": page.url} for name, v in choices.items()]
    )
    page.reload()
