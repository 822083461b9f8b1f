"""Parts of long texts: the one that a search shows, with what was searched for, and the first."""

from itertools import pairwise

from flask import current_app
from markupsafe import Markup

from webapp.library.folding import places

#: The most characters of an excerpt, and those before the first place in one that begins later.
LONGEST, BEFORE = 240, 60


def excerpt(text: str, words: str) -> Markup:
    """At most LONGEST characters of ``text``, with every place of ``words`` in a ``mark``."""
    spans = places(text, words)
    start, end = _span(text, spans[0] if spans else (0, 0))
    shown = [(first, last) for first, last in spans if last <= end]
    edges = [start, *(edge for place in shown for edge in place), end]
    pieces = [
        Markup("<mark>{}</mark>").format(text[first:last]) if n % 2 else text[first:last]
        for n, (first, last) in enumerate(pairwise(edges))
    ]
    return Markup("{}{}{}").format(
        "… " if start else "", Markup("").join(pieces), " …" if end < len(text) else ""
    )


def shortened(text: str, most: int) -> str:
    """The first words of ``text``, ``most`` characters or a few more, with … where it is cut."""
    cut: str = current_app.jinja_env.call_filter("truncate", text, [most], {"end": "…"})
    return cut


def _span(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The start and end of an excerpt that has the place; words at its edges stay whole."""
    start = 0
    if place[1] > LONGEST - BEFORE:
        start = max(text.rfind(" ", 0, max(place[0] - BEFORE, 0)) + 1, place[0] - 2 * BEFORE, 0)
    if len(text) - start <= LONGEST:
        return start, len(text)
    end = max(text.rfind(" ", place[1], start + LONGEST), place[1])
    return start, end if end > start else start + LONGEST
