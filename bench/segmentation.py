"""Measures segmentation: agreement with a gold standard, speed, and time by length.

VISAVIS_BENCH_GOLD names a file with a gold segment on every line; the repository has none. Twelve
lines make a paragraph. pysbd and sentencex are measured beside our segmenter when they are
installed. Times are the processor seconds of the best of several rounds. A ratio is a text's time
per character over that of prose.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import process_time

from bench.report import Findings
from bench.sizes import Sizes
from webapp.resources import resource
from webapp.text import split_segments, split_text

Splitter = Callable[[str], Iterable[str]]

GOLD_VARIABLE = "VISAVIS_BENCH_GOLD"
PARAGRAPH = 12
PROSE_CHARS = 1_000_000
#: Slower splitters get less prose.
THEIR_CHARS = 60_000
MONOTONY_CHARS = 1_000_000
#: The monotonous texts that must take no longer per character than prose.
PROMISED = ("full stops", "opening guillemets", "one word")
MONOTONY = {
    "full stops": ".",
    "opening guillemets": "«",
    "opening guillemets, spaced": "« ",
    "one word": "a",
    "opening brackets": "(",
    "straight quotes": '"',
    "white space": " ",
    "line breaks": "\n",
    "points and commas": "...,",
    "abbreviations": "M. ",
    "shortest segments": "A b. ",
    "brackets after points": ". (",
    "shortest lines": "a\n",
}


@dataclass(frozen=True)
class Agreement:
    """The number of boundaries that are proposed, wanted and both, and their shares (0–1)."""

    proposed: int
    wanted: int
    common: int

    @property
    def precision(self) -> float:
        return self.common / max(1, self.proposed)

    @property
    def recall(self) -> float:
        return self.common / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.common / max(1, self.proposed + self.wanted)


def measure(sizes: Sizes) -> Findings:
    """F1 and speed of every splitter, and the time that ours takes for monotonous texts."""
    findings = Findings("segmentation", "Segments: where they end, and how fast they are found")
    gold = _gold(findings)
    prose = _prose(gold)
    rows = [
        _row(name, splitter, gold, prose, sizes.rounds)
        for name, splitter in _splitters(findings).items()
    ]
    findings.table = [["splitter", "F1", "precision", "recall", "MB/s of prose"], *rows]
    if gold:
        f1 = agreement(gold, split_segments).f1
        findings.goal("F1 on the gold standard", f1, 0.985, "{:.4f}", least=True)
    speed = _speed(split_segments, prose.splitlines(), sizes.rounds)
    findings.goal("MB of text cut a second, on one core", speed, 5, "{:.1f}", least=True)
    _tell_monotony(findings, prose, speed)
    return findings


def _row(name: str, splitter: Splitter, gold: list[str], prose: str, rounds: int) -> list[str]:
    result = agreement(gold, splitter)
    shares = [f"{s:.4f}" for s in (result.f1, result.precision, result.recall)]
    shares = shares if gold else [""] * 3
    read = prose if splitter is split_segments else prose[:THEIR_CHARS]
    speed = _speed(splitter, read.splitlines(), rounds)
    return [name, *shares, f"{speed:.2f}"]


def _tell_monotony(findings: Findings, prose: str, speed: float) -> None:
    """Compare the time for monotonous texts with that for prose, alone and with paragraphs."""
    whole = _speed(split_text, ["\n\n".join(prose.splitlines())], 1)
    worst = 0.0
    for name, unit in MONOTONY.items():
        text = unit * (MONOTONY_CHARS // len(unit))
        ratio = speed / _speed(split_segments, [text], 1)
        worst = max(worst, whole / _speed(split_text, [text], 1))
        what = f"times prose's time a byte, 1 MB of {name}"
        if name in PROMISED:
            findings.goal(what, ratio, 1.0, "{:.2f}", least=False)
        else:
            findings.tell(what, f"{ratio:.2f}")
    findings.tell("times prose's time a byte, the worst of these, paragraphs too", f"{worst:.2f}")
    findings.remarks.append(
        "Where nearly every character ends a segment or a paragraph, each of them costs something."
    )


def agreement(gold: list[str], splitter: Splitter) -> Agreement:
    """How far boundaries agree; equal ones have as many visible characters before them."""
    proposed = wanted = common = 0
    for at in range(0, len(gold), PARAGRAPH):
        lines = gold[at : at + PARAGRAPH]
        want, have = _boundaries(lines), _boundaries(splitter(" ".join(lines)))
        proposed, wanted, common = (
            proposed + len(have),
            wanted + len(want),
            common + len(want & have),
        )
    return Agreement(proposed, wanted, common)


def _boundaries(segments: Iterable[str]) -> set[int]:
    at, ends = 0, [0]
    for segment in segments:
        at += len("".join(segment.split()))
        ends.append(at)
    return set(ends) - {0, at}


def _gold(findings: Findings) -> list[str]:
    name = os.environ.get(GOLD_VARIABLE, "")
    if not name:
        findings.remarks.append(f"No gold standard is named in {GOLD_VARIABLE}: speed only.")
        return []
    lines = Path(name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _prose(gold: list[str]) -> str:
    """Running text, one paragraph a line: the gold standard, or else the seeds, repeated."""
    if gold:
        starts = range(0, len(gold), PARAGRAPH)
        text = "\n".join(" ".join(gold[at : at + PARAGRAPH]) for at in starts)
    else:
        seeds = sorted(resource("seeds").glob("*.txt"))
        text = "\n".join(path.read_text(encoding="utf-8").strip() for path in seeds)
    return "\n".join([text] * (PROSE_CHARS // len(text) + 1))


def _splitters(findings: Findings) -> dict[str, Splitter]:
    """Our splitter, then those that are installed."""
    splitters: dict[str, Splitter] = {"Vis-à-vis": split_segments}
    try:
        splitters["pysbd"] = import_module("pysbd").Segmenter(language="fr", clean=False).segment
    except ImportError:
        findings.remarks.append("pysbd is not installed.")
    try:
        segment = import_module("sentencex").segment
        splitters["sentencex"] = lambda text: list(segment("fr", text))
    except ImportError:
        findings.remarks.append("sentencex is not installed.")
    return splitters


def _speed(splitter: Callable[[str], object], paragraphs: list[str], rounds: int) -> float:
    """Megabytes a processor second; paragraphs are given one by one."""
    size = sum(len(paragraph.encode()) for paragraph in paragraphs)
    return size / _seconds(splitter, paragraphs, rounds) / 1e6


def _seconds(splitter: Callable[[str], object], paragraphs: list[str], rounds: int) -> float:
    """Processor seconds of the best round over all paragraphs."""
    best = float("inf")
    for _ in range(rounds):
        begun = process_time()
        for paragraph in paragraphs:
            splitter(paragraph)
        best = min(best, process_time() - begun)
    return best
