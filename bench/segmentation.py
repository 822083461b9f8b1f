"""Segmentation measured: agreement with a gold standard, speed, and linearity.

    python -m bench.segmentation [GOLD]

GOLD, or the file that VISAVIS_BENCH_GOLD names, has one gold segment a line; none is kept here.
Twelve lines make a paragraph. pysbd and sentencex are measured beside ours when installed. Times
are processor seconds, the best of several rounds; ratios are time per character over prose's.
"""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import process_time

from webapp.resources import resource
from webapp.text import split_segments, split_text

Splitter = Callable[[str], Iterable[str]]

GOLD_VARIABLE = "VISAVIS_BENCH_GOLD"
PARAGRAPH = 12
PROSE_CHARS = 1_000_000
ROUNDS = 5
# Slower splitters get less prose, and too little of a monotonous text to be stopped by it.
THEIR_CHARS, THEIR_MONOTONY = 60_000, 3_000
OUR_MONOTONY = 1_000_000
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
    """Boundaries found, wanted and common, and the shares made of them (0–1)."""

    found: int
    wanted: int
    common: int

    @property
    def precision(self) -> float:
        return self.common / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.common / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.common / max(1, self.found + self.wanted)


def main() -> None:
    """Print everything that can be measured here."""
    name = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(GOLD_VARIABLE, "")
    gold = _gold(name)
    prose = _prose(gold)
    for label, splitter in _splitters().items():
        ours = splitter is split_segments
        if gold:
            result = agreement(gold, splitter)
            print(
                f"{label:10} F1 {result.f1:.4f}"
                f"  precision {result.precision:.4f}  recall {result.recall:.4f}"
            )
        _print_speed(label, splitter, prose if ours else prose[:THEIR_CHARS], ours=ours)
    _print_speed("split_text", split_text, "\n\n".join(prose.splitlines()), ours=True)


def agreement(gold: list[str], splitter: Splitter) -> Agreement:
    """How far the boundaries agree; one counts where as many visible characters precede it."""
    found = wanted = common = 0
    for at in range(0, len(gold), PARAGRAPH):
        lines = gold[at : at + PARAGRAPH]
        want, have = _boundaries(lines), _boundaries(splitter(" ".join(lines)))
        found, wanted, common = (
            found + len(have),
            wanted + len(want),
            common + len(want & have),
        )
    return Agreement(found, wanted, common)


def _boundaries(segments: Iterable[str]) -> set[int]:
    at, ends = 0, [0]
    for segment in segments:
        at += len("".join(segment.split()))
        ends.append(at)
    return set(ends) - {0, at}


def _gold(name: str) -> list[str]:
    path = Path(name) if name else None
    if path is None or not path.is_file():
        print(f"No gold standard: give a file, or name one in {GOLD_VARIABLE}. Speed only.")
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _prose(gold: list[str]) -> str:
    """Running text, one paragraph a line: the gold's, or else the seeds', repeated."""
    if gold:
        starts = range(0, len(gold), PARAGRAPH)
        text = "\n".join(" ".join(gold[at : at + PARAGRAPH]) for at in starts)
    else:
        seeds = sorted(resource("seeds").glob("*.txt"))
        text = "\n".join(path.read_text(encoding="utf-8").strip() for path in seeds)
    return "\n".join([text] * (PROSE_CHARS // len(text) + 1))


def _splitters() -> dict[str, Splitter]:
    """Ours first, then those that are installed."""
    splitters: dict[str, Splitter] = {"vis-à-vis": split_segments}
    try:
        splitters["pysbd"] = import_module("pysbd").Segmenter(language="fr", clean=False).segment
    except ImportError:
        print("pysbd is not installed.")
    try:
        segment = import_module("sentencex").segment
        splitters["sentencex"] = lambda text: list(segment("fr", text))
    except ImportError:
        print("sentencex is not installed.")
    return splitters


def _print_speed(label: str, splitter: Callable[[str], object], prose: str, *, ours: bool) -> None:
    paragraphs = [prose] if splitter is split_text else prose.splitlines()
    seconds = _seconds(splitter, paragraphs, ROUNDS if ours else 1)
    size = sum(len(paragraph.encode()) for paragraph in paragraphs)
    print(f"{label:10} {size / seconds / 1e6:.2f} MB/s of prose")
    length = OUR_MONOTONY if ours else THEIR_MONOTONY
    for name, unit in MONOTONY.items():
        text = unit * (length // len(unit))
        ratio = _seconds(splitter, [text], 1) / len(text) / (seconds / len(prose))
        print(f"{label:10} {ratio:8.2f} × prose, per character, on {name}")


def _seconds(splitter: Callable[[str], object], paragraphs: list[str], rounds: int) -> float:
    """Processor seconds of the best round over all paragraphs."""
    best = float("inf")
    for _ in range(rounds):
        begun = process_time()
        for paragraph in paragraphs:
            splitter(paragraph)
        best = min(best, process_time() - begun)
    return best


if __name__ == "__main__":
    main()
