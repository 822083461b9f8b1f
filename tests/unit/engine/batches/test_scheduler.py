"""Batches across requests, told with a decoder that answers with its input."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine import Priority
from webapp.engine.batches.line import Tokens
from webapp.engine.batches.scheduler import DOCUMENT_SHARE, Scheduler
from webapp.errors import TranslationFailed

DOCUMENT, INTERACTIVE = Priority.DOCUMENT, Priority.INTERACTIVE


class Decoder:
    """Remembers its batches; waits while the gate is closed; fails on a piece with “bad”."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.alternatives: list[int] = []
        self.begun = threading.Semaphore(0)
        self.gate = threading.Event()
        self.passes = threading.Semaphore(0)

    def let(self, batches: int) -> None:
        """Let so many batches through, and wait until the next one has begun."""
        for _ in range(batches):
            self.passes.release()
            self.begun.acquire()

    def __call__(self, pieces: Sequence[Tokens], alternatives: int) -> list[str]:
        self.batches.append([" ".join(piece) for piece in pieces])
        self.alternatives.append(alternatives)
        self.begun.release()
        while not (self.gate.is_set() or self.passes.acquire(timeout=0.01)):
            pass
        if any("bad" in piece for piece in pieces):
            raise RuntimeError("a secret of the user's text")
        return [" ".join(piece) for piece in pieces]

    @property
    def widths(self) -> list[list[int]]:
        return [[len(piece.split()) for piece in batch] for batch in self.batches]


@pytest.fixture
def decoder() -> Decoder:
    return Decoder()


@pytest.fixture
def scheduler(decoder: Decoder) -> Iterator[Scheduler]:
    """One thread and batches of 100 tokens."""
    scheduler = Scheduler(decoder, threads=1, batch_tokens=100)
    yield scheduler
    decoder.gate.set()
    scheduler.close()


def submit(
    scheduler: Scheduler,
    *pieces: str,
    priority: Priority = DOCUMENT,
    alternatives: int = 0,
    caller: object = None,
) -> Future[Any]:
    tokens = [piece.split() for piece in pieces]
    return scheduler.submit(
        tokens, priority=priority, alternatives=alternatives, finish=list, caller=caller
    )


def occupy(scheduler: Scheduler, decoder: Decoder) -> None:
    """Have the only thread wait at the gate, so that all submitted next waits in the queue."""
    submit(scheduler, "first")
    decoder.begun.acquire()


def piece(width: int, word: str = "w") -> str:
    return " ".join([word] * width)


def test_results_keep_the_order_of_the_pieces(scheduler: Scheduler, decoder: Decoder) -> None:
    decoder.gate.set()
    pieces = [piece(n % 7 + 1, f"p{n}") for n in range(50)]
    assert submit(scheduler, *pieces).result() == pieces


