"""What the rules of French notation are made of: numbers, ordinals, and a rule itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass

#: What a match becomes; None where it is no figure of the kind.
Written = Callable[[re.Match[str]], str | None]
BLANK = "[ \u00a0\u2009\u202f]"
GROUPED = rf"\d{{1,3}}(?:{BLANK}\d{{3}})++(?!\d)"
NUMBER = rf"(?:{GROUPED}|\d{{1,3}}(?:\.\d{{3}})++(?=,\d)|\d++)(?:,\d++)?+(?!\d|[.,]\d)"
FREE = r"(?<![\w.,])"


def number(text: str) -> str:
    """A French number in English notation: ``1 250,50`` is ``1,250.50``."""
    whole, comma, decimals = text.partition(",")
    groups = re.split(rf"{BLANK}|\.", whole)
    return ",".join(groups) + comma.replace(",", ".") + decimals


def ordinal(value: int) -> str:
    """``1st``, ``22nd``, ``1,113th``."""
    teens = 10 <= value % 100 <= 20
    return f"{value:,}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of figure; those with thousands that stand apart are ``whole`` whatever it says.

    A ``worded`` one has French words in it. A text without any of the characters of ``signs``, if
    there are some, has no figure of the kind: to look for these is cheaper by far.
    """

    pattern: re.Pattern[str]
    written: Written
    whole: bool = False
    worded: bool = False
    signs: frozenset[str] = frozenset()
