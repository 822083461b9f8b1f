"""What training learns from, without end: pairs, and lessons that the parent gives."""

import random
from collections.abc import Iterator, Sequence

from torch import Tensor

from training.batches import Batch, batches, encoded
from training.lessons import Lesson
from training.losses import loss_of
from training.network import Network
from training.noise import varied
from training.pairs import Pair
from training.renaming import names_of, renamed
from training.teaching import Teacher
from training.vocabulary import Vocabularies

#: The loss of a batch, for each token, and how many tokens it has.
Loss = tuple[Tensor, int]
#: Pairs that are made pieces and batches at once.
_CHUNK = 24_000


def told(
    network: Network, pairs: Sequence[Pair], vocabularies: Vocabularies, budget: int
) -> Iterator[Loss]:
    """The network's losses on batches of pairs, of at most ``budget`` target tokens each."""
    for batch in endless(pairs, vocabularies, budget):
        yield loss_of(network, batch, sampled=True)


def heard(
    network: Network, teacher: Teacher, lessons: Sequence[Lesson], budget: int
) -> Iterator[Loss]:
    """The network's losses on batches of lessons, in an order of their own, pass after pass."""
    chance, order = random.Random(), list(lessons)
    while True:
        chance.shuffle(order)
        for start in range(0, len(order), _CHUNK):
            ready = teacher.batches(order[start : start + _CHUNK], budget)
            chance.shuffle(ready)
            yield from (teacher.loss(network, batch) for batch in ready)


def mixed(some: Iterator[Loss], others: Iterator[Loss], share: float) -> Iterator[Loss]:
    """Now of the one, now of the others; these have their ``share``."""
    chance = random.Random()
    while True:
        yield next(others if chance.random() < share else some)


def endless(pairs: Sequence[Pair], vocabularies: Vocabularies, budget: int) -> Iterator[Batch]:
    """Batches of the pairs in an order of their own, pass after pass, noise and names new."""
    chance, order, names = random.Random(), list(pairs), names_of(pairs)
    while True:
        chance.shuffle(order)
        for start in range(0, len(order), _CHUNK):
            named = (renamed(pair, names, chance) for pair in order[start : start + _CHUNK])
            chunk = [varied(pair, chance) for pair in named]
            ready = list(batches(encoded(chunk, vocabularies), budget))
            chance.shuffle(ready)
            yield from ready
