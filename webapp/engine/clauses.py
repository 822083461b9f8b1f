"""Cutting a source that is too long for the model where it hurts least.

Halved again and again until each part fits, near its middle: after ; or :, after a comma, beside a
dash or a closing quotation mark, between words, and anywhere only inside a word that is itself too
long. The parts joined give the source again, character by character.
"""

import re
from collections.abc import Callable

# Best first. Each matches what a part ends with.
_PLACES = (
    re.compile(r"[;:]\s+"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?=[—–-]\s)|[)»”]\s+"),
    re.compile(r"\s+"),
)


def cut(source: str, fits: Callable[[str], bool]) -> list[str]:
    """``source`` in parts that each ``fits``, or are of one character."""
    if len(source) < 2 or fits(source):
        return [source]
    place = _best_place(source)
    return cut(source[:place], fits) + cut(source[place:], fits)


def _best_place(source: str) -> int:
    """The offset (in code points) at which to halve ``source``."""
    length = len(source)
    margin = max(1, length // 4)
    for pattern in _PLACES:
        ends = [match.end() for match in pattern.finditer(source)]
        central = [end for end in ends if margin <= end <= length - margin]
        if central:
            return min(central, key=lambda end: abs(end - length // 2))
    # `ends` are now those of the words: none near the middle, but perhaps elsewhere.
    outer = [end for end in ends if end < length]
    return min(outer, key=lambda end: abs(end - length // 2), default=length // 2)
