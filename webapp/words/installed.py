"""Dictionaries that a user has added: one SQLite file each, beside the bundled one."""

import hashlib
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import BadInput, NotFound, TooLarge, Unavailable, UnknownWord
from webapp.private_files import private_file
from webapp.words.dictionary import Dictionary, Meaning, key_of
from webapp.words.lookup import MOST_WORDS, Entry, look_up
from webapp.words.tokens import folded_form, french_tokens

#: The most headwords of a dictionary, and the longest name, headword and meaning, in characters.
MOST_HEADWORDS, LONGEST_NAME, LONGEST_HEADWORD, LONGEST_MEANING = 2_000_000, 80, 100, 400
#: The most meanings of a headword that are kept, and the most of its headwords that are shown.
_MOST_MEANINGS, _MOST_SHOWN = 12, 6
_SCHEMA = """
CREATE TABLE facts (name TEXT, format TEXT, headwords INT);
CREATE TABLE headwords (key TEXT, word TEXT, meanings TEXT);
"""


@dataclass(frozen=True, slots=True)
class InstalledDictionary:
    """A dictionary that a user has added; ``format`` and ``headwords`` are None where damaged."""

    file: Path
    name: str
    format: str | None
    headwords: int | None


class InstalledDictionaries:
    """The dictionaries of a folder, which need not be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[InstalledDictionary]:
        """Every dictionary, by name; one whose file is damaged has the file's name."""
        dictionaries = [_described(file) for file in sorted(self._folder.glob("*.sqlite"))]
        return sorted(dictionaries, key=lambda dictionary: dictionary.name.lower())

    def install(
        self, name: str, format_name: str, headwords: Iterable[tuple[str, str]]
    ) -> InstalledDictionary:
        """Keep a dictionary under a name, in the place of one that has it; whole or not at all.

        Raises BadInput for a name that cannot be used or where there is no headword, TooLarge,
        Unavailable when the file cannot be written, and what the headwords raise.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise BadInput(f"A dictionary's name has 1 to {LONGEST_NAME} characters.")
        file = self._folder / f"{_digest(name)}.sqlite"
        draft = file.with_suffix(f".{os.getpid()}")
        try:
            draft.unlink(missing_ok=True)
            count = _write(private_file(draft), name, format_name, headwords)
            draft.replace(file)
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(
                "The dictionary cannot be written: is there room on the disk? Nothing was changed."
            ) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return InstalledDictionary(file, name, format_name, count)

    def remove(self, name: str) -> None:
        """Remove the dictionary of that name; raises NotFound, Unavailable."""
        for dictionary in self.all():
            if dictionary.name == name:
                try:
                    dictionary.file.unlink()
                except OSError as error:
                    raise Unavailable("The dictionary's file cannot be removed.") from error
                return
        raise NotFound(
            "No dictionary of that name was installed. “visavis dictionaries list” names them."
        )

    def beside(self, text: str, entries: Sequence[Entry]) -> list[Entry]:
        """What the dictionaries say of a text, of its words and of the lemmas of other entries."""
        form = folded_form(" ".join(text.split()))
        words = [token.form for token in french_tokens(form)][:MOST_WORDS]
        return self.entries([form, *words, *(entry.lemma for entry in entries)])

    def entries(self, forms: Sequence[str]) -> list[Entry]:
        """What the dictionaries say of forms, as they are folded, in the order of these.

        A damaged dictionary says nothing.
        """
        return [
            entry
            for dictionary in self.all()
            if dictionary.format is not None
            for entry in _entries(dictionary, list(dict.fromkeys(forms)))
        ]


def _digest(name: str) -> str:
    folded = unicodedata.normalize("NFC", name).encode("utf-8", "replace")
    return hashlib.blake2b(folded, digest_size=8).hexdigest()


def _write(file: Path, name: str, format_name: str, headwords: Iterable[tuple[str, str]]) -> int:
    count = 0

    def rows() -> Iterator[tuple[str, str, str]]:
        nonlocal count
        for word, says in headwords:
            word = " ".join(word.split())
            meanings = _meanings(says)
            if not 0 < len(word) <= LONGEST_HEADWORD or not meanings:
                continue
            count += 1
            if count > MOST_HEADWORDS:
                raise TooLarge(f"A dictionary has at most {MOST_HEADWORDS:,} headwords.")
            yield key_of(folded_form(word)), word, "\n".join(meanings)

    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO headwords VALUES (?, ?, ?)", rows())
        if not count:
            raise BadInput("There is no word with a meaning in this dictionary.")
        connection.execute("CREATE INDEX by_key ON headwords (key)")
        connection.execute("INSERT INTO facts VALUES (?, ?, ?)", (name, format_name, count))
    return count


def _meanings(says: str) -> list[str]:
    """The lines of what is said that have a letter, without what cannot be kept."""
    clean = says.encode("utf-8", "replace").decode().replace("\0", " ")
    lines = (" ".join(line.split()) for line in clean.splitlines())
    return [line[:LONGEST_MEANING] for line in lines if any(map(str.isalnum, line))][
        :_MOST_MEANINGS
    ]


def _described(file: Path) -> InstalledDictionary:
    with suppress(sqlite3.Error, TypeError):
        with closing(_opened(file)) as connection:
            name, format_name, count = connection.execute("SELECT * FROM facts").fetchone()
        return InstalledDictionary(file, str(name), str(format_name), int(count))
    return InstalledDictionary(file, file.stem, None, None)


def _entries(dictionary: InstalledDictionary, forms: Sequence[str]) -> list[Entry]:
    marks = ",".join("?" * len(forms))
    question = f"SELECT word, meanings FROM headwords WHERE key IN ({marks}) LIMIT 50"  # noqa: S608
    try:
        with closing(_opened(dictionary.file)) as connection:
            rows = connection.execute(question, [key_of(form) for form in forms]).fetchall()
    except sqlite3.Error:
        return []
    spelled = [(folded_form(word), word, listing) for word, listing in rows]
    alike = [row for row in spelled if row[0] in forms] or spelled
    alike.sort(key=lambda row: forms.index(row[0]) if row[0] in forms else len(forms))
    return [
        Entry(
            word,
            word,
            "",
            (),
            tuple(Meaning(line, None) for line in listing.split("\n")),
            None,
            source=dictionary.name,
        )
        for _, word, listing in alike[:_MOST_SHOWN]
    ]


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def look_up_all(dictionary: Dictionary, installed: InstalledDictionaries, text: str) -> list[Entry]:
    """The entries of ``look_up``, and behind them those of the installed dictionaries.

    Raises what ``look_up`` raises, but UnknownWord only where none of them has the word.
    """
    unknown = None
    try:
        entries = look_up(dictionary, text)
    except UnknownWord as error:
        unknown, entries = error, []
    others = installed.beside(text, entries)
    if unknown and not others:
        raise unknown
    return entries + others
