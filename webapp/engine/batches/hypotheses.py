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


def rows(found: Sequence[Hypotheses]) -> list[list[str]]:
    """The targets of the parts of one whole, best first; one that has fewer repeats its last."""
    count = max((len(each.targets) for each in found), default=1)
    return [[each.targets[min(n, len(each.targets) - 1)] for each in found] for n in range(count)]


def joined(found: Sequence[Hypotheses], parts: Sequence[str] = ()) -> Hypotheses:
    """The hypotheses of a whole, from those of its parts and the spaces that end these."""
    spaces = [part[len(part.rstrip()) :] for part in parts[:-1]]
    if not all(each.targets for each in found):
        return Hypotheses((), 0.0, 1)
    pairs = (zip_longest(row, spaces, fillvalue="") for row in rows(found))
    return Hypotheses(
        targets=tuple("".join(map("".join, row)) for row in pairs),
        log_probability=sum(each.log_probability for each in found),
        tokens=sum(each.tokens for each in found),
    )
