"""The translator of one package: sources in, translations out, everything else behind it."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import cached_property, partial
from itertools import islice
from typing import Protocol

from webapp.engine.clauses import cut
from webapp.engine.decoding import Decoding, Hypotheses, joined
from webapp.engine.emoji import Lifted, lifted
from webapp.engine.interface import Priority, Translation
from webapp.engine.packages import InstalledPackage
from webapp.engine.scheduler import Scheduler
from webapp.errors import TranslationFailed

# The parts of a source (as they stand in it, with the spaces after them), each one piece.
_Parts = list[str]


class Encoder(Protocol):
    """What the translator needs of a model besides decoding."""

    def encode(self, source: str) -> list[str]:
        """The tokens of a source."""


class ArgosTranslator:
    """An Argos package as a ``webapp.engine.Translator``."""

    def __init__(
        self,
        package: InstalledPackage,
        encoder: Encoder,
        scheduler: Scheduler,
        decoding: Decoding,
    ) -> None:
        self.source_language = package.source_language
        self.target_language = package.target_language
        self.pivot_language: str | None = None
        self._package = package
        self._encoder = encoder
        self._scheduler = scheduler
        self._decoding = decoding

    @cached_property
    def identity(self) -> str:
        """See ``webapp.engine.Translator``."""
        package = self._package
        return f"{package.name}-{package.version}-{package.fingerprint()}-{self._decoding}"

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
            bare = {source: lifted(source) for source in sources if has_words(source)}
            texts = dict.fromkeys(each.text for each in bare.values())
            parts = {text: self._cut(text) for text in texts if has_words(text)}
            pieces = [self._encoder.encode(part.strip()) for p in parts.values() for part in p]
        except Exception as error:  # noqa: BLE001 - a broken tokenizer can raise anything
            return _failed(error)
        return self._scheduler.submit(
            pieces,
            priority=priority,
            alternatives=alternatives,
            caller=caller,
            finish=partial(_translations, sources, bare, parts),
        )

    def translate(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
    ) -> list[Translation]:
        """See ``webapp.engine.Translator``."""
        return self.submit(sources, priority=priority, alternatives=alternatives).result()

    def close(self) -> None:
        """Refuse new work, cancel what waits and let the batches in flight end."""
        self._scheduler.close()

    def _cut(self, source: str) -> _Parts:
        return cut(source, lambda part: len(self._encoder.encode(part)) <= self._decoding.longest)


def _failed(cause: Exception) -> Future[list[Translation]]:
    future: Future[list[Translation]] = Future()
    failure = TranslationFailed("The translation package's tokenizer cannot be used.")
    failure.__cause__ = cause
    future.set_exception(failure)
    return future


def has_words(source: str) -> bool:
    """Whether there is anything to translate: a letter or a digit."""
    return any(map(str.isalnum, source))


def _translations(
    sources: Sequence[str],
    bare: dict[str, Lifted],
    parts: dict[str, _Parts],
    hypotheses: Sequence[Hypotheses],
) -> list[Translation]:
    """One translation per source, from the hypotheses of all parts of all distinct texts."""
    supply = iter(hypotheses)
    known = {text: _joined(p, list(islice(supply, len(p)))) for text, p in parts.items()}
    found = {s: each.restored(known[each.text]) for s, each in bare.items() if each.text in known}
    return [found.get(source) or Translation(source, 0.0) for source in sources]


def _joined(parts: _Parts, hypotheses: list[Hypotheses]) -> Translation:
    """A source's translation from those of its parts, with the spaces that stood between them."""
    whole = joined(hypotheses, parts)
    if not whole.targets:
        raise TranslationFailed("The translation model came to no end with this text.")
    target, *others = dict.fromkeys(whole.targets)
    return Translation(target, whole.log_probability / whole.tokens, tuple(others))
