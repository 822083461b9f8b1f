"""Which words are due, and what a review changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from webapp.errors import NotFound
from webapp.library import Library, MetWord, WordState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as opened:
        for lemma, state in (
            ("mer", WordState.NEW),
            ("chien", WordState.LEARNING_2),
            ("homme", WordState.KNOWN),
            ("Paris", WordState.IGNORED),
        ):
            word = MetWord(
                lemma=lemma,
                kind="noun",
                form=lemma,
                meaning="",
                source="",
                target="",
                title="",
                document_id=None,
                position=0,
            )
            opened.vocabulary.keep(word, state)
        yield opened


def test_words_that_are_being_learnt_are_due_until_they_are_reviewed(library: Library) -> None:
    due = library.reviews.due(NOW)
    assert due.word is not None
    assert (due.word.lemma, due.count, due.next_at) == ("mer", 2, None)
    assert library.reviews.put(due.word, {"step": 1}, NOW + DAY)
    assert library.vocabulary.words("mer")[0].state == WordState.LEARNING_1
    later = library.reviews.due(NOW)
    assert later.word is not None
    assert (later.word.lemma, later.count, later.next_at) == ("chien", 1, NOW + DAY)
    library.reviews.put(later.word, {"step": 1}, NOW + 2 * DAY)
    assert library.vocabulary.words("chien")[0].state == WordState.LEARNING_2
    assert library.reviews.due(NOW).word is None
    first = library.reviews.due(NOW + 3 * DAY).word
    assert first is not None
    assert (first.lemma, first.memory) == ("mer", {"step": 1})


def test_a_review_of_what_was_reviewed_meanwhile_changes_nothing(library: Library) -> None:
    word = library.reviews.due(NOW).word
    assert word is not None
    assert library.reviews.put(word, {"step": 1}, NOW + DAY)
    assert not library.reviews.put(word, {"step": 9}, NOW + 9 * DAY)
    assert library.reviews.get(word.id).memory == {"step": 1}
    library.vocabulary.forget(word.id)
    assert not library.reviews.put(word, {"step": 9}, NOW + 9 * DAY)
    with pytest.raises(NotFound):
        library.reviews.get(word.id)
