"""Texts with markup come back: what is read, and what is written with other words."""

from collections.abc import Sequence
from pathlib import Path

from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document
from webapp.text.exact.kept import kept_spans


def guide(ending: str) -> str:
    """A text in that format with all kinds of its markup."""
    return (Path(__file__).parent / f"guide.{ending}").read_text(encoding="utf-8")


def louder(text: str) -> str:
    """A text in capitals, but for what translators keep."""
    pieces, at = [], 0
    for span in kept_spans(text):
        pieces += [text[at : span.start].upper(), text[span.start : span.end]]
        at = span.end
    return "".join([*pieces, text[at:].upper()])


def lines(text: str, ending: str) -> Sequence[str]:
    """The blocks of a text in that format."""
    return told(read_document(text.encode(), f"a.{ending}"))


def back(text: str, ending: str) -> str:
    """A text in that format with louder words."""
    return written(f"own-{ending}", edition_of(text.encode(), f"a.{ending}", louder)).decode()
