"""Numbers, amounts, times and centuries, from French notation to English.

A number keeps its value, and a currency its sign. What translators change (an amount, a number
with spaces in it) goes round them ``whole``; what they copy (``2.5``, ``14:30``) they are given in
the notation of the target.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.text.notation.ends import MONTHS
from webapp.text.notation.hours import HOURS_IN_WORDS
from webapp.text.notation.moments import MOMENTS
from webapp.text.notation.numbers import BLANK, FREE, GROUPED, NUMBER, Rule, number, ordinal


@dataclass(frozen=True, slots=True)
class Figure:
    """Half-open offsets (in code points) of a figure in a French text, and its English ``text``."""

    start: int
    end: int
    text: str
    whole: bool


_MINUS = r"(?:(?<![\w)])[-−])?+"
_SIGN = r"\$[ \u00a0\u202f]?(?:US|CAN?)|US\$|[€$£¥]"
_CURRENCY_SIGNS = frozenset("€$£¥")
_SIGNS = {"$US": "US$", "$CA": "CA$", "$CAN": "CA$"}
#: Currencies that stand behind their amounts in English, too.
_CURRENCY = rf"F{BLANK}?CFA|CHF|EUR|USD|GBP|JPY|CAD|AUD|CNY|XOF|XAF|XPF|MAD|TND|DZD"
#: Letters one of which each of these has.
_CURRENCY_LETTERS = frozenset("FPRDY")
_SCALE = rf"(?:millions?|milliards?){BLANK}d['’]|Mds?|[kM]"


def _amount(match: re.Match[str]) -> str:
    low = f"{number(match['low'])}{match['dash'].strip()}" if match["low"] else ""
    signed = f"{match['minus'] or ''}{_sign(match)}"
    return f"{signed}{low}{number(match['number'])}{_scale(match['scale'])}"


def _scale(scale: str | None) -> str:
    if not scale or scale == "k":
        return scale or ""
    return " billion" if scale.startswith(("Md", "milliar")) else " million"


def _sign(match: re.Match[str]) -> str:
    sign = re.sub(BLANK, "", match["sign"])
    return _SIGNS.get(sign, sign)


_RULES = (
    Rule(
        re.compile(
            rf"{FREE}(?P<number>{GROUPED}|\d++){BLANK}?(?P<sign>[€$£])(?P<cents>\d\d)"
            r"(?!\w|[.,]\d)"
        ),
        lambda match: f"{match['sign']}{number(match['number'])}.{match['cents']}",
        whole=True,
        signs=_CURRENCY_SIGNS,
    ),
    Rule(
        re.compile(
            rf"{FREE}(?P<minus>{_MINUS})(?:(?P<low>{NUMBER})(?P<dash>{BLANK}?[-–]{BLANK}?))?"
            rf"(?P<number>{NUMBER}){BLANK}?(?P<scale>{_SCALE})?(?P<sign>{_SIGN})(?![\w$])"
        ),
        _amount,
        whole=True,
        signs=_CURRENCY_SIGNS,
    ),
    Rule(
        re.compile(r"(?<![\w$])[€$£¥]\d{1,3}(?:,\d{3})++(?:\.\d++)?(?![\w,.]\d|\w)"),
        lambda match: match[0],  # in the notation of English already
        whole=True,
        signs=_CURRENCY_SIGNS,
    ),
    Rule(
        re.compile(rf"(?<![\w$])(?P<sign>{_SIGN}){BLANK}?(?P<number>{NUMBER})(?!\w)"),
        lambda match: _sign(match) + number(match["number"]),
        whole=True,
        signs=_CURRENCY_SIGNS,
    ),
    Rule(
        re.compile(rf"{FREE}(?P<number>{NUMBER}){BLANK}?(?P<sign>{_CURRENCY})(?!\w)"),
        lambda match: f"{number(match['number'])} {match['sign']}",
        whole=True,
        signs=_CURRENCY_LETTERS,
    ),
    Rule(
        re.compile(rf"{FREE}(?P<number>{NUMBER}){BLANK}?(?P<unit>[dcmh]?[lL])(?![\w'’])"),
        lambda match: f"{number(match['number'])} {match['unit']}",
        whole=True,
    ),
    Rule(
        re.compile(r"(?<!\w)(?P<sign>[nN][°º])(?P<number>\d++)(?!\w|[.,]\d)"),
        lambda match: f"{match['sign']} {match['number']}",
        worded=True,
        signs=frozenset("°º"),
    ),
    Rule(
        re.compile(rf"{FREE}(?P<number>{NUMBER}){BLANK}?(?P<scale>[kKMGTP])o(?!\w)"),
        lambda match: f"{number(match['number'])} {match['scale']}B",
        worded=True,
    ),
    Rule(
        re.compile(
            rf"{FREE}(?P<minus>{_MINUS})(?P<number>{NUMBER}){BLANK}?°{BLANK}?"
            r"(?P<scheme>[CF])(?!\w)"
        ),
        lambda match: f"{match['minus']}{number(match['number'])} °{match['scheme']}",
        whole=True,
        signs=frozenset("°"),
    ),
    Rule(
        re.compile(rf"{FREE}(?P<minus>{_MINUS})(?P<number>{NUMBER}){BLANK}?(?P<sign>[%‰])(?!\w)"),
        lambda match: match["minus"] + number(match["number"]) + match["sign"],
        signs=frozenset("%‰"),
    ),
    Rule(
        re.compile(rf"{FREE}\d{{1,9}}{BLANK}?–{BLANK}?\d{{1,9}}(?![\w,.]\d)(?!\w)"),
        lambda match: match[0],
        whole=True,
        signs=frozenset("–"),
    ),
    *MOMENTS,
    HOURS_IN_WORDS,
    Rule(
        re.compile(rf"{FREE}(?P<minus>{_MINUS})(?P<number>{NUMBER})(?![\w°])"),
        lambda match: match["minus"] + number(match["number"]),
    ),
)
_SPACED = re.compile(rf"\d{BLANK}\d{{3}}")
_HINT = re.compile(
    r"\d|[IVX](?:e|ème|ᵉ|er|E|ÈME|ER)\b|(?i:années)\b|(?i:\b(?:heures?|midi|minuit)\b)"
)


def figures(source: str, *, english: bool = True) -> Iterator[Figure]:
    """The figures of a French text that English writes otherwise, in order, none over another.

    Unless it is to be English, those that go round a translator, as they stand.
    """
    if not _HINT.search(source):
        return
    characters = frozenset(source)
    matches = [
        (match.start(), rank, match)
        for rank, rule in enumerate(_RULES)
        if (english or not rule.worded) and not (rule.signs and characters.isdisjoint(rule.signs))
        for match in rule.pattern.finditer(source)
    ]
    end = 0
    for start, rank, match in sorted(matches, key=lambda ranked: ranked[:2]):
        text = _RULES[rank].written(match) if start >= end else None
        if text is None:
            continue
        if match[0].endswith(".") and match.end() == len(source):
            text += "."  # of the abbreviation, and of the sentence
        whole = _RULES[rank].whole or bool(_SPACED.search(match[0]))
        end = match.end()
        if whole or (english and text != match[0]):
            yield Figure(start, end, text if english else match[0], whole)


_MONTHS = "|".join(MONTHS)
_PLAIN = re.compile(
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:er)?{BLANK}(?P<month>(?i:{_MONTHS}))\b(?:{BLANK}(?P<year>\d{{4}})\b)?"
    r"|(?<![^\W\d_])\d+(?:[.,:]\d+)*(?P<nth>(?:er|ère|re|e|ᵉ|è?me|ème|nde?)\b)?"
)


def plain_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of the dates and numbers that ``figures`` leaves in a text, and each in English."""
    for match in _PLAIN.finditer(text):
        nth = match["nth"]
        value = match[0][: len(match[0]) - len(nth or "")]
        if match["month"]:
            year = f" {match['year']}" if match["year"] else ""
            value = f"{match['day']} {MONTHS[match['month'].lower()]}{year}"
        yield (*match.span(), ordinal(int(value)) if nth and value.isdecimal() else value)
