"""Where readers left off: who reads, on which device, and what is told of the way behind and left.

A name keeps apart the places, highlights and notes of several people who share a server. It is no
password: whoever writes the same name sees the same. Where a proxy names who signed in, that name
counts.
"""

import math
import re
import secrets

from flask import Blueprint, Response, request

from webapp.errors import BadInput
from webapp.library import Bookmark
from webapp.library.reading.bookmarks import LONGEST_NAME, Resumption
from webapp.views.context import desk, keep_cookie, lead_to, number, settings, signed_in
from webapp.views.display.comfort import COOKIE_PREFIX, YEAR_SECONDS

blueprint = Blueprint("bookmarks", __name__)

#: A reader's speed until it was measured: some 200 words of six characters in a minute.
CHARACTERS_A_MINUTE = 1200
_READER, _DEVICE = f"{COOKIE_PREFIX}reader", f"{COOKIE_PREFIX}device"
_DEVICE_FORM = re.compile(r"[0-9a-f]{16}")


@blueprint.post("/documents/<int:document_id>/bookmark")
def put(document_id: int) -> Response:
    """Keep where this device is; a form with a field ``read`` is led to the text there."""
    position = number("position", 0, request.form)
    device = _device() or secrets.token_hex(8)
    desk().library.bookmarks.put(document_id, reader_name(), device, position)
    response = Response(status=204)
    if "read" in request.form:
        place = {"first": position, "_anchor": f"s{position}"}
        response = lead_to("reader.show", document_id=document_id, **place)
    keep_cookie(response, _DEVICE, device, YEAR_SECONDS, scripts=False)
    return response


@blueprint.post("/reader")
def name() -> Response:
    """Keep the name of who reads in this browser; an empty one is forgotten."""
    chosen = " ".join(request.form.get("name", "").split())
    if len(chosen) > LONGEST_NAME or not chosen.isprintable():
        raise BadInput(f"A name has at most {LONGEST_NAME} characters.")
    response = lead_to("documents.index", _anchor="readers")
    keep_cookie(response, _READER, chosen, YEAR_SECONDS if chosen else 0, scripts=False)
    return response


def reader_name() -> str:
    """The name that a proxy or else the browser's cookie gives, or none, which is empty."""
    given = signed_in() if settings().user_header else request.cookies.get(_READER, "")
    return " ".join(given.split())[:LONGEST_NAME]


def resumption(document_id: int) -> Resumption | None:
    """Where this device opens a document, unless the address says so itself."""
    if {"first", "last"} & request.args.keys():
        return None
    return desk().library.bookmarks.resumption(document_id, reader_name(), _device())


def reading_minutes(characters: int, pace: float | None = None) -> float:
    """How many minutes a text of so many code points takes to read, to a tenth of one."""
    return round(characters / (pace or CHARACTERS_A_MINUTE), 1)


def reading_time(characters: int, pace: float | None = None) -> str:
    """How long a text of so many code points takes, in minutes or, from two hours on, in hours."""
    minutes = max(1, math.ceil(reading_minutes(characters, pace)))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"


def way(bookmark: Bookmark, pace: float | None) -> str:
    """How much of a document is read, in which chapter that is, and how long the rest takes."""
    if bookmark.share == 1:
        return "read to the end"
    left = reading_time(round(bookmark.length * (1 - bookmark.share)), pace)
    chapter = f"chapter {bookmark.chapter} of {bookmark.chapters}" if bookmark.chapter else ""
    rest = f"about {left} left" + (" at your speed" if pace else "")
    return ", ".join(filter(None, (f"{round(100 * bookmark.share)} %", chapter, rest)))


def _device() -> str:
    """The random text of this browser's cookie, or none, which is empty."""
    kept = request.cookies.get(_DEVICE, "")
    return kept if _DEVICE_FORM.fullmatch(kept) else ""
