"""The marks that an English target ends with, its quotation marks and its dates."""

import re

_MARKS = ".,;:!?…"
_CLOSERS = "\"”»’')]"
_TAIL = re.compile(rf"[\s{_MARKS}]*$")
_PAIR = re.compile(r'"\s*([^"]*?)\s*"')
_SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]*\w[^'‘’]*)['’](?!\w)")
_DASH = re.compile(r"(?<=\s)[-–—](?=\s)")
_ELLIPSIS = re.compile(r"…|\.\.\.(?!\.)")
_OPENING = re.compile(r"(?<![^\s(\[—–-])\"(?=\S)")
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH = "January February March April May June July August September October November December"
#: The English names of months by their French ones.
MONTHS = dict(zip(_FRENCH.split(), _ENGLISH.split(), strict=True))
_DATE = re.compile(rf"\b\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})\b")
_MONTHS = "|".join(MONTHS.values())
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}} (?:{_MONTHS}))[,-] ?(?=\d{{4}}\b)")
_MONTH_FIRST = re.compile(
    rf"\b({_MONTHS})"
    r" (\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:,( \d{4})\b)?"
)
_GUILLEMETS = re.compile("[«»“”„]")


def with_same_end(source: str, target: str) -> str:
    """The target with the marks that its French source ends with, as many of them, and no others.

    What ends with a bracket or a quotation mark is left alone.
    """
    bare = target.rstrip()
    if not bare or source.rstrip().endswith(tuple(_CLOSERS)) or bare.endswith(tuple(_CLOSERS)):
        return target
    wanted = "".join(_end(source).split())
    has = _end(bare)
    if "".join(has.split()) == wanted or (not wanted and has == "." and "." in bare[:-1][-3:]):
        return target
    body = bare[: len(bare) - len(has)]
    return body + wanted + target[len(bare) :] if body else target


def _end(text: str) -> str:
    match = _TAIL.search(text.rstrip())
    return match[0].lstrip() if match else ""


def has_guillemets(source: str) -> bool:
    """Whether a source has quotation marks of French."""
    return bool(_GUILLEMETS.search(source))


def with_quotation_marks(target: str) -> str:
    """The target of a source with guillemets, with “ and ” for its plain quotation marks.

    Single ones stand for them where there are no double ones.
    """
    if '"' not in target:
        return _SINGLE.sub(r"“\1”", target)
    if target.count('"') % 2 == 0:
        return _PAIR.sub(r"“\1”", target).replace("”,", ",”")
    return _OPENING.sub("“", target).replace('",', ",”").replace('"', "”")


def with_dates(source: str, target: str) -> str:
    """The target with the day of each date before its month, as in its French source."""
    if not _DATE.search(source):
        return target
    return _DAY_FIRST.sub(r"\1 ", _MONTH_FIRST.sub(r"\2 \1\3", target))


def with_dashes(source: str, target: str) -> str:
    """The target with the dash and the ellipsis that its source has, where that has one kind."""
    for mark in (_DASH, _ELLIPSIS):
        kinds = set(mark.findall(source))
        if len(kinds) == 1:
            target = mark.sub(kinds.pop(), target)
    return target
