"""Models in this process: what an Encoder and a decoder need, without a package's files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.unit.engine.packages import make_package
from webapp.engine.batches.decoding import Decoding
from webapp.engine.batches.hypotheses import Hypotheses
from webapp.engine.batches.line import Tokens
from webapp.engine.batches.scheduler import Scheduler
from webapp.engine.packages import find_packages
from webapp.engine.translator import ArgosTranslator

PLACEHOLDERS = [f"｟{number}｠" for number in range(1, 9)]


class Shouting:
    """A model whose tokens are words, whose targets are capitals, with a log-probability of −2."""

    def __init__(self, placeholders: Sequence[str] = (), lacking: str = "Łź→") -> None:
        self.placeholders = placeholders
        self.lacking = lacking
        self.calls: list[list[str]] = []

    @property
    def pieces(self) -> list[str]:
        """All that was sent."""
        return [piece for call in self.calls for piece in call]

    def encode(self, source: str) -> list[str]:
        if "broken" in source:
            raise OSError("no such file")
        return source.split()

    def lacks(self, character: str) -> bool:
        return character in self.lacking

    def decode(self, pieces: Sequence[Tokens], alternatives: int) -> list[Hypotheses]:
        texts = [" ".join(piece) for piece in pieces]
        self.calls.append(texts)
        return [Hypotheses(tuple(self.targets(text, alternatives)), -2, 4) for text in texts]

    def continued(self, source: str, begun: str, count: int) -> list[tuple[str, float]]:
        """The source in capitals behind what has begun, and other words before it."""
        words = ["", *(f"{'X' * n} " for n in range(1, count))]
        return [(f"{begun} {word}{source.upper()}", -0.1 * n) for n, word in enumerate(words)]

    def targets(self, text: str, alternatives: int) -> list[str]:
        """The hypotheses for a text, best first."""
        return [text.upper() + " BIS" * min(n, 2) for n in range(alternatives + 1)]


class Spelling(Shouting):
    """A model whose tokens are letters."""

    def encode(self, source: str) -> list[str]:
        return list(source)

    def decode(self, pieces: Sequence[Tokens], alternatives: int) -> list[Hypotheses]:
        return super().decode([["".join(piece)] for piece in pieces], alternatives)


class Scripted(Shouting):
    """A model that gives what a function makes of the text that it reads."""

    def __init__(
        self, answer: Callable[[str], Sequence[str]], placeholders: Sequence[str] = PLACEHOLDERS
    ) -> None:
        super().__init__(placeholders)
        self._answer = answer

    def targets(self, text: str, alternatives: int) -> list[str]:
        return list(self._answer(text))[: alternatives + 1]


@contextmanager
def opened(
    model: Shouting, folder: Path, *, longest: int = 100, **handling: Any
) -> Iterator[ArgosTranslator]:
    """A translator from French to English of a model."""
    if not (folder / "translate-fr_en").exists():
        make_package(folder)
    (package,) = find_packages([folder])
    scheduler = Scheduler(model.decode, threads=1, batch_tokens=50)
    translator = ArgosTranslator(package, model, scheduler, Decoding(longest=longest), **handling)
    yield translator
    translator.close()
