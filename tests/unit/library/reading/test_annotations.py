"""Highlights and notes stay on their words, whatever becomes of the segments around them."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.errors import BadInput, NotFound
from webapp.library import Document, Library, NewDocument, Segment
from webapp.library.documents.highlights import Annotation
from webapp.text import split_text
from webapp.text.highlights import LONGEST_NOTE, Colour

#: The second paragraph has a line break and a hyphen that the source has not.
TEXT = """Il pleut et il neige. Il vente.

Le vieux marin regarde longuement la mer et pense au pas-
sage des grands oiseaux blancs qui traversent la mon-
tagne, loin derrière les dernières maisons de la ville.
"""


@pytest.fixture
def document(library: Library) -> Document:
    return library.documents.add([NewDocument("Titre", TEXT, split_text(TEXT), "fr", "en")])[0]


def segments(library: Library, document: Document) -> list[Segment]:
    return [s for block in library.documents.blocks(document.id) for s in block.segments]


def marked(library: Library, document: Document) -> list[tuple[int, str, str, str]]:
    """Position, words, colour and note of every highlight, in reading order."""
    return [
        (segment.position, segment.source[one.start : one.end], one.colour, one.note)
        for block in library.documents.blocks(document.id)
        for segment in block.segments
        for one in block.highlights.get(segment.start, ())
    ]


def test_a_segment_or_words_are_highlighted_and_change_their_colour(
    library: Library, document: Document
) -> None:
    library.annotations.put(document.id, 2)
    library.annotations.put(document.id, 1, (3, 9), note=" à voir \r\n demain ")
    assert marked(library, document) == [
        (1, "pleut", "yellow", "à voir \n demain"),
        (2, "Il vente.", "yellow", ""),
    ]
    for colour in ("green", "blue", "pink", "yellow"):
        library.annotations.put(document.id, 2)
        assert marked(library, document)[1] == (2, "Il vente.", colour, "")
    library.annotations.put(document.id, 1, (3, 8), Colour.PINK)
    assert marked(library, document)[0] == (1, "pleut", "pink", "à voir \n demain")


def test_words_are_found_again_where_the_source_joined_the_lines(
    library: Library, document: Document
) -> None:
    source = segments(library, document)[2].source
    assert len(source) != len(TEXT.split("\n\n")[1])
    for words in ("vieux", "passage des", "montagne", "ville."):
        start = source.index(words)
        library.annotations.put(document.id, 3, (start, start + len(words)))
    assert [words for _, words, _, _ in marked(library, document)] == [
        "vieux",
        "passage des",
        "montagne",
        "ville.",
    ]


def test_highlights_follow_their_words_when_segments_are_cut_joined_and_corrected(
    library: Library, document: Document
) -> None:
    library.annotations.put(document.id, 1, (3, 20), note="ici")
    library.annotations.put(document.id, 2, (3, 8))
    first = segments(library, document)[0]
    library.cuts.split(first.id, "Il pleut\net il neige.", None)
    assert marked(library, document) == [
        (1, "pleut", "yellow", ""),
        (2, "et il neige", "yellow", "ici"),
        (3, "vente", "yellow", ""),
    ]
    library.cuts.join(segments(library, document)[1].id, None)
    assert marked(library, document)[1:] == [
        (2, "et il neige", "yellow", "ici"),
        (2, "vente", "yellow", ""),
    ]
    library.edits.edit(segments(library, document)[1].id, "And it snows.", 1)
    assert len(marked(library, document)) == 3
    assert [each.position for each in library.annotations.find()] == [1, 2]


def test_what_is_taken_away_comes_back_for_a_day(library: Library, document: Document) -> None:
    annotation = library.annotations.put(document.id, 1, note="noté")
    library.annotations.remove(annotation.id)
    assert marked(library, document) == []
    assert library.annotations.find() == []
    library.annotations.restore(annotation.id)
    assert len(marked(library, document)) == 1
    library.annotations.remove(annotation.id)
    with library._database.writing() as session:
        old = session.get_one(Annotation, annotation.id)
        old.removed_at = datetime.now(UTC) - timedelta(days=2)
    library.annotations.remove(library.annotations.put(document.id, 2).id)
    with pytest.raises(NotFound):
        library.annotations.restore(annotation.id)


def test_they_are_found_by_words_and_go_with_their_document(
    library: Library, document: Document
) -> None:
    library.annotations.put(document.id, 1, (3, 8), note="Été")
    library.annotations.put(document.id, 2)
    for words, found in (("été", ["pleut"]), ("VENTE", ["Il vente."]), ("rien", [])):
        assert [one.annotation.quote for one in library.annotations.find(words)] == found
    assert library.annotations.find("", document.id + 1) == []
    library.shelf.delete(document.id)
    assert library.annotations.find() == []
    with library._database.writing() as session:
        session.delete(session.get_one(Document, document.id))
        assert session.query(Annotation).count() == 0


@pytest.mark.parametrize("span", [(0, 0), (8, 3), (99, 120), (2, 3)])
def test_words_that_are_none_are_refused(
    library: Library, document: Document, span: tuple[int, int]
) -> None:
    with pytest.raises(BadInput):
        library.annotations.put(document.id, 1, span)
    with pytest.raises(BadInput):
        library.annotations.put(document.id, 1, note="x" * (LONGEST_NOTE + 1))
    for wrong in ((document.id, 99), (99, 1)):
        with pytest.raises(NotFound):
            library.annotations.put(*wrong)
    assert marked(library, document) == []


def test_a_paragraph_read_in_several_batches_keeps_all_its_highlights(
    library: Library, document: Document
) -> None:
    for position in (1, 2, 3):
        library.annotations.put(document.id, position)
    blocks = library.documents.blocks(document.id, batch=1)
    assert [len(block.highlights) for block in blocks] == [2, 1]


def test_a_name_keeps_its_highlights_apart_and_shares_those_without_one(
    library: Library, document: Document
) -> None:
    everybodys = library.annotations.put(document.id, 1, (3, 8)).id
    hers = library.annotations.put(document.id, 2, note="vent", reader="Zoé").id

    def seen(reader: str) -> list[int]:
        blocks = library.documents.blocks(document.id, 1, reader)
        shown = [one.number for b in blocks for some in b.highlights.values() for one in some]
        assert shown == [a.id for a, _, _ in library.annotations.find(reader=reader)]
        return shown

    assert seen("Zoé") == [everybodys, hers]
    assert seen("Adam") == seen("") == [everybodys]
    again = library.annotations.put(document.id, 2, reader="Adam")
    assert (again.colour, again.note) == (Colour.YELLOW, "")
    assert library.annotations.put(document.id, 2, reader="Zoé").colour is Colour.GREEN
    assert library.annotations.put(document.id, 1, (3, 8), reader="Adam").id == everybodys
    for refused in (
        lambda: library.annotations.change(hers, Colour.PINK, "", reader="Adam"),
        lambda: library.annotations.remove(hers, reader="Adam"),
        lambda: library.annotations.restore(hers),
        lambda: library.annotations.place(hers),
    ):
        with pytest.raises(NotFound):
            refused()
    library.annotations.remove(everybodys, reader="Adam")
    assert seen("Zoé") == [hers]
