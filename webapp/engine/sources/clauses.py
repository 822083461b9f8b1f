"""Cutting a source that is too long for the model where it hurts least.

Halved again and again until each part fits, near its middle: after ; or :, after a comma, beside a
dash or a closing quotation mark, or between words. What has no space to be cut at is left whole: at
that length it is no word but an address, a key or a row of letters. Only scripts that write no
spaces are cut anywhere. The parts joined give the source again, character by character.
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

# Of scripts whose words stand without spaces: Thai to Burmese, Khmer, Chinese and Japanese.
_UNSPACED = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def cut(source: str, fits: Callable[[str], bool]) -> list[str]:
    """``source`` in parts that each ``fits``, or cannot be cut."""
    place = None if fits(source) else _best_place(source)
    if not place:
        return [source]
    return cut(source[:place], fits) + cut(source[place:], fits)


def _best_place(source: str) -> int | None:
    """The offset (in code points) at which to halve ``source``, if it can be cut."""
    length = len(source)
    margin = max(1, length // 4)
    for pattern in _PLACES:
        ends = [match.end() for match in pattern.finditer(source)]
        central = [end for end in ends if margin <= end <= length - margin]
        if central:
            return min(central, key=lambda end: abs(end - length // 2))
    # `ends` are now those of the words: none near the middle, but perhaps elsewhere.
    outer = [end for end in ends if end < length]
    anywhere = length // 2 if _UNSPACED.search(source) else None
    return min(outer, key=lambda end: abs(end - length // 2), default=anywhere)
