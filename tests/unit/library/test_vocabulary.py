"""Words are kept with their sentence, and have a state."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from webapp.errors import BadInput, NotFound
from webapp.library import Library, MetWord, NewDocument, WordState, vocabulary
from webapp.text import split_text

WORD = MetWord(
    lemma="rêve",
    kind="noun",
    form="rêves",
    meaning="dream",
    source="Il a des rêves.",
    target="He has dreams.",
    title="Un matin",
    document_id=1,
    position=3,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as opened:
        text = "Il a des rêves."
        opened.documents.add([NewDocument("Un matin", text, split_text(text), "fr", "en")])
        yield opened


def test_a_word_that_is_met_again_gets_the_sentence_and_keeps_its_state(library: Library) -> None:
    words = library.vocabulary
    kept = words.keep(WORD)
    assert kept.state == WordState.NEW
    words.put(kept.id, WordState.LEARNING)
    again = words.keep(replace(WORD, source="Un rêve.", form="rêve"))
    assert (again.id, again.source, again.state) == (kept.id, "Un rêve.", WordState.LEARNING)
    words.keep(replace(WORD, lemma="rêver", kind="verb", meaning="to dream"))
    assert words.counts() == {WordState.NEW: 1, WordState.LEARNING: 1}


def test_words_are_found_by_state_and_by_either_language(library: Library) -> None:
    words = library.vocabulary
    words.keep(WORD)
    words.keep(replace(WORD, lemma="mer", form="mer", meaning="sea"))
    assert [word.lemma for word in words.words()] == ["mer", "rêve"]
    assert [word.lemma for word in words.words("reve")] == ["rêve"]
    assert [word.lemma for word in words.words("sea")] == ["mer"]
    assert words.words(state=WordState.KNOWN) == []


def test_a_word_is_forgotten_for_good(library: Library) -> None:
    kept = library.vocabulary.keep(WORD)
    library.vocabulary.forget(kept.id)
    with pytest.raises(NotFound):
        library.vocabulary.forget(kept.id)
    with pytest.raises(NotFound):
        library.vocabulary.put(kept.id, WordState.KNOWN)


def test_a_full_vocabulary_takes_no_further_word(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 1)
    library.vocabulary.keep(WORD)
    library.vocabulary.keep(WORD)
    with pytest.raises(BadInput):
        library.vocabulary.keep(replace(WORD, lemma="mer"))
