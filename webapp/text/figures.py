"""Numbers, amounts, times and centuries, from French notation to English.

A number keeps its value, and a currency its sign. What translators change (an amount, a number
with spaces in it) goes round them ``whole``; what they copy (``2.5``, ``14:30``) they are given in
the notation of the target.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Figure:
    """Half-open offsets (in code points) of a figure in a French text, and its English ``text``."""

    start: int
    end: int
    text: str
    whole: bool


#: What a match becomes; None where it is no figure of the kind.
_Written = Callable[[re.Match[str]], str | None]
_BLANK = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}})++(?!\d)|\d++)(?:,\d++)?+(?!\d|[.,]\d)"
_FREE = r"(?<![\w.,])"
_MINUS = r"(?:(?<![\w)])[-−])?+"
_SIGN = r"\$US|US\$|\$CA|[€$£¥]"
_SIGNS = {"$US": "US$", "$CA": "CA$"}
_SCALE = rf"(?:millions?|milliards?){_BLANK}d['’]|Mds?|[kM]"
_ERA = rf"(?P<era>av|apr)\.{_BLANK}?J\.{_BLANK}?-?{_BLANK}?C\."
_DURATION = re.compile(rf"(?:pendant|durant|dur[ée]e?|en|ou){_BLANK}$")
_AT = re.compile(rf"(?<!\w)(?:[àÀ]|vers|dès|avant|après|entre){_BLANK}$", re.IGNORECASE)
_ROMAN = "[IVX]{1,6}"
_NTH = "(?:e|ème|ᵉ|er)"
_AGES = {"siècle": ("century", "centuries"), "millénaire": ("millennium", "millennia")}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def number(text: str) -> str:
    """A French number in English notation: ``1 250,50`` is ``1,250.50``."""
    whole, comma, decimals = text.partition(",")
    groups = re.split(_BLANK, whole)
    return ",".join(groups) + comma.replace(",", ".") + decimals


def ordinal(value: int) -> str:
    """``1st``, ``22nd``, ``113th``."""
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _amount(match: re.Match[str]) -> str:
    low = f"{number(match['low'])}{match['dash'].strip()}" if match["low"] else ""
    sign = _SIGNS.get(match["sign"], match["sign"])
    return f"{match['minus'] or ''}{sign}{low}{number(match['number'])}{_scale(match['scale'])}"


def _scale(scale: str | None) -> str:
    if not scale or scale == "k":
        return scale or ""
    return " billion" if scale.startswith(("Md", "milliar")) else " million"


def _signed_before(match: re.Match[str]) -> str:
    return match["sign"] + number(match["number"])


def _degrees(match: re.Match[str]) -> str:
    return f"{match['minus']}{number(match['number'])} °{match['scheme']}"


def _time(match: re.Match[str]) -> str | None:
    """``14:30``; a duration (« pendant 2 h 30 ») and an hour without its preposition are none."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if _DURATION.search(before) or not (match["minute"] or _AT.search(before)):
        return None
    return f"{match['hour']}:{match['minute'] or '00'}"


def _century(match: re.Match[str]) -> str:
    """``the 19th century``, ``the 15th and 16th centuries``, ``the 4th century BC``."""
    first, singular = ordinal(_value(match["first"])), _AGES[match["age"]][0]
    era = f" {_era(match)}" if match["era"] else ""
    if not match["second"]:
        return f"the {first} {singular}{era}"
    joint = {"et": " and ", "ou": " or ", "au": " to "}.get(match["joint"].strip(), "–")
    second, plural = ordinal(_value(match["second"])), _AGES[match["age"]][1]
    return f"the {first}{joint}{second} {plural}{era}"


