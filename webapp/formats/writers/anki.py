"""Writes an Anki deck of sentence pairs, with the source in front and its target on the back."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from webapp.errors import BadInput
from webapp.formats.archive import PIECE_BYTES
from webapp.formats.edition import Edition
from webapp.formats.escaping import escaped
from webapp.formats.marks.runs import source_runs, target_runs
from webapp.formats.writers.rendering import inline
from webapp.text import ParagraphKind

#: The number of the note type. It never changes, because Anki knows types of notes by it.
_MODEL_ID = 1_781_406_013
_STYLE = ".card { font: 1.4rem/1.5 Georgia, serif; text-align: center; } small { color: #777; }"


def write_anki(edition: Edition) -> Iterator[bytes]:
    """A note for each distinct source that has a target; raises BadInput when there is none.

    A note's identity is its source and the languages, so a later deck updates it.
    """
    import genanki

    model = genanki.Model(
        _MODEL_ID,
        "Vis-à-vis",
        fields=[{"name": "Source"}, {"name": "Target"}, {"name": "Title"}],
        templates=[
            {
                "name": "Source to target",
                "qfmt": "{{Source}}",
                "afmt": "{{Source}}<hr id=answer>{{Target}}<br><small>{{Title}}</small>",
            }
        ],
        css=_STYLE,
    )
    name = f"{edition.title} ({edition.source_language}–{edition.target_language})"
    deck = genanki.Deck(_number(name), name, description=edition.notice)
    languages = f"{edition.source_language} {edition.target_language}"
    for source, (front, back) in _cards(edition).items():
        fields = [front, back, escaped(edition.title)]
        guid = genanki.guid_for(languages, source)
        deck.add_note(genanki.Note(model=model, fields=fields, guid=guid))
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(file))
        with file.open("rb") as written:
            while chunk := written.read(PIECE_BYTES):
                yield chunk


def _cards(edition: Edition) -> dict[str, tuple[str, str]]:
    """Both sides as HTML by the source, without code and without segments that have no letter."""
    cards = {
        pair.source: (inline(source_runs(block, pair)), inline(target_runs(block, pair)))
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
