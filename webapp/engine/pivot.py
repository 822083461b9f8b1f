"""Two translators in a row, for a pair that no package translates directly."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import replace
from typing import Any

from webapp.engine.interface import Language, Priority, Translation, Translator

#: The language that most packages translate from or into, and so the one to go through.
PIVOT_LANGUAGE = "en"


class PivotTranslator:
    """A ``Translator`` that goes through the first one's target language.

    Each source is one segment on the whole way, so the alignment holds. A score is the sum of both
    steps' scores, since their probabilities multiply.
    """

    def __init__(self, first: Translator, second: Translator) -> None:
        self._first = first
        self._second = second
        self.source_language = first.source_language
        self.target_language = second.target_language
        self.pivot_language: str | None = first.target_language

    @property
    def identity(self) -> str:
        """See ``webapp.engine.Translator``."""
        return f"{self._first.identity}+{self._second.identity}"

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
        caller: object = None,
    ) -> Future[list[Translation]]:
        """See ``webapp.engine.Translator``."""
        whole: Future[list[Translation]] = Future()

        def go_on(first: Future[list[Translation]]) -> None:
            if _ended_early(first, whole):
                return
            halfway = first.result()
            second = self._second.submit(
                [each.target for each in halfway],
                priority=priority,
                alternatives=alternatives,
                caller=caller,
            )
            _cancel_with(whole, second)
            second.add_done_callback(lambda done: _finish(whole, halfway, done))

        first = self._first.submit(sources, priority=priority, caller=caller)
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
        with suppress(InvalidStateError):
            whole.set_exception(error)
    return whole.done()


def _finish(
    whole: Future[list[Translation]],
    halfway: Sequence[Translation],
    second: Future[list[Translation]],
) -> None:
    if _ended_early(second, whole):
        return
    pairs = zip(halfway, second.result(), strict=True)
    with suppress(InvalidStateError):  # cancelled meanwhile
        whole.set_result([replace(b, score=a.score + b.score) for a, b in pairs])


def reachable_languages(
    pairs: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> list[Language]:
    """Every language of the installed ``pairs``, sources first, with all it can be put into.

    ``names`` are people's names of the codes. A language that is only a target has no targets.
    """
    codes = dict.fromkeys([source for source, _ in pairs] + [target for _, target in pairs])
    return [Language(code, names.get(code, code), _targets(code, pairs)) for code in codes]


def _targets(code: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    direct = [target for source, target in pairs if source == code]
    pivoted = [target for source, target in pairs if source == PIVOT_LANGUAGE != code]
    through = pivoted if PIVOT_LANGUAGE in direct else []
    return tuple(dict.fromkeys(target for target in direct + through if target != code))
