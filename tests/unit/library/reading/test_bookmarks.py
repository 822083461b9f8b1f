"""Where readers left off, how much is read, and how fast."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.errors import BadInput, NotFound
from webapp.library import Document, Library, NewDocument
from webapp.library.reading.bookmarks import MOST_DEVICES, Bookmark, Resumption
from webapp.text import Detail, ParagraphKind, split_blocks

HEADINGS = ("Le titre", "Un", "Deux", "Trois")
SENTENCES = " ".join(f"Voici la phrase {n}." for n in range(10))
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def document(library: Library) -> Document:
    """A title and three chapters, each with a heading and ten segments: 34 segments."""
    text, blocks = "", []
    details: list[Detail] = []
    for level, heading in zip((1, 2, 2, 2), HEADINGS, strict=True):
        kinds = ((heading, ParagraphKind.HEADING), (SENTENCES, ParagraphKind.TEXT))
        for words, kind in kinds[: 1 if level == 1 else 2]:
            blocks.append((len(text), len(text) + len(words), kind))
            details.append({"level": level} if kind == ParagraphKind.HEADING else {})
            text += words + "\n\n"
    paragraphs = split_blocks(text, blocks)
    new = NewDocument("Titre", text, paragraphs, "fr", "en", details=details)
    return library.documents.add([new])[0]


def resumed(library: Library, document: Document, device: str) -> Resumption | None:
    return library.bookmarks.resumption(document.id, "Anne", device)


def test_a_second_device_opens_where_the_first_is_and_is_told_where_both_differ(
    library: Library, document: Document
) -> None:
    assert resumed(library, document, "one") is None
    library.bookmarks.put(document.id, "Anne", "one", 7)
    assert resumed(library, document, "one") == resumed(library, document, "two") == Resumption(7)
    library.bookmarks.put(document.id, "Anne", "two", 20)
    assert resumed(library, document, "one") == Resumption(7, 20)
    assert resumed(library, document, "two") == Resumption(20)
    library.bookmarks.put(document.id, "Anne", "one", 8)
    assert resumed(library, document, "one") == Resumption(8)
    assert library.bookmarks.resumption(document.id, "Bert", "one") is None


def test_a_bookmark_stays_at_its_words_when_segments_are_cut_and_joined(
    library: Library, document: Document
) -> None:
    library.bookmarks.put(document.id, "Anne", "one", 20)
    segments = [s for block in library.documents.blocks(document.id) for s in block.segments]
    first = segments[4]
    library.cuts.split(first.id, first.source.replace("la phrase", "la\nphrase"), None)
    assert resumed(library, document, "one") == Resumption(21)
    library.cuts.join(segments[18].id, None)
    assert resumed(library, document, "one") == Resumption(20)  # inside the segment joined


def test_the_share_and_the_chapter_are_known(library: Library, document: Document) -> None:
    def way(position: int) -> tuple[float, int, int]:
        library.bookmarks.put(document.id, "Anne", "one", position)
        bookmark = library.bookmarks.newest("Anne")[document.id]
        return round(bookmark.share, 2), bookmark.chapter, bookmark.chapters

    assert document.segment_count == 34
    assert way(1) == (0.0, 0, 3)  # before the first chapter: its title alone
    assert way(2) == (0.03, 1, 3)
    assert way(18) == (0.5, 2, 3)
    assert library.bookmarks.unfinished("Anne") is not None
    assert way(34) == (1.0, 3, 3)
    assert library.bookmarks.unfinished("Anne") is None


def test_the_pace_is_measured_without_jumps_and_pauses(
    library: Library, document: Document
) -> None:
    now = NOON
    for position in range(1, 30):
        now += timedelta(seconds=10)
        library.bookmarks.put(document.id, "Anne", "one", position, now)
    assert library.bookmarks.pace("Anne") is None  # after less than five minutes
    for position in (30, 31):
        now += timedelta(seconds=20)
        library.bookmarks.put(document.id, "Anne", "one", position, now)
    pace = library.bookmarks.pace("Anne")
    assert pace is not None
    assert 80 < pace < 130  # some 18 characters in ten seconds
    library.bookmarks.put(document.id, "Anne", "one", 1, now + timedelta(seconds=30))
    library.bookmarks.put(document.id, "Anne", "one", 34, now + timedelta(seconds=31))
    library.bookmarks.put(document.id, "Anne", "one", 34, now + timedelta(days=1))
    assert library.bookmarks.pace("Anne") == pace
    assert library.bookmarks.pace("Bert") is None


def test_few_devices_are_kept_and_a_purged_document_leaves_nothing(
    library: Library, document: Document
) -> None:
    for n in range(MOST_DEVICES + 3):
        at = NOON + timedelta(minutes=n)
        library.bookmarks.put(document.id, "Anne", f"device {n}", n + 1, at)
    assert bookmarks(library) == MOST_DEVICES
    library.shelf.delete(document.id)
    assert library.bookmarks.newest("Anne") == {}
    assert library.bookmarks.unfinished("Anne") is None
    with library._database.writing() as session:
        session.delete(session.get_one(Document, document.id))
    assert bookmarks(library) == 0


def bookmarks(library: Library) -> int:
    with library._database.reading() as session:
        return session.query(Bookmark).count()


def test_a_place_that_is_none_is_refused(library: Library, document: Document) -> None:
    for position in (0, 35):
        with pytest.raises(BadInput, match=f"no sentence {position}"):
            library.bookmarks.put(document.id, "Anne", "one", position)
    with pytest.raises(NotFound):
        library.bookmarks.put(99, "Anne", "one", 1)
