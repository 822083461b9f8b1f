"""Times of the day in words: « à dix-huit heures », « vers huit heures et demie ».

Small models read the numbers of such words one by one ("ten eighteen hours"), and copy ``18:00``.
A duration (« pendant dix-huit heures », « à deux heures de Paris ») is none, and a full hour up to
twelve stays, as English says it in words, too.
"""

import re

from webapp.text.notation.numbers import BLANK, Rule

_TO_NINETEEN = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}


def _counted() -> dict[str, int]:
    """The numbers from nought to 59 by their words."""
    numbers = {word: value for value, word in enumerate(_TO_NINETEEN)}
    for ten, value in _TENS.items():
        numbers |= {ten: value, f"{ten}-et-un": value + 1}
        numbers |= {f"{ten}-{unit}": value + n for n, unit in enumerate(_TO_NINETEEN[:10]) if n > 1}
    feminine = {f"{word}e": value for word, value in numbers.items() if word.endswith("un")}
    return numbers | feminine


_NUMBERS = _counted()


def _words(least: int, most: int) -> str:
    """Any number between the two, for expressions; its words are joined by hyphens or spaces."""
    several = sorted((w for w, v in _NUMBERS.items() if least <= v <= most), key=len, reverse=True)
    return "|".join(several).replace("-", "[- ]")


def _in_any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OF_DAY = rf"du{BLANK}(?:matin|soir)|de{BLANK}l['’]après"
#: What makes hours a duration, or a time after another.
_NO_TIME = (
    rf"(?!{BLANK}(?:(?!{_OF_DAY})d(?:['’]|[ue]{BLANK})|par|sur|plus|avant|après|en{BLANK}retard)\b)"
)
#: What may follow minutes, so that « à vingt heures trente personnes » has none.
_END = (
    rf"(?=\s*(?:$|[^\w\s])|{BLANK}(?:et|ou|où|à|au|aux|du|de|des|le|la|les|l|dans|pour|sur|en|mais|que|qui"
    r"|une?|ils?|elles?|on|je|j|tu|nous|vous|ce|cet|cette|ces|avec|sans|chez|devant|pendant|quand"
    r"|lorsqu\w*|car|puis|précises?|pile|environ|heures?|demain|hier|chaque|tous|toutes|est|était"
    r"|\w+di)\b)"
)
_MINUTES = (
    rf"(?P<minutes>et{BLANK}demie?|et{BLANK}quart|moins{BLANK}(?:(?:le|un){BLANK}quart"
    rf"|(?:{_words(1, 29)}))|(?:{_words(1, 59)})(?:{BLANK}minutes?)?)"
)
_TIME = _in_any_case(
    rf"(?<![\w-])(?:(?P<hour>(?:{_words(1, 24)})){BLANK}heures?|(?P<middle>midi|minuit))"
    rf"(?:{BLANK}{_MINUTES}{_END})?(?![\w-]){_NO_TIME}"
)
#: What stands before a time of the day; ``beside`` one, or a duration, unless it is past noon.
_BEFORE = _in_any_case(
    rf"(?<!\w)(?:à|vers|dès|(?P<beside>avant|après)|entre|il{BLANK}(?:est|était|sera)"
    rf"(?:{BLANK}(?:déjà|presque|environ))?){BLANK}$"
)
#: A range (« de dix heures à dix-neuf heures »), of which both hours are in one notation.
_FIRST = _in_any_case(rf"(?<!\w)(?:de|entre){BLANK}$")
_SECOND = _in_any_case(rf"{BLANK}(?:à|et){BLANK}(?=(?:{_words(13, 24)}){BLANK}heures?\b)")
_OTHER = _in_any_case(
    rf"(?<!\w)(?:de|entre){BLANK}(?:{_words(1, 24)}){BLANK}heures{BLANK}et{BLANK}$"
)
#: How far the text before a time is looked at, in code points.
_LOOKED_AT = 40
_NOON = 12
_MIDDLES = {"midi": _NOON, "minuit": 2 * _NOON}


def _written(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - _LOOKED_AT) : match.start()]
    is_first = _FIRST.search(before) and _SECOND.match(match.string, match.end())
    at = _BEFORE.search(before)
    hour = _value(match["hour"]) if match["hour"] else _MIDDLES[match["middle"].lower()]
    is_past_noon = _NOON < hour < 2 * _NOON
    is_time = is_first or _OTHER.search(before) or (at and (is_past_noon or not at["beside"]))
    is_long = hour > _NOON and match["hour"]
    if not is_time or not (match["minutes"] or is_long or is_first):
        return None
    minutes = _minutes((match["minutes"] or "").lower())
    if minutes < 0:
        return f"{hour - 1 or _NOON}:{minutes + 60:02}"
    return f"{hour % (2 * _NOON) if match['middle'] else hour}:{minutes:02}"


def _minutes(words: str) -> int:
    """How many minutes after the hour words say; before it they are negative."""
    if "demi" in words:
        return 30
    if "quart" in words:
        return -15 if words.startswith("moins") else 15
    number = re.sub(rf"^moins{BLANK}|{BLANK}minutes?$", "", words)
    value = _value(number) if number else 0
    return -value if words.startswith("moins") else value


def _value(words: str) -> int:
    return _NUMBERS[re.sub(BLANK, "-", words.lower())]


#: Hours of the day in words.
HOURS_IN_WORDS = Rule(_TIME, _written, worded=True)
