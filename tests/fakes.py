"""A translator in this process, for tests that are not about the model."""

import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.engine import Language, Priority, Translation, Translator, Workload
from webapp.engine.pivot import PIVOT_LANGUAGE, PivotTranslator, reachable_languages
from webapp.errors import NoPackage, TranslationFailed, UnsupportedPair
from webapp.formats.readers.choices import Choices
from webapp.formats.readers.facts import Bounds
from webapp.formats.readers.process import records
from webapp.text.checks import Check
from webapp.text.terms.terms import Glossary, Term

#: How a fake goes on from the beginning of a target.
WORDS = ("one", "two", "three", "four", "five", "six", "seven")


def _opened_gate() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@dataclass
class FakeTranslator:
    """Gives ``EN[source]``, remembers its calls, fails and waits as it is told.

    ``gate`` holds every translation while it is cleared, but of calls for ``passes`` alone.
    ``fails_on`` says which sources fail, and ``checks`` why the target of a source is uncertain.
    """

    source_language: str = "fr"
    target_language: str = "en"
    identity: str = "fake-1"
    pivot_language: str | None = None
    calls: list[list[str]] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    callers: list[object] = field(default_factory=list)
    fails_on: Callable[[str], bool] = lambda _source: False
    gate: threading.Event = field(default_factory=_opened_gate)
    passes: Collection[str] = ()
    checks: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    futures: list[Future[list[Translation]]] = field(default_factory=list)
    glossary: Glossary = field(default_factory=Glossary)

    def with_terms(self, terms: Sequence[Term]) -> "FakeTranslator":
        glossary = Glossary(terms, self.source_language, self.target_language)
        return replace(self, glossary=glossary) if terms else self

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
        caller: object = None,
    ) -> Future[list[Translation]]:
        self.calls.append(list(sources))
        self.priorities.append(priority)
        self.callers.append(caller)
        future: Future[list[Translation]] = Future()
        self.futures.append(future)
        if self.gate.is_set() or set(sources) <= set(self.passes):
            self._answer(future, sources, alternatives)
        else:
            waiting = (future, list(sources), alternatives)
            threading.Thread(target=self._answer_later, args=waiting, daemon=True).start()
        return future

    def continuations(self, source: str, begun: str, count: int) -> Future[list[str]]:
        future: Future[list[str]] = Future()
        future.set_result([f"{begun} {word} [{source}]" for word in WORDS[:count]])
        return future

    @property
    def sources(self) -> list[str]:
        """All sources of all calls, in order."""
        return [source for call in self.calls for source in call]

    def _answer_later(
        self, future: Future[list[Translation]], sources: list[str], alternatives: int
    ) -> None:
        self.gate.wait()
        self._answer(future, sources, alternatives)

    def _answer(
        self, future: Future[list[Translation]], sources: Sequence[str], alternatives: int
    ) -> None:
        if not future.set_running_or_notify_cancel():
            return
        if any(map(self.fails_on, sources)):
            future.set_exception(TranslationFailed("The fake was told to fail."))
        else:
            future.set_result([self._translation(source, alternatives) for source in sources])

    def _translation(self, source: str, alternatives: int) -> Translation:
        if not any(map(str.isalnum, source)):
            return Translation(source, 0.0)
        target = f"{self.target_language.upper()}[{self._termed(source)}]"
        others = tuple(f"{target} ({n})" for n in range(2, alternatives + 2))
        return Translation(target, -0.5, others, self.checks.get(source, ()))

    def _termed(self, source: str) -> str:
        """The source with its terms translated."""
        for each in reversed(list(self.glossary.find(source))):
            source = source[: each.start] + each.target + source[each.end :]
        return source


@dataclass
class FakeTranslators:
    """A registry of one fake translator per pair; French to English unless told otherwise."""

    installed: Sequence[tuple[str, str]] = (("fr", "en"),)
    translators: dict[tuple[str, str], FakeTranslator] = field(init=False)
    warmed: int = 0
    closed: int = 0
    reopened: int = 0

    def __post_init__(self) -> None:
        self.translators = {
            (source, target): FakeTranslator(source, target, identity=f"fake-{source}_{target}")
            for source, target in self.installed
        }

    @property
    def translator(self) -> FakeTranslator:
        """The first pair's."""
        return next(iter(self.translators.values()))

    def languages(self) -> list[Language]:
        names = {"fr": "French", "en": "English", "de": "German", "es": "Spanish"}
        return reachable_languages(self.pairs(), names)

    def pairs(self) -> list[tuple[str, str]]:
        return list(self.translators)

    def get(self, source_language: str, target_language: str) -> Translator:
        if not self.translators:
            raise NoPackage
        if (source_language, target_language) in self.translators:
            return self.translators[source_language, target_language]
        if source_language != PIVOT_LANGUAGE != target_language:
            steps = [(source_language, PIVOT_LANGUAGE), (PIVOT_LANGUAGE, target_language)]
            if set(steps) <= set(self.translators):
                first, second = (self.translators[step] for step in steps)
                return PivotTranslator(first, second)
        raise UnsupportedPair(source_language, target_language, self.pairs())

    def warm(self) -> None:
        self.warmed += 1

    def reopen(self) -> None:
        self.reopened += 1

    def workloads(self) -> list[Workload]:
        """Each source of the fakes is a piece, and takes a second."""
        return [
            Workload(translator.identity, len(translator.sources), len(translator.sources), 0)
            for translator in self.translators.values()
        ]

    def close(self) -> None:
        self.closed += 1


def records_here(_: Bounds, order: list[str], data: bytes, choices: Choices) -> Iterator[list[Any]]:
    """The records about a file as its process writes them, read without a process or bounds."""
    task, name = order
    for record in records(task, name, data, choices):
        yield json.loads(json.dumps(record))
