"""Pages that a reader sends here from elsewhere: by a bookmark, or by the menu "Share" of a phone.

Both open a page with the address filled in. Only its form, which the reader sends, takes it in, as
any new text.
"""

import re
from typing import NamedTuple

from flask import Blueprint, render_template, request, url_for

from webapp.text import TITLE_CHARS
from webapp.views.context import settings

blueprint = Blueprint("sending", __name__)

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
#: The most characters beside an address that are no text but a title, as phones send it.
_BESIDE = 2 * TITLE_CHARS


class Sent(NamedTuple):
    """What the address of this page has: that of a page, or a text; and a title for the text."""

    url: str
    text: str
    title: str


@blueprint.get("/send")
def show() -> str:
    """What was sent, to be taken in; or how to send something."""
    bookmark = f"javascript:void open('{url_for('.show', _external=True)}?url='"
    return render_template(
        "documents/send.html",
        sent=_sent(),
        bookmark=f"{bookmark}+encodeURIComponent(location.href))",
        settings=settings(),
    )


def _sent() -> Sent:
    url, text, title = (request.args.get(name, "").strip() for name in ("url", "text", "title"))
    address = _ADDRESS.search(text)
    if not url and address and len(text) - len(address[0]) <= _BESIDE:
        url, text = address[0], ""  # a phone puts the address of a page among the words
    return Sent(url if _ADDRESS.fullmatch(url) else "", text, title)
