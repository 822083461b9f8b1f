"""The languages that the form for a new text offers, and those that it sends."""

from typing import NamedTuple

from flask import request

from webapp.errors import BadInput
from webapp.text import language_name
from webapp.translation.routing import AUTO, offered_pairs
from webapp.views.context import desk

#: The pair where nothing is installed, so that a text waits for a package.
_USUAL = ("fr", "en")
#: Between the two codes of a pair in a form.
_TO = ">"


class OfferedPair(NamedTuple):
    """A source language, which may be AUTO, and a target language."""

    source: str
    target: str

    @property
    def value(self) -> str:
        """The pair as the form sends it."""
        return _TO.join(self)

    @property
    def label(self) -> str:
        """The pair in words."""
        source = "As found" if self.source == AUTO else language_name(self.source)
        is_direct = self.source == AUTO or tuple(self) in desk().translators.pairs()
        return (
            f"{source} – {language_name(self.target)}{'' if is_direct else ', by way of English'}"
        )


def offered() -> list[OfferedPair]:
    """The pairs of the installed packages, the usual one first."""
    return [OfferedPair(*pair) for pair in offered_pairs(desk().translators)]


def sources(pairs: list[OfferedPair]) -> list[str]:
    """The names of the languages that texts can be in."""
    codes = dict.fromkeys(pair.source for pair in pairs if pair.source != AUTO)
    return [language_name(code) for code in codes or (_USUAL[0],)]


def chosen() -> OfferedPair:
    """The pair that the form names, else the usual one; raises BadInput for one not offered."""
    pairs = offered()
    value = request.form.get("pair", "")
    if not value:
        return pairs[0] if pairs else OfferedPair(*_USUAL)
    for pair in pairs:
        if pair.value == value:
            return pair
    raise BadInput("There is no package for these languages. Choose others.")
