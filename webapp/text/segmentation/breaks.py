"""Where a person cuts a segment: a line break put into its source, found again in the text."""

import re
import unicodedata
from collections.abc import Sequence

from webapp.errors import BadInput
from webapp.text.blanks import WHITE

#: A word with its accents, its elided article and its parts; a number with its decimals.
_WORD = re.compile(r"\w(?:[\w\u0300-\u036f]|['’\u2011-](?=\w)|(?<=\d)[.,](?=\d))*")
#: Characters of one emoji: a joiner on one side, a colour of skin, the two letters of a flag.
_JOINED = re.compile(
    ".\u200d|\u200d.|.[\U0001f3fb-\U0001f3ff]|[\U0001f1e6-\U0001f1ff]{2}", re.DOTALL
)


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
    if _is_inside(source, place):
        raise BadInput("The cut is inside a word; put it between two.")
    return place


def _is_inside(source: str, place: int) -> bool:
    """Whether an offset is inside a word, a number, or a sign of several characters."""
    pair = source[place - 1 : place + 1]
    if _JOINED.fullmatch(pair) or unicodedata.category(pair[1]).startswith("M"):
        return True
    return any(word.start() < place < word.end() for word in _WORD.finditer(source))


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