def test_small_requests_travel_in_one_batch(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    futures = [submit(scheduler, f"request {n}", priority=INTERACTIVE) for n in range(40)]
    decoder.gate.set()
    assert [future.result() for future in futures] == [[f"request {n}"] for n in range(40)]
    assert [len(batch) for batch in decoder.batches] == [1, 40]


def test_what_was_decoded_and_what_waits_is_counted(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    future = submit(scheduler, "a", "b c", "bad")
    later = submit(scheduler, "d", priority=INTERACTIVE)
    assert scheduler.workload() == (0, 0.0, 4)
    decoder.gate.set()
    wait([future, later])
    pieces, seconds, waiting = scheduler.workload()
    assert (pieces, waiting) == (2, 0)  # "bad" failed with its request
    assert seconds > 0


def test_batches_are_dense_and_of_the_size_asked_for(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    future = submit(scheduler, *(piece(n % 20 + 1) for n in range(200)))
    decoder.gate.set()
    future.result()
    padded = [max(widths) * len(widths) for widths in decoder.widths[1:]]
    assert max(padded) <= 100
    assert sum(map(sum, decoder.widths[1:])) >= 0.9 * sum(padded)
    assert len(padded) <= 1.15 * sum(padded) / 100


def test_a_piece_larger_than_a_batch_goes_alone(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    future = submit(scheduler, piece(300), piece(3))
    decoder.gate.set()
    future.result()
    assert decoder.widths[1:] == [[300], [3]]


def test_the_first_chunk_is_not_spread_over_the_batches_of_a_later_one(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    submit(scheduler, *(piece(n, "first") for n in (2, 9, 4)), caller="job")
    second = submit(scheduler, *(piece(n % 12 + 1, "second") for n in range(100)), caller="job")
    decoder.gate.set()
    second.result()
    assert [text.split()[0] for text in decoder.batches[1]][:3] == ["first"] * 3
    assert len(decoder.batches[1]) > 3
    assert all("first" not in " ".join(batch) for batch in decoder.batches[2:])


def test_one_caller_s_requests_are_decoded_in_their_order(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    chunks = [
        submit(scheduler, *[piece(20, f"{n}")] * size, caller="job")
        for n, size in enumerate((2, 20, 10, 1))
    ]
    decoder.gate.set()
    wait(chunks)
    order = [int(text.split()[0]) for batch in decoder.batches[1:] for text in batch]
    assert order == sorted(order)
    assert {len(batch) for batch in decoder.batches[1:-1]} == {5}


@pytest.mark.parametrize("priority", Priority)
@pytest.mark.parametrize("others", [1, 6])
def test_a_short_request_waits_for_one_batch_of_each_long_one_at_most(
    scheduler: Scheduler, decoder: Decoder, priority: Priority, others: int
) -> None:
    occupy(scheduler, decoder)
    long = [
        submit(scheduler, *[piece(50, f"long{n}")] * 30, priority=priority) for n in range(others)
    ]
    decoder.let(3 * others)
    short = submit(scheduler, "short", priority=priority)
    before = len(decoder.batches)
    decoder.gate.set()
    wait([short, *long])
    next_ones = decoder.batches[before : before + others + 1]
    assert any("short" in batch for batch in next_ones)


def test_long_requests_take_turns_and_their_batches_stay_full(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    both = [submit(scheduler, *[piece(50, word)] * 10) for word in ("one", "two")]
    decoder.gate.set()
    wait(both)
    words = [[text.split()[0] for text in batch] for batch in decoder.batches[1:]]
    assert words == [["one"] * 2, ["two"] * 2] * 5


def test_a_long_request_goes_on_under_unbroken_short_ones(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    submit(scheduler, *[piece(100, "long")] * 100)
    for n in range(20):
        submit(scheduler, piece(100, f"short{n}"))
        decoder.let(1)
    heads = [batch[0].split()[0] for batch in decoder.batches]
    assert heads.count("long") >= 4


def test_interactive_requests_overtake_documents(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    document = submit(scheduler, *[piece(10)] * 30)
    quick = submit(scheduler, "quick", priority=INTERACTIVE)
    decoder.gate.set()
    wait([document, quick])
    assert decoder.batches[1] == ["quick"]


def test_documents_go_on_under_unbroken_interactive_load(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    document = submit(scheduler, piece(50, "document"))
    interactive = [submit(scheduler, piece(90), priority=INTERACTIVE) for _ in range(20)]
    decoder.gate.set()
    wait([document, *interactive])
    place = decoder.batches.index([piece(50, "document")])
    assert 2 <= place <= DOCUMENT_SHARE


def test_different_numbers_of_alternatives_do_not_share_a_batch(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    futures = [submit(scheduler, f"p{n}", alternatives=n % 2) for n in range(6)]
    decoder.gate.set()
    wait(futures)
    assert decoder.batches[1:] == [["p0", "p2", "p4"], ["p1", "p3", "p5"]]
    assert decoder.alternatives[1:] == [0, 1]


def test_a_cancelled_request_costs_nothing(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    gone = submit(scheduler, "gone", priority=INTERACTIVE)
    stays = submit(scheduler, "stays")
    assert gone.cancel()
    decoder.gate.set()
    assert stays.result() == ["stays"]
    assert decoder.batches == [["first"], ["stays"]]


def test_of_a_request_cancelled_half_way_only_what_is_with_the_engine_is_decoded(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    gone = submit(scheduler, *[piece(50, "gone")] * 1_000, caller="gone")
    more = submit(scheduler, *[piece(50, "more")] * 1_000, caller="gone")
    decoder.begun.acquire()
    decoder.let(2)
    assert gone.cancel()
    assert more.cancel()
    decoder.gate.set()
    assert submit(scheduler, "afterwards").result() == ["afterwards"]
    assert [len(batch) for batch in decoder.batches] == [2, 2, 2, 1]


def test_what_is_done_cannot_be_cancelled(scheduler: Scheduler, decoder: Decoder) -> None:
    decoder.gate.set()
    done = submit(scheduler, "done")
    assert done.result() == ["done"]
    assert not done.cancel()


def test_a_failure_is_told_to_its_request_alone(
    scheduler: Scheduler, decoder: Decoder, caplog: pytest.LogCaptureFixture
) -> None:
    occupy(scheduler, decoder)
    good, bad, other = (submit(scheduler, text) for text in ("good", "bad", "other"))
    decoder.gate.set()
    assert good.result() == ["good"]
    assert other.result() == ["other"]
    with pytest.raises(TranslationFailed, match="could not translate"):
        bad.result()
    assert submit(scheduler, "afterwards").result() == ["afterwards"]
    assert "secret" not in caplog.text


def test_no_more_of_a_failed_request_is_decoded(scheduler: Scheduler, decoder: Decoder) -> None:
    occupy(scheduler, decoder)
    future = submit(scheduler, piece(90, "bad"), *[piece(50)] * 20)
    decoder.gate.set()
    with pytest.raises(TranslationFailed):
        future.result()
    submit(scheduler, "last").result()
    assert len(decoder.batches) == 3


def test_a_failure_while_finishing_is_told_too(scheduler: Scheduler, decoder: Decoder) -> None:
    decoder.gate.set()
    future = scheduler.submit(
        [["a"]], priority=DOCUMENT, alternatives=0, finish=lambda results: results[1]
    )
    with pytest.raises(TranslationFailed):
        future.result()


def test_nothing_to_decode_is_done_at_once(scheduler: Scheduler, decoder: Decoder) -> None:
    assert submit(scheduler).result() == []
    assert decoder.batches == []


def test_a_small_amount_of_work_is_shared_between_the_threads(decoder: Decoder) -> None:
    scheduler = Scheduler(decoder, threads=2, batch_tokens=100)
    future = submit(scheduler, *[piece(5)] * 10)
    decoder.begun.acquire()
    decoder.begun.acquire()
    decoder.gate.set()
    assert len(future.result()) == 10
    assert [len(batch) for batch in decoder.batches] == [5, 5]
    scheduler.close()


def test_closing_cancels_what_waits_and_refuses_more(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    begun = submit(scheduler, *[piece(60)] * 3)
    decoder.begun.acquire()
    waiting = submit(scheduler, "waiting")
    assert not begun.done()
    closing = threading.Thread(target=scheduler.close)
    closing.start()
    with pytest.raises(CancelledError):
        waiting.result()
    decoder.gate.set()
    closing.join()
    for refused in (begun, submit(scheduler, "late")):
        with pytest.raises(CancelledError):
            refused.result()
    assert len(decoder.batches) == 1


def all_threads_ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "decoding":
            thread.join()


widths = st.lists(st.integers(1, 60), max_size=40)
queues = st.lists(st.tuples(widths, st.integers(0, 2), st.sampled_from(Priority)), max_size=6)


@given(queues, st.integers(1, 2))
def test_whatever_waits_together_all_of_it_is_done(
    queue: list[tuple[list[int], int, Priority]], threads: int
) -> None:
    decoder = Decoder()
    scheduler = Scheduler(decoder, threads=threads, batch_tokens=100)
    sent = [
        [piece(n, f"{of}-{at}") for at, n in enumerate(lengths)]
        for of, (lengths, *_) in enumerate(queue)
    ]
    futures = [
        submit(scheduler, *pieces, priority=priority, caller=caller)
        for pieces, (_, caller, priority) in zip(sent, queue, strict=True)
    ]
    decoder.gate.set()
    all_threads_ended()  # one that broke would leave its requests waiting for ever
    assert [future.done() and future.result() for future in futures] == sent


def test_a_request_without_room_in_a_batch_waits_for_the_next(
    scheduler: Scheduler, decoder: Decoder
) -> None:
    occupy(scheduler, decoder)
    futures = [submit(scheduler, *["w"] * 30), submit(scheduler, piece(50))]
    decoder.gate.set()
    all_threads_ended()
    assert all(future.done() for future in futures)
    assert [len(batch) for batch in decoder.batches] == [1, 30, 1]


def test_an_idle_scheduler_has_no_threads(scheduler: Scheduler, decoder: Decoder) -> None:
    decoder.gate.set()
    submit(scheduler, "one").result()
    all_threads_ended()
    assert submit(scheduler, "two").result() == ["two"]
