"""Other sentences of the library with a word."""

from dataclasses import dataclass

from webapp.library import Document, Library, Segment
from webapp.words.lookup import Entry
from webapp.words.tokens import Token, folded_form, french_tokens

#: The most examples, the most documents that are looked at for them, and the most segments of each.
MOST_EXAMPLES, _MOST_DOCUMENTS, _MOST_SEGMENTS = 3, 5, 20


@dataclass(frozen=True, slots=True)
class Example:
    """A segment with the word, and where that stands first in it."""

    document: Document
    segment: Segment
    token: Token


def examples(library: Library, entry: Entry, written: str, here: str) -> list[Example]:
    """Segments of the library with a form of a word as it is written, or with its lemma.

    None has the source ``here``, and no two have the same one.
    """
    forms = {folded_form(written), entry.lemma}
    knownness = library.knownness
    by_source: dict[str, Example] = {}
    for document in knownness.documents_with((entry.lemma, entry.kind), _MOST_DOCUMENTS):
        for segment in knownness.segments_with(document.id, sorted(forms), _MOST_SEGMENTS):
            token = next((t for t in french_tokens(segment.source) if t.form in forms), None)
            if token and segment.source != here:
                by_source.setdefault(segment.source, Example(document, segment, token))
            if len(by_source) == MOST_EXAMPLES:
                return list(by_source.values())
    return list(by_source.values())
