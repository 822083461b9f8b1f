"""Futures in a row: what a second step makes of the result of a first."""

from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any, TypeVar

from webapp.errors import TranslationFailed, VisavisError

A = TypeVar("A")
B = TypeVar("B")


def chained(first: Future[A], then: Callable[[A], Future[B]]) -> Future[B]:
    """A future of what ``then`` makes of the first's result.

    Cancelling it cancels the step that it is at. It fails, or is cancelled, when a step is.
    """
    whole: Future[B] = Future()

    def go_on(done: Future[A]) -> None:
        if _ended_early(done, whole):
            return
        try:
            second = then(done.result())
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller must be told
            _fail(whole, error)
            return
        _cancel_with(whole, second)
        second.add_done_callback(finish)

    def finish(done: Future[B]) -> None:
        if not _ended_early(done, whole):
            with suppress(InvalidStateError):  # cancelled meanwhile
                whole.set_result(done.result())

    _cancel_with(whole, first)
    first.add_done_callback(go_on)
    return whole


def _cancel_with(whole: Future[Any], step: Future[Any]) -> None:
    """Cancel the step when the whole is cancelled."""
    whole.add_done_callback(lambda done: done.cancelled() and step.cancel())


def _ended_early(step: Future[Any], whole: Future[Any]) -> bool:
    """Whether the step was cancelled or failed, in which case the whole is now, too."""
    if step.cancelled():
        whole.cancel()
    elif error := step.exception():
        _fail(whole, error)
    return whole.done()


def _fail(whole: Future[Any], error: BaseException) -> None:
    if not isinstance(error, VisavisError):
        failure = TranslationFailed("The translation engine could not translate this text.")
        failure.__cause__, error = error, failure
    with suppress(InvalidStateError):
        whole.set_exception(error)
