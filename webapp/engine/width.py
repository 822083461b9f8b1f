"""How widely a request is searched: prose as asked, and what is no prose so that it costs no more.

A search takes its time by tokens, of a source and of each hypothesis that is followed.
"""

from collections.abc import Sequence

from webapp.engine.batches.line import Tokens
from webapp.engine.sources.pieces import is_odd

#: Tokens that cost too little to be looked at.
FEW = 100
#: Tokens for a character, with their ends, up to which a request is searched as asked. Of 32
#: sentences of news, law or FLORES none has more than 0.28, of names 0.42, of words alone 0.50.
DENSITY = 0.54
#: The share of odd pieces in a request that is all odd.
ODD_SHARE = 0.9
#: Tokens that are sent once more, with their ends, above which they are searched narrowly if they
#: are a quarter of those sent first.
MOST_AGAIN = 160


def alternatives_for(pieces: Sequence[Tokens], sources: Sequence[str], asked: int) -> int:
    """How many alternatives are searched for the pieces of ``sources``, at most those asked for.

    Fewer, the more tokens there are for a character, and none where all but all pieces are odd.
    """
    tokens = _cost(pieces)
    if tokens <= FEW:
        return asked
    if _cost(list(filter(is_odd, pieces))) >= ODD_SHARE * tokens:
        return 0
    characters = sum(len(source) + 1 for source in dict.fromkeys(sources))
    return min(asked, max(0, int((1 + asked) * DENSITY * characters / tokens) - 1))


def is_lost_on(first: Sequence[Tokens], again: Sequence[Tokens]) -> bool:
    """Whether so much of what was sent ``first`` is to be sent ``again`` that it is no prose."""
    return MOST_AGAIN < _cost(again) > _cost(first) / 4


def _cost(pieces: Sequence[Tokens]) -> int:
    """The tokens of pieces, with their ends: a piece of one token costs as much as two."""
    return sum(len(piece) + 1 for piece in pieces)
