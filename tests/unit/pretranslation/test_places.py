"""What a person looks at reaches the engine before the rest of its document."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeTranslator, FakeTranslators
from webapp.engine import Priority
from webapp.library import Library, State
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.filling import PLACE
from webapp.pretranslation.jobs import WORKERS
from webapp.pretranslation.places import Places

COUNT = 1_200


def source(position: int) -> str:
    return f"Ceci est la phrase numéro {position}."


TEXT = "\n\n".join(map(source, range(1, COUNT + 1)))


@pytest.fixture
def desk(tmp_path: Path, library_url: str) -> Iterator[Desk]:
    library = Library(library_url)
    opened = Desk(library, FakeTranslators(), tmp_path, max_text_chars=1_000_000)
    yield opened
    translator = opened.translators.get("fr", "en")
    assert isinstance(translator, FakeTranslator)
    translator.gate.set()
    opened.close()


@pytest.fixture
def translator(desk: Desk) -> FakeTranslator:
    assert isinstance(desk.translators, FakeTranslators)
    return desk.translators.translator


def wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.01)


def look_at(desk: Desk, first: int, *, jumped: bool = True) -> None:
    desk.look_at(desk.library.documents.part(1, first, 150), jumped=jumped)


def test_a_place_goes_before_the_rest_of_its_document(
    desk: Desk, translator: FakeTranslator
) -> None:
    desk.start()
    translator.gate.clear()
    translator.passes = {source(position) for position in range(700, 700 + PLACE)}
    desk.add_document(TEXT)
    look_at(desk, 700)
    wait_until(lambda: not desk.places.has(1))
    place = translator.calls[1:]  # the job waits for the opening, the first call
    assert [len(call) for call in place[:3]] == [8, 24, 32]
    assert [text for call in place for text in call] == [
        source(position) for position in range(700, 700 + PLACE)
    ]
    assert set(translator.priorities[1:]) == {Priority.INTERACTIVE}
    assert len(set(translator.callers[1:])) == 1
    translator.gate.set()
    wait_until(lambda: not desk.library.documents.get(1).pending_count)
    assert len(translator.sources) == len(set(translator.sources)) == COUNT


def test_nothing_is_moved_that_needs_no_move(desk: Desk, translator: FakeTranslator) -> None:
    document = desk.add_document(TEXT)
    look_at(desk, 700)  # no jobs run in this process
    assert not desk.places.has(document.id)
    desk.jobs.start()
    wait_until(lambda: not desk.library.documents.get(1).pending_count)
    calls = len(translator.calls)
    look_at(desk, 700)
    assert not desk.places.has(document.id)
    assert len(translator.calls) == calls


def test_the_first_part_is_left_to_the_job_unless_this_waits_behind_others(
    desk: Desk, translator: FakeTranslator
) -> None:
    desk.start()
    translator.gate.clear()
    desk.add_document(TEXT)
    look_at(desk, 1)
    assert not desk.places.has(1)
    for n in range(1, WORKERS):
        desk.add_document(f"{n} {TEXT}")
    wait_until(lambda: not desk.jobs.takes_soon(0))
    late = desk.add_document("Il neige. Il pleut.")
    translator.passes = {"Il neige.", "Il pleut."}
    desk.look_at(desk.library.documents.part(late.id, 1, 150), jumped=True)
    wait_until(lambda: not desk.library.documents.get(late.id).pending_count)


def test_a_place_that_the_engine_refuses_in_part_fails_in_that_part_alone(
    desk: Desk, translator: FakeTranslator
) -> None:
    desk.start()
    translator.gate.clear()
    translator.passes = {source(position) for position in range(700, 700 + PLACE)}
    translator.fails_on = lambda text: text == source(705)
    desk.add_document(TEXT)
    look_at(desk, 700)
    wait_until(lambda: not desk.places.has(1))
    blocks = desk.library.documents.part(1, 700, 150).blocks
    states = [segment.state for block in blocks for segment in block.segments]
    assert states.count(State.FAILED) == 1
    assert states.count(State.TRANSLATED) == len(states) - 1


def test_a_jump_takes_the_place_of_all_others_and_a_further_part_follows() -> None:
    served: list[int] = []
    wanted: list[bool] = []
    goes_on = threading.Event()

    def fill(_document_id: int, first: int, is_wanted: Callable[[], bool]) -> None:
        served.append(first)
        goes_on.wait()
        wanted.append(is_wanted())

    places = Places(fill)
    places.want(1, 700, now=True)
    wait_until(lambda: served == [700])
    places.want(1, 850, now=False)
    places.want(1, 300, now=True)
    places.want(1, 450, now=False)
    places.want(1, 450, now=False)
    goes_on.set()
    wait_until(lambda: not places.has(1))
    assert served == [700, 300, 450]
    assert wanted == [False, True, True]
    places.close()
