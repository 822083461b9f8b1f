"""What no rule tells of the number of nouns: two lists that come from the bundled dictionary.

``python -m training.dictionary.number`` writes them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def invariable_words() -> frozenset[str]:
    """French words that end like plurals and are none: temps, prix, heureux."""
    return frozenset(_lines("invariable.txt"))


@cache
def unruly_singulars() -> Mapping[str, str]:
    """English plurals whose singular the rules get wrong: viruses, headaches."""
    return dict(line.split("\t") for line in _lines("singulars.tsv"))


def _lines(name: str) -> list[str]:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines()
