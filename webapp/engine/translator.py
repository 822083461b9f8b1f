"""The translator of one package: sources in, translations out, everything else behind it."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from functools import cached_property, partial
from typing import Protocol

from webapp.engine.batches.decoding import Decoding
from webapp.engine.batches.line import Tokens
from webapp.engine.batches.scheduler import Scheduler
from webapp.engine.chaining import chained
from webapp.engine.identity import identity_of
from webapp.engine.interface import Priority, Translation, Workload
from webapp.engine.packages import InstalledPackage
from webapp.engine.sources.accents import accented
from webapp.engine.sources.continuing import going_on
from webapp.engine.sources.cutter import Cutter
from webapp.engine.sources.post_editing import PostEditor
from webapp.engine.sources.prepared import Handling
from webapp.engine.width import alternatives_for, is_lost_on
from webapp.engine.work import Work
from webapp.errors import TranslationFailed
from webapp.text.terms.terms import Glossary, Term


class Encoder(Protocol):
    """What the translator needs of a model besides decoding."""

    @property
    def placeholders(self) -> Sequence[str]:
        """Words that stand for others and come through as they are; none in most packages."""

    def encode(self, source: str) -> list[str]:
        """The tokens of a source."""

    def lacks(self, character: str) -> bool:
        """Whether the vocabulary does not have this character."""

    def continued(self, source: str, begun: str, count: int) -> list[tuple[str, float]]:
        """Targets that go on from ``begun``, each with its mean log-probability."""


class ArgosTranslator:
    """An Argos package as a ``webapp.engine.Translator``.

    ``terms`` are those of the settings; ``english_figures`` is whether numbers, amounts and times
    become what English writes, or stay as they are. ``post_editor`` mends made-up words.
    """

    def __init__(
        self,
        package: InstalledPackage,
        encoder: Encoder,
        scheduler: Scheduler,
        decoding: Decoding,
        *,
        terms: Iterable[Term] = (),
        english_figures: bool = True,
        post_editor: PostEditor | None = None,
    ) -> None:
        self.source_language = package.source_language
        self.target_language = package.target_language
        self.pivot_language: str | None = None
        self.glossary = Glossary()
        self._package = package
        self._encoder = encoder
        self._scheduler = scheduler
        self._decoding = decoding
        languages = package.source_language, package.target_language
        # One at a time: they are for somebody who corrects a sentence.
        self._continuing = ThreadPoolExecutor(1, thread_name_prefix="continuing")
        #: How its sources are handled.
        self.handling = Handling(
            *languages, Glossary(terms, *languages), english_figures, post_editor
        )

    @cached_property
    def identity(self) -> str:
        """See ``webapp.engine.Translator``."""
        return identity_of(self._package, self._decoding)

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
        caller: object = None,
    ) -> Future[list[Translation]]:
        """See ``webapp.engine.Translator``."""
        try:
            lacks, cutter = self._encoder.lacks, self._cutter()
            work = Work(sources, self.handling, lacks, cutter, alternatives)
        except Exception as error:  # noqa: BLE001 - a broken tokenizer can raise anything
            return _failed(error)
        send = partial(self._scheduler.submit, priority=priority, caller=caller)
        # Those that the search has anyway, to choose from.
        least = self._decoding.beam_size - 1
        count = alternatives_for(work.first, sources, max(alternatives, least))
        first = send(work.first, alternatives=count, finish=work.check)

        def send_again(again: list[Tokens]) -> Future[list[Translation]]:
            # No more are searched than are needed, so that odd texts cost little more than prose.
            count = 0 if is_lost_on(work.first, again) else least
            return send(again, alternatives=count, finish=work.translations)

        return chained(first, send_again)

    def with_terms(self, terms: Sequence[Term]) -> "ArgosTranslator":
        """See ``webapp.engine.Translator``."""
        if not terms:
            return self
        other = copy(self)
        other.glossary = Glossary(terms, self.source_language, self.target_language)
        always = self.handling.glossary
        glossary = always.with_more(terms) if always else other.glossary
        other.handling = replace(self.handling, glossary=glossary)
        return other

    def continuations(self, source: str, begun: str, count: int) -> Future[list[str]]:
        """See ``webapp.engine.Translator``."""
        try:
            return self._continuing.submit(self._continued, source, begun, count)
        except RuntimeError:  # closed
            future: Future[list[str]] = Future()
            future.cancel()
            return future

    @property
    def workload(self) -> Workload:
        """What its package has decoded here, and what waits for it."""
        label = f"{self._package.name} {self._package.version}"
        return Workload(label, *self._scheduler.workload())

    def close(self) -> None:
        """Refuse new work, cancel what waits and let the batches in flight end."""
        self._continuing.shutdown(cancel_futures=True)
        self._scheduler.close()

    def _continued(self, source: str, begun: str, count: int) -> list[str]:
        if len(self._tokens(source)) > self._decoding.longest:
            return []
        try:
            given = accented(source, self.source_language)
            continuations = self._encoder.continued(given, begun, count)
        except (RuntimeError, ValueError) as error:
            failure = TranslationFailed("The translation engine could not translate this text.")
            raise failure from error
        return going_on(source, begun, continuations, self.handling)

    def _cutter(self) -> Cutter:
        placeholders = self._encoder.placeholders
        return Cutter(self.source_language, self._tokens, placeholders, self._decoding.longest)

    def _tokens(self, text: str) -> Sequence[str]:
        """The tokens of ``text``, its capitals with their accents."""
        return self._encoder.encode(accented(text, self.source_language))


def _failed(cause: Exception) -> Future[list[Translation]]:
    future: Future[list[Translation]] = Future()
    failure = TranslationFailed("The translation package's tokenizer cannot be used.")
    failure.__cause__ = cause
    future.set_exception(failure)
    return future
