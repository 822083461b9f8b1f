"""Where a person cuts a segment: a line break put into its source, found again in the text."""

from collections.abc import Sequence

from webapp.errors import BadInput
from webapp.text.blanks import WHITE


def place_of_break(source: str, broken: str) -> int:
    """The offset in ``source`` where ``broken`` has its one line break, in code points.

    ``broken`` is the source with that break; white space does not count. Raises BadInput when it is
    not, and for a break at an end or inside a word.
    """
    before, *after = broken.replace("\r\n", "\n").split("\n")
    if len(after) != 1:
        raise BadInput("Put one line break where the sentence is to be cut.")
    if _dense(before + after[0]) != _dense(source):
        raise BadInput("Put in a line break and change nothing else.")
    words = len(_dense(before))
    if not words or not _dense(after[0]):
        raise BadInput("The cut is at the end: nothing would be left on one side.")
    place = _behind(source, words)
    if source[place - 1].isalnum() and source[place].isalnum():
        raise BadInput("The cut is inside a word; put it between two.")
    return place


def offset_in_text(source: str, text: str, place: int) -> int:
    """The offset in ``text`` of an offset in the source that was made of it.

    A source has its line breaks joined and the hyphens before them mended: some characters of the
    text are not in it, and white space may differ.
    """
    if len(text) == len(source):
        return place
    at = 0
    for sign in source[:place].rstrip(WHITE):
        if sign in WHITE:
            continue
        at = text.find(sign, at) + 1
    return at


def offsets_in_text(source: str, text: str) -> Sequence[int]:
    """The offsets in ``text`` of every character of the source made of it, and of its end."""
    if len(text) == len(source):
        return range(len(text) + 1)
    offsets, at = [], 0
    for sign in source:
        place = at if sign in WHITE else max(text.find(sign, at), at)
        offsets.append(place)
        at = place + (sign not in WHITE)
    return [*offsets, len(text)]


def _dense(text: str) -> str:
    return text.translate(_WITHOUT_WHITE)


def _behind(source: str, words: int) -> int:
    """The offset behind so many characters that are not white space."""
    for place, sign in enumerate(source):
        words -= sign not in WHITE
        if not words:
            return place + 1
    return len(source)


_WITHOUT_WHITE = dict.fromkeys(map(ord, WHITE))
