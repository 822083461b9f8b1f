"""How much a corrected file has changed: announced on the next page of its text, and only there.

A cookie carries it, for an address would announce it again whenever its page is loaded again.
"""

import re

from flask import Response, after_this_request, request, url_for

from webapp.library import Corrected
from webapp.views.context import keep_cookie

_COOKIE = "visavis-corrected"
_COUNTS = re.compile(r"(\d{1,9})-(\d{1,9})")
_SECONDS = 60


def announce(response: Response, document_id: int, corrected: Corrected) -> Response:
    """``response`` with the announcement for the page of the document."""
    page = url_for("reader.show", document_id=document_id)
    counts = f"{corrected.changed}-{corrected.unmatched}"
    keep_cookie(response, _COOKIE, counts, _SECONDS, page, scripts=False)
    return response


def announced() -> tuple[int, int] | None:
    """How many segments were changed, and how many corrections were of no segment; then none."""
    counts = _COUNTS.fullmatch(request.cookies.get(_COOKIE, ""))
    if counts is None:
        return None
    page = request.script_root + request.path
    after_this_request(lambda response: _forgotten(response, page))
    return int(counts[1]), int(counts[2])


def _forgotten(response: Response, page: str) -> Response:
    keep_cookie(response, _COOKIE, "", 0, page, scripts=False)
    return response
