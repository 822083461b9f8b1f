"""The engine against Argos Translate and against bare CTranslate2, on the same cut segments.

``python -m bench.engine [FILE]`` measures on made French, or on a file's lines. Each contender
runs in a process of its own, with the bundled package and the same decoding, and is warm before
its clock starts. Argos gets our segmenter for its own, which it would download.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from bench.french import segments
from webapp.engine import ArgosTranslators
from webapp.engine.clauses import cut
from webapp.engine.decoding import Decoding, Model
from webapp.engine.packages import bundled_folder, find_packages
from webapp.engine.registry import cores
from webapp.settings import Settings
from webapp.text import split_segments

CHUNK = 256
FIRST_CHUNK = 16
ARGOS_SEGMENTS = 300  # Argos is slow: it is timed on the first of them
PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one contender: segments a second, seconds to the first target, peak memory in MB.

    ``others`` is the number of cores that other processes kept busy meanwhile: near 0, or the
    rate cannot be trusted. ``rate_per_core`` is by seconds of the contender's own CPU time.
    """

    rate: float
    rate_per_core: float
    others: float
    first: float
    memory: float


class _Clock:
    """Started when it is made: wall and CPU seconds, of this process and of the machine."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.cpu = time.process_time()
        self.machine = _busy_seconds()

    def figures(self, count: int, first: float) -> Figures:
        """Those of ``count`` segments translated since the start, the first at ``first``."""
        wall = time.perf_counter() - self.start
        cpu = time.process_time() - self.cpu
        others = _busy_seconds() - self.machine - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        memory = peak / (1_000_000 if sys.platform == "darwin" else 1_000)
        return Figures(
            count / wall, count / cpu, max(0.0, others / wall), first - self.start, memory
        )


def _busy_seconds() -> float:
    """CPU seconds of all processes since the machine started; 0 where Linux does not tell."""
    try:
        ticks = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
    except OSError:
        return 0.0
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def ours(sources: list[str]) -> Figures:
    """The engine as a document's job uses it: a small chunk, then larger ones, two in flight."""
    translator = ArgosTranslators(Settings(), [bundled_folder()]).get("fr", "en")
    translator.translate(sources[:20])
    clock = _Clock()
    chunks = _chunks(sources)
    flying = deque(translator.submit(chunk) for chunk in islice(chunks, 2))
    flying[0].result()
    first = time.perf_counter()
    while flying:
        flying.popleft().result()
        flying.extend(translator.submit(chunk) for chunk in islice(chunks, 1))
    return clock.figures(len(sources), first)


def _chunks(sources: list[str]) -> Iterator[list[str]]:
    yield sources[:FIRST_CHUNK]
    for at in range(FIRST_CHUNK, len(sources), CHUNK):
        yield sources[at : at + CHUNK]


def bare(sources: list[str], batch_tokens: int = 384) -> Figures:
    """CTranslate2 alone: one flat batch of tokens, sorted, one worker a core; no text is made."""
    package = find_packages([bundled_folder()])[0]
    model = Model(package, Decoding(), workers=cores())

    def fits(part: str) -> bool:
        return len(model.encode(part)) <= package.longest_source

    pieces = [model.encode(part.strip()) for source in sources for part in cut(source, fits)]
    opened = model.load()
    decoding = {
        "beam_size": 4,
        "length_penalty": 0.2,
        "replace_unknowns": True,
        "return_scores": True,
        "max_batch_size": batch_tokens,
        "batch_type": "tokens",
    }
    opened.translate_batch(pieces[:20], **decoding)
    clock = _Clock()
    opened.translate_batch(pieces, **decoding)
    return clock.figures(len(sources), time.perf_counter())


def argos(sources: list[str]) -> Figures:
    """``argostranslate.translate.translate`` on the text, in paragraphs of four segments."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(bundled_folder())
    from argostranslate import translate

    translate.MiniSBDSentencizer = _Splitter
    sources = sources[:ARGOS_SEGMENTS]
    paragraphs = [
        " ".join(sources[at : at + PARAGRAPH]) for at in range(0, len(sources), PARAGRAPH)
    ]
    translate.translate(paragraphs[0], "fr", "en")
    clock = _Clock()
    translate.translate("\n".join(paragraphs[1:]), "fr", "en")
    return clock.figures(len(sources) - PARAGRAPH, time.perf_counter())


class _Splitter:
    def __init__(self, package: object) -> None:
        """Take the package that Argos' own splitters want."""

    def split_sentences(self, text: str) -> list[str]:
        return split_segments(text)


CONTENDERS: dict[str, Callable[[list[str]], Figures]] = {
    "ours": ours,
    "bare CTranslate2, 384 tokens": bare,
    "bare CTranslate2, 1024 tokens": partial(bare, batch_tokens=1024),
    "Argos Translate": argos,
}


def measure(sources: list[str]) -> dict[str, Figures]:
    """The figures of all contenders, one after the other, each in a new process."""
    context = multiprocessing.get_context("spawn")
    figures = {}
    for name, contender in CONTENDERS.items():
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            figures[name] = pool.submit(contender, sources).result()
    return figures


def main() -> None:
    """Print a table of ratios, rates, first targets and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="French, one segment a line")
    parser.add_argument("--count", type=int, default=2000, help="segments to translate")
    options = parser.parse_args()
    if options.file:
        lines = options.file.read_text("utf-8").splitlines()
        sources = list(dict.fromkeys(filter(None, lines)))[: options.count]
    else:
        sources = segments(options.count)
    figures = measure(sources)
    print(f"{len(sources)} segments, {cores()} cores")
    for name, each in figures.items():
        print(
            f"{name:32} {each.rate:7.1f} segments/s  {each.rate_per_core:6.1f} a CPU second"
            f"  others {each.others:4.2f} cores  first after {each.first:6.2f} s"
            f"  peak {each.memory:4.0f} MB  ours/this {figures['ours'].rate / each.rate:5.2f}"
        )


if __name__ == "__main__":
    main()
