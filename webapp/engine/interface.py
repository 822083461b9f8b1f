"""What the rest of the product knows of the engine: results, priorities and two protocols."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from webapp.text.checks import Check
from webapp.text.terms.terms import Glossary, Term


@dataclass(frozen=True, slots=True)
class Translation:
    """What the engine gives for one source.

    ``score`` is the mean log-probability per token of ``target`` (0.0 is certainty, or a source
    that needed no engine); ``alternatives`` are other targets, best first, none equal to another;
    ``checks`` are the reasons to doubt ``target``.
    """

    target: str
    score: float
    alternatives: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A source language and the languages it can be translated into (BCP 47 codes)."""

    code: str
    name: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """What a package has decoded since its process began, and what waits for it there.

    ``package`` is what people know it by. A segment is one piece, a long one several; ``seconds``
    are those of all decoding threads together, and ``waiting`` counts pieces.
    """

    package: str
    pieces: int
    seconds: float
    waiting: int


class Priority(IntEnum):
    """Who is served first: somebody waiting for one answer, or a document's job."""

    INTERACTIVE = 0
    DOCUMENT = 1


class Translator(Protocol):
    """One package, its model loaded once and shared by all who translate this pair."""

    @property
    def source_language(self) -> str:
        """BCP 47 code."""

    @property
    def target_language(self) -> str:
        """BCP 47 code."""

    @property
    def pivot_language(self) -> str | None:
        """The language it goes through where no package is direct, else None."""

    @property
    def identity(self) -> str:
        """Package, version, fingerprint of its bytes, decoding: equal identities, equal targets.

        The translation memory's key, stable over restarts; known before the model is loaded.
        """

    @property
    def glossary(self) -> Glossary:
        """The terms that ``with_terms`` gave it; targets of sources with them are its alone."""

    def with_terms(self, terms: Sequence[Term]) -> "Translator":
        """This translator, which also puts each term into targets as it says; cheap.

        A target that cannot have a term has ``Check.TERMS`` among its checks. The identity stays.
        """

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,
        alternatives: int = 0,
        caller: object = None,
    ) -> Future[list[Translation]]:
        """Queue ``sources``; the future gives one translation for each, in order.

        Equal sources are translated once. What comes from one ``caller`` is served in its order;
        different callers take turns, and without one, each call is its own. Cancelling the future
        takes back all but what is being decoded. It fails with TranslationFailed, or Unavailable
        when the model cannot be loaded; it is cancelled when the engine closes.
        """

    def continuations(self, source: str, begun: str, count: int) -> Future[list[str]]:
        """At most ``count`` targets of ``source`` that go on from ``begun``, each in another word.

        ``begun`` is the beginning of a target, up to the end of a word. Likely ones come first,
        none with a number or something that must stay which the source has not. A source that the
        model cannot take at once has none. It fails and is cancelled as that of ``submit``.
        """


class Translators(Protocol):
    """The translators of all installed packages."""

    def languages(self) -> list[Language]:
        """Every installed language, sources first and French before them, with all its targets."""

    def pairs(self) -> list[tuple[str, str]]:
        """Every installed pair (source, target), French to English first."""

    def get(self, source_language: str, target_language: str) -> Translator:
        """The translator of a pair; cheap, since its model is loaded at the first submit.

        Goes through English where no package is direct. Raises NoPackage when nothing is
        installed, UnsupportedPair when there is no way between these languages.
        """

    def warm(self) -> None:
        """Load the first pair's model in the background."""

    def reopen(self) -> None:
        """Look for packages anew and open each again at its next use, also an unchanged one."""

    def workloads(self) -> list[Workload]:
        """The workload of each package that was opened."""

    def close(self) -> None:
        """Refuse new work, cancel what waits and let the batches in flight end."""
