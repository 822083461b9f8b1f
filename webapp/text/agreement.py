"""Whether the numbers of a source are those of its target.

A target may say in words (``two``) a number of its source, and in figures what its source says in
words (« deux »).
"""

import re
from collections import Counter
from functools import cache

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
_DECADE = re.compile(r"\bannées (\d0)\b")


def numbers(text: str) -> Counter[str]:
    """The numbers of a text in figures, in English notation, thousands without their commas."""
    found = _NUMBER.findall(text)
    return Counter(each.replace(",", "") if _THOUSANDS.fullmatch(each) else each for each in found)


def numbers_agree(source: str, target: str) -> bool:
    """Whether a French source, its figures in English notation, and its English target agree."""
    if not _NUMBER.search(source) and not _NUMBER.search(target):
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
