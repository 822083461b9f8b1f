"""Writes the words that a reader keeps: an Anki deck, and a table for every program."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from webapp.errors import BadInput
from webapp.formats.active import inert_cell
from webapp.formats.escaping import escaped
from webapp.formats.writers.anki import DeckNote, NoteType, write_deck

_NAME = "Vis-à-vis: words"
_WORDS = NoteType(
    number=1_781_406_014,
    name=_NAME,
    fields=("Word", "Kind", "Meaning", "Sentence", "Translation", "Title"),
    card="Word to meaning",
    front="<b>{{Word}}</b> <small>{{Kind}}</small><br>{{Sentence}}",
    back="{{FrontSide}}<hr id=answer>{{Meaning}}<br>{{Translation}}<br><small>{{Title}}</small>",
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

    @property
    def state(self) -> str:
        """How well the reader knows it."""


def write_word_deck(words: Iterable[VocabularyWord]) -> Iterator[bytes]:
    """An Anki deck with a note for each word; raises BadInput when there is none.

    A note's identity is its lemma and kind, so a later deck updates it. Its tag is its state.
    """
    notes = [
        DeckNote(
            identity=("fr", word.lemma, word.kind),
            fields=(
                escaped(word.lemma),
                word.kind,
                escaped(word.meaning),
                _lit(word),
                escaped(word.target),
                escaped(word.title),
            ),
            tags=(str(word.state),),
        )
        for word in words
    ]
    if not notes:
        raise BadInput("No word is kept yet, so there are no cards.")
    return write_deck(_NAME, _WORDS, notes)


def write_word_table(words: Iterable[VocabularyWord]) -> Iterator[str]:
    """A row for each word; a byte-order mark tells Excel that the file is in UTF-8."""
    yield "\ufeff" + _row("lemma", "kind", "state", "meaning", "form", "sentence", "translation")
    for word in words:
        texts = word.meaning, word.form, word.source, word.target
        yield _row(word.lemma, word.kind, str(word.state), *texts)


def _row(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([inert_cell(cell) for cell in cells])
    return line.getvalue()


def _lit(word: VocabularyWord) -> str:
    """The sentence as HTML, with the word bold where it stands first."""
    place = re.search(rf"(?<!\w){re.escape(word.form)}(?!\w)", word.source)
    if place is None:
        return escaped(word.source)
    before, after = word.source[: place.start()], word.source[place.end() :]
    return f"{escaped(before)}<b>{escaped(place.group())}</b>{escaped(after)}"
