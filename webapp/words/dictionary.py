"""The bundled dictionary: one SQLite file, opened read-only and never loaded whole.

``training/dictionary`` makes it. A listing is text: an entry a line, its fields between tabs.
"""

import sqlite3
import threading
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from webapp.errors import DictionaryUnavailable

#: What SQLite takes as parameters of one question in all its versions.
_MOST_PARAMETERS = 500
#: A reading of a form that is so much rarer than the commonest is none.
RARE = 0.003
#: A lemma that has so much of a form's frequency has the form alone.
_ALONE = 0.97
#: All keys in one row, since reading thousands of rows takes thrice as long.
_KEYS_LIKE = (
    "SELECT group_concat(key, char(10)) FROM (SELECT DISTINCT key FROM forms"
    " WHERE key >= ? AND key < ? || char(1114111) AND length(key) BETWEEN ? AND ?)"
)
_FORMS_OF_LEMMA = "SELECT form FROM english WHERE lemma = ? ORDER BY form"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An English word or phrase, and its share of what a lemma was put as, where that is known."""

    text: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a lemma: its kind, its grammar in codes and its frequency in a million words.

    ``meanings`` are those of the lemma; ``lemma_frequency`` is that of all its forms.
    """

    form: str
    lemma: str
    kind: str
    grammar: str
    frequency: float
    lemma_frequency: float
    meanings: tuple[Meaning, ...]


class Lexeme(NamedTuple):
    """A lemma with its kind."""

    lemma: str
    kind: str


class Reading(NamedTuple):
    """What a form may be: a lexeme, its likeliest grammar, and how often in a million words."""

    lexeme: Lexeme
    codes: str
    frequency: float


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of two to four words, how it is written, and what it was put as."""

    key: str
    text: str
    meanings: tuple[Meaning, ...]


def key_of(form: str) -> str:
    """A form as the file is ordered by: without accents, with œ as oe."""
    if form.isascii():
        return form
    plain = form.replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def main_lemma(lemmas: Mapping[str, float]) -> str | None:
    """The lemma that has nearly all of a form's frequency, or None: the form is ambiguous."""
    if not lemmas:
        return None
    lemma = max(lemmas, key=lambda lemma: lemmas[lemma])
    return lemma if lemmas[lemma] >= _ALONE * sum(lemmas.values()) else None


