"""Writes the words that a reader keeps: an Anki deck, and a table for every program."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from webapp.errors import BadInput
from webapp.formats.active import inert_cell
from webapp.formats.escaping import escaped
from webapp.formats.writers.anki import CardType, DeckNote, NoteType, write_deck

_NAME = "Vis-à-vis: words"
_WORDS = NoteType(
    number=1_781_406_015,
    name=_NAME,
    fields=("Word", "Kind", "Meaning", "Sentence", "Blanked", "Translation", "Title", "Reversed"),
    cards=(
        CardType(
            "Word to meaning",
            "<b>{{Word}}</b> <small>{{Kind}}</small><br>{{Sentence}}",
            "{{FrontSide}}<hr id=answer>{{Meaning}}<br>{{Translation}}<br><small>{{Title}}</small>",
        ),
        CardType(
            "Meaning to word",
            "{{#Reversed}}<b>{{Meaning}}</b> <small>{{Kind}}</small><br>{{Blanked}}{{/Reversed}}",
            "{{FrontSide}}<hr id=answer>{{Word}}<br>{{Sentence}}<br><small>{{Title}}</small>",
        ),
    ),
)


class VocabularyWord(Protocol):
    """A word that a reader keeps, with the sentence that it was met in."""

    lemma: str
    kind: str
    form: str
    meaning: str
    source: str
    target: str
    title: str

    due_at: datetime | None

    @property
    def state(self) -> str:
        """How well the reader knows it."""


def write_word_deck(words: Iterable[VocabularyWord], *, reverse: bool = False) -> Iterator[bytes]:
    """An Anki deck with a note for each word; raises BadInput when there is none.

    A note's identity is its lemma and kind, so a later deck updates it, with or without
    ``reverse``: the cards from meaning to word, whose sentence has a blank. Its tags are its state
    and its text.
    """
    notes = [
        DeckNote(
            identity=("fr", word.lemma, word.kind),
            fields=(
                escaped(word.lemma),
                word.kind,
                escaped(word.meaning),
                _lit(word, "<b>{}</b>"),
                _lit(word, "<b>[…]</b>"),
                escaped(word.target),
                escaped(word.title),
                "yes" if reverse else "",
            ),
            tags=tuple(_tags(word)),
        )
        for word in words
    ]
    if not notes:
        raise BadInput("No word is kept yet, so there are no cards.")
    return write_deck(_NAME, _WORDS, notes)


def write_word_table(words: Iterable[VocabularyWord]) -> Iterator[str]:
    """A row for each word; a byte-order mark tells Excel that the file is in UTF-8."""
    columns = "lemma", "kind", "state", "meaning", "form", "sentence", "translation", "due"
    yield "\ufeff" + _row(*columns)
    for word in words:
        texts = word.meaning, word.form, word.source, word.target
        due = word.due_at.isoformat(timespec="seconds") if word.due_at else ""
        yield _row(word.lemma, word.kind, str(word.state), *texts, due)


def in_sentence(word: VocabularyWord) -> tuple[str, str, str]:
    """The sentence of a word before it, the word where it stands first, and what follows."""
    place = re.search(rf"(?<!\w){re.escape(word.form)}(?!\w)", word.source) if word.form else None
    if place is None:
        return word.source, "", ""
    return word.source[: place.start()], place.group(), word.source[place.end() :]


def _row(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([inert_cell(cell) for cell in cells])
    return line.getvalue()


def _lit(word: VocabularyWord, pattern: str) -> str:
    """The sentence as HTML, with the word put into a pattern where it stands first."""
    before, written, after = map(escaped, in_sentence(word))
    return f"{before}{pattern.format(written) if written else ''}{after}"


def _tags(word: VocabularyWord) -> Iterator[str]:
    """The state, and the title in one word, as Anki wants tags."""
    yield str(word.state)
    if title := "_".join(word.title.split()):
        yield f"text::{title.replace('::', '_')[:80]}"
