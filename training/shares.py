"""How much of each text is taken: the option ``--share NAME=NUMBER``, and the taking."""

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from training.pairs import Pair

#: A text's name, and a pair of it.
Named = tuple[str, Pair]
Shares = dict[str, float]


def share_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option, its ``shares`` as numbers by names."""
    option = click.option(
        "--share",
        "shares",
        multiple=True,
        metavar="NAME=NUMBER",
        callback=_read,
        help="What of a text's pairs is taken: 0.25 a quarter, 1.5 all and half of them twice.",
    )
    return option(command)


def taken(named: Iterable[Named], shares: Shares, chance: random.Random) -> Iterator[Named]:
    """The pairs in their order, each as often as its text's share says; all once without one."""
    for name, pair in named:
        times, part = divmod(shares.get(name, 1.0), 1)
        for _ in range(int(times) + (chance.random() < part)):
            yield name, pair


def _read(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> Shares:
    shares: Shares = {}
    for share in given:
        name, _, number = share.partition("=")
        try:
            shares[name] = float(number)
        except ValueError as error:
            raise click.BadParameter(f"{share!r} is not NAME=NUMBER.") from error
    return shares
