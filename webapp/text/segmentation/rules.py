"""What the segmenter knows of a language, read once from ``data/<language>.toml``.

``fr.toml`` explains the tables. A language that has no file gets ``default.toml``.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Ending(StrEnum):
    """When the point of an abbreviation also ends its segment; a member is a table of ``data``."""

    NEVER = "never"
    TITLE = "title"
    STARTER = "starter"
    NUMBER = "number"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Rules:
    """The data of one language: words in lower case, abbreviations as they are written."""

    abbreviations: dict[str, Ending]
    phrase_tails: frozenset[str]  # the last words of abbreviations of two words
    starters: frozenset[str]
    particles: frozenset[str]
    loud: frozenset[str]
    subjects: frozenset[str]
    determiners: frozenset[str]
    labels: frozenset[str]
    counted: frozenset[str]
    leading: frozenset[str]
    hyphens_before: frozenset[str]
    hyphens_after: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]
    heading_words: frozenset[str]
    ordinals: frozenset[str]

    def ending(self, token: str) -> Ending | None:
        """The class of the abbreviation ``token``, without its last point; None for other words."""
        known = self.abbreviations.get(token)
        if known is not None or len(token) == 1 or token.islower():
            return known
        known = self.abbreviations.get(token.lower())
        return known or (self.abbreviations.get(token.capitalize()) if token.isupper() else None)


def rules_for(language: str) -> Rules:
    """The rules for a language by its BCP 47 code, of which only the primary subtag counts."""
    return _load(language.replace("_", "-").partition("-")[0].lower())


@cache
def _load(language: str) -> Rules:
    data = files(__package__) / "data"
    known = {entry.name for entry in data.iterdir()}
    name = f"{language}.toml" if f"{language}.toml" in known else "default.toml"
    return _rules(tomllib.loads((data / name).read_text(encoding="utf-8")))


def _rules(tables: dict[str, Any]) -> Rules:
    abbreviations = dict(_abbreviations(tables["abbreviations"]))
    return Rules(
        abbreviations=abbreviations,
        phrase_tails=frozenset(key.split()[-1] for key in abbreviations if " " in key),
        starters=frozenset(tables["words"]["starters"]),
        particles=frozenset(tables["words"]["particles"]),
        loud=frozenset(tables["words"]["loud"]),
        subjects=frozenset(tables["words"]["subjects"]),
        determiners=frozenset(tables["words"]["determiners"]),
        labels=frozenset(tables["words"]["labels"]),
        counted=frozenset(tables["words"]["counted"]),
        leading=frozenset(tables["words"]["leading"]),
        hyphens_before=frozenset(tables["hyphens"]["before"]),
        hyphens_after=frozenset(tables["hyphens"]["after"]),
        months=frozenset(tables["dates"]["months"]),
        date_words=frozenset(tables["dates"]["days"] + tables["dates"]["glue"]),
        heading_words=frozenset(tables["headings"]["words"]),
        ordinals=frozenset(tables["headings"]["ordinals"]),
    )


def _abbreviations(table: dict[str, list[str]]) -> Iterator[tuple[str, Ending]]:
    for ending in Ending:
        for abbreviation in table[ending]:
            yield abbreviation, ending