def _value(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[digit] for digit in numeral]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _era(match: re.Match[str]) -> str:
    return "BC" if match["era"] == "av" else "AD"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of figure; those with thousands that stand apart are ``whole`` whatever it says.

    A ``worded`` one has French words in it.
    """

    pattern: re.Pattern[str]
    written: _Written
    whole: bool = False
    worded: bool = False


_RULES = (
    _Rule(
        re.compile(
            rf"{_FREE}(?P<minus>{_MINUS})(?:(?P<low>{_NUMBER})(?P<dash>{_BLANK}?[-–]{_BLANK}?))?"
            rf"(?P<number>{_NUMBER}){_BLANK}?(?P<scale>{_SCALE})?(?P<sign>{_SIGN})(?![\w$])"
        ),
        _amount,
        whole=True,
    ),
    _Rule(
        re.compile(rf"(?<![\w$])(?P<sign>{_SIGN}){_BLANK}?(?P<number>{_NUMBER})(?!\w)"),
        lambda match: _SIGNS.get(match["sign"], match["sign"]) + number(match["number"]),
        whole=True,
    ),
    _Rule(
        re.compile(
            rf"{_FREE}(?P<minus>{_MINUS})(?P<number>{_NUMBER}){_BLANK}?°{_BLANK}?"
            r"(?P<scheme>[CF])(?!\w)"
        ),
        lambda match: f"{match['minus']}{number(match['number'])} °{match['scheme']}",
        whole=True,
    ),
    _Rule(
        re.compile(
            rf"{_FREE}(?P<minus>{_MINUS})(?P<number>{_NUMBER}){_BLANK}?(?P<sign>[%‰])(?!\w)"
        ),
        lambda match: match["minus"] + number(match["number"]) + match["sign"],
    ),
    _Rule(
        re.compile(
            rf"{_FREE}(?P<hour>[01]?\d|2[0-4]){_BLANK}?h(?:eures?)?"
            rf"(?:{_BLANK}?(?P<minute>[0-5]\d))?(?!\w|{_BLANK}\d)"
        ),
        _time,
        worded=True,
    ),
    _Rule(
        re.compile(
            rf"(?<!\w)(?P<first>{_ROMAN}){_NTH}"
            rf"(?:(?P<joint>{_BLANK}(?:et|au|ou){_BLANK}|[-–])(?P<second>{_ROMAN}){_NTH})?"
            rf"{_BLANK}(?P<age>siècle|millénaire)s?(?!\w)(?:{_BLANK}{_ERA})?"
        ),
        _century,
        whole=True,
        worded=True,
    ),
    _Rule(
        re.compile(rf"{_FREE}\d{{1,9}}{_BLANK}?–{_BLANK}?\d{{1,9}}(?![\w,.]\d)(?!\w)"),
        lambda match: match[0],
        whole=True,
    ),
    _Rule(
        re.compile(rf"{_FREE}(?P<year>\d{{1,5}}){_BLANK}{_ERA}"),
        lambda match: f"{match['year']} {_era(match)}",
        whole=True,
        worded=True,
    ),
    _Rule(
        re.compile(rf"{_FREE}(?P<minus>{_MINUS})(?P<number>{_NUMBER})(?![\w°])"),
        lambda match: match["minus"] + number(match["number"]),
    ),
)
_SPACED = re.compile(rf"\d{_BLANK}\d{{3}}")
_HINT = re.compile(r"\d|[IVX](?:e|ème|ᵉ|er)\b")


def figures(source: str, *, english: bool = True) -> Iterator[Figure]:
    """The figures of a French text that English writes otherwise, in order, none over another.

    Unless it is to be English, those that go round a translator, as they stand.
    """
    if not _HINT.search(source):
        return
    found = [
        (match.start(), rank, match)
        for rank, rule in enumerate(_RULES)
        if english or not rule.worded
        for match in rule.pattern.finditer(source)
    ]
    end = 0
    for start, rank, match in sorted(found, key=lambda each: each[:2]):
        text = _RULES[rank].written(match) if start >= end else None
        if text is None:
            continue
        if match[0].endswith(".") and match.end() == len(source):
            text += "."  # of the abbreviation, and of the sentence
        whole = _RULES[rank].whole or bool(_SPACED.search(match[0]))
        end = match.end()
        if whole or (english and text != match[0]):
            yield Figure(start, end, text if english else match[0], whole)


_PLAIN = re.compile(r"(?<![^\W\d_])\d+(?:[.,:]\d+)*(?P<nth>(?:er|ère|re|e|ᵉ|è?me|ème|nde?)\b)?")


def plain_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of the numbers that ``figures`` leaves in a text, and each in English."""
    for match in _PLAIN.finditer(text):
        nth = match["nth"]
        value = match[0][: len(match[0]) - len(nth or "")]
        yield (*match.span(), ordinal(int(value)) if nth and value.isdecimal() else match[0])
