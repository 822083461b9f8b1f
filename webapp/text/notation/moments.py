"""Times, centuries, decades and ordinals, from French notation to English."""

import re
from itertools import pairwise

from webapp.text.notation.numbers import BLANK, FREE, Rule, ordinal

_ERA = rf"(?P<era>avant|après|av\.|apr\.){BLANK}?J\.{BLANK}?-?{BLANK}?C\."
_DURATION = re.compile(rf"(?:pendant|durant|dur[ée]e?|en|ou){BLANK}$")
_AT = re.compile(rf"(?<!\w)(?:[àÀ]|vers|dès|avant|après|entre){BLANK}$", re.IGNORECASE)
_RANGE = re.compile(rf"(?<!\w)de{BLANK}$", re.IGNORECASE)
_H = "(?:[hH]|(?i:heures?))"
_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_ROMAN = "[IVX]{1,6}"
_NTH = "(?:e|ème|ᵉ|er)"
_AGE_NTH = "(?i:e|ème|ᵉ|er)"
#: Who has a number: a word with a capital that is no article.
_NAME = re.compile(rf"\b(?!(?:Le|La|Au|Du|Un|Ce)\b)[A-ZÀ-Þ][\w-]+{BLANK}$")
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS |= {"soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90}
_DECADE = rf"[1-9]0|{'|'.join(sorted(_TENS, key=len, reverse=True))}"
_JOINTS = {"et": " and ", "ou": " or ", "au": " to ", "à": " to "}
_AGES = {"siècle": ("century", "centuries"), "millénaire": ("millennium", "millennia")}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_OF_HOURS = frozenset("hH")


def _time(match: re.Match[str]) -> str | None:
    """``14:30``, or ``9:00-17:00``.

    A duration (« pendant 2 h 30 ») and an hour without its preposition are none.
    """
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    first = f"{match['hour']}:{match['minute'] or '00'}"
    joint = match["joint"]
    if not joint:
        is_time = match["minute"] or _AT.search(before)
        return first if is_time and not _DURATION.search(before) else None
    if joint.strip() in "-–" or match["minute2"] or _AT.search(before) or _RANGE.search(before):
        return f"{first}{joint}{match['hour2']}:{match['minute2'] or '00'}"
    return None


def _per_day(match: re.Match[str]) -> str:
    """``24 hours a day``, ``7 days a week``."""
    return f"{match['number']} {'hours a day' if match['hours'] else 'days a week'}"


def _roman_nth(match: re.Match[str]) -> str:
    """``3e``, which models read; of a king's name (« François Ier »), its numeral."""
    if match["numeral"] == "I" and _NAME.search(match.string[: match.start()]):
        return "I"
    value = _value(match["numeral"])
    return f"{value}{'er' if value == 1 else 'e'}"


def _decades(match: re.Match[str]) -> str:
    """``the 1980s``, ``the 1960s and 1970s``; which tens and twenties are meant is not known."""
    tens = [match[n].lower() for n in ("first", "second") if match[n]]
    values = [_TENS[ten] if ten in _TENS else int(ten) for ten in tens]
    named = [f"{'19' * (value > 20)}{value}s" for value in values]
    joint = _JOINTS[match["joint"].lower()] if match["joint"] else ""
    return f"the {joint.join(named)}"


def _century(match: re.Match[str]) -> str:
    """``the 19th century``, ``the 15th and 16th centuries``, ``the 4th century BC``."""
    first, singular = ordinal(_value(match["first"])), _AGES[match["age"].lower()][0]
    era = f" {_era(match)}" if match["era"] else ""
    if not match["second"]:
        return f"the {first} {singular}{era}"
    joint = _JOINTS.get(match["joint"].strip().lower(), "–")
    second, plural = ordinal(_value(match["second"])), _AGES[match["age"].lower()][1]
    return f"the {first}{joint}{second} {plural}{era}"


def _value(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[digit] for digit in numeral]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _era(match: re.Match[str]) -> str:
    return "BC" if match["era"].startswith("av") else "AD"


MOMENTS = (
    Rule(
        re.compile(
            rf"{FREE}(?P<number>\d{{1,2}}){BLANK}?(?:(?P<hours>{_H}){BLANK}?/{BLANK}?24"
            rf"|(?i:j(?:ours?)?){BLANK}?/{BLANK}?7)(?!\w)"
        ),
        _per_day,
        whole=True,
        worded=True,
        signs=frozenset("/"),
    ),
    Rule(
        re.compile(
            rf"{FREE}\d{{1,4}}{BLANK}?[hH]{BLANK}?[0-5]?\d{BLANK}?min"
            rf"(?:{BLANK}?[0-5]?\d{BLANK}?s)?(?!\w)"
        ),
        lambda match: match[0],
        whole=True,
        worded=True,
        signs=_OF_HOURS,
    ),
    Rule(
        re.compile(
            rf"{FREE}(?P<hour>{_HOUR}){BLANK}?{_H}(?:{BLANK}?(?P<minute>{_MINUTE}))?"
            rf"(?:(?P<joint>{BLANK}?[-–]{BLANK}?|{BLANK}(?i:à|et|ou){BLANK})"
            rf"(?P<hour2>{_HOUR}){BLANK}?{_H}(?:{BLANK}?(?P<minute2>{_MINUTE}))?)?+"
            rf"(?!\w|{BLANK}\d)"
        ),
        _time,
        worded=True,
        signs=_OF_HOURS,
    ),
    Rule(
        re.compile(rf"{FREE}\d{{1,4}}{BLANK}?[hH](?:{BLANK}?{_MINUTE})?(?!\w|{BLANK}\d)"),
        lambda match: match[0],
        whole=True,
        worded=True,
        signs=_OF_HOURS,
    ),
    Rule(
        re.compile(
            rf"(?<!\w)(?P<first>{_ROMAN}){_AGE_NTH}"
            rf"(?:(?P<joint>{BLANK}(?i:et|au|ou){BLANK}|[-–])(?P<second>{_ROMAN}){_AGE_NTH})?"
            rf"{BLANK}(?P<age>(?i:siècle|millénaire))[sS]?(?!\w)(?:{BLANK}{_ERA})?"
        ),
        _century,
        whole=True,
        worded=True,
        signs=frozenset(_ROMAN_DIGITS),
    ),
    Rule(
        re.compile(rf"(?<!\w)(?P<numeral>{_ROMAN}){_NTH}(?!\w)"),
        _roman_nth,
        worded=True,
        signs=frozenset(_ROMAN_DIGITS),
    ),
    Rule(
        re.compile(
            rf"(?<!\w)(?i:années){BLANK}(?P<first>(?i:{_DECADE}))"
            rf"(?:{BLANK}(?P<joint>(?i:et|ou|à)){BLANK}(?P<second>(?i:{_DECADE})))?(?![\w-]|,\d)"
        ),
        _decades,
        whole=True,
        worded=True,
    ),
    Rule(
        re.compile(rf"{FREE}(?P<year>\d{{1,5}}){BLANK}{_ERA}"),
        lambda match: f"{match['year']} {_era(match)}",
        whole=True,
        worded=True,
        signs=frozenset("J"),
    ),
)
