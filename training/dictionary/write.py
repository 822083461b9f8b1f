"""Writes the dictionary's file; webapp/words/dictionary.py reads it."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.dictionary.lexique import Form, Lexeme
from training.dictionary.meanings import Meaning
from webapp.words.dictionary import key_of

_SCHEMA = """
CREATE TABLE lexemes (id INTEGER PRIMARY KEY, lemma TEXT, kind TEXT, frequency INT, meanings TEXT);
CREATE TABLE grammars (id INTEGER PRIMARY KEY, codes TEXT);
CREATE TABLE forms (key TEXT, form TEXT, lexeme INT, grammar INT, frequency INT,
  PRIMARY KEY (key, lexeme, grammar, form)) WITHOUT ROWID;
CREATE TABLE expressions (key TEXT PRIMARY KEY, text TEXT, meanings TEXT) WITHOUT ROWID;
CREATE TABLE links (class TEXT PRIMARY KEY, listing TEXT) WITHOUT ROWID;
CREATE TABLE english (form TEXT PRIMARY KEY, lemma TEXT) WITHOUT ROWID;
CREATE TABLE weights (sign TEXT PRIMARY KEY, listing TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Contents:
    """All that the file has.

    ``links`` has for each French class the English lemmas with both shares, in thousandths.
    """

    forms: Iterable[Form]
    meanings: Mapping[Lexeme, list[Meaning]]
    expressions: Iterable[tuple[str, str, list[Meaning]]]
    links: Mapping[str, list[tuple[str, int, int]]]
    english: Mapping[str, str]


def write(contents: Contents, file: Path) -> None:
    """Write the file anew."""
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.execute("PRAGMA page_size = 4096")
    database.executescript(_SCHEMA)
    _write_forms(database, contents)
    database.executemany(
        "INSERT OR IGNORE INTO expressions VALUES (?, ?, ?)",
        ((key, text, _listing(meanings)) for key, text, meanings in contents.expressions),
    )
    database.executemany(
        "INSERT INTO links VALUES (?, ?)",
        (
            (klass, "\n".join(f"{word}\t{forth}\t{back}" for word, forth, back in links))
            for klass, links in contents.links.items()
        ),
    )
    database.executemany("INSERT INTO english VALUES (?, ?)", contents.english.items())
    database.commit()
    database.execute("VACUUM")
    database.close()


def _write_forms(database: sqlite3.Connection, contents: Contents) -> None:
    forms = sorted(contents.forms)
    frequencies: dict[Lexeme, float] = {}
    for form in forms:
        frequencies[form.lexeme] = frequencies.get(form.lexeme, 0.0) + form.frequency
    lexemes = {lexeme: number for number, lexeme in enumerate(sorted(frequencies), 1)}
    grammars = {codes: n for n, codes in enumerate(sorted({form.grammar for form in forms}), 1)}
    database.executemany(
        "INSERT INTO lexemes VALUES (?, ?, ?, ?, ?)",
        (
            (
                n,
                *lexeme,
                _hundredths(frequencies[lexeme]),
                _listing(contents.meanings.get(lexeme, [])),
            )
            for lexeme, n in lexemes.items()
        ),
    )
    database.executemany(
        "INSERT INTO grammars VALUES (?, ?)", ((n, c) for c, n in grammars.items())
    )
    database.executemany(
        "INSERT OR IGNORE INTO forms VALUES (?, ?, ?, ?, ?)",
        (
            (
                key_of(form.form),
                "" if key_of(form.form) == form.form else form.form,
                lexemes[form.lexeme],
                grammars[form.grammar],
                _hundredths(form.frequency),
            )
            for form in forms
        ),
    )


def _hundredths(frequency: float) -> int:
    return round(100 * frequency)


def _listing(meanings: Iterable[Meaning]) -> str:
    """A meaning a line, with its share in thousandths, or with nothing where nobody counted."""
    return "\n".join(
        f"{text}\t{'' if share is None else round(1000 * share)}" for text, share in meanings
    )
