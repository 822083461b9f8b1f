"""Reads lists of words that a reader knows: plain lists, tables, and those of Lute and LingQ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.errors import BadInput, TooLarge
from webapp.formats.cells import numbered_rows
from webapp.formats.plain_text import read_text

#: The most words of a list, and the longest, in characters; the most lines that are no word.
MOST_LISTED, LONGEST_LISTED, MOST_OTHERS = 100_000, 100, 400_000
#: Levels: 0 is new, 1 to 4 being learnt, 5 known, 6 ignored.
NEW, KNOWN, IGNORED = 0, 5, 6
_TERM = (
    *("term", "word", "lemma", "lingq", "mot", "terme", "vocable", "expression"),
    *("french", "français", "form", "text", "front"),
)
_STATUS = ("status", "state", "level", "statut", "état", "niveau")
_LANGUAGE = ("language", "lang", "langue")
_FRENCH = ("", "fr", "french", "français", "francais", "fr-fr", "fr-ca")
#: Columns that LingQ alone has; its status goes from 0 (new) to 3 (learned), and 4 is known.
_OF_LINGQ = frozenset(["fragment", "hint", "hint1", "hints", "phrase", "extended_status"])
#: What states are called: by us, and by Lute (W and I, in its tables 99 and 98).
_LEVELS: Mapping[str, int] = {
    **{str(level): level for level in range(1, 6)},
    **{
        f"{name}{sign}{level}": level
        for level in range(1, 5)
        for name in ("learning",)
        for sign in " -"
    },
    **dict.fromkeys(("0", "new", "unknown", "nouveau", "inconnu"), NEW),
    **dict.fromkeys(("learning", "en cours", "à apprendre"), 1),
    **dict.fromkeys(("w", "99", "known", "well known", "learned", "learnt", "connu", "su"), KNOWN),
    **dict.fromkeys(("i", "98", "ignored", "ignoré"), IGNORED),
}
#: What spreadsheets and Anki say in lines before the first: how cells are separated, and more.
_BEFORE = re.compile(r"(?:\s*\ufeff?(?:sep=.\r?|#[a-z ]+:[^\n]*)\n)+", re.IGNORECASE)
#: The number or sign before a word of a plain list, and how often it was counted behind it.
_BESIDE = re.compile(r"^(?:\d+[.)]|[-*•])\s+|\s+\d+$")


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a list, as it is written there, and its level; None where the list has none."""

    written: str
    level: int | None


def read_word_list(data: bytes) -> list[ListedWord]:
    """The French words of a file, in its order.

    A file without a head of columns has a word a line, or all in one line; what follows a
    separator in a line is left out. Raises NotText, TooLarge for more than MOST_LISTED, BadInput
    where there is no word or a state is none.
    """
    words = []
    for word in _listed(_rows(read_text(data))):
        words.append(word)
        if len(words) > MOST_LISTED:
            raise _too_large()
    if not words:
        raise BadInput("There is no French word in this file.")
    return words


def _rows(text: str) -> list[list[str]]:
    """The lines with their cells stripped; empty ones are left out.

    Raises TooLarge, and BadInput for a line that cannot be read.
    """
    text = text[head.end() :] if (head := _BEFORE.match(text)) else text
    first = text.lstrip("\ufeff\n\r ").partition("\n")[0]
    separator = next((sign for sign in "\t;" if sign in first), ",")
    rows: list[list[str]] = []
    for _, cells in numbered_rows(text, separator):
        row = [cell.strip().strip("\ufeff") for cell in cells]
        rows += [row] if any(row) else []
        if len(rows) > MOST_LISTED + MOST_OTHERS:
            raise _too_large()
    return rows


def _too_large() -> TooLarge:
    return TooLarge(f"A list has at most {MOST_LISTED:,} words. Cut it into parts.")


def _listed(rows: Sequence[Sequence[str]]) -> Iterator[ListedWord]:
    head = [cell.lower() for cell in rows[0]] if rows else []
    term = _place(head, _TERM)
    if term is None:
        cells = rows[0] if len(rows) == 1 else [next(filter(None, row)) for row in rows]
        words = (_BESIDE.sub("", cell) for cell in cells)
        yield from (ListedWord(word, None) for word in words if 0 < len(word) <= LONGEST_LISTED)
        return
    status, language = _place(head, _STATUS), _place(head, _LANGUAGE)
    shift = 1 if _OF_LINGQ & set(head) else 0
    for number, row in enumerate(rows[1:], 2):
        written = _cell(row, term)
        if 0 < len(written) <= LONGEST_LISTED and _cell(row, language).lower() in _FRENCH:
            yield ListedWord(written, _level(_cell(row, status), shift, number))


def _place(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _level(status: str, shift: int, row: int) -> int | None:
    if not status:
        return None
    name = status.lower().replace("-", " ").removesuffix(".0")
    if name not in _LEVELS:
        raise BadInput(
            f"The state in row {row} is none that is known here: 1 to 5, W, I, new, learning 1 to "
            "4, known or ignored."
        )
    level = _LEVELS[name]
    return min(level + shift, KNOWN) if name.isdigit() and level <= KNOWN else level
