"""The library: texts are kept whole, work is found and stored, memory answers."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from webapp.errors import LibraryUnavailable, NotFound, Refused
from webapp.library import Document, Library, NewDocument, Origin, State, Target
from webapp.text import ParagraphKind, split_blocks, split_text
from webapp.text.checks import Check

TEXT = "Un titre\n\nBonjour. Il pleut. Bonjour.\n\nIl neige."


def added(library: Library, given: str = TEXT, identity: str | None = None) -> Document:
    new = NewDocument("Titre", given, split_text(given), "fr", "en")
    return library.documents.add([new], lambda _new: identity)[0]


def states(library: Library, document_id: int) -> list[tuple[int, State, str | None]]:
    blocks = library.documents.blocks(document_id)
    return [(s.position, s.state, s.target) for block in blocks for s in block.segments]


def test_a_text_is_kept_exactly_and_can_be_rebuilt_from_its_segments(library: Library) -> None:
    given = "  Un titre \r\n\r\nBonjour.  Il\u00a0pleut !\n\n\tFin. \n"
    document = added(library, given)
    assert library.documents.text(document.id) == given
    gaps, end = [], 0
    paragraphs = split_text(given)
    for paragraph in paragraphs:
        for segment in paragraph.segments:
            gaps.append(given[end : paragraph.start + segment.start])
            end = paragraph.start + segment.end
    assert "".join([*gaps, given[end:]]).strip() == ""


def test_code_waits_for_no_translation(library: Library) -> None:
    given = "Un.\n\ndef f():\n    deux"
    blocks = [(0, 3, ParagraphKind.TEXT), (5, len(given), ParagraphKind.CODE)]
    new = NewDocument("Titre", given, split_blocks(given, blocks), "fr", "en")
    document = library.documents.add([new])[0]
    code = "def f():\n    deux"
    assert states(library, document.id) == [
        (1, State.PENDING, None),
        (2, State.TRANSLATED, code),
    ]
    assert [each.source for each in library.worklist.pending(document.id, 0, 9)] == ["Un."]
    assert (document.segment_count, document.pending_count) == (2, 1)


def test_segments_are_numbered_through_the_document_and_wait(library: Library) -> None:
    document = added(library)
    assert states(library, document.id) == [
        (position, State.PENDING, None) for position in range(1, 6)
    ]
    assert (document.segment_count, document.pending_count, document.done_count) == (5, 5, 0)


def test_storing_a_source_fills_all_its_segments_once(library: Library) -> None:
    document = added(library)
    library.worklist.store(document.id, "m", {"Bonjour.": Target("Hello.", -0.1)})
    filled = [row for row in states(library, document.id) if row[1] is State.TRANSLATED]
    assert filled == [(2, State.TRANSLATED, "Hello."), (4, State.TRANSLATED, "Hello.")]
    assert library.documents.get(document.id).pending_count == 3
    assert [p.position for p in library.worklist.pending(document.id, 0, 9)] == [1, 3, 5]


def test_memory_fills_a_new_document_at_once_but_only_for_the_same_translator(
    library: Library,
) -> None:
    first = added(library)
    library.worklist.store(first.id, "m", {"Bonjour.": Target("Hello.", -0.1)})
    same, other = added(library, identity="m"), added(library, identity="n")
    assert (same.pending_count, other.pending_count) == (3, 5)
    [block] = [b for b in library.documents.blocks(same.id) if b.position == 2]
    assert next((s.origin, s.score) for s in block.segments) == (Origin.MEMORY, -0.1)


def test_memory_answers_for_many_sources_in_one_call(library: Library) -> None:
    document = added(library)
    library.worklist.store(document.id, "m", {"Bonjour.": Target("Hello.", -0.1)})
    asked = [f"Phrase {n}." for n in range(1_200)] + ["Bonjour."]
    assert library.memory.recall("m", ("fr", "en"), asked) == {"Bonjour.": Target("Hello.", -0.1)}


def test_a_failed_segment_says_why_and_can_be_tried_again(library: Library) -> None:
    document = added(library)
    library.worklist.fail(document.id, "Il neige.", "The engine refused it.")
    kept = library.documents.get(document.id)
    assert (kept.failed_count, kept.pending_count) == (1, 4)
    [failed] = list(library.documents.blocks(document.id))[-1].segments
    assert (failed.state, failed.failure) == (State.FAILED, "The engine refused it.")
    library.worklist.retry(failed.id)
    assert library.documents.get(document.id).pending_count == 5
    again = library.worklist.retry(failed.id)
    assert (again.state, library.documents.get(document.id).pending_count) == (State.PENDING, 5)


def test_a_file_with_the_drafts_of_another_package_corrects_nothing(library: Library) -> None:
    document = added(library, "Il pleut.")
    library.worklist.store(document.id, "m", {"Il pleut.": Target("It rain.", -0.2)})
    library.worklist.renew(document.id)
    library.worklist.store(document.id, "n", {"Il pleut.": Target("It is raining.", -0.1)})
    old, correction = (1, "Il pleut.", "It rain.", False), (1, "Il pleut.", "It pours.", False)
    assert library.corrections.apply(document.id, [old]).changed == 0
    assert library.corrections.apply(document.id, [correction]).changed == 1


def test_a_correction_changes_the_document_and_the_memory_or_neither(library: Library) -> None:
    document = added(library, "Il pleut.")
    with library._database.writing() as session:
        session.execute(
            text(
                "CREATE TRIGGER full BEFORE INSERT ON translation_units "
                "BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END"
            )
        )
    correction = (1, "Il pleut.", "It rains.", True)
    with pytest.raises(IntegrityError):
        library.corrections.apply(document.id, [correction])
    assert states(library, document.id) == [(1, State.PENDING, None)]
    with library._database.writing() as session:
        session.execute(text("DROP TRIGGER full"))
    assert library.corrections.apply(document.id, [correction]).changed == 1
    assert states(library, document.id) == [(1, State.EDITED, "It rains.")]
    assert library.memory.recall("m", ("fr", "en"), ["Il pleut."]) == {
        "Il pleut.": Target("It rains.", 0.0)
    }
    assert library.memory.corrections == 1


def test_a_segment_that_cannot_be_translated_again_keeps_its_target(library: Library) -> None:
    document = added(library, "Il pleut.\n\nIl neige.")
    library.worklist.store(document.id, "m", {"Il pleut.": Target("It rains.", -0.2)})
    with pytest.raises(Refused, match="being translated"):
        library.worklist.renew(document.id)
    library.worklist.fail(document.id, "Il neige.", "The engine refused it.")
    library.worklist.renew(document.id)
    for source in ("Il pleut.", "Il neige."):
        library.worklist.fail(document.id, source, "No.")
    assert states(library, document.id) == [
        (1, State.TRANSLATED, "It rains."),
        (2, State.FAILED, None),
    ]
    kept = library.documents.get(document.id)
    assert (kept.pending_count, kept.failed_count) == (0, 1)
    assert library.documents.missing(document.id) == 1


def test_news_are_only_what_changed_since(library: Library) -> None:
    document = added(library)
    library.worklist.store(document.id, "m", {"Il neige.": Target("It snows.", -0.2)})
    kept, first = library.documents.news(document.id, 0, 1, 99)
    library.worklist.store(document.id, "m", {"Il pleut.": Target("It rains.", -0.2)})
    _, second = library.documents.news(document.id, kept.revision, 1, 99)
    _, outside = library.documents.news(document.id, kept.revision, 4, 99)
    positions = [
        [s.position for b in news for s in b.segments] for news in (first, second, outside)
    ]
    assert positions == [[5], [3], []]


def test_a_part_ends_with_a_whole_paragraph_and_never_grows_without_bound(
    library: Library,
) -> None:
    long = "Un. Deux. Trois.\n\nQuatre. Cinq. Six.\n\n" + " ".join(f"Mot {n}." for n in range(50))
    document = added(library, long)
    first = library.documents.part(document.id, 1, 5)
    assert (first.first, first.last, first.next) == (1, 3, 4)
    second = library.documents.part(document.id, 4, 5)
    assert (second.last, second.next) == (6, 7)
    cut = library.documents.part(document.id, 7, 5)
    assert (cut.last, cut.next) == (11, 12)
    blocks = list(library.documents.blocks(document.id, batch=5))
    assert [len(block.segments) for block in blocks] == [3, 3, 50]


def test_a_document_or_segment_that_does_not_exist_is_not_found(library: Library) -> None:
    for attempt in (
        lambda: library.documents.get(7),
        lambda: library.documents.text(7),
        lambda: library.documents.part(7, 1, 5),
        lambda: library.documents.news(7, 0, 1, 9),
        lambda: library.documents.segment(7),
        lambda: library.worklist.pending(7, 0, 9),
        lambda: library.worklist.retry(7),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_library_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(LibraryUnavailable):
        Library(f"sqlite:///{file}")


def test_a_locked_library_is_unavailable_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.library.dialects.BUSY_TIMEOUT_MS", 1)
    file = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{file}")
    document = added(library)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryUnavailable):
        library.worklist.store(document.id, "m", {"Il neige.": Target("It snows.", -0.2)})
    other.execute("ROLLBACK")
    other.close()
    assert library.documents.get(document.id).pending_count == 5
    library.close()


def test_nothing_is_kept_where_the_file_of_a_library_was_taken_away(tmp_path: Path) -> None:
    file, aside = tmp_path / "library.sqlite3", tmp_path / "aside.sqlite3"
    library = Library(f"sqlite:///{file}")
    added(library)
    file.rename(aside)
    for _ in range(2):
        with pytest.raises(LibraryUnavailable, match="moved, deleted or exchanged"):
            added(library)
        with pytest.raises(LibraryUnavailable, match="Put it back"):
            library.documents.all()
        file.write_bytes(b"another one")
    aside.replace(file)
    assert added(library).id == 2
    library.close()


def test_a_full_disk_is_unavailable_and_writes_nothing_by_half(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    document = added(library)
    with library._database.reading() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
        pages = session.scalar(text("PRAGMA page_count"))
    assert pages
    with pytest.raises(LibraryUnavailable):
        added(library, "Une phrase assez longue pour remplir le disque. " * 2_000)
    assert [d.id for d in library.documents.all()] == [document.id]
    library.close()


def test_uncertain_segments_are_counted_and_found_one_after_the_other(library: Library) -> None:
    document = added(library, "Bonjour. Il pleut. Il neige.")
    library.worklist.store(
        document.id,
        "m",
        {
            "Bonjour.": Target("Hello.", -0.1, (Check.NUMBERS, Check.SCORE)),
            "Il pleut.": Target("It rains.", -0.1),
            "Il neige.": Target("It snows.", -0.1, (Check.SCORE,)),
        },
    )
    documents = library.documents
    assert documents.get(document.id).uncertain_count == 2
    [block] = documents.part(document.id, 1, 10).blocks
    checks = [segment.checks for segment in block.segments]
    assert checks == [(Check.NUMBERS, Check.SCORE), (), (Check.SCORE,)]
    assert [documents.next_uncertain(document.id, after) for after in (0, 1, 3)] == [1, 3, 1]


def test_the_memory_keeps_checks_and_a_correction_takes_them_away(library: Library) -> None:
    first = added(library, "Bonjour. Il pleut.")
    doubted = Target("Hello.", -0.1, (Check.SCORE,))
    library.worklist.store(
        first.id, "m", {"Bonjour.": doubted, "Il pleut.": Target("It rains.", -0.1)}
    )
    assert library.memory.recall("m", ("fr", "en"), ["Bonjour."]) == {"Bonjour.": doubted}
    second = added(library, "Bonjour.", identity="m")
    assert library.documents.get(second.id).uncertain_count == 1
    library.corrections.apply(first.id, [(1, "Bonjour.", "Good day.", True)])
    assert library.documents.get(first.id).uncertain_count == 0
    assert library.documents.next_uncertain(first.id, 0) is None
    assert library.memory.recall("m", ("fr", "en"), ["Bonjour."]) == {
        "Bonjour.": Target("Good day.", 0.0, ())
    }
