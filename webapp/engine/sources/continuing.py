"""Which targets that go on from some words can be offered to one who corrects a sentence."""

from collections.abc import Iterable
from math import exp

from webapp.engine.sources.prepared import Handling
from webapp.text.checks import Check, doubts
from webapp.text.notation.ends import with_same_end

#: What keeps a target from being offered. Another word is likely to be less usual.
_FAULTS = frozenset([Check.NUMBERS, Check.SPANS, Check.REPETITION, Check.COPIED, Check.LANGUAGE])
#: The least share of the best target's mean probability per token that another one has.
LEAST_SHARE = 0.4


def going_on(
    source: str, begun: str, continuations: Iterable[tuple[str, float]], handling: Handling
) -> list[str]:
    """The targets without a fault that begin with ``begun`` and a new word, likely ones first.

    ``continuations`` has each target with its mean log-probability per token. One is left out that
    is far less likely than the best.
    """
    start = " ".join(begun.split())
    languages = handling.source_language, handling.target_language
    likely: list[tuple[float, str]] = []
    for text, mean in continuations:
        target = with_same_end(source, text) if handling.is_french_to_english else text
        rest = target.removeprefix(start)
        if not target.startswith(start) or (start[-1:].isalnum() and rest[:1].isalnum()):
            continue
        faults = _FAULTS.intersection(doubts(source, target, min(mean, -1e-9), *languages))
        if (
            any(map(str.isalnum, rest))
            and not faults
            and handling.glossary.is_kept_to(source, target)
        ):
            likely.append((mean, target))
    likely.sort(reverse=True)
    # The search begins with different pieces, and two of them can begin the same word.
    by_word: dict[str, str] = {}
    for mean, target in likely:
        if exp(mean - likely[0][0]) >= LEAST_SHARE:
            by_word.setdefault(target.removeprefix(start).split()[0], target)
    return list(by_word.values())
