"""Names in pairs changed for others, so that the network learns to spell those it has never seen.

It knows the names of its pairs by heart and gives them to others ("Kavaughna" for Kavanaugh). In a
sentence whose names are new each time it can only copy them.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from training.pairs import Pair

#: A capital within a sentence. Behind these words it is mostly a place, and "in" depends on it.
_NAME = re.compile(
    r"(?<=[\w,)] )(?<!\b[àÀ] )(?<!\b[Ee]n )(?<!\b[aA]u )(?<!aux )[A-ZÀ-Þ][a-zß-ÿ]{2,}\b"
)
#: A name that more pairs have is left: often it has a form or a meaning of its own (« Mars »).
_SELDOM = 30
_VOWELS = frozenset("AEIOUYHÀÂÉÈÊËÎÏÔÖÜÅÁÍÓÚ")
#: Which part of the names is changed, and of these which part to one that is put together.
_CHANGED, _COMPOSED = 0.5, 0.3

#: Names by whether they begin like a vowel, before which « de » would lose its e.
Names = Mapping[bool, Sequence[str]]


def names_of(pairs: Iterable[Pair]) -> Names:
    """The names that some pairs, but not many, have on both sides."""
    counts = Counter(name for pair in pairs for name in _shared(pair))
    found: defaultdict[bool, list[str]] = defaultdict(list)
    for name, count in counts.items():
        if count <= _SELDOM:
            found[name[0] in _VOWELS].append(name)
    return found


def renamed(pair: Pair, names: Names, chance: random.Random) -> Pair:
    """The pair, each second of its names another on both sides; three of ten are made up."""
    source, target = pair
    for name in _shared(pair):
        pool = names.get(name[0] in _VOWELS, ())
        if pool and chance.random() < _CHANGED:
            other = _drawn(pool, chance)
            word = re.compile(rf"\b{name}\b")
            source, target = word.sub(other, source), word.sub(other, target)
    return Pair(source, target)


def _shared(pair: Pair) -> list[str]:
    """The names that both sides have equally often, each once."""
    if not (found := dict.fromkeys(_NAME.findall(pair.source))):
        return []
    source, target = (Counter(re.findall(r"\w+", side)) for side in pair)
    return [name for name in found if source[name] == target[name]]


def _drawn(pool: Sequence[str], chance: random.Random) -> str:
    """A name, or the beginning of one and the end of another."""
    name = chance.choice(pool)
    if chance.random() < _COMPOSED:
        end = chance.choice(pool)
        return name[: (len(name) + 1) // 2] + end[len(end) // 2 :]
    return name
