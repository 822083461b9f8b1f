"""An application whose translator answers at once, to measure everything but the engine."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from flask import Flask

from webapp.app import create_app
from webapp.engine import Language, Priority, Translation, Translator, Workload
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings
from webapp.text.terms.terms import Glossary, Term


@dataclass
class InstantTranslator:
    """Gives sources back as their targets, and counts the sources that it is sent."""

    source_language: str = "fr"
    target_language: str = "en"
    pivot_language: str | None = None
    identity: str = "instant"
    calls: list[int] = field(default_factory=list)
    glossary: Glossary = field(default_factory=Glossary)

    def with_terms(self, terms: Sequence[Term]) -> Self:  # noqa: ARG002 - the protocol's
        """See ``webapp.engine.Translator``."""
        return self

    def submit(
        self,
        sources: Sequence[str],
        *,
        priority: Priority = Priority.DOCUMENT,  # noqa: ARG002 - the protocol's
        alternatives: int = 0,  # noqa: ARG002
        caller: object = None,  # noqa: ARG002
    ) -> Future[list[Translation]]:
        """See ``webapp.engine.Translator``."""
        self.calls.append(len(sources))
        future: Future[list[Translation]] = Future()
        future.set_result([Translation(source, -0.5) for source in sources])
        return future

    def continuations(self, source: str, begun: str, count: int) -> Future[list[str]]:
        """See ``webapp.engine.Translator``."""
        future: Future[list[str]] = Future()
        future.set_result([f"{begun} {source}"][:count])
        return future


class InstantTranslators:
    """The registry of one instant translator."""

    def __init__(self) -> None:
        self.translator = InstantTranslator()

    def languages(self) -> list[Language]:
        """See ``webapp.engine.Translators``."""
        return [Language("fr", "French", ("en",)), Language("en", "English", ())]

    def pairs(self) -> list[tuple[str, str]]:
        """See ``webapp.engine.Translators``."""
        return [("fr", "en")]

    def get(self, source_language: str, target_language: str) -> Translator:  # noqa: ARG002
        """See ``webapp.engine.Translators``."""
        return self.translator

    def warm(self) -> None:
        """Do nothing: there is no model to load."""

    def reopen(self) -> None:
        """Do nothing: there is no package."""

    def workloads(self) -> list[Workload]:
        """See ``webapp.engine.Translators``."""
        return []

    def close(self) -> None:
        """Do nothing: there is no model to close."""


@contextmanager
def instant_app() -> Iterator[tuple[Flask, Desk, InstantTranslator]]:
    """The application in this process, its desk and its translator, with an empty library."""
    translators = InstantTranslators()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), seeds=False, max_text_chars=10**9)
        app = create_app(settings, translators)
        desk: Desk = app.extensions["visavis.desk"]
        yield app, desk, translators.translator
        desk.close()
