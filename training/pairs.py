"""Parallel text: reading it, and leaving out what is badly aligned.

A corpus is a UTF-8 file, plain or ``.bz2``, of lines ``name<TAB>source<TAB>target``.
"""

import bz2
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

#: Commonest words, by which a text of some length tells its language.
FRENCH = frozenset(
    "le la les de des du un une et est que qui dans pour sur au aux il elle nous vous je ce cette "
    "ne pas par avec se sont son sa ses leur plus mais ou où".split()
)
ENGLISH = frozenset(
    "the of and to in is that for it with as are this be we you not by was have has at from an "
    "will which or their more but".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
#: What groups thousands: a space, a point or a comma between a digit and three more.
_GROUPING = re.compile(r"(?<=\d)[\s.,](?=\d{3}(?!\d))")
#: The first pairs of a file, on which a loss is told and which are never trained on.
HELD = 1_000
#: Below so many characters lengths, and below so many words languages, say little.
SHORT_CHARS, SHORT_WORDS = 30, 8


class Pair(NamedTuple):
    """A French source and its English target."""

    source: str
    target: str


def read_pairs(file: Path) -> Iterator[tuple[str, Pair]]:
    """The name and the pair of each line of a corpus that has both sides."""
    opened = bz2.open if file.suffix == ".bz2" else open
    with opened(file, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            name, _, texts = str(line).rstrip("\n").partition("\t")
            source, _, target = texts.partition("\t")
            if source.strip() and target.strip() and "\t" not in target:
                yield name, Pair(source.strip(), target.strip())


def fault(pair: Pair) -> str | None:
    """Why a pair is left out, or None: ``copy``, ``length``, ``numbers`` or ``language``."""
    source, target = pair
    if source == target and len(source) > SHORT_CHARS:
        return "copy"
    if len(source) > SHORT_CHARS and not 0.5 < len(source) / len(target) < 2.2:
        return "length"
    if _numbers_differ(source, target):
        return "numbers"
    if _is_other(source, FRENCH, ENGLISH) or _is_other(target, ENGLISH, FRENCH):
        return "language"
    return None


def _numbers_differ(source: str, target: str) -> bool:
    """Whether both have numbers and less than half of them in common."""
    one, other = (set(_NUMBER.findall(_GROUPING.sub("", text))) for text in (source, target))
    return bool(one and other) and 2 * len(one & other) < max(len(one), len(other))


def _is_other(text: str, vocabulary: frozenset[str], other: frozenset[str]) -> bool:
    words = Counter(_WORD.findall(text.lower()))
    if words.total() <= SHORT_WORDS:
        return False
    return sum(words[w] for w in vocabulary) <= sum(words[w] for w in other - vocabulary)


def clean(pairs: Iterable[Pair], dropped: Counter[str]) -> Iterator[Pair]:
    """The pairs without a fault, each once; ``dropped`` counts the others by reason."""
    seen: set[int] = set()
    for pair in pairs:
        reason = "repeated" if hash(pair) in seen else fault(pair)
        if reason is None:
            seen.add(hash(pair))
            yield pair
        else:
            dropped[reason] += 1
