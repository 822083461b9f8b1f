"""The notes of a unit of XLIFF, as people read them."""

from collections.abc import Iterator, Sequence

from webapp.formats.messages.xml_content import attributes, children, xml_read
from webapp.formats.slices.running_text import Piece

_CDATA = "<![CDATA[", "]]>"


def notes_of(inside: Sequence[Piece]) -> str:
    """The notes among the children of an element, or in its ``notes``, each after a blank line.

    Those in which our exports say why a target is uncertain are left out: they are made anew.
    """
    lists = [inside[first : last + 1] for name, first, last in children(inside) if name == "notes"]
    notes = (note for several in (inside, *lists) for note in _notes(several))
    return "\n\n".join(filter(None, notes))


def _notes(inside: Sequence[Piece]) -> Iterator[str]:
    for name, first, last in children(inside):
        if name == "note" and not _is_a_doubt(inside[first]):
            yield "".join(map(_words, inside[first : last + 1])).strip()


def _is_a_doubt(tag: Piece) -> bool:
    given = attributes(tag)
    is_numbered = given.get("id", "").startswith("n-s")
    return given.get("from") == "visavis" or (given.get("category") == "uncertain" and is_numbered)


def _words(piece: Piece) -> str:
    opening, end = _CDATA
    if piece.raw.startswith(opening):
        return piece.raw.removeprefix(opening).removesuffix(end)
    return "" if piece.role else xml_read(piece.raw)
