"""Short pairs made of long ones: names, which stay as they are, and words with their translations.

Parallel text has sentences; readers also have titles, bylines and the cells of tables, of a word or
two. A model that never met these makes sentences of them.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from training.pairs import Pair

#: Two to four words that begin with a capital, not at the beginning of a sentence.
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){1,3}(?![\w'’-])")
#: What stands around names in bylines and lists; most stand alone.
_FORMS = 4 * [("{0}", "{0}")] + [
    ("Par {0}", "By {0}"),
    ("par {0}", "by {0}"),
    ("{0} et {1}", "{0} and {1}"),
    ("de {0}", "of {0}"),
    ("{0}, {1}", "{0}, {1}"),
]
_WORD = re.compile(r"[^\W\d_]+")
#: Pairs with no more words than that on either side tell which words belong together.
FEW_WORDS = 12
#: A word pair is told when it is found so often, and when so much of what either word does, it does
#: with the other (the coefficient of Dice, 1945).
FEWEST, LEAST_DICE = 5, 0.35
#: Names made of others, for each that was found.
RECOMBINED = 3


def short_pairs(pairs: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """The names and words of pairs, and RECOMBINED times as many names as were found."""
    found = names(pairs)
    combinations = recombined(found, RECOMBINED * len(found), chance) if found else []
    return [*found, *combinations, *words(pairs)]


def names(pairs: Iterable[Pair]) -> list[Pair]:
    """The names that both sides of a pair have, each once."""
    found = {
        name
        for source, target in pairs
        for name in set(_NAME.findall(source)) & set(_NAME.findall(target))
    }
    return [Pair(name, name) for name in sorted(found) if not name.isupper()]


def recombined(pairs: Sequence[Pair], count: int, chance: random.Random) -> list[Pair]:
    """``count`` names of the first and the last words of others, alone, joined, or after a word."""
    firsts = [pair.source.split()[0] for pair in pairs]
    lasts = [pair.source.split()[-1] for pair in pairs]

    def name() -> str:
        return f"{chance.choice(firsts)} {chance.choice(lasts)}"

    combinations = []
    for _ in range(count):
        form, person, other = chance.choice(_FORMS), name(), name()
        combinations.append(Pair(*(side.format(person, other) for side in form)))
    return combinations


def words(pairs: Sequence[Pair]) -> list[Pair]:
    """Words each of which is the other's best companion, small and with a capital."""
    sides = ((_found(source), _found(target)) for source, target in pairs)
    short = [
        (set(one), set(other)) for one, other in sides if max(len(one), len(other)) <= FEW_WORDS
    ]
    left = Counter(word for one, _ in short for word in one)
    right = Counter(word for _, other in short for word in other)
    both = Counter((a, b) for one, other in short for a in one for b in other)
    return [
        pair
        for source, target in _mutual(left, right, both)
        for pair in (Pair(source, target), Pair(source.capitalize(), target.capitalize()))
    ]


def _found(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _mutual(
    left: Counter[str], right: Counter[str], both: Counter[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    dice = {
        pair: 2 * count / (left[pair[0]] + right[pair[1]])
        for pair, count in both.items()
        if count >= FEWEST
    }
    best: dict[str, str] = {}
    back: dict[str, str] = {}
    for source, target in sorted(dice, key=lambda pair: (dice[pair], pair)):
        best[source], back[target] = target, source
    for source, target in sorted(best.items()):
        if back[target] == source and dice[source, target] >= LEAST_DICE:
            yield source, target
