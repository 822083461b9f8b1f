"""Whether the numbers of a source are those of its target.

A target may say in words (``two``) a number of its source, and in figures what its source says in
words (« deux »).
"""

import re
from collections import Counter
from functools import cache

from webapp.text.notation.ends import MONTHS
from webapp.text.notation.numbers import ordinal

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ONES, _NTHS = _CARDINALS.split(), _ORDINALS.split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OTHERS = {"1": "once|single", "2": "twice|both|half", "12": "dozen", "100": "hundred(?:th)?"}
_OTHERS |= {"1000": "thousand(?:th)?", "1000000": "million(?:th)?"}
#: French words that a target may put into figures: numbers, ordinals, and Roman numerals.
_IN_WORDS = re.compile(
    r"\b(?i:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|(?:quatre-)?vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
    r"|cents?|mille|premi(?:er|ère)s?|seconde?s?|demie?s?|quarts?|moitié|midi|minuit|\w{2,9}aines?"
    r"|milliers?|\w{3,12}ième)\b|\b[IVX]+(?:e|er|ème)?\b"
)
_MONTH = f"(?i:{'|'.join(MONTHS)})"
_DATED = re.compile(rf"\b\d{{1,2}}(?:er)? ({_MONTH})\b|\b({_MONTH}) \d{{4}}\b")
_GLUED = re.compile(r"\b[^\W\d_]+#?\d+|##\d+")
_DAY = re.compile(r"\b\d{1,2}(?!\d)")
_ORDINAL = re.compile(r"\b\d{1,6}(?:st|nd|rd|th)\b")
_LONGEST_ORDINAL = 7
_NTH = re.compile(rf"\b(\d+)(?:er|ère|re|e|è?me|ème|nde?)\b(?! {_MONTH}\b)")
#: What may become an ordinal: one, a day, and what has an article.
_COUNTING = re.compile(
    r"\b(\d+)(?:er|ère|re|e|è?me|ème|nde?)\b"
    rf"|\b(?=\d+ {_MONTH}\b|(?<=\ble )|(?<=\b[dac][ue] )|(?<=di ))(\d+)\b",
    re.IGNORECASE,
)
_OTHER_DOLLARS = "canad|austral|néo-|de Hong|de Sing|taï|jama|namib|libér"
_OTHER_POUNDS = "égypt|turq|liban|syr|soud|irland"
#: French words of the currencies that English puts into signs and codes.
_CURRENCIES = {
    "EUR": "(?i:euros?)|€",
    "USD": rf"(?i:dollars?+)(?! (?:{_OTHER_DOLLARS}))|\$",
    "GBP": rf"(?i:livres?+)(?! (?:{_OTHER_POUNDS}))|£",
    "CHF": "(?i:francs? suisses?)",
    "JPY": "(?i:yens?)|¥",
    "CAD": "(?i:dollars? canad)",
    "AUD": "(?i:dollars? austral)",
}
_CURRENCIES |= {"€": _CURRENCIES["EUR"], "$": "(?i:dollars?|USD)", "£": _CURRENCIES["GBP"]}
_CURRENCY = re.compile(rf"\b(?:{'|'.join(sign for sign in _CURRENCIES if sign.isalpha())})\b|[€$£]")
_WORD = re.compile(r"[^\W\d_]{4}")
_QUOTE = re.compile('[«“„"]')
_ENGLISH_QUOTE = re.compile(r"[“\"]|(?<!\w)['‘]\w")
_DECADE = re.compile(r"\bannées (\d0)\b")


def numbers(text: str) -> Counter[str]:
    """The numbers of a text in figures, in English notation, thousands without their commas."""
    figures = _NUMBER.findall(text)
    return Counter(
        figure.replace(",", "") if _THOUSANDS.fullmatch(figure) else figure for figure in figures
    )


def numbers_agree(source: str, target: str) -> bool:
    """Whether a French source, its figures in English notation, and its English target agree."""
    if _NUMBER.findall(source) == _NUMBER.findall(target):
        return True
    here, there = numbers(source), numbers(target)
    missing, extra = here - there, there - here
    for decade in _DECADE.findall(source):
        extra -= Counter([f"1{n}{decade}" for n in range(10)] + [f"20{decade}"])
        missing -= Counter([decade])
    spoken = target.lower() if missing else ""
    return all(_words(number).search(spoken) for number in missing) and (
        not extra or bool(_IN_WORDS.search(source))
    )


def months_agree(source: str, target: str) -> bool:
    """Whether the months of a French source's dates are in its English target, none too often."""
    named = Counter(MONTHS[(a or b).lower()] for a, b in _DATED.findall(source))
    days = len(_DAY.findall(source)) if named else 0
    return all(0 < len(re.findall(rf"\b{month}\b", target)) <= max(days, 1) for month in named)


def numbers_stand_alone(source: str, target: str) -> bool:
    """Whether no number is glued to a word in an English target, but as in its French source."""
    glued = set(_GLUED.findall(target))
    return not glued or glued <= set(_GLUED.findall(source))


def ordinals_agree(source: str, target: str) -> bool:
    """Whether the ordinals of a French source are some in its English target, and well written."""
    has = _ORDINAL.findall(target)
    wanted = {value for value in _NTH.findall(source) if len(value) < _LONGEST_ORDINAL}
    if not has and not wanted:
        return True
    spoken = target.lower()
    counting = {a or b for a, b in _COUNTING.findall(source)}
    return all(
        nth in has or _words(value).search(spoken)
        for value, nth in ((number, ordinal(int(number))) for number in wanted)
    ) and all(ordinal(int(number[:-2])) == number and number[:-2] in counting for number in has)


def currencies_agree(source: str, target: str) -> bool:
    """Whether an English target has no sign or code of a currency that its French source lacks."""
    named = set(_CURRENCY.findall(target))
    return all(
        re.search(rf"{re.escape(currency)}|{_CURRENCIES[currency]}", source) for currency in named
    )


def has_lost_its_words(source: str, target: str) -> bool:
    """Whether a source has a word, and its target none."""
    return bool(_WORD.search(source)) and not any(map(str.isalpha, target))


def marks_lost(source: str, target: str) -> int:
    """How many brackets differ, and whether quotation marks are missing."""
    brackets = sum(abs(source.count(mark) - target.count(mark)) for mark in "()[]")
    return brackets + (bool(_QUOTE.search(source)) and not _ENGLISH_QUOTE.search(target))


@cache
def _words(number: str) -> re.Pattern[str]:
    """How English says a number without figures; nothing matches where it has many words."""
    ways = [_OTHERS[number]] if number in _OTHERS else []
    if len(number) < 3 and number.isdecimal():
        tens, ones = divmod(int(number), 10)
        if tens < 2:
            ways += [_ONES[int(number)], _NTHS[int(number)]]
        elif ones:
            ways.append(f"{_TENS[tens - 2]}[- ](?:{_ONES[ones]}|{_NTHS[ones]})")
        else:
            ways.append(f"{_TENS[tens - 2][:-1]}(?:y|ies|ieth)")
    return re.compile(rf"\b(?:{'|'.join(ways)})s?\b" if ways else "(?!)")