class Dictionary:
    """Questions to the file, each answered in well below a millisecond.

    Any thread may ask. Raises DictionaryUnavailable where the file is missing or damaged.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        self.keys_like = lru_cache(maxsize=32)(self._keys_like)
        self.links = lru_cache(maxsize=20_000)(self._links)
        self.english_lemma = lru_cache(maxsize=20_000)(self._english_lemma)
        self.english_forms = lru_cache(maxsize=20_000)(self._english_forms)
        self.class_of = lru_cache(maxsize=20_000)(self._class_of)

    @cached_property
    def identity(self) -> str:
        """What tells this file from another dictionary: a checksum of its bytes."""
        try:
            return f"{zlib.crc32(self._file.read_bytes()):08x}"
        except OSError as error:
            raise DictionaryUnavailable from error

    def forms(self, keys: Sequence[str]) -> list[Form]:
        """Every form with one of the keys, commonest first."""
        rows = self._rows_among(
            "SELECT coalesce(nullif(f.form, ''), f.key), l.lemma, l.kind, g.codes, f.frequency,"
            " l.frequency, l.meanings FROM forms f JOIN lexemes l ON l.id = f.lexeme"
            " JOIN grammars g ON g.id = f.grammar WHERE f.key IN ({})",
            keys,
        )
        forms = [
            Form(form, lemma, kind, codes, frequency / 100, total / 100, tuple(_meanings(listing)))
            for form, lemma, kind, codes, frequency, total, listing in rows
        ]
        return sorted(forms, key=lambda form: -form.frequency)

    def lexemes(self, forms: Collection[str]) -> dict[str, Lexeme]:
        """The lexeme that each form is likeliest, for those that the dictionary has."""
        return {form: readings[0].lexeme for form, readings in self.readings(forms).items()}

    def readings(self, forms: Collection[str]) -> dict[str, tuple[Reading, ...]]:
        """The readings of each form, likeliest first, for those that the dictionary has.

        Those of a compound that it does not have are those of the first part that it has.
        """
        readings = self._readings(forms)
        missing = [form for form in forms if form not in readings]
        parts = {
            form: some for form in missing if len(some := form.replace(" ", "-").split("-")) > 1
        }
        known = self._readings({part for some in parts.values() for part in some})
        for form, some in parts.items():
            if first := next((known[part] for part in some if part in known), None):
                readings[form] = first
        return readings

    def _readings(self, forms: Collection[str]) -> dict[str, tuple[Reading, ...]]:
        """The readings of each form, or else those of a form that differs by accents alone."""
        keys = {form: key_of(form) for form in forms}
        spelled: dict[str, dict[tuple[str, str], tuple[str, float]]] = defaultdict(dict)
        alike: dict[str, str] = {}
        rows = self._rows_among(
            "SELECT f.key, coalesce(nullif(f.form, ''), f.key), l.lemma, l.kind, g.codes,"
            " f.frequency FROM forms f JOIN lexemes l ON l.id = f.lexeme"
            " JOIN grammars g ON g.id = f.grammar WHERE f.key IN ({}) ORDER BY f.frequency DESC",
            list(set(keys.values())),
        )
        for key, form, lemma, kind, codes, frequency in rows:
            codes, more = spelled[form].get((lemma, kind), (codes, 0.0))
            spelled[form][lemma, kind] = codes, more + frequency / 100
            alike.setdefault(key, form)
        usual = {form: _usual(some) for form, some in spelled.items()}
        both = {form: usual.get(form) or usual.get(alike.get(k, "")) for form, k in keys.items()}
        return {form: some for form, some in both.items() if some}

    @cached_property
    def weights(self) -> Mapping[str, Mapping[str, float]]:
        """What each sign beside a form (``disambiguation.py``) says for each trait."""
        rows = self._rows("SELECT sign, listing FROM weights", [])
        listings = {sign: [line.split("\t") for line in text.splitlines()] for sign, text in rows}
        return {
            sign: {trait: int(weight) / 10 for trait, weight in some}
            for sign, some in listings.items()
        }

    def expressions(self, keys: Sequence[str]) -> list[Expression]:
        """The expressions among the keys, longest first."""
        question = "SELECT key, text, meanings FROM expressions WHERE key IN ({})"
        rows = self._rows_among(question, keys)
        expressions = [
            Expression(key, text, tuple(_meanings(listing))) for key, text, listing in rows
        ]
        return sorted(expressions, key=lambda expression: -expression.key.count(" "))

    def _keys_like(self, start: str, shortest: int, longest: int) -> list[str]:
        """The keys that begin with ``start`` and have a length between the two."""
        [(keys,)] = self._rows(_KEYS_LIKE, [start, start, shortest, longest])
        return str(keys).split("\n") if keys else []

    def _class_of(self, form: str) -> str:
        """The class that a French form is aligned by."""
        lemmas: dict[str, float] = defaultdict(float)
        forms = self.forms([key_of(form)])
        for reading in [spelled for spelled in forms if spelled.form == form] or forms:
            lemmas[reading.lemma] += reading.frequency
        return main_lemma(lemmas) or form

    def _english_lemma(self, form: str) -> str:
        """The lemma of an English form, or the form."""
        rows = list(self._rows("SELECT lemma FROM english WHERE form = ?", [form]))
        return str(rows[0][0]) if rows else form

    def _english_forms(self, lemma: str) -> list[str]:
        """The other forms of an English lemma."""
        return [str(form) for (form,) in self._rows(_FORMS_OF_LEMMA, [lemma])]

    def share_of(self, form: str, english: str) -> float:
        """The share that a French form's class has of what an English word stands for, or nothing.

        A word that only stood beside another one in the texts has a small one.
        """
        links = self.links(self.class_of(form))
        lemma = self.english_lemma(english.lower())
        return max(links.get(word, (0.0, 0.0))[1] for word in (lemma, english))

    def _links(self, klass: str) -> dict[str, tuple[float, float]]:
        """The English lemmas that a class goes with: their shares of it, and its of theirs."""
        rows = list(self._rows("SELECT listing FROM links WHERE class = ?", [klass]))
        fields = [line.split("\t") for line in rows[0][0].split("\n")] if rows else []
        return {word: (int(forth) / 1000, int(back) / 1000) for word, forth, back in fields}

    def _rows_among(self, question: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _MOST_PARAMETERS):
            some = values[start : start + _MOST_PARAMETERS]
            yield from self._rows(question.format(",".join("?" * len(some))), some)

    def _rows(self, question: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection().execute(question, values)
        except sqlite3.Error as error:
            raise DictionaryUnavailable from error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "connection"):
            self._threads.connection = sqlite3.connect(self._address, uri=True)
        return cast("sqlite3.Connection", self._threads.connection)


def _usual(readings: Mapping[tuple[str, str], tuple[str, float]]) -> tuple[Reading, ...]:
    """The readings without the rare ones, likeliest first."""
    ranked = sorted(readings.items(), key=lambda item: -item[1][1])
    least = RARE * ranked[0][1][1]
    return tuple(Reading(Lexeme(*key), *facts) for key, facts in ranked if facts[1] >= least)


def _meanings(listing: str) -> Iterator[Meaning]:
    for line in listing.splitlines():
        text, share = line.split("\t")
        yield Meaning(text, int(share) / 1000 if share else None)
