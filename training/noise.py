"""Variants of a pair, so that the network meets placeholders, capitals and careless typing."""

import random
import re
from collections.abc import Callable

from training.pairs import Pair
from training.vocabulary import PLACEHOLDERS

_Making = Callable[[], Pair]
#: The target's quotation marks are always plain; the product makes them typographic.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_PLAIN_SOURCE = str.maketrans({"’": "'", "«": '"', "»": '"'})
#: What can stand the same on both sides: addresses, numbers, names, tags, braces, code.
_SPAN = re.compile(
    r"https?://\S+[\w/]|[\w.]+@[\w.]+\w|\b(?=\w*\d)\w[\w.,:/-]*\w\b"
    r"|\b[A-ZÉ][\w-]*[A-Z]\w*\b|\b[A-Z][\w-]{3,}\b|<[^<>]{1,40}>|\{[^{}]{1,30}\}|`[^`]{1,30}`"
)
_PLACED, _CAPITALS, _POINTLESS, _TYPED, _SMALL = 0.08, 0.01, 0.03, 0.03, 0.01


def plain(pair: Pair) -> Pair:
    """The pair, the quotation marks of its target plain."""
    return Pair(pair.source, pair.target.translate(_PLAIN))


def varied(pair: Pair, chance: random.Random) -> Pair:
    """Mostly the pair itself, the quotation marks of its target plain.

    8 % have placeholders for what both sides share, 1 % are in capitals, 3 % without final point,
    3 % with a typist's quotes in the source, 1 % have a source in small letters.
    """
    source, target = plain(pair)
    kinds: tuple[tuple[float, _Making], ...] = (
        (_PLACED, lambda: _placed(Pair(source, target), chance)),
        (_CAPITALS, lambda: Pair(source.upper(), target.upper())),
        (_POINTLESS, lambda: Pair(source.rstrip(" ."), target.rstrip(" ."))),
        (_TYPED, lambda: Pair(source.translate(_PLAIN_SOURCE), target)),
        (_SMALL, lambda: Pair(source.lower(), target)),
    )
    drawn = chance.random()
    for share, making in kinds:
        if drawn < share:
            return making()
        drawn -= share
    return Pair(source, target)


def _placed(pair: Pair, chance: random.Random) -> Pair:
    """The pair with placeholders for up to eight spans that each side has once.

    Half of the time they are numbered in the source's order, otherwise at random.
    """
    source, target = pair
    spans = [span for span in dict.fromkeys(_SPAN.findall(source)) if len(span) > 1]
    shared = [each for each in spans if source.count(each) == target.count(each) == 1]
    marks = list(PLACEHOLDERS)
    if chance.random() < 0.5:
        chance.shuffle(marks)
    for span, mark in zip(shared[: chance.randint(1, len(marks))], marks, strict=False):
        if source.count(span) == target.count(span) == 1:  # an earlier span can have held it
            source, target = source.replace(span, mark), target.replace(span, mark)
    return Pair(source, target)
