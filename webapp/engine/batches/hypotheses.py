"""What the model gives for a text: hypotheses, and those of a whole from those of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """What the model gives for one piece: targets best first, and the best one's log-probability.

    ``log_probability`` is the sum over the best target's ``tokens``, its end token included. There
    are no targets when the model came to no end.
    """

    targets: tuple[str, ...]
    log_probability: float
    tokens: int


def unchanged(text: str) -> Hypotheses:
    """The hypothesis of what stays as it is."""
    return Hypotheses((text,), 0.0, 1)


def rows(results: Sequence[Hypotheses]) -> list[list[str]]:
    """The targets of the parts of one whole, best first; one that has fewer repeats its last."""
    count = max((len(result.targets) for result in results), default=1)
    return [
        [result.targets[min(n, len(result.targets) - 1)] for result in results]
        for n in range(count)
    ]


def joined(results: Sequence[Hypotheses], parts: Sequence[str] = ()) -> Hypotheses:
    """The hypotheses of a whole, from those of its parts and the spaces that end these."""
    spaces = [part[len(part.rstrip()) :] for part in parts[:-1]]
    if not all(result.targets for result in results):
        return Hypotheses((), 0.0, 1)
    pairs = (zip_longest(row, spaces, fillvalue="") for row in rows(results))
    return Hypotheses(
        targets=tuple("".join(map("".join, row)) for row in pairs),
        log_probability=sum(result.log_probability for result in results),
        tokens=sum(result.tokens for result in results),
    )
