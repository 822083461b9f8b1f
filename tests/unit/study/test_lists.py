"""Lists of known words come into the vocabulary."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.errors import BadInput
from webapp.formats.word_lists import ListedWord
from webapp.library import Library, WordState
from webapp.study.lists import take_in
from webapp.words.lookup import bundled_dictionary

DICTIONARY = bundled_dictionary()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as opened:
        yield opened


def test_forms_become_lexemes_in_the_best_known_of_their_states(library: Library) -> None:
    listed = [
        ListedWord("chiens", 2),
        ListedWord("chien", 4),
        ListedWord("la mer", None),
        ListedWord("L’Homme", 6),
        ListedWord("se souvenir", 1),
        ListedWord("pomme de terre", 5),
        ListedWord("zorglub", 5),
        ListedWord("!!", 5),
    ]
    taken = take_in(DICTIONARY, library.vocabulary, listed, WordState.KNOWN)
    assert (taken.kept, taken.before, taken.missing) == (4, 0, 3)
    states = {word.lemma: word.state for word in library.vocabulary.words()}
    assert states == {
        "chien": WordState.LEARNING_4,
        "mer": WordState.KNOWN,
        "homme": WordState.IGNORED,
        "souvenir": WordState.LEARNING_1,
    }
    [mer] = library.vocabulary.words("mer")
    assert (mer.meaning, mer.source) == ("sea", "")
    assert mer.frequency is not None


def test_what_is_kept_before_stays_and_all_can_be_taken_back(library: Library) -> None:
    take_in(DICTIONARY, library.vocabulary, [ListedWord("chien", 1)], WordState.KNOWN)
    listed = [ListedWord("chien", 5), ListedWord("chat", 5)]
    taken = take_in(DICTIONARY, library.vocabulary, listed, WordState.KNOWN)
    assert (taken.kept, taken.before) == (1, 1)
    assert library.vocabulary.forget_others(taken.moment) == 1
    assert [word.lemma for word in library.vocabulary.words()] == ["chien"]


def test_a_list_without_a_french_word_is_refused(library: Library) -> None:
    with pytest.raises(BadInput, match="are they French"):
        take_in(DICTIONARY, library.vocabulary, [ListedWord("собака", None)], WordState.KNOWN)
