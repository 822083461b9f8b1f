"""How much a corrected file has changed: announced on the next page of its text, and only there.

A cookie carries it, for an address would announce it again whenever its page is loaded again.
"""

import re
from typing import NamedTuple

from flask import Response, after_this_request, request, url_for

from webapp.formats.coded_text import CodeFault
from webapp.pretranslation.corrections import CorrectedByFile, FaultyCodes
from webapp.views.context import keep_cookie

#: The most faults that are announced one by one.
MOST_FAULTS = 5

_COOKIE = "visavis-corrected"
_COUNTS = re.compile(r"(\d{1,9})-(\d{1,9})-(\d{1,9})-(\d{1,9})((?:-[MDCU]\d{1,9})*)")
_LETTERS = {fault.name[0]: fault for fault in CodeFault}
_SECONDS = 60


class Announcement(NamedTuple):
    """How many segments were changed, how many corrections were of none, and faulty codes.

    ``notes`` counts the new notes, ``more`` the faults that are not among ``faults``.
    """

    changed: int
    unmatched: int
    notes: int
    more: int
    faults: list[FaultyCodes]


def announce(response: Response, document_id: int, corrected: CorrectedByFile) -> Response:
    """``response`` with the announcement for the page of the document."""
    page = url_for("reader.show", document_id=document_id)
    first = corrected.faults[:MOST_FAULTS]
    faults = [f"-{fault.name[0]}{position}" for position, fault in first]
    more = len(corrected.faults) - len(first)
    counts = corrected.changed, corrected.unmatched, corrected.notes, more
    words = "-".join(map(str, counts)) + "".join(faults)
    keep_cookie(response, _COOKIE, words, _SECONDS, page, scripts=False)
    return response


def announced() -> Announcement | None:
    """What is announced on this page, and then no more."""
    counts = _COUNTS.fullmatch(request.cookies.get(_COOKIE, ""))
    if counts is None:
        return None
    page = request.script_root + request.path
    after_this_request(lambda response: _forgotten(response, page))
    faults = [
        FaultyCodes(int(fault[1:]), _LETTERS[fault[0]])
        for fault in counts[5].split("-")[1 : MOST_FAULTS + 1]
    ]
    changed, unmatched, notes, more = map(int, counts.groups()[:4])
    return Announcement(changed, unmatched, notes, more, faults)


def _forgotten(response: Response, page: str) -> Response:
    keep_cookie(response, _COOKIE, "", 0, page, scripts=False)
    return response
