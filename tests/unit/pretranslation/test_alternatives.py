"""Other wordings of a segment differ in their words."""

import pytest

from tests.fakes import FakeTranslator
from webapp.pretranslation.alternatives import different
from webapp.pretranslation.desk import Desk


def test_wordings_that_differ_in_capitals_or_marks_alone_are_one() -> None:
    wordings = ["The cat sleeps.", "the cat sleeps", "The cat is asleep.", "The cat is asleep!"]
    assert different(wordings, "The Cat sleeps!") == ["The cat is asleep."]


def test_at_most_five_are_offered(desk: Desk, translator: FakeTranslator) -> None:
    document = desk.add_document("Il pleut.")
    desk.pretranslate(document.id)
    segment_id = desk.library.edits.at(document.id, 1)
    assert segment_id is not None
    wordings = desk.alternatives(desk.library.edits.editable(segment_id))
    assert wordings == [f"EN[Il pleut.] ({n})" for n in range(2, 7)]
    assert translator.calls[-1] == ["Il pleut."]


@pytest.mark.parametrize(
    ("wording", "spelling"),
    [
        ("He realised its colour.", "he realized its color"),
        ("Organisations of the web site", "Organizations of the website"),
        ("A travelled e-mail, the naïve theatre", "A traveled email – the naive theater!"),
    ],
)
def test_spellings_of_one_wording_are_one(wording: str, spelling: str) -> None:
    assert different([spelling], wording) == []


def test_words_that_are_spelled_nearly_alike_are_different() -> None:
    wordings = ["It lasts four hours.", "It lasts for ours.", "It lasts for hours."]
    assert different(wordings, "It lasted for hours.") == wordings
