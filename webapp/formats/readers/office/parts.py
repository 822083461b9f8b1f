"""The parts of office files that have words: slides, notes, comments, the text of a document."""

from dataclasses import dataclass

from webapp.formats.markup import Element
from webapp.formats.readers.flow import Flow


@dataclass(frozen=True, slots=True)
class WordedPart:
    """A part: its name in the archive, its tree, and its paragraphs with their places."""

    name: str
    root: Element
    flows: list[Flow]
