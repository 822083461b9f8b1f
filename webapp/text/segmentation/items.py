"""Follows the items inside a paragraph: ``a. Le pain; b. Le vin``, ``Art. 1. Le début``."""

import re
from collections.abc import Collection
from itertools import pairwise
from string import ascii_lowercase

from webapp.text.blanks import BLANK

#: The length of the longest enumerator, with its label, in code points.
_LONGEST = 24
CAPITAL = r"[^\W\d_a-zß-öø-ÿœ]"
_ENUMERATOR = re.compile(
    rf"""
    (?: {BLANK} | [(\[§«“"—–-] )*+
    (?: (?P<label> [^\W\d_]{{1,12}} ) \.? {BLANK} )?
    (?P<sign> \d{{1,3}} (?: \.\d{{1,3}} )*+ | [IVXLCDM]{{1,7}} | [ivx]{{1,5}} | [A-Za-z] )
    """,
    re.VERBOSE,
)
_FIRST_SIGN = re.compile(rf": {BLANK}{{1,3}} (?P<sign> [1aAiI] ) \Z", re.VERBOSE)
_ITEM = re.compile(
    rf"""
    (?P<sign> \d{{1,3}} | [ivx]{{1,5}} | [a-z] ) \.
    {BLANK}{{1,3}} (?: [«“"(—–-] {BLANK}{{0,2}} )? {CAPITAL}
    """,
    re.VERBOSE,
)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_SUCCESSIVE = frozenset([*pairwise(ascii_lowercase), *pairwise(_NUMERALS.split())])


class Items:
    """The items of a text, which is read once from its start to its end.

    ``labels`` are the words, in small letters, that stand before an item's number: Art., chap.
    """

    __slots__ = ("_labels", "_sign", "_text")

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self._text = text
        self._labels = labels
        self._sign = ""  # number or letter of the last item

    def is_enumerator(self, start: int, at: int) -> bool:
        """Whether the point at ``at`` follows the number or letter of an item.

        ``start`` is the offset of its segment.
        """
        match = _FIRST_SIGN.search(self._text, max(start, at - 5), at)
        if match is None and at - start <= _LONGEST:
            match = _ENUMERATOR.fullmatch(self._text, start, at)
            if match and match["label"] and match["label"].lower() not in self._labels:
                return False
        if match is not None:
            self._sign = match["sign"]
        return match is not None

    def follows(self, at: int) -> bool:
        """Whether the next item begins at ``at``: ``b. Le vin`` after ``a.``"""
        item = _ITEM.match(self._text, at)
        return item is not None and (self._sign, item["sign"]) in _SUCCESSIVE

    def number_follows(self, at: int) -> bool:
        """Whether the number at ``at`` counts no item, since it is out of order (``1 pd. 80.``)."""
        item = _ITEM.match(self._text, at)
        if item is None or not item["sign"].isdecimal():
            return False
        last = int(self._sign) if self._sign.isdecimal() else 0
        return int(item["sign"]) not in (1, last + 1)
