"""Texts that several browser tests read, and what they ask of every layout."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = [1280, 390]
TEXT = "Un titre\n\nBonjour. Il pleut encore sur la ville.\n\nIl neige. Il vente. Il fait beau."
LONG = "\n\n".join(
    f"La phrase numéro {n}, qui est assez longue pour une ligne." for n in range(400)
)
#: The buttons of a window by its width: a narrow one has room for one layout with both languages.
BOTH = {1280: "Facing pages", 390: "French and English"}


def visible(page: "Page", side: str) -> list[bool]:
    """Whether each source or target of the page can be seen."""
    return [element.is_visible() for element in page.locator(f".{side}").all()]
