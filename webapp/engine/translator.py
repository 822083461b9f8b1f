"""The translator of one package: sources in, translations out, everything else behind it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple, Protocol

from webapp.engine.accents import accented
from webapp.engine.clauses import cut
from webapp.engine.decoding import Decoding, Hypotheses, joined, unchanged
from webapp.engine.interface import Priority, Translation
from webapp.engine.packages import InstalledPackage
from webapp.engine.scheduler import Scheduler
from webapp.engine.stretches import QUOTES, Stretch, has_words, stretches
from webapp.errors import TranslationFailed


class _Part(NamedTuple):
    """A part of a source, as it stands in it, with the spaces after it.

    It has no tokens when there are more than the model can take: then it stays as it is.
    """

    text: str
    tokens: Sequence[str]


_Parts = list[_Part]


class Encoder(Protocol):
    """What the translator needs of a model besides decoding."""

    def encode(self, source: str) -> list[str]:
        """The tokens of a source."""

    def lacks(self, character: str) -> bool:
        """Whether the vocabulary does not have this character."""


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
            quotes = QUOTES.get((self.source_language, self.target_language))
            lacks = self._encoder.lacks
            cut_up = {s: list(stretches(s, quotes, lacks)) for s in sources if has_words(s)}
            texts = (each.text for own in cut_up.values() for each in own if each.has_words)
            parts = {text: self._cut(text) for text in dict.fromkeys(texts)}
            pieces = [part.tokens for p in parts.values() for part in p if part.tokens]
        except Exception as error:  # noqa: BLE001 - a broken tokenizer can raise anything
            return _failed(error)
        return self._scheduler.submit(
            pieces,
            priority=priority,
            alternatives=alternatives,
            caller=caller,
            finish=partial(_translations, sources, cut_up, parts, alternatives),
        )

    def close(self) -> None:
        """Refuse new work, cancel what waits and let the batches in flight end."""
        self._scheduler.close()

    def _cut(self, source: str) -> _Parts:
        texts = cut(source, lambda part: bool(self._tokens(part)))
        return [_Part(text, self._tokens(text.strip())) for text in texts]

    def _tokens(self, text: str) -> Sequence[str]:
        """The tokens of ``text``, its capitals with their accents; none when they are too many."""
        tokens = self._encoder.encode(accented(text, self.source_language))
        return tokens if len(tokens) <= self._decoding.longest else ()


def _failed(cause: Exception) -> Future[list[Translation]]:
    future: Future[list[Translation]] = Future()
    failure = TranslationFailed("The translation package's tokenizer cannot be used.")
    failure.__cause__ = cause
    future.set_exception(failure)
    return future


def _translations(
    sources: Sequence[str],
    cut_up: dict[str, list[Stretch]],
    parts: dict[str, _Parts],
    alternatives: int,
    hypotheses: Sequence[Hypotheses],
) -> list[Translation]:
    """One translation per source, from the hypotheses of all parts of all distinct texts."""
    supply = iter(hypotheses)
    known = {text: _joined(own, supply, alternatives) for text, own in parts.items()}
    found = {source: _whole(own, known, alternatives) for source, own in cut_up.items()}
    return [found.get(source) or Translation(source, 0.0) for source in sources]


def _joined(parts: _Parts, supply: Iterator[Hypotheses], alternatives: int) -> Hypotheses:
    """A text's hypotheses from those of its parts, with the spaces that stood between them."""
    hypotheses = [
        next(supply) if part.tokens else unchanged(part.text.rstrip(), alternatives)
        for part in parts
    ]
    return joined(hypotheses, [part.text for part in parts])


def _whole(own: Sequence[Stretch], known: dict[str, Hypotheses], alternatives: int) -> Translation:
    """A source's translation from the hypotheses of its stretches, with what is between them."""
    hypotheses = []
    for stretch in own:
        found = known[stretch.text] if stretch.has_words else unchanged("", alternatives)
        hypotheses.append(replace(found, targets=tuple(map(stretch.restored, found.targets))))
    whole = joined(hypotheses, [""] * len(hypotheses))
    if not whole.targets:
        raise TranslationFailed("The translation model came to no end with this text.")
    target, *others = dict.fromkeys(whole.targets)
    return Translation(target, whole.log_probability / whole.tokens, tuple(others))
