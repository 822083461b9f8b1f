"""The words of documents are counted once, and their counts follow the vocabulary."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.errors import NotFound
from webapp.library import Document, Library, MetWord, NewDocument, WordState
from webapp.study.counting import Counting, lexeme_counts
from webapp.text import split_text
from webapp.words.lookup import bundled_dictionary
from webapp.words.tokens import EDGE, french_forms, french_tokens

DICTIONARY = bundled_dictionary()
TEXTS = (
    "Le chien noir aboie. Les chiens aboient ; l’homme dort.",
    "Donne-le-moi, dit l'homme. Y a-t-il un chien ? Zorglub dort.",
)


def met(lemma: str, kind: str) -> MetWord:
    return MetWord(
        lemma=lemma,
        kind=kind,
        form=lemma,
        meaning="",
        source="",
        target="",
        title="",
        document_id=None,
        position=0,
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as opened:
        for text in TEXTS:
            opened.documents.add([NewDocument("", text, split_text(text), "fr", "en")])
        opened.documents.add([NewDocument("", "A dog.", split_text("A dog."), "en", "fr")])
        yield opened


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_counted_as_they_are_cut(text: str) -> None:
    forms = [token.form for token in french_tokens(text)]
    assert french_forms([text, text]) == [*forms, EDGE, *forms]


def test_forms_of_a_lexeme_count_together_and_unknown_words_not_at_all() -> None:
    counts = lexeme_counts(DICTIONARY, TEXTS)
    assert counts["chien", "noun"] == 3
    assert counts["aboyer", "verb"] == 2
    assert not any(lemma == "zorglub" for lemma, _ in counts)


def test_a_french_document_is_counted_once_by_each_dictionary(library: Library) -> None:
    counting = Counting(library, DICTIONARY)
    assert library.knownness.uncounted(DICTIONARY.identity) == [1, 2]
    assert library.knownness.counts() == {}
    counting.count()
    assert library.knownness.uncounted(DICTIONARY.identity) == []
    assert library.knownness.uncounted("another") == [1, 2]
    first = library.knownness.counts()[1]
    assert (first.known_share, first.word_count, first.new_count) == (0, 10, 6)


def test_a_book_is_counted_with_rests_and_as_if_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr("webapp.study.counting.GROUP", 2)
    monkeypatch.setattr("webapp.study.counting.time.sleep", rests.append)
    texts = [text for text in TEXTS for _ in range(3)]
    assert Counting(library, DICTIONARY)._counted(texts) == lexeme_counts(DICTIONARY, texts)
    assert len(rests) == (len(texts) - 1) // 2


def test_known_words_ignored_words_and_words_met_are_told(library: Library) -> None:
    Counting(library, DICTIONARY).count()
    vocabulary = library.vocabulary
    vocabulary.keep(met("chien", "noun"), WordState.KNOWN)
    vocabulary.keep(met("aboyer", "verb"), WordState.IGNORED)
    vocabulary.keep(met("noir", "adjective"), WordState.NEW)
    vocabulary.keep(met("homme", "noun"), WordState.LEARNING_4)
    first = library.knownness.counts()[1]
    assert (first.known_count, first.ignored_count) == (2, 2)
    assert first.known_share == pytest.approx(2 / 8)
    assert first.new_count == 6 - 3


def test_counts_that_follow_changes_are_those_of_a_new_count(library: Library) -> None:
    Counting(library, DICTIONARY).count()
    counts = lexeme_counts(DICTIONARY, TEXTS)
    chance, vocabulary = random.Random(7), library.vocabulary
    moments = []
    followed = []
    for _ in range(60):
        words = [(met(*lexeme), chance.choice(list(WordState))) for lexeme in counts]
        kept = vocabulary.words()
        change = chance.randrange(5)
        if change == 0:
            vocabulary.keep(*chance.choice(words))
        elif change == 1:
            moments.append(vocabulary.keep_others(chance.sample(words, 3))[1])
        elif change == 2 and moments:
            vocabulary.forget_others(moments.pop())
        elif change == 3 and kept:
            vocabulary.put(chance.choice(kept).id, chance.choice(list(WordState)))
        elif kept:
            vocabulary.forget(chance.choice(kept).id)
        followed.append([sums(library, n) for n in (1, 2)])
    for n, text in enumerate(TEXTS, 1):
        library.knownness.put(n, "again", lexeme_counts(DICTIONARY, [text]))
    assert followed[-1] == [sums(library, n) for n in (1, 2)]
    assert len({str(some) for some in followed}) > 20


def sums(library: Library, document_id: int) -> tuple[int, int, int]:
    document = library.knownness.counts()[document_id]
    return document.known_count, document.ignored_count, document.met_count


def test_a_document_that_is_purged_leaves_no_counts(library: Library) -> None:
    Counting(library, DICTIONARY).count()
    with library._database.writing() as session:
        session.delete(session.get(Document, 1))
    assert list(library.knownness.counts()) == [2]
    with pytest.raises(NotFound):
        library.knownness.put(1, "any", {})
