"""Words are kept with their sentence, and have a state."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from webapp.errors import BadInput, NotFound
from webapp.library import Library, MetWord, NewDocument, WordState
from webapp.library.reading import vocabulary
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
    words.put(kept.id, WordState.LEARNING_1)
    again = words.keep(replace(WORD, source="Un rêve.", form="rêve"))
    assert (again.id, again.source, again.state) == (kept.id, "Un rêve.", WordState.LEARNING_1)
    words.keep(replace(WORD, lemma="rêver", kind="verb", meaning="to dream"))
    assert words.counts() == {WordState.NEW: 1, WordState.LEARNING_1: 1}


def test_words_are_found_by_state_and_by_either_language(library: Library) -> None:
    words = library.vocabulary
    words.keep(WORD)
    words.keep(replace(WORD, lemma="mer", form="mer", meaning="sea"))
    assert [word.lemma for word in words.words()] == ["mer", "rêve"]
    assert [word.lemma for word in words.words("reve")] == ["rêve"]
    assert [word.lemma for word in words.words("sea")] == ["mer"]
    assert words.words(state=WordState.KNOWN) == []


def test_words_come_in_pages_by_how_common_they_are(library: Library) -> None:
    words = library.vocabulary
    for lemma, frequency in (("mer", 180.0), ("jouet", 23.0), ("dire", 5_000.0), ("zeste", None)):
        words.keep(replace(WORD, lemma=lemma, frequency=frequency))
    commonest = [word.lemma for word in words.words(order="commonest")]
    assert commonest == ["dire", "mer", "jouet", "zeste"]
    second = words.words(order="rarest", first=1, most=2)
    assert [word.lemma for word in second] == ["mer", "dire"]
    assert (words.count(), words.count("jou"), words.count(state=WordState.KNOWN)) == (4, 1, 0)
    with pytest.raises(BadInput):
        words.words(order="by length")


def test_the_other_words_become_known_and_that_can_be_taken_back(library: Library) -> None:
    words = library.vocabulary
    words.keep(WORD, WordState.LEARNING_2)
    others = [replace(WORD, lemma=lemma) for lemma in ("rêve", "mer", "mer", "jouet")]
    count, moment = words.keep_others((word, WordState.KNOWN) for word in others)
    assert count == 2
    learnt = {("rêve", "noun"): WordState.LEARNING_2}
    known = dict.fromkeys([("mer", "noun"), ("jouet", "noun")], WordState.KNOWN)
    assert words.states(["rêve", "mer", "jouet"]) == learnt | known
    words.keep(replace(WORD, lemma="jouet"), WordState.LEARNING_1)
    assert words.forget_others(moment) == 1
    learnt |= {("jouet", "noun"): WordState.LEARNING_1}
    assert words.states(["rêve", "mer", "jouet"]) == learnt
    assert words.keep_others([])[0] == 0


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
    with pytest.raises(BadInput):
        library.vocabulary.keep_others([(replace(WORD, lemma="mer"), WordState.NEW)])
    assert library.vocabulary.count() == 1
