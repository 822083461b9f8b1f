"""Other sentences of the library with a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.library import Library, NewDocument
from webapp.study.counting import Counting
from webapp.study.examples import examples
from webapp.text import split_text
from webapp.words.lookup import bundled_dictionary, look_up

DICTIONARY = bundled_dictionary()
TEXTS = (
    "La mer est calme. Merci. Il aime la Mer. La mer est calme.",
    "Un kilomètre. Les mers du Sud. Voici la mer d'Irlande. Quelle amertume.",
    "Merci bien.",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{tmp_path / 'library.sqlite3'}") as opened:
        for text in TEXTS:
            opened.documents.add([NewDocument("", text, split_text(text), "fr", "en")])
        yield opened


def sources(library: Library, written: str, here: str = "") -> list[str]:
    entry = look_up(DICTIONARY, written)[0]
    found = examples(library, entry, written, here)
    assert all(
        example.segment.source[example.token.start : example.token.end].lower()
        in {written.lower(), entry.lemma}
        for example in found
    )
    return [example.segment.source for example in found]


def test_whole_words_of_counted_texts_are_found_each_sentence_once(library: Library) -> None:
    assert sources(library, "mer") == []
    Counting(library, DICTIONARY).count()
    assert sources(library, "mer") == [
        "Voici la mer d'Irlande.",
        "La mer est calme.",
        "Il aime la Mer.",
    ]
    assert sources(library, "mers", "La mer est calme.") == [
        "Les mers du Sud.",
        "Voici la mer d'Irlande.",
        "Il aime la Mer.",
    ]
    library.shelf.delete(2)
    assert len(sources(library, "mer")) == 2
