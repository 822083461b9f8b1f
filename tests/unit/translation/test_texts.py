"""Texts are translated in one flat call, without the known segments."""

from tests.fakes import FakeTranslator
from webapp.pretranslation.desk import Desk
from webapp.translation.batches import Knowledge
from webapp.translation.texts import translate_texts


def test_texts_in_one_flat_call_with_what_is_known_left_out(
    desk: Desk, translator: FakeTranslator
) -> None:
    desk.pretranslate(desk.add_document("Il pleut.").id)
    translator.calls.clear()
    texts = ["Bonjour. Il pleut.", "Bonjour.\n\nIl neige."]
    [first, second] = translate_texts(texts, translator, Knowledge(desk.library.memory))
    assert translator.calls == [["Bonjour.", "Il neige."]]
    assert (first.target, second.target) == (
        "EN[Bonjour.] EN[Il pleut.]",
        "EN[Bonjour.]\n\nEN[Il neige.]",
    )
