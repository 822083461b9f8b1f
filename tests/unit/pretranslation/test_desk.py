"""A text is translated again by another package, never by the same one."""

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import segments
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import State
from webapp.pretranslation.desk import Desk
from webapp.text import Detail, Mark, ParagraphKind


def test_a_text_is_renewed_by_another_package_but_for_what_people_wrote(
    desk: Desk, translator: FakeTranslator
) -> None:
    text = "Bonjour. Il pleut.\n\nx = 1"
    outline = ((0, 18, ParagraphKind.TEXT), (20, 25, ParagraphKind.CODE))
    details = (Detail(marks=[Mark(9, 11, "bold")]), Detail())
    [document] = desk.add_imported([ImportedDocument(text, outline, details)])
    desk.pretranslate(document.id)
    desk.library.corrections.apply(document.id, [(1, "Bonjour.", "Hello.", True)])
    desk.renew_document(document.id)
    assert targets(desk, document.id) == [
        ("Hello.", State.EDITED),
        ("EN[Il pleut.]", State.PENDING),
        ("x = 1", State.TRANSLATED),
    ]
    translator.identity, asked = "fake-2", len(translator.calls)
    desk.pretranslate(document.id)
    assert translator.calls[asked:] == [["Il pleut."], ["Il"]]
    assert [state for _, state in targets(desk, document.id)] == [
        State.EDITED,
        State.TRANSLATED,
        State.TRANSLATED,
    ]
    [worded, _] = desk.library.documents.blocks(document.id)
    assert worded.detail["wordings"] == {"Il": "EN[Il]"}


def test_a_text_that_is_renewed_by_the_same_package_costs_nothing(
    desk: Desk, translator: FakeTranslator
) -> None:
    document = desk.add_document(segments(100))
    desk.pretranslate(document.id)
    asked = len(translator.calls)
    desk.renew_document(document.id)
    assert desk.library.documents.get(document.id).pending_count == 100
    desk.pretranslate(document.id)
    assert len(translator.calls) == asked
    assert desk.library.documents.get(document.id).done_count == 100


def targets(desk: Desk, document_id: int) -> list[tuple[str | None, State]]:
    blocks = desk.library.documents.blocks(document_id)
    return [(own.target, own.state) for block in blocks for own in block.segments]
