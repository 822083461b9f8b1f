"""Other wordings of a segment differ in their words."""

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
