"""Two translators in a row, for a pair that no package translates directly."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from webapp.engine.chaining import chained
from webapp.engine.interface import Language, Priority, Translation, Translator
from webapp.text.checks import Check
from webapp.text.terms.terms import Glossary, Term

#: The language that most packages translate from or into, and so the one to go through.
PIVOT_LANGUAGE = "en"


class PivotTranslator:
    """A ``Translator`` that goes through the first one's target language.

    Each source is one segment on the whole way, so the alignment holds. A score is the sum of both
    steps' scores, since their probabilities multiply.
    """

    def __init__(
        self, first: Translator, second: Translator, glossary: Glossary | None = None
    ) -> None:
        self._first = first
        self._second = second
        self.source_language = first.source_language
        self.target_language = second.target_language
        self.pivot_language: str | None = first.target_language
        self.glossary = glossary or Glossary()

    @property
    def identity(self) -> str:
        """See ``webapp.engine.Translator``."""
        return f"{self._first.identity}+{self._second.identity}"

    def with_terms(self, terms: Sequence[Term]) -> Translator:
        """See ``webapp.engine.Translator``.

        The first step writes what the second one keeps: a term's last target.
        """
        kept = [Term(term.target or term.source, None) for term in terms]
        glossary = Glossary(terms, self.source_language, self.target_language)
        steps = self._first.with_terms(terms), self._second.with_terms(kept)
        return PivotTranslator(*steps, glossary)

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
        caller: object = None,
    ) -> Future[list[Translation]]:
        """See ``webapp.engine.Translator``."""
        first = self._first.submit(sources, priority=priority, caller=caller)
        return chained(
            first,
            lambda halfway: chained(
                self._second.submit(
                    [half.target for half in halfway],
                    priority=priority,
                    alternatives=alternatives,
                    caller=caller,
                ),
                partial(_both, halfway),
            ),
        )

    def continuations(self, source: str, begun: str, count: int) -> Future[list[str]]:
        """See ``webapp.engine.Translator``."""
        return chained(
            self._first.submit([source], priority=Priority.INTERACTIVE),
            lambda halfway: self._second.continuations(halfway[0].target, begun, count),
        )


def _both(
    halfway: Sequence[Translation], second: Sequence[Translation]
) -> Future[list[Translation]]:
    """The second step's translations with the scores and the checks of both."""
    future: Future[list[Translation]] = Future()
    future.set_result([_after(a, b) for a, b in zip(halfway, second, strict=True)])
    return future


def _after(first: Translation, second: Translation) -> Translation:
    both = {*first.checks, *second.checks}
    checks = tuple(check for check in Check if check in both)
    return replace(second, score=first.score + second.score, checks=checks)


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
