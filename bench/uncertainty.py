"""Measures the reasons to doubt a target: ``python -m bench.uncertainty SET…``.

A test set is named without its endings: ``news`` for ``news.fr`` and ``news.en``, a segment a line.
It translates the French as the product does, and takes for the worst targets those whose sentence
chrF is among the lowest 15 % of their set. It needs sacreBLEU.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from webapp.engine import ArgosTranslators, Translation
from webapp.settings import Settings
from webapp.text.checks import Check, doubts, estimate

WORST, MARKED = 0.15, 0.20


@dataclass(frozen=True, slots=True)
class Outcome:
    """A source, its translation, and the sentence chrF of its target."""

    source: str
    translation: Translation
    chrf: float

    @property
    def doubt(self) -> float:
        """The estimate; a target with any other check comes before all without one."""
        sure = any(check is not Check.SCORE for check in self.translation.checks)
        target, score = self.translation.target, self.translation.score
        return 1_000.0 * sure + estimate(self.source, target, score, "fr", "en")


@click.command()
@click.argument("sets", nargs=-1, required=True)
@click.option("--first", type=int, help="Only so many segments of each set.")
def main(sets: tuple[str, ...], first: int | None) -> None:
    """Print what is caught of the worst targets of each set, and what checking costs."""
    heads = "test set", "segments", "marked", "precision", "recall", "recall at 20 %", "score alone"
    click.echo(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    everything: list[Outcome] = []
    for name in sets:
        outcomes, seconds = _measured(Path(name), first)
        click.echo(_row(Path(name).name, outcomes))
        everything += outcomes
        click.echo(f"{_cost(outcomes) / seconds:.2%} of the engine's time", err=True)
    if len(sets) > 1:
        click.echo(_row("together", everything))
    counts = Counter(check for o in everything for check in o.translation.checks)
    click.echo(", ".join(f"{check} {count}" for check, count in counts.most_common()))


def _measured(name: Path, first: int | None) -> tuple[list[Outcome], float]:
    """The outcomes of a set, and the seconds that its translation took."""
    import sacrebleu

    sources, references = (
        Path(f"{name}.{side}").read_text(encoding="utf-8").splitlines()[:first]
        for side in ("fr", "en")
    )
    translators, chrf = ArgosTranslators(Settings()), sacrebleu.CHRF()
    try:
        translator = translators.get("fr", "en")
        translator.submit(sources[:1]).result()
        start = time.perf_counter()
        found = translator.submit(sources).result()
        seconds = time.perf_counter() - start
    finally:
        translators.close()
    scores = [
        chrf.sentence_score(each.target, [reference]).score
        for each, reference in zip(found, references, strict=True)
    ]
    return [Outcome(*values) for values in zip(sources, found, scores, strict=True)], seconds


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    lowest = sorted(outcomes, key=lambda outcome: outcome.chrf)[: round(WORST * len(outcomes))]
    worst = set(map(id, lowest))
    marked = [outcome for outcome in outcomes if outcome.translation.checks]
    fifth = round(MARKED * len(outcomes))
    by_doubt = sorted(outcomes, key=lambda outcome: -outcome.doubt)[:fifth]
    by_score = sorted(outcomes, key=lambda outcome: outcome.translation.score)[:fifth]

    def caught(some: Sequence[Outcome]) -> int:
        return sum(id(outcome) in worst for outcome in some)

    shares = (
        len(marked) / len(outcomes),
        caught(marked) / max(1, len(marked)),
        *(caught(some) / len(worst) for some in (marked, by_doubt, by_score)),
    )
    return f"| {name} | {len(outcomes)} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def _cost(outcomes: Sequence[Outcome]) -> float:
    """The seconds that the checks of all targets take."""
    start = time.perf_counter()
    for outcome in outcomes:
        translation = outcome.translation
        doubts(outcome.source, translation.target, translation.score, "fr", "en")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
