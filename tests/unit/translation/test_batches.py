"""What callers cost who share the engine, counted in the pieces that the model is given."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.fakes import FakeTranslator
from tests.unit.engine.packages import make_package
from webapp.engine.batches.decoding import Decoding
from webapp.engine.batches.hypotheses import Hypotheses
from webapp.engine.batches.line import Tokens
from webapp.engine.batches.scheduler import Scheduler
from webapp.engine.packages import find_packages
from webapp.engine.translator import ArgosTranslator
from webapp.errors import Abandoned
from webapp.translation.batches import Knowledge, Manner, translations

LONGEST, BATCH_TOKENS = 10, 40
ENDLESS = " ".join(f"mot{number}" for number in range(5_000))


class Watched:
    """A model whose tokens are words; it decodes one batch for each ticket, and counts them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.tickets = threading.Semaphore(0)
        self.begun = threading.Semaphore(0)

    placeholders: Sequence[str] = ()

    def encode(self, source: str) -> list[str]:
        return source.split()

    def lacks(self, character: str) -> bool:
        return not character

    def continued(self, source: str, begun: str, count: int) -> list[tuple[str, float]]:
        return [(f"{begun} {source}", -1.0)] * count

    def decode(self, pieces: Sequence[Tokens], alternatives: int) -> list[Hypotheses]:
        self.pieces += [" ".join(piece) for piece in pieces]
        self.begun.release()
        self.tickets.acquire()
        texts = (" ".join(piece).upper() for piece in pieces)
        return [Hypotheses((text,) * (1 + alternatives), -1, 2) for text in texts]

    def let(self, batches: int) -> None:
        """Let so many batches be decoded, and wait until the next one has begun."""
        for _ in range(batches):
            self.tickets.release()
            self.begun.acquire()


@pytest.fixture
def model() -> Watched:
    return Watched()


@pytest.fixture
def translator(model: Watched, tmp_path: Path) -> Iterator[ArgosTranslator]:
    make_package(tmp_path)
    (package,) = find_packages([tmp_path])
    scheduler = Scheduler(model.decode, threads=1, batch_tokens=BATCH_TOKENS)
    translator = ArgosTranslator(package, model, scheduler, Decoding(longest=LONGEST))
    yield translator
    model.tickets.release(10_000)
    translator.close()


def answer(translator: ArgosTranslator, source: str, manner: Manner | None = None) -> str:
    found: dict[str, str] = {}
    for some in translations([source], translator, Knowledge(), manner or Manner()):
        found |= {key: each.target for key, each in some.items()}
    return found[source]


def test_of_a_caller_who_leaves_no_more_is_decoded_than_what_is_with_the_engine(
    translator: ArgosTranslator, model: Watched
) -> None:
    left = threading.Event()
    ends: list[type[Exception]] = []

    def ask() -> None:
        try:
            answer(translator, ENDLESS, Manner(abandoned=left.is_set))
        except Abandoned as error:
            ends.append(type(error))

    caller = threading.Thread(target=ask)
    caller.start()
    model.begun.acquire()
    model.let(2)
    begun = list(model.pieces)
    left.set()
    caller.join()
    model.tickets.release(10_000)
    assert answer(translator, "Bonjour") == "BONJOUR"
    assert ends == [Abandoned]
    assert model.pieces == [*begun, "Bonjour"]
    assert len(begun) <= 3 * (BATCH_TOKENS // LONGEST + 1)


def test_a_short_request_overtakes_one_endless_segment(
    translator: ArgosTranslator, model: Watched
) -> None:
    long = threading.Thread(target=answer, args=(translator, ENDLESS))
    long.start()
    model.begun.acquire()
    model.let(5)
    short = translator.submit(["Bonjour"], priority=Manner().priority)
    model.let(2)
    assert "Bonjour" in model.pieces
    model.tickets.release(10_000)
    assert short.result()[0].target == "BONJOUR"
    long.join()


def test_the_groups_of_a_call_are_one_caller_s_and_other_calls_are_not() -> None:
    translator = FakeTranslator()
    for call in range(2):
        sources = [f"{call} {number}" for number in range(100)]
        assert sum(map(len, translations(sources, translator, Knowledge(), Manner()))) == 100
    assert [translator.callers.count(caller) for caller in translator.callers] == [4] * 8
    assert None not in translator.callers
