"""Writes Anki decks; that of a document has the source in front and its target on the back."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import BadInput
from webapp.formats.archive import PIECE_BYTES
from webapp.formats.edition import Edition
from webapp.formats.escaping import escaped
from webapp.formats.marks.lines import source_in_lines, target_in_lines
from webapp.formats.writers.rendering import inline
from webapp.text import ParagraphKind


@dataclass(frozen=True, slots=True)
class DeckNote:
    """A note: what it is known by, so that a later deck updates it, its fields, and its tags."""

    identity: tuple[str, ...]
    fields: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardType:
    """A card that a note makes: its name, its front and its back; none where its front is empty."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """A type of notes; its number never changes, because Anki knows types of notes by it."""

    number: int
    name: str
    fields: tuple[str, ...]
    cards: tuple[CardType, ...]


_SENTENCES = NoteType(
    number=1_781_406_013,
    name="Vis-à-vis",
    fields=("Source", "Target", "Title"),
    cards=(
        CardType(
            "Source to target",
            "{{Source}}",
            "{{Source}}<hr id=answer>{{Target}}<br><small>{{Title}}</small>",
        ),
    ),
)
_STYLE = ".card { font: 1.4rem/1.5 Georgia, serif; text-align: center; } small { color: #777; }"


def write_anki(edition: Edition) -> Iterator[bytes]:
    """A note for each distinct source that has a target; raises BadInput when there is none.

    A note's identity is its source and the languages, so a later deck updates it.
    """
    name = f"{edition.title} ({edition.source_language}–{edition.target_language})"
    languages = f"{edition.source_language} {edition.target_language}"
    notes = [
        DeckNote((languages, source), (front, back, escaped(edition.title)))
        for source, (front, back) in _cards(edition).items()
    ]
    return write_deck(name, _SENTENCES, notes, edition.notice)


def write_deck(
    name: str, kind: NoteType, notes: Iterable[DeckNote], description: str = ""
) -> Iterator[bytes]:
    """A deck of notes of one type; its number is always the same for one name."""
    import genanki

    model = genanki.Model(
        kind.number,
        kind.name,
        fields=[{"name": field} for field in kind.fields],
        templates=[{"name": c.name, "qfmt": c.front, "afmt": c.back} for c in kind.cards],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(name), name, description=description)
    for note in notes:
        guid = genanki.guid_for(*note.identity)
        fields, tags = list(note.fields), list(note.tags)
        deck.add_note(genanki.Note(model=model, fields=fields, guid=guid, tags=tags))
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(file))
        with file.open("rb") as written:
            while chunk := written.read(PIECE_BYTES):
                yield chunk


def _cards(edition: Edition) -> dict[str, tuple[str, str]]:
    """Both sides as HTML by the source, without code and without segments that have no letter."""
    cards = {
        pair.source: (inline(source_in_lines(block, pair)), inline(target_in_lines(block, pair)))
        for block in edition.blocks
        if block.kind != ParagraphKind.CODE
        for pair in block.segments
        if pair.target is not None and any(map(str.isalpha, pair.source))
    }
    if not cards:
        raise BadInput("Nothing of this document is translated yet, so there are no cards.")
    return cards


def _number(name: str) -> int:
    """A deck's number, always the same for one name, in the range that Anki demands."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % (1 << 30)
