"""A text is translated again by another package, never by the same one."""

from concurrent.futures import Future

import pytest

from tests.fakes import FakeTranslator
from tests.unit.pretranslation.texts import segments
from webapp.errors import Unavailable
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import State
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.jobs import Jobs
from webapp.pretranslation.pretranslator import UNFORESEEN
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
    return [(segment.target, segment.state) for block in blocks for segment in block.segments]


def test_a_fault_that_nobody_has_thought_of_is_told_and_quotes_no_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"cannot store {text}")

    text = "Un secret."
    document = desk.add_document(text)
    monkeypatch.setattr(desk.library.worklist, "store", broken)
    desk.pretranslate(document.id)
    assert desk.library.documents.get(document.id).failure == UNFORESEEN
    assert desk.library.worklist.unfinished() == []
    assert "Unforeseen RuntimeError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("is_ready", [True, False])
def test_a_text_is_kept_and_queued_whatever_becomes_of_its_package(
    desk: Desk, translator: FakeTranslator, monkeypatch: pytest.MonkeyPatch, is_ready: bool
) -> None:
    def damaged(*_: object, **__: object) -> Future[object]:
        future: Future[object] = Future()
        if is_ready:
            future.set_exception(Unavailable("The translation package cannot be opened."))
        return future

    monkeypatch.setattr(Jobs, "running", True)
    monkeypatch.setattr(translator, "submit", damaged)
    document = desk.add_document(segments(5))
    assert [task.args[0] for task in desk.jobs._huey.pending()] == [document.id]
    if is_ready:
        desk.pretranslate(document.id)
        failure = desk.library.documents.get(document.id).failure
        assert failure == "The translation package cannot be opened."
